//! The JSON Schemas of the contract.

use std::io::Write;

use crate::args::{SchemaArgs, SchemaOf};
use crate::exit::{Status, Stop};

const REQUEST: &str = include_str!("../../schemas/request.schema.json");
const ANSWER: &str = include_str!("../../schemas/answer.schema.json");

/// `draftgate schema`.
pub fn run(args: &SchemaArgs, out: &mut dyn Write) -> Result<Status, Stop> {
    let schema = match args.of {
        SchemaOf::Request => REQUEST,
        SchemaOf::Answer => ANSWER,
    };
    out.write_all(schema.as_bytes())?;
    out.flush()?;
    Ok(Status::Pass)
}
