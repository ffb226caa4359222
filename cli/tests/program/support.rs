//! Running the program.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The policy of the tests; its words don't change with the shipped ones.
pub const HOUSE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/house/house.yaml");

/// What the program did.
pub struct Run {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    /// Everything for a snapshot, without what differs between versions and machines, and without the scores: this
    /// is about the program, and training the engine again must not change it.
    pub fn shown(&self) -> String {
        let out: String =
            self.out.split_inclusive('\n').filter(|line| !line.starts_with("scores  ")).collect();
        let text = format!("status {}\n--- out\n{out}--- err\n{}", self.status, self.err);
        text.replace(&format!("engine {}", env!("CARGO_PKG_VERSION")), "engine VERSION")
            .replace(concat!(env!("CARGO_MANIFEST_DIR"), "/"), "")
            .replace('\\', "/")
    }

    /// The answers of a batch or of `check --format json`.
    pub fn answers(&self) -> Vec<serde_json::Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// The program, with its terminal settings out of the way.
pub fn command(args: &[impl AsRef<OsStr>]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_draftgate"));
    command.args(args).env_remove("CLICOLOR_FORCE").env_remove("NO_COLOR").env_remove("RUST_BACKTRACE");
    command
}

/// Runs the program with this standard input.
pub fn run(args: &[&str], input: impl AsRef<[u8]>) -> Run {
    finish(command(args), input.as_ref())
}

pub fn finish(mut command: Command, input: &[u8]) -> Run {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let output: Output = thread::scope(|scope| {
        // A program that stops early closes its input; that is no failure of the test.
        scope.spawn(move || {
            let _ = stdin.write_all(input);
        });
        child.wait_with_output().unwrap()
    });
    Run {
        status: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A folder that is removed at the end of the test.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Folder {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("draftgate-test-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir(&path).unwrap();
        Folder(path)
    }

    /// A file of this folder, as an argument.
    pub fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        std::fs::write(self.0.join(name), content).unwrap();
        self.path(name)
    }
}

impl AsRef<Path> for Folder {
    fn as_ref(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).unwrap();
    }
}
