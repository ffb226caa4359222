//! Requests of plain Python values, written as JSON: what `json.dumps` would say of them, several times as fast.

use pyo3::PyTypeInfo;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};

/// Bytes of most requests.
const USUAL: usize = 8 << 10;
/// Deeper values are left to `json.dumps`, which knows when it is too deep.
const DEPTH: usize = 32;

/// The object in JSON; `None` where anything in it is of a class of its own, half of a surrogate pair, or nested too
/// deeply: such requests are for Python to write.
pub(crate) fn written(request: &Bound<'_, PyDict>) -> PyResult<Option<Vec<u8>>> {
    let mut out = Vec::with_capacity(USUAL);
    Ok(any(request, DEPTH, &mut out)?.then_some(out))
}

/// A value of exactly this class: one of a class made from it may be written in another way.
fn exactly<'a, 'py, T: PyTypeInfo>(value: &'a Bound<'py, PyAny>) -> Option<&'a Bound<'py, T>> {
    value.cast_exact::<T>().ok()
}

/// Writes a value; `false` when Python must write it.
fn any(value: &Bound<'_, PyAny>, depth: usize, out: &mut Vec<u8>) -> PyResult<bool> {
    if let Some(value) = exactly::<PyString>(value) {
        return text(value, out);
    }
    if value.is_none() {
        out.extend_from_slice(b"null");
        return Ok(true);
    }
    let Some(below) = depth.checked_sub(1) else { return Ok(false) };
    if let Some(map) = exactly::<PyDict>(value) {
        out.push(b'{');
        for (n, (key, value)) in map.iter().enumerate() {
            if n > 0 {
                out.push(b',');
            }
            let Some(key) = exactly::<PyString>(&key) else { return Ok(false) };
            if !text(key, out)? {
                return Ok(false);
            }
            out.push(b':');
            if !any(&value, below, out)? {
                return Ok(false);
            }
        }
        out.push(b'}');
        Ok(true)
    } else if let Some(list) = exactly::<PyList>(value) {
        items(list.iter(), below, out)
    } else if let Some(tuple) = exactly::<PyTuple>(value) {
        items(tuple.iter(), below, out)
    } else if let Some(flag) = exactly::<PyBool>(value) {
        out.extend_from_slice(if flag.is_true() { b"true" } else { b"false" });
        Ok(true)
    } else if exactly::<PyInt>(value).is_some() {
        // Longer numbers keep their digits, and Python its limit on how many.
        let Ok(number) = value.extract::<i64>() else { return Ok(false) };
        out.extend_from_slice(number.to_string().as_bytes());
        Ok(true)
    } else if exactly::<PyFloat>(value).is_some_and(|float| float.value().is_finite()) {
        // A number of the facts counts as it is written, so it is written by Python.
        out.extend_from_slice(value.repr()?.to_str()?.as_bytes());
        Ok(true)
    } else {
        Ok(false)
    }
}

fn items<'py>(
    items: impl Iterator<Item = Bound<'py, PyAny>>,
    depth: usize,
    out: &mut Vec<u8>,
) -> PyResult<bool> {
    out.push(b'[');
    for (n, item) in items.enumerate() {
        if n > 0 {
            out.push(b',');
        }
        if !any(&item, depth, out)? {
            return Ok(false);
        }
    }
    out.push(b']');
    Ok(true)
}

fn text(value: &Bound<'_, PyString>, out: &mut Vec<u8>) -> PyResult<bool> {
    let Ok(value) = value.to_str() else { return Ok(false) };
    out.reserve(value.len() + 2);
    out.push(b'"');
    for stretch in value.as_bytes().chunks(STRETCH) {
        if stretch.iter().fold(false, |any, byte| any | has_escape(*byte)) {
            stretch.iter().for_each(|byte| escaped(*byte, out));
        } else {
            out.extend_from_slice(stretch);
        }
    }
    out.push(b'"');
    Ok(true)
}

/// Bytes that are looked at together: most hold nothing that JSON has another form for.
const STRETCH: usize = 64;

/// Whether JSON has another form for a byte.
const fn has_escape(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

fn escaped(byte: u8, out: &mut Vec<u8>) {
    let letter = match byte {
        b'"' | b'\\' => byte,
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        0x08 => b'b',
        0x0c => b'f',
        _ if has_escape(byte) => return out.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
        _ => return out.push(byte),
    };
    out.extend_from_slice(&[b'\\', letter]);
}
