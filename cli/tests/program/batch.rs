//! `draftgate batch`.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;

use crate::support::{Folder, HOUSE, command, run};

/// Requests whose ids are their numbers, every third of them longer to judge.
fn many(count: usize) -> String {
    (0..count)
        .map(|i| {
            let draft = if i % 3 == 0 { "Your parcel is here. ".repeat(200) } else { "Hello.".to_owned() };
            format!("{{\"id\": \"{i}\", \"draft\": \"{draft}\"}}\n")
        })
        .collect()
}

#[test]
fn answers_come_in_the_order_of_the_lines() {
    let input = many(200);
    let one = run(&["batch", "-p", HOUSE, "--jobs", "1"], &input);
    let four = run(&["batch", "-p", HOUSE, "--jobs", "4"], &input);
    assert_eq!((one.status, four.status), (0, 0), "{}", one.err);
    assert_eq!(one.out, four.out);
    let ids: Vec<String> =
        four.answers().iter().map(|answer| answer["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids, (0..200).map(|i| i.to_string()).collect::<Vec<_>>());
}

#[test]
fn a_line_gives_the_same_answer_as_a_single_check() {
    let request = r#"{"id": "m", "draft": "A package for you.", "context": {"jurisdictions": ["UK"], "channel": "email"}}"#;
    let single = run(&["check", "-p", HOUSE, "--format", "json"], request);
    let batch = run(&["batch", "-p", HOUSE], request);
    assert_eq!(single.out, batch.out);
}

#[test]
fn bad_lines_are_failures_with_their_numbers_and_the_run_goes_on() {
    let mut input = Vec::new();
    input.extend_from_slice(b"{\"id\": \"first\", \"draft\": \"Hello.\"}\r\n");
    input.extend_from_slice(b"\n   \n");
    input.extend_from_slice(b"{\"draft\": \n");
    input.extend_from_slice(b"{\"draft\": \"caf\xe9\"}\n");
    input.extend_from_slice(b"{\"id\": \"six\", \"draft\": 6}\n");
    input.extend_from_slice(b"{\"draft\": \"\\ud83d\"}\n");
    input.extend_from_slice(b"{\"draft\": \"a\0b\"}\n");
    input.extend_from_slice(b"{\"id\": \"last\", \"draft\": \"a\\u0000b\"}");
    let ran = run(&["batch", "-p", HOUSE], &input);
    let told: Vec<(String, u64, String)> = ran
        .answers()
        .iter()
        .map(|answer| {
            let code = answer["errors"][0]["code"].as_str().unwrap_or("verdict").to_owned();
            (code, answer["line"].as_u64().unwrap_or(0), answer["id"].as_str().unwrap_or("").to_owned())
        })
        .collect();
    let told: Vec<(&str, u64, &str)> =
        told.iter().map(|(code, line, id)| (code.as_str(), *line, id.as_str())).collect();
    assert_eq!(
        told,
        [
            ("verdict", 0, "first"),
            ("syntax", 2, ""),
            ("syntax", 3, ""),
            ("syntax", 4, ""),
            ("invalid_utf8", 5, ""),
            ("wrong_type", 6, "six"),
            ("lone_surrogate", 7, ""),
            ("syntax", 8, ""),
            ("verdict", 0, "last"),
        ]
    );
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("9 answers") && ran.err.contains("7 failures"), "{}", ran.err);
}

/// What editors and other systems write: the answers stand in the lines of their requests.
#[test]
fn blank_lines_line_ends_and_marks_of_order() {
    let one = r#"{"draft": "Hello."}"#;
    for (input, expected) in [
        (format!("{one}\n{one}\n"), "vv"),
        (format!("{one}\n{one}"), "vv"),
        (format!("{one}\r\n{one}\r\n"), "vv"),
        (format!("\u{feff}{one}\n{one}\n"), "vv"),
        (format!("{one}\n\n{one}\n"), "vfv"),
        (format!("\n \t\r\n{one}\n"), "ffv"),
        (format!("\u{feff}\n{one}\n"), "fv"),
        (format!("{one}\n\n \r\n\n"), "v"),
        ("\u{feff}\r\n".to_owned(), ""),
    ] {
        let ran = run(&["batch", "-p", HOUSE], &input);
        let kinds: String =
            ran.answers().iter().map(|answer| if answer["type"] == "verdict" { 'v' } else { 'f' }).collect();
        assert_eq!(kinds, expected, "{input:?}");
        assert_eq!(ran.status, i32::from(expected.contains('f')), "{input:?}");
        for (at, answer) in ran.answers().iter().enumerate().filter(|(_, answer)| answer["type"] == "failure")
        {
            assert_eq!(answer["line"], at + 1, "{input:?}");
            assert_eq!(answer["errors"][0]["message"], "not JSON: the text is empty", "{input:?}");
        }
    }
}

#[test]
#[cfg(unix)]
fn the_input_survives_under_any_name() {
    let folder = Folder::new();
    let file = folder.write("in.jsonl", many(2));
    let (hard, soft) = (folder.path("hard.jsonl"), folder.path("soft.jsonl"));
    std::fs::hard_link(&file, &hard).unwrap();
    std::os::unix::fs::symlink(&file, &soft).unwrap();
    for output in [&file, &hard, &soft] {
        for input in [&file, "-"] {
            let mut command = command(&["batch", "-p", HOUSE, "--output", output, input]);
            let ran = command.stdin(std::fs::File::open(&file).unwrap()).output().unwrap();
            let err = String::from_utf8(ran.stderr).unwrap();
            assert_eq!(ran.status.code(), Some(64), "{input} to {output}: {err}");
            assert!(err.contains("is the input as well as the output"), "{err}");
        }
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), many(2), "the input must survive");
}

