//! From JSON to a [`Request`]: strict, and every mistake is reported with its path.

mod fields;
mod given;
mod request;

use serde::de::DeserializeSeed as _;
use serde::{Deserialize, Deserializer};

use super::json::{self, Node, NodeSeed};
use super::limits::Limits;
use super::mended::mended;
use super::path::Path;
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
        let depth = depth(limits);
        match json::parse(text, depth) {
            Ok(root) => decode(&root, limits),
            Err(errors) => Err(decode_mended(text, depth, limits).unwrap_or(errors)),
        }
    }

    /// What would be wrong with the JSON of this request, with the default [`Limits`]: for a request that was made by
    /// hand, whose fields take any text and number.
    ///
    /// [`Validator::check`](crate::Validator::check) does not judge a request that is wrong but for its size: it
    /// escalates.
    ///
    /// # Errors
    /// As [`Request::from_json`], in the order of the fields.
    ///
    /// ```
    /// use draftgate::{Context, Request};
    /// let context = Context::new().with_now("tomorrow").with_jurisdictions(["UK", "uk"]);
    /// let request = Request::new("Hello!").with_context(context).with_signal("tone", 1.5);
    /// let errors = request.validate().unwrap_err();
    /// let paths: Vec<_> = errors.problems().iter().map(|problem| problem.path.as_str()).collect();
    /// assert_eq!(paths, ["context.now", "context.jurisdictions[1]", "signals.tone"]);
    /// ```
    pub fn validate(&self) -> Result<(), RequestErrors> {
        self.validate_with(&Limits::default())
    }

    /// Like [`Request::validate`], with the caller's own limits.
    ///
    /// # Errors
    /// As [`Request::validate`].
    pub fn validate_with(&self, limits: &Limits) -> Result<(), RequestErrors> {
        decode(&given::tree(self, facts_depth(limits)), limits)?;
        if limits.request_bytes == usize::MAX {
            return Ok(());
        }
        // Only now is it sure that the facts are not too deep to be written.
        check_size(serde_json::to_string(self).map_or(usize::MAX, |json| json.len()), limits)
    }
}

/// Like [`Request::from_json`], for a request that stands in something else; the size of the whole is its reader's matter.
///
/// ```
/// use draftgate::{Answer, Request};
/// #[derive(serde::Deserialize)]
/// struct Record {
///     request: Request,
///     answer: Option<Answer>,
/// }
/// let record: Record = serde_json::from_str(r#"{"request": {"draft": "Hello!"}}"#)?;
/// assert!(record.request == Request::new("Hello!") && record.answer.is_none());
/// # Ok::<(), serde_json::Error>(())
/// ```
impl<'de> Deserialize<'de> for Request {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Request, D::Error> {
        let limits = Limits::default();
        let root = NodeSeed { depth: depth(&limits) }.deserialize(deserializer)?;
        decode(&root, &limits).map_err(serde::de::Error::custom)
    }
}

/// How deep the reader goes: one level for the request itself; what lies deeper is cut off there and reported by the decoder.
fn depth(limits: &Limits) -> usize {
    LEAST_DEPTH.max(facts_depth(limits) + 1)
}

fn decode(root: &Node<'_>, limits: &Limits) -> Result<Request, RequestErrors> {
    let mut decoder = Decoder::new(limits);
    let request = decoder.request(root);
    decoder.finish(request)
}

/// What is wrong with a text that would be JSON, but for halves of surrogate pairs and numbers beyond all floats.
fn decode_mended(text: &str, depth: usize, limits: &Limits) -> Option<RequestErrors> {
    let mended = mended(text)?;
    let root = json::parse(&mended.text, depth).ok()?;
    let mut decoder = Decoder::new(limits);
    for (line, column) in mended.halves {
        decoder.problem(ErrorCode::LoneSurrogate, &Path::Root, || json::half(line, column));
    }
    let request = decoder.request(&root);
    decoder.finish(request).err()
}

fn check_size(bytes: usize, limits: &Limits) -> Result<(), RequestErrors> {
    if bytes <= limits.request_bytes {
        return Ok(());
    }
    Err(RequestErrors::too_long(bytes as u64, limits))
}
