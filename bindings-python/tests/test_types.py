"""The types against the JSON schemas of the contract: same fields, same words, both ways."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import draftgate
import pytest
from draftgate import _request, _types

SCHEMAS = Path(__file__).parent.parent.parent / "schemas"
REQUEST = json.loads((SCHEMAS / "request.schema.json").read_text())
ANSWER = json.loads((SCHEMAS / "answer.schema.json").read_text())
VERDICT, FAILURE = ANSWER["oneOf"]


def _words(hint: Any) -> set[str]:
    """All words that a type accepts."""
    if get_origin(hint) is Literal:
        return {word for word in get_args(hint) if isinstance(word, str)}
    return set().union(*(_words(part) for part in get_args(hint))) if get_args(hint) else set()


def _schema_words(schema: dict[str, Any]) -> set[str]:
    words = schema.get("enum") or schema.get("items", {}).get("enum") or []
    return {word for word in words if word is not None}


def _same_words(hints: dict[str, Any], properties: dict[str, Any]) -> None:
    for name, schema in properties.items():
        assert _words(hints[name]) == _schema_words(schema), name


@pytest.mark.parametrize("name", sorted(ANSWER["$defs"]))
def test_results(name: str) -> None:
    schema = ANSWER["$defs"][name]
    record = getattr(draftgate, name)
    layout = [field.name for field in fields(record)]
    assert sorted(layout) == sorted(schema["properties"])
    assert {field.name for field in fields(record) if field.default is not None} == set(schema["required"])
    hints = get_type_hints(record)
    if name != "RequestProblem":  # a code may be new
        _same_words(hints, schema["properties"])


def test_verdict() -> None:
    layout = {field.name for field in fields(draftgate.Verdict)}
    assert layout | {"type"} == set(VERDICT["properties"]) == set(VERDICT["required"])
    _same_words(get_type_hints(_types.Verdict), {k: v for k, v in VERDICT["properties"].items() if k != "type"})


def test_failure() -> None:
    # `line` belongs to batches of lines, which this package doesn't read.
    keys = set(draftgate.RequestError([]).to_dict())
    assert keys == set(FAILURE["required"]) == set(FAILURE["properties"]) - {"line"}


@pytest.mark.parametrize("name", ["Request", *sorted(n for n, s in REQUEST["$defs"].items() if "properties" in s)])
def test_requests(name: str) -> None:
    schema = REQUEST if name == "Request" else REQUEST["$defs"][name]
    typed = getattr(_request, name)
    hints = get_type_hints(typed)
    assert set(hints) == set(schema["properties"])
    if name != "Request":  # its draft may be given beside it
        assert set(typed.__required_keys__) == set(schema.get("required", []))
    _same_words(hints, schema["properties"])
