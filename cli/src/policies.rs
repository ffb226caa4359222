//! `draftgate policies`: what is shipped, what a policy consists of, and what is wrong with a policy file.

use std::io::Write;
use std::path::PathBuf;

use crate::args::PoliciesCommand;
use crate::exit::{Status, Stop};
use crate::policy::{self, Shelf};
use crate::render;

/// Runs one of the commands.
pub fn run(command: &PoliciesCommand, out: &mut dyn Write) -> Result<Status, Stop> {
    let status = match command {
        PoliciesCommand::List => {
            render::policy::list(out, &Shelf::new().library().entries(), render::width())?;
            Status::Pass
        }
        PoliciesCommand::Show { policy, rule } => show(out, policy, rule.as_deref())?,
        PoliciesCommand::Check { files } => check(out, files)?,
    };
    out.flush()?;
    Ok(status)
}

fn show(out: &mut dyn Write, name: &str, only: Option<&str>) -> Result<Status, Stop> {
    let policy = policy::load(&[name.to_owned()])?;
    let rules = policy.rules();
    let Some(only) = only else {
        render::policy::show(out, &policy, &rules, render::width())?;
        return Ok(Status::Pass);
    };
    let Some(rule) = rules.iter().find(|rule| rule.id == only) else {
        return Err(Stop::NoPolicy(format!("no rule `{only}` in {}", policy.name())));
    };
    render::policy::rule(out, rule, render::width())?;
    Ok(Status::Pass)
}

/// Loads each file on its own, with what it extends, so that one bad file hides nothing of the others.
fn check(out: &mut dyn Write, paths: &[PathBuf]) -> Result<Status, Stop> {
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
        let loaded = shelf.add_file(&file).and_then(|id| Ok(shelf.library().policy(&[&id])?));
        match loaded {
            Ok(policy) => {
                let rules = policy.rules();
                let examples: usize = rules.iter().map(|rule| rule.hits + rule.clean).sum();
                writeln!(
                    out,
                    "{}: {} is good: {} rules, {examples} examples came out right",
                    file.display(),
                    policy.name(),
                    rules.len()
                )?;
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