#[test]
fn a_line_over_the_limit_is_skipped_without_being_kept() {
    let mut input = b"{\"draft\": \"".to_vec();
    input.resize(40 << 20, b'x');
    input.extend_from_slice(b"\"}\n{\"id\": \"after\", \"draft\": \"Hello.\"}\n");
    let ran = run(&["batch", "-p", HOUSE, "--jobs", "2"], &input);
    let answers = ran.answers();
    assert_eq!((ran.status, answers.len()), (1, 2));
    assert_eq!((&answers[0]["errors"][0]["code"], &answers[0]["line"]), (&"over_limit".into(), &1.into()));
    assert_eq!(answers[1]["id"], "after");
}

#[test]
fn files_are_read_and_written_packed_ones_too() {
    let folder = Folder::new();
    let input = many(20);
    let plain = folder.write("in.jsonl", &input);
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(input.as_bytes()).unwrap();
    let packed = folder.write("in.jsonl.gz", packer.finish().unwrap());
    let expected = run(&["batch", "-p", HOUSE], &input).out;
    for path in [&plain, &packed] {
        let out = folder.path("out.jsonl");
        let ran = run(&["batch", "-p", HOUSE, "--output", &out, path], "");
        assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{}", ran.err);
        assert_eq!(std::fs::read_to_string(out).unwrap(), expected, "{path}");
    }
}

#[test]
fn an_input_that_breaks_off_is_answered_as_far_as_it_goes() {
    let folder = Folder::new();
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
    packer.write_all(many(20).as_bytes()).unwrap();
    let mut packed = packer.finish().unwrap();
    packed.truncate(packed.len() - 100);
    let path = folder.write("in.gz", packed);
    let ran = run(&["batch", "-p", HOUSE, &path], "");
    assert_eq!(ran.status, 64);
    assert!(ran.answers().len() >= 15, "{}", ran.out);
    assert!(ran.err.contains("to its end"), "{}", ran.err);
}

#[test]
fn what_cannot_be_read_or_written_is_told() {
    let folder = Folder::new();
    let file = folder.write("in.jsonl", many(2));
    let nowhere = folder.path("no-such-folder/out.jsonl");
    for (args, status, words) in [
        (vec!["batch", "no-such-file.jsonl"], 64, "cannot read `no-such-file.jsonl`"),
        (vec!["batch", &folder.path("")], 64, "is a folder"),
        (vec!["batch", "--output", &file, &file], 64, "is the input as well as the output"),
        (vec!["batch", "--output", &nowhere, &file], 74, "cannot write the output"),
        (vec!["batch", "-p", "no-such-policy", &file], 65, "no-such-policy"),
        (vec!["batch", "--jobs", "0", &file], 64, "--jobs"),
    ] {
        let ran = run(&args, "");
        assert_eq!(ran.status, status, "{args:?}: {}", ran.err);
        assert!(ran.err.contains(words), "{words} in {}", ran.err);
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), many(2), "the input must survive");
}

#[test]
fn an_empty_input_has_no_answers() {
    for input in ["", "\n\n"] {
        let ran = run(&["batch", "-p", HOUSE], input);
        assert_eq!((ran.status, ran.out.as_str()), (0, ""));
        assert!(ran.err.starts_with("0 answers"), "{}", ran.err);
    }
    assert_eq!(run(&["batch", "-p", HOUSE, "--quiet"], "").err, "");
}

#[test]
fn a_reader_that_leaves_ends_the_run_quietly() {
    let mut child = command(&["batch", "-p", HOUSE, "--jobs", "2"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let writer = std::thread::spawn(move || {
        // Until the program closes its input.
        let line = "{\"draft\": \"Hello.\"}\n".repeat(50);
        while stdin.write_all(line.as_bytes()).is_ok() {}
    });
    let mut first = String::new();
    stdout.read_line(&mut first).unwrap();
    drop(stdout);
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    writer.join().unwrap();
    assert!(first.starts_with("{\"type\":\"verdict\""), "{first}");
    assert!(!err.contains("error") && !err.contains("panicked"), "{err}");
}

#[test]
fn answers_come_while_the_input_is_still_open() {
    let mut child = command(&["batch", "-p", HOUSE])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for id in ["one", "two"] {
        writeln!(stdin, "{{\"id\": \"{id}\", \"draft\": \"Hello.\"}}").unwrap();
        let mut answer = String::new();
        stdout.read_line(&mut answer).unwrap();
        assert!(answer.contains(&format!("\"id\":\"{id}\"")), "{answer}");
    }
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
