//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum};

const EXAMPLES: &str = "\
Examples:
  # Judge one reply, for a person to read
  draftgate check reply.json
  # The same as JSON, from standard input
  draftgate check --format json - < reply.json
  # With every shipped pack and a policy of your own
  draftgate check -p full -p house.yaml reply.json
  # Judge many replies, one JSON object a line
  draftgate batch --output answers.jsonl requests.jsonl.gz
  # The rules of a policy, with their sources
  draftgate policies show default
  # Every mistake of a policy file, with its place
  draftgate policies check house.yaml

A request needs only a draft: {\"draft\": \"Your refund is on its way.\"}
`draftgate schema request` prints all its fields.

Exit status of check: 0 pass, 1 rewrite, 2 escalate, 64 bad request, 65 bad policy.";

/// The last check before a chatbot's reply reaches a customer: pass, rewrite or escalate, with reasons.
#[derive(Debug, Parser)]
#[command(name = "draftgate", version, max_term_width = 80, after_help = EXAMPLES, disable_help_subcommand = true)]
pub struct Cli {
    /// Colours: when standard output is a terminal, always, or never
    #[arg(long, global = true, value_name = "WHEN", default_value_t = ColorChoice::Auto)]
    pub color: ColorChoice,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Check(CheckArgs),
    Batch(BatchArgs),
    #[command(subcommand)]
    Policies(PoliciesCommand),
    Schema(SchemaArgs),
    Bench(BenchArgs),
}

/// Which policy judges.
#[derive(Debug, Args)]
pub struct PolicyArgs {
    /// A shipped policy by name, a policy file, or a folder of them; may be given more than once
    ///
    /// Several policies are applied together. What a file extends and is not shipped is looked for in the files
    /// beside it.
    #[arg(short, long = "policy", value_name = "POLICY", default_value = "default")]
    pub policies: Vec<String>,
}

/// How a verdict is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Output {
    /// For a person
    Text,
    /// As one line of JSON
    Json,
}

/// Judge one reply
///
/// Prints the draft with what was found marked under the words, the reasons with their evidence and sources, and
/// the corrected text as a difference, or how the case goes to a person.
///
/// Exit status: 0 pass, 1 rewrite, 2 escalate, 64 bad request, 65 bad policy.
#[derive(Debug, Args)]
pub struct CheckArgs {
    #[command(flatten)]
    pub policy: PolicyArgs,
    /// How the verdict is printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Output,
    /// The request, a JSON file; `-` or nothing for standard input
    #[arg(value_name = "REQUEST.json")]
    pub request: Option<PathBuf>,
}

/// Judge many replies: one request a line in, one answer a line out, in the same order
///
/// A line that cannot be read becomes an answer of type `failure` with its line number, and the run goes on; so does
/// a blank line, so that answer and request stand in lines of the same number. Blank lines at the end are none. A
/// file whose name ends in `.gz` is unpacked while it is read.
///
/// Exit status: 0 when every line got a verdict, 1 when some are failures, 64 when the input cannot be read,
/// 65 bad policy, 74 when the output cannot be written.
#[derive(Debug, Args)]
pub struct BatchArgs {
    #[command(flatten)]
    pub policy: PolicyArgs,
    /// Where the answers go; standard output when not given
    #[arg(short, long, value_name = "OUT.jsonl")]
    pub output: Option<PathBuf>,
    /// How many requests are judged at the same time; as many as there are cores when not given
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// No progress bar and no summary
    #[arg(short, long)]
    pub quiet: bool,
    /// The requests, one JSON object a line; `-` or nothing for standard input
    #[arg(value_name = "IN.jsonl")]
    pub input: Option<PathBuf>,
}

/// List, show and check policies
#[derive(Debug, Subcommand)]
pub enum PoliciesCommand {
    /// The shipped policies and packs
    List,
    Show(ShowArgs),
    /// Load policy files, run the examples of their rules, and report every mistake
    ///
    /// Warnings tell what can be loaded and is probably not meant: a rule without examples, one that wants a text
    /// rewritten and has nothing to write, a policy without the core packs, a place in a text that nothing fills, a text
    /// that the policy itself does not let pass.
    ///
    /// Exit status: 0 when all files are good, 65 when there are mistakes.
    Check {
        /// Warnings are mistakes, too
        #[arg(long)]
        strict: bool,
        /// Policy files, or folders of them
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Read style packages written for Vale and write them as a pack
    ///
    /// The pack goes to standard output or OUT.yaml; what could not be taken, with the reason, to standard error and
    /// into the pack as comments.
    ImportVale {
        /// A style, or a folder of styles
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Where the pack goes
        #[arg(short, long, value_name = "OUT.yaml")]
        output: Option<PathBuf>,
        /// Name of the pack; `vale-` and the name of the folder when not given
        #[arg(long, value_name = "NAME")]
        id: Option<String>,
    },
}

/// The rules of a policy: what each looks for, what it does, where it applies and where it comes from
///
/// What a rule looks for is written as in a policy file, its lists written out. Of long lists the first items are shown,
/// and how many there are. The examples of shipped rules stand in their files only.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// A shipped policy by name, a policy file, or a folder of them
    #[arg(value_name = "POLICY")]
    pub policy: String,
    /// Only the rule with this id, in full
    #[arg(long, value_name = "ID")]
    pub rule: Option<String>,
    /// Long lists and texts in full
    #[arg(long)]
    pub full: bool,
    /// How the rules are printed; `json` has everything
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Output,
}

/// Print the JSON Schema of a request or an answer
#[derive(Debug, Args)]
pub struct SchemaArgs {
    #[arg(value_name = "WHAT")]
    pub of: SchemaOf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// What goes in
    Request,
    /// What comes out
    Answer,
}

/// Measure how long a check takes on this machine, on one core
///
/// The built-in request has a draft of 613 characters, three turns and five sources of about 1 KB.
#[derive(Debug, Args)]
pub struct BenchArgs {
    #[command(flatten)]
    pub policy: PolicyArgs,
    /// How long to measure
    #[arg(short, long, value_name = "SECONDS", default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..=3600))]
    pub seconds: u16,
    /// A request of your own instead of the built-in one
    #[arg(value_name = "REQUEST.json")]
    pub request: Option<PathBuf>,
}
