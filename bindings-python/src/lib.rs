//! The native half of the Python package `draftgate`: JSON in, JSON out, without the interpreter's lock.
//!
//! Everything typed lives in `python/draftgate`, which is all that users see.
#![forbid(unsafe_code)]

mod written;

use pyo3::prelude::*;

/// As in the program `draftgate`; it manages what the engine allocates and nothing of the interpreter's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

pyo3::import_exception!(draftgate._errors, PolicyError);

/// The engine behind the package `draftgate`.
#[pymodule]
mod _native {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Mutex, OnceLock, PoisonError};

    use draftgate::{Answer, Library, Request, RequestErrors, StreamEvent};
    use pyo3::exceptions::PyValueError;
    use pyo3::prelude::*;
    use pyo3::pybacked::PyBackedBytes;
    use pyo3::types::{PyBytes, PyDict};

    /// A request of plain values in JSON; `None` when Python has to write it, because there is more in it than strings,
    /// numbers, lists and dictionaries.
    #[pyfunction]
    fn written<'py>(py: Python<'py>, request: &Bound<'py, PyDict>) -> PyResult<Option<Bound<'py, PyBytes>>> {
        Ok(crate::written::written(request)?.map(|json| PyBytes::new(py, json.as_bytes())))
    }

    /// An answer that is written when somebody reads it.
    #[pyclass(frozen, module = "draftgate._native")]
    struct Told {
        answer: Answer,
    }

    #[pymethods]
    impl Told {
        /// The answer in JSON.
        fn json(&self) -> String {
            self.answer.to_json()
        }

        /// One field of a verdict in JSON.
        fn field(&self, name: &str) -> Option<String> {
            let Answer::Verdict(verdict) = &self.answer else { return None };
            macro_rules! one_of {
                ($($field:ident)+) => {
                    match name {
                        $(stringify!($field) => serde_json::to_string(&verdict.$field).ok(),)+
                        _ => None,
                    }
                };
            }
            one_of!(contract id decision text reasons escalation findings layers unchecked scores complexity rounds audit)
        }
    }

    /// A compiled policy.
    #[pyclass(frozen, module = "draftgate._native")]
    struct Engine {
        validator: draftgate::Validator,
    }

    #[pymethods]
    impl Engine {
        /// Compiles `policies` into one: each is a name and, when it isn't shipped, the text of its file. They may
        /// extend the shipped packs and those in `packs`.
        #[new]
        fn new(
            py: Python<'_>,
            policies: Vec<(String, Option<String>)>,
            packs: Vec<(String, String)>,
        ) -> PyResult<Engine> {
            py.detach(|| compile(&policies, &packs))
                .map(|validator| Engine { validator })
                .map_err(super::policy_error)
        }

        /// The Answer to the request in `json`.
        fn check_json(&self, py: Python<'_>, json: &[u8]) -> String {
            py.detach(|| self.validator.check_slice(json).to_json())
        }

        /// The same, with the decision and the text at hand. A failure has no decision.
        fn check(&self, py: Python<'_>, json: &[u8]) -> Outcome {
            py.detach(|| self.tell(json))
        }

        /// The same for a request of plain values; `None` when Python has to write it.
        fn check_plain(&self, py: Python<'_>, request: &Bound<'_, PyDict>) -> PyResult<Option<Outcome>> {
            let json = crate::written::written(request)?;
            Ok(json.map(|json| py.detach(|| self.tell(json.as_bytes()))))
        }

        /// An engine that has the sources of the request in `json` analysed already, for its locale. What cannot be
        /// read raises a `ValueError` with the Answer.
        fn prepare(&self, py: Python<'_>, json: &[u8]) -> PyResult<Engine> {
            match Request::from_slice(json) {
                Ok(request) => {
                    let locale = request.context.locale.as_deref();
                    let validator = py.detach(|| self.validator.prepare(&request.sources, locale));
                    Ok(Engine { validator })
                }
                Err(errors) => Err(refused(errors)),
            }
        }

        /// A draft on its way, from the request in `json`. What cannot be read raises a `ValueError` with the Answer.
        fn stream(&self, json: &[u8]) -> PyResult<Stream> {
            match Request::from_slice(json) {
                Ok(request) => Ok(Stream { stream: Mutex::new(self.validator.stream(request)) }),
                Err(errors) => Err(refused(errors)),
            }
        }

        /// The Answers to `requests`, in their order, by `jobs` threads.
        fn check_batch(&self, py: Python<'_>, requests: Vec<PyBackedBytes>, jobs: usize) -> Vec<Outcome> {
            py.detach(|| {
                let answers: Vec<OnceLock<Outcome>> = requests.iter().map(|_| OnceLock::new()).collect();
                let next = AtomicUsize::new(0);
                let work = || {
                    loop {
                        let i = next.fetch_add(1, Ordering::Relaxed);
                        let (Some(request), Some(answer)) = (requests.get(i), answers.get(i)) else { break };
                        answer.get_or_init(|| self.tell(request));
                    }
                };
                std::thread::scope(|scope| {
                    for _ in 1..jobs.min(requests.len()) {
                        scope.spawn(work);
                    }
                    work();
                });
                answers.into_iter().filter_map(OnceLock::into_inner).collect()
            })
        }

        /// `id@version` of the policy.
        #[getter]
        fn policy(&self) -> String {
            self.validator.policy_name()
        }

        /// Digest of the policy as resolved.
        #[getter]
        fn policy_digest(&self) -> &str {
            self.validator.policy_digest()
        }
    }

    /// A draft on its way.
    #[pyclass(frozen, module = "draftgate._native")]
    struct Stream {
        stream: Mutex<draftgate::Stream>,
    }

    #[pymethods]
    impl Stream {
        /// The events after the next piece of the draft, in JSON.
        fn push(&self, py: Python<'_>, chunk: &str) -> Vec<String> {
            py.detach(|| self.with(|stream| stream.push(chunk)))
        }

        /// The last events, in JSON.
        fn finish(&self, py: Python<'_>) -> Vec<String> {
            py.detach(|| self.with(draftgate::Stream::finish))
        }
    }

    impl Stream {
        fn with(&self, step: impl FnOnce(&mut draftgate::Stream) -> Vec<StreamEvent>) -> Vec<String> {
            // No step panics, so that no lock is ever poisoned.
            let mut stream = self.stream.lock().unwrap_or_else(PoisonError::into_inner);
            step(&mut stream).iter().map(StreamEvent::to_json).collect()
        }
    }

    /// A verdict's decision and text, which most callers want and nothing else of it; then the whole answer.
    type Outcome = (Option<&'static str>, Option<String>, Told);

    impl Engine {
        fn tell(&self, json: &[u8]) -> Outcome {
            let answer = self.validator.check_slice(json);
            let (decision, text) = match &answer {
                Answer::Verdict(verdict) => (Some(verdict.decision.as_str()), verdict.text.clone()),
                Answer::Failure { .. } => (None, None),
            };
            (decision, text, Told { answer })
        }
    }

    fn refused(errors: RequestErrors) -> PyErr {
        PyValueError::new_err(Answer::failure(errors, None).to_json())
    }

    fn compile(
        policies: &[(String, Option<String>)],
        packs: &[(String, String)],
    ) -> Result<draftgate::Validator, draftgate::PolicyError> {
        let mut library = Library::new();
        for (file, text) in packs {
            library.add(file, text)?;
        }
        let ids = policies
            .iter()
            .map(|(name, text)| {
                text.as_ref().map_or_else(|| Ok(name.clone()), |text| library.add(name, text))
            })
            .collect::<Result<Vec<_>, _>>()?;
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        library.policy(&ids).map(draftgate::Validator::from_policy)
    }
}

/// The package's own exception: what a person reads, and every mistake as JSON.
fn policy_error(error: draftgate::PolicyError) -> PyErr {
    let diagnostics = serde_json::to_string(error.as_slice()).unwrap_or_default();
    PolicyError::new_err((error.to_string(), diagnostics))
}
