#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| draftgate_fuzz_targets::rewrite(data));
