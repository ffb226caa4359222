//! The WebAssembly half of the npm package `draftgate`: JSON in, JSON out.
//!
//! Everything typed lives in `js/`, which is all that users see.
#![forbid(unsafe_code)]

use draftgate::{Answer, Library, PolicyError, Request, RequestErrors, Stream, StreamEvent, Validator};
use wasm_bindgen::prelude::*;

/// What stands in the package beside the module. All that is loaded from it shares its word vectors.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Shipped {
    library: Library,
}

#[wasm_bindgen]
impl Shipped {
    /// The policies and the word vectors of the files `policies.bin` and `vectors.bin`, whose bytes these are, or none where
    /// there are no bytes.
    ///
    /// # Errors
    /// When a file is of another version of the package.
    #[wasm_bindgen(constructor)]
    pub fn new(policies: &[u8], vectors: &[u8]) -> Result<Shipped, JsError> {
        let foreign = |file| JsError::new(&format!("{file} does not belong to this version of draftgate"));
        let mut library = match policies {
            [] => Library::empty(),
            bytes => Library::from_table(bytes).ok_or_else(|| foreign("policies.bin"))?,
        };
        if !vectors.is_empty() {
            library = library.with_vectors(vectors).ok_or_else(|| foreign("vectors.bin"))?;
        }
        Ok(Shipped { library })
    }

    /// A loader that knows them; nothing is chosen yet.
    pub fn loader(&self) -> Loader {
        Loader { library: self.library.clone(), chosen: Vec::new() }
    }
}

/// Collects the policies that make up one.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Loader {
    library: Library,
    chosen: Vec<String>,
}

#[wasm_bindgen]
impl Loader {
    /// Adds a file that others may extend.
    ///
    /// # Errors
    /// See `refusal`.
    pub fn add(&mut self, file: &str, text: &str) -> Result<String, String> {
        self.library.add(file, text).map_err(|error| refusal(&error))
    }

    /// Chooses a policy by its id.
    pub fn choose(&mut self, id: String) {
        self.chosen.push(id);
    }

    /// Compiles what was chosen into one policy.
    ///
    /// # Errors
    /// See `refusal`.
    pub fn compile(self) -> Result<Engine, String> {
        let ids: Vec<&str> = self.chosen.iter().map(String::as_str).collect();
        let policy = self.library.policy(&ids).map_err(|error| refusal(&error))?;
        Ok(Engine { validator: Validator::from_policy(policy) })
    }
}

/// A compiled policy.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    validator: Validator,
}

#[wasm_bindgen]
impl Engine {
    /// The Answer to the request in `json`.
    #[wasm_bindgen(js_name = checkJson)]
    pub fn check_json(&self, json: &str) -> String {
        self.validator.check_json(json).to_json()
    }

    /// An engine that has the sources of the request in `json` analysed already, for its locale.
    ///
    /// # Errors
    /// The Answer, in JSON, when the request cannot be read.
    pub fn prepare(&self, json: &str) -> Result<Engine, String> {
        let request = read(json)?;
        let locale = request.context.locale.as_deref();
        Ok(Engine { validator: self.validator.prepare(&request.sources, locale) })
    }

    /// A draft on its way, from the request in `json`.
    ///
    /// # Errors
    /// The Answer, in JSON, when the request cannot be read.
    pub fn stream(&self, json: &str) -> Result<DraftStream, String> {
        let stream = self.validator.stream_json(json);
        Ok(DraftStream { stream: stream.map_err(refused)? })
    }

    /// `id@version` of the policy.
    #[wasm_bindgen(getter, js_name = policyName)]
    pub fn policy_name(&self) -> String {
        self.validator.policy_name()
    }

    /// Digest of the policy as resolved.
    #[wasm_bindgen(getter, js_name = policyDigest)]
    pub fn policy_digest(&self) -> String {
        self.validator.policy_digest().to_owned()
    }
}

/// A request, or the Answer that says why it is none.
fn read(json: &str) -> Result<Request, String> {
    Request::from_json(json).map_err(refused)
}

fn refused(errors: RequestErrors) -> String {
    Answer::failure(errors, None).to_json()
}

/// A draft on its way.
#[wasm_bindgen]
#[derive(Debug)]
pub struct DraftStream {
    stream: Stream,
}

#[wasm_bindgen]
impl DraftStream {
    /// The events after the next piece of the draft, as a JSON list.
    pub fn push(&mut self, chunk: &str) -> String {
        list(&self.stream.push(chunk))
    }

    /// The last events, as a JSON list.
    pub fn finish(&mut self) -> String {
        list(&self.stream.finish())
    }
}

fn list(events: &[StreamEvent]) -> String {
    let events: Vec<String> = events.iter().map(StreamEvent::to_json).collect();
    format!("[{}]", events.join(","))
}

/// `{"text": …, "diagnostics": […]}` as JSON: what a person reads, and every mistake.
fn refusal(error: &PolicyError) -> String {
    serde_json::json!({ "text": error.to_string(), "diagnostics": error.as_slice() }).to_string()
}
