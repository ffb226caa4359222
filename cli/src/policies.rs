//! `draftgate policies`: what is shipped, what a policy consists of, and what is wrong with a policy file.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::args::{Output, PoliciesCommand, ShowArgs};
use crate::exit::{Status, Stop};
use crate::policy::{self, Shelf};
use crate::render;
use crate::render::written::Extent;
use crate::vale;

/// Runs one of the commands.
pub fn run(command: &PoliciesCommand, out: &mut dyn Write) -> Result<Status, Stop> {
    let status = match command {
        PoliciesCommand::List => {
            render::policy::list(out, &Shelf::new().library().entries(), render::width())?;
            Status::Pass
        }
        PoliciesCommand::Show(args) => show(out, args)?,
        PoliciesCommand::Check { files, strict } => check(out, files, *strict)?,
        PoliciesCommand::ImportVale { folder, output, id } => {
            import_vale(out, folder, output.as_deref(), id.as_deref())?
        }
    };
    out.flush()?;
    Ok(status)
}

fn show(out: &mut dyn Write, args: &ShowArgs) -> Result<Status, Stop> {
    let policy = policy::load(std::slice::from_ref(&args.policy))?;
    let mut rules = policy.rules();
    if let Some(only) = &args.rule {
        rules.retain(|rule| rule.id == *only);
        if rules.is_empty() {
            return Err(Stop::NoPolicy(format!("no rule `{only}` in {}", policy.name())));
        }
    }
    let extent = if args.full || args.rule.is_some() { Extent::Full } else { Extent::Short };
    match (args.format, rules.as_slice()) {
        (Output::Json, rules) => render::policy::json(out, &policy, rules)?,
        (Output::Text, [rule]) if args.rule.is_some() => {
            render::policy::rule(out, &policy, rule, extent, render::width())?;
        }
        (Output::Text, rules) => render::policy::show(out, &policy, rules, extent, render::width())?,
    }
    Ok(Status::Pass)
}

/// Loads each file on its own, with what it extends, so that one bad file hides nothing of the others. Under `strict` advice
/// counts as a mistake.
fn check(out: &mut dyn Write, paths: &[PathBuf], strict: bool) -> Result<Status, Stop> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            files.extend(policy::policy_files(path)?);
        } else {
            files.push(path.clone());
        }
    }
    let mut errors = anstream::AutoStream::auto(std::io::stderr().lock());
    let mut status = Status::Pass;
    for file in files {
        let mut shelf = Shelf::new();
        let loaded = shelf.add_file(&file).and_then(|id| {
            let policy = shelf.library().policy(&[&id])?;
            let advice = shelf.library().advice(&id, &policy);
            Ok((policy, advice))
        });
        match loaded {
            Ok((policy, advice)) => {
                let rules = policy.rules();
                let examples: usize = rules.iter().map(|rule| rule.hits + rule.clean).sum();
                let warnings = match advice.len() {
                    0 => String::new(),
                    1 => ", 1 warning".to_owned(),
                    count => format!(", {count} warnings"),
                };
                let good = if strict && !advice.is_empty() { "loads" } else { "is good" };
                writeln!(
                    out,
                    "{}: {} {good}: {}, {examples} examples came out right{warnings}",
                    file.display(),
                    policy.name(),
                    if rules.len() == 1 { "1 rule".to_owned() } else { format!("{} rules", rules.len()) }
                )?;
                out.flush()?;
                render::problems::diagnostics(&mut errors, &advice)?;
                if strict && !advice.is_empty() {
                    status = Status::BadPolicy;
                }
            }
            Err(stop) => {
                status = Status::BadPolicy;
                out.flush()?;
                render::problems::stop(&mut errors, &stop)?;
            }
        }
    }
    Ok(status)
}

/// Endings of the files of a Vale package.
const VALE_FILES: [&str; 4] = ["yml", "yaml", "txt", "dic"];

/// Deepest folder of a Vale package.
const VALE_DEPTH: usize = 6;

fn import_vale(
    out: &mut dyn Write,
    folder: &Path,
    output: Option<&Path>,
    id: Option<&str>,
) -> Result<Status, Stop> {
    let mut files = vale::Files::new();
    let name = folder
        .canonicalize()
        .ok()
        .and_then(|path| path.file_name().map(|name| name.to_string_lossy().into_owned()));
    let name = name.unwrap_or_else(|| "styles".to_owned());
    collect(folder, &name, VALE_DEPTH, &mut files)?;
    let import = vale::import(&files);
    let id = id.map_or_else(|| format!("vale-{}", vale::kebab(&name)), str::to_owned);
    let pack = vale::write(&import, &id);
    match output {
        Some(path) => std::fs::write(path, pack)?,
        None => out.write_all(pack.as_bytes())?,
    }
    let mut errors = anstream::AutoStream::auto(std::io::stderr().lock());
    writeln!(errors, "{} rules taken, {} left out", import.taken.len(), import.left.len())?;
    for left in &import.left {
        writeln!(errors, "not taken: {}: {}", left.name, left.reason)?;
    }
    Ok(Status::Pass)
}

/// The files of a Vale package, by their path below its folder.
fn collect(folder: &Path, below: &str, depth: usize, files: &mut vale::Files) -> Result<(), Stop> {
    let unreadable =
        |error: std::io::Error| Stop::NoPolicy(format!("cannot read `{}`: {error}", folder.display()));
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else { continue };
        let at = format!("{below}/{name}");
        if path.is_dir() && depth > 0 {
            collect(&path, &at, depth - 1, files)?;
        } else if path.extension().is_some_and(|end| VALE_FILES.iter().any(|own| end == *own)) {
            let bytes = std::fs::read(&path).map_err(unreadable)?;
            files.insert(at, String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    Ok(())
}
