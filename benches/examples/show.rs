//! Prints the standard request as JSON.
fn main() {
    let request = serde_json::to_string(&draftgate_benches::standard_request()).unwrap_or_default();
    let _ = std::io::Write::write_all(&mut std::io::stdout(), request.as_bytes());
}
