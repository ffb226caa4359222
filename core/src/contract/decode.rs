//! From JSON to a [`Request`]: strict, and every mistake is reported with its path.

mod fields;
mod request;

use super::json;
use super::limits::Limits;
use super::problem::{ErrorCode, RequestErrors};
use super::request::Request;
use fields::{Decoder, facts_depth};

/// How deep the reader goes, whatever the limits say: `context.customer.flags` has four levels.
const LEAST_DEPTH: usize = 8;

impl Request {
    /// Reads a request with the default [`Limits`].
    ///
    /// Unknown fields, repeated keys and words outside their list are errors. `null` for a field that is not
    /// required means that the field is absent.
    ///
    /// # Errors
    /// Every mistake of the request, with the JSON path of each. A text that is not JSON has only one.
    ///
    /// ```
    /// use draftgate::{Channel, Request};
    /// let request = Request::from_json(r#"{"draft": "Hello!", "context": {"channel": "sms"}}"#)?;
    /// assert_eq!(request.context.channel, Some(Channel::Sms));
    ///
    /// let errors = Request::from_json(r#"{"drafts": "Hello!", "context": {"channel": "fax"}}"#).unwrap_err();
    /// let paths: Vec<_> = errors.problems().iter().map(|problem| problem.path.as_str()).collect();
    /// assert_eq!(paths, ["drafts", "context.channel", "draft"]);
    /// # Ok::<(), draftgate::RequestErrors>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Request, RequestErrors> {
        Request::from_json_with(text, &Limits::default())
    }

    /// Like [`Request::from_json`], from bytes.
    ///
    /// # Errors
    /// As [`Request::from_json`], and `invalid_utf8` with the offset of the first bad byte.
    pub fn from_slice(bytes: &[u8]) -> Result<Request, RequestErrors> {
        Request::from_slice_with(bytes, &Limits::default())
    }

    /// Like [`Request::from_slice`], with the caller's own limits.
    ///
    /// # Errors
    /// As [`Request::from_slice`].
    pub fn from_slice_with(bytes: &[u8], limits: &Limits) -> Result<Request, RequestErrors> {
        check_size(bytes.len(), limits)?;
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let message = format!("not UTF-8: invalid byte at offset {}", error.valid_up_to());
            RequestErrors::single(ErrorCode::InvalidUtf8, message)
        })?;
        Request::from_json_with(text, limits)
    }

    /// Like [`Request::from_json`], with the caller's own limits.
    ///
    /// # Errors
    /// As [`Request::from_json`].
    pub fn from_json_with(text: &str, limits: &Limits) -> Result<Request, RequestErrors> {
        check_size(text.len(), limits)?;
        // A byte order mark says nothing in UTF-8; some editors write one all the same.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        // One level for the request itself; what lies deeper is cut off there and reported by the decoder.
        let root = json::parse(text, LEAST_DEPTH.max(facts_depth(limits) + 1))?;
        let mut decoder = Decoder::new(limits);
        let request = decoder.request(&root);
        decoder.finish(request)
    }
}

fn check_size(bytes: usize, limits: &Limits) -> Result<(), RequestErrors> {
    if bytes <= limits.request_bytes {
        return Ok(());
    }
    let message = format!("the request has {bytes} bytes; the limit is {}", limits.request_bytes);
    Err(RequestErrors::single(ErrorCode::OverLimit, message))
}
