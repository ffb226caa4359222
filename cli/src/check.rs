//! `draftgate check`: one verdict.

use std::io::{BufWriter, Write};
use std::mem::ManuallyDrop;

use anstream::AutoStream;
use draftgate::{Answer, OffsetUnit, Request, RequestErrors, Validator};

use crate::args::{CheckArgs, Output};
use crate::exit::{Status, Stop};
use crate::{input, policy, render};

/// Judges one request.
pub fn run(args: &CheckArgs) -> Result<Status, Stop> {
    let bytes = input::read_request(args.request.as_deref())?;
    // Never dropped: the program ends after one check, and taking a policy apart takes longer than that.
    let validator = ManuallyDrop::new(Validator::from_policy(policy::load(&args.policy.policies)?));
    let request = Request::from_slice(&bytes);
    match args.format {
        Output::Json => json(&validator, request),
        Output::Text => text(&validator, request.map_err(Stop::Request)?),
    }
}

fn json(validator: &Validator, request: Result<Request, RequestErrors>) -> Result<Status, Stop> {
    let (answer, status) = match request {
        Ok(request) => {
            let verdict = validator.check(&request);
            let status = verdict.decision.into();
            (Answer::Verdict(verdict), status)
        }
        Err(errors) => (errors.into(), Status::BadRequest),
    };
    let mut out = std::io::stdout().lock();
    let written = writeln!(out, "{}", answer.to_json()).and_then(|()| out.flush());
    decided(written, status)
}

fn text(validator: &Validator, mut request: Request) -> Result<Status, Stop> {
    // Nobody sees the offsets here, and bytes are what texts are cut by.
    request.offset_unit = OffsetUnit::Utf8;
    let verdict = validator.check(&request);
    let mut out = BufWriter::new(AutoStream::auto(std::io::stdout().lock()));
    let written = render::verdict(&mut out, &request, &verdict, render::width()).and_then(|()| out.flush());
    decided(written, verdict.decision.into())
}

/// Whoever stops reading early still gets the decision as the exit status.
fn decided(written: std::io::Result<()>, status: Status) -> Result<Status, Stop> {
    match written.map_err(Stop::from) {
        Ok(()) => Ok(status),
        Err(Stop::Closed(_)) => Err(Stop::Closed(status)),
        Err(stop) => Err(stop),
    }
}
