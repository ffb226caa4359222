//! What can be wrong with a request, and the list that is handed back.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::limits::Limits;
use super::request::CONTRACT;
use super::wire::wire_enum;

wire_enum! {
    /// The kinds of mistakes in a request.
    #[non_exhaustive]
    pub enum ErrorCode {
        /// The text is not JSON.
        Syntax = "syntax",
        /// The bytes are not UTF-8.
        InvalidUtf8 = "invalid_utf8",
        /// A string holds half of a surrogate pair.
        LoneSurrogate = "lone_surrogate",
        /// Lists and objects are nested deeper than allowed.
        TooDeep = "too_deep",
        /// A required field is absent.
        MissingField = "missing_field",
        /// A field that the contract doesn't have.
        UnknownField = "unknown_field",
        /// A field is given twice.
        DuplicateKey = "duplicate_key",
        /// The value has another JSON type than the contract says.
        WrongType = "wrong_type",
        /// A word that is not in the field's list.
        UnknownValue = "unknown_value",
        /// No such date or time, or not written as the contract says.
        InvalidDate = "invalid_date",
        /// A language tag or time zone that is not written as its standard says.
        InvalidFormat = "invalid_format",
        /// A number outside its range, or one that would lose digits.
        OutOfRange = "out_of_range",
        /// Two fields contradict each other.
        Inconsistent = "inconsistent",
        /// More than the configured limits allow.
        OverLimit = "over_limit",
        /// A contract number that this version doesn't speak.
        UnsupportedContract = "unsupported_contract",
    }
}

/// One mistake in a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RequestProblem {
    /// Snake-case word, such as `unknown_value`.
    pub code: ErrorCode,
    /// JSON path, such as `context.channel` or `turns[2].role`; empty for the whole document.
    pub path: String,
    /// What is wrong, never with a customer's text.
    pub message: String,
}

impl fmt::Display for RequestProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            f.write_str(&self.message)
        } else {
            write!(f, "{}: {}", self.path, self.message)
        }
    }
}

/// Everything that is wrong with a request, in the order of the document.
///
/// There is always at least one problem. A missing field is reported at the end of its object, half of a surrogate pair
/// before everything else: it has a line and a column, and no path.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the request cannot be read: {}", join(.problems))]
pub struct RequestErrors {
    id: Option<String>,
    problems: Vec<RequestProblem>,
}

impl RequestErrors {
    pub(super) fn new(id: Option<String>, problems: Vec<RequestProblem>) -> RequestErrors {
        RequestErrors { id, problems }
    }

    pub(super) fn single(code: ErrorCode, message: String) -> RequestErrors {
        RequestErrors { id: None, problems: vec![RequestProblem { code, path: String::new(), message }] }
    }

    /// Of a request that has too many bytes to be read at all.
    ///
    /// ```
    /// use draftgate::{ErrorCode, Limits, RequestErrors};
    /// let errors = RequestErrors::too_long(20_000_000, &Limits::default());
    /// assert_eq!(errors.problems()[0].code, ErrorCode::OverLimit);
    /// ```
    pub fn too_long(bytes: u64, limits: &Limits) -> RequestErrors {
        let message = format!("the request has {bytes} bytes; the limit is {}", limits.request_bytes);
        RequestErrors::single(ErrorCode::OverLimit, message)
    }

    /// The request's own id, where it could be read.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// The mistakes.
    pub fn problems(&self) -> &[RequestProblem] {
        &self.problems
    }
}

fn join(problems: &[RequestProblem]) -> String {
    const SHOWN: usize = 5;
    let mut out = String::new();
    for (i, problem) in problems.iter().take(SHOWN).enumerate() {
        if i > 0 {
            out.push_str("; ");
        }
        out.push_str(&problem.to_string());
    }
    if problems.len() > SHOWN {
        out.push_str(&format!("; and {} more", problems.len() - SHOWN));
    }
    out
}

impl Answer {
    /// The answer to a request that could not be read; `line` is its line in a batch, from 1.
    ///
    /// ```
    /// use draftgate::{Answer, Request};
    /// let errors = Request::from_json(r#"{"id": "m-1", "drfat": "Hello"}"#).unwrap_err();
    /// let json = Answer::failure(errors, None).to_json();
    /// assert!(json.starts_with(r#"{"type":"failure","contract":1,"id":"m-1","errors":[{"code":"unknown_field""#));
    /// ```
    pub fn failure(errors: RequestErrors, line: Option<usize>) -> Answer {
        Answer::Failure { contract: CONTRACT, id: errors.id, line, errors: errors.problems }
    }
}

impl From<RequestErrors> for Answer {
    fn from(errors: RequestErrors) -> Answer {
        Answer::failure(errors, None)
    }
}
