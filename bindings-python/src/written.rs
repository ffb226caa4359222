//! Requests of plain Python values, written as JSON: what `json.dumps` would say of them, several times as fast.

use draftgate::contract::push_json_string;
use pyo3::PyTypeInfo;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};

/// Bytes of most requests.
const USUAL: usize = 8 << 10;
/// Deeper values are left to `json.dumps`, which knows when it is too deep.
const DEPTH: usize = 32;

/// The object in JSON; `None` where anything in it is of a class of its own, half of a surrogate pair, or nested too
/// deeply: such requests are for Python to write.
pub(crate) fn written(request: &Bound<'_, PyDict>) -> PyResult<Option<String>> {
    let mut out = String::with_capacity(USUAL);
    Ok(any(request, DEPTH, &mut out)?.then_some(out))
}

/// A value of exactly this class: one of a class made from it may be written in another way.
fn exactly<'a, 'py, T: PyTypeInfo>(value: &'a Bound<'py, PyAny>) -> Option<&'a Bound<'py, T>> {
    value.cast_exact::<T>().ok()
}

/// Writes a value; `false` when Python must write it.
fn any(value: &Bound<'_, PyAny>, depth: usize, out: &mut String) -> PyResult<bool> {
    if let Some(value) = exactly::<PyString>(value) {
        return text(value, out);
    }
    if value.is_none() {
        out.push_str("null");
        return Ok(true);
    }
    let Some(below) = depth.checked_sub(1) else { return Ok(false) };
    if let Some(map) = exactly::<PyDict>(value) {
        out.push('{');
        for (n, (key, value)) in map.iter().enumerate() {
            if n > 0 {
                out.push(',');
            }
            let Some(key) = exactly::<PyString>(&key) else { return Ok(false) };
            if !text(key, out)? {
                return Ok(false);
            }
            out.push(':');
            if !any(&value, below, out)? {
                return Ok(false);
            }
        }
        out.push('}');
        Ok(true)
    } else if let Some(list) = exactly::<PyList>(value) {
        items(list.iter(), below, out)
    } else if let Some(tuple) = exactly::<PyTuple>(value) {
        items(tuple.iter(), below, out)
    } else if let Some(flag) = exactly::<PyBool>(value) {
        out.push_str(if flag.is_true() { "true" } else { "false" });
        Ok(true)
    } else if exactly::<PyInt>(value).is_some() {
        // Longer numbers keep their digits, and Python its limit on how many.
        let Ok(number) = value.extract::<i64>() else { return Ok(false) };
        out.push_str(&number.to_string());
        Ok(true)
    } else if exactly::<PyFloat>(value).is_some_and(|float| float.value().is_finite()) {
        // A number of the facts counts as it is written, so it is written by Python.
        out.push_str(value.repr()?.to_str()?);
        Ok(true)
    } else {
        Ok(false)
    }
}

fn items<'py>(
    items: impl Iterator<Item = Bound<'py, PyAny>>,
    depth: usize,
    out: &mut String,
) -> PyResult<bool> {
    out.push('[');
    for (n, item) in items.enumerate() {
        if n > 0 {
            out.push(',');
        }
        if !any(&item, depth, out)? {
            return Ok(false);
        }
    }
    out.push(']');
    Ok(true)
}

fn text(value: &Bound<'_, PyString>, out: &mut String) -> PyResult<bool> {
    let Ok(value) = value.to_str() else { return Ok(false) };
    push_json_string(out, value);
    Ok(true)
}
