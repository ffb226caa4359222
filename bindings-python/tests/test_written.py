"""Requests that are written natively: the same JSON as Python's own, and what is left to Python."""

from __future__ import annotations

import enum
import json
from collections import OrderedDict
from decimal import Decimal
from typing import Any

import draftgate
import pytest
from draftgate._native import written


def nested(depth: int) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for _ in range(depth):
        value = {"a": value}
    return value


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"draft": "Hello!"},
        {"draft": 'quote " back \\ slash / \b\f\n\r\t \x00\x1f\x7f'},
        {"draft": "£42.10 – naïve 😀 \u2028\u2029 e\u0301 \ufeff"},
        {"a": None, "b": True, "c": False, "d": 0, "e": -1, "f": 2**63 - 1, "g": -(2**63)},
        {"a": [], "b": [[1, [2]], {}], "c": (1, ("x",))},
        {"ключ": {"": [{"nested": "value"}]}},
        nested(20),
    ],
)
def test_the_same_as_json(value: dict[str, Any]) -> None:
    text = written(value)
    assert text is not None
    assert text.decode() == json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@pytest.mark.parametrize("number", [0.0, -0.0, 1.5, 42.10, 1e16, 1e-7, 0.1 + 0.2, 1.7976931348623157e308])
def test_a_number_is_written_as_python_writes_it(number: float) -> None:
    assert written({"n": number}) == f'{{"n":{number!r}}}'.encode()


class Word(str):
    """A text of a class of its own."""


class Level(enum.IntEnum):
    """A number of a class of its own."""

    HIGH = 3


@pytest.mark.parametrize(
    "value",
    [
        Decimal("42.10"),
        OrderedDict(a=1),
        Word("x"),
        Level.HIGH,
        2**63,
        -(2**63) - 1,
        float("nan"),
        float("inf"),
        "half of a pair: \ud83d",
        {1: "a key that is no text"},
        {Word("key"): 1},
        b"bytes",
        {1, 2},
        nested(40),
    ],
)
def test_what_is_not_plain_is_left_to_python(value: object) -> None:
    assert written({"facts": {"value": value}}) is None
    assert written({"facts": [value]}) is None


def test_both_ways_give_the_same_verdict() -> None:
    validator = draftgate.Validator()
    facts = {"order": {"total": "42.10", "items": 3, "weight": 1.25, "paid": True, "note": None}}
    turns = [("customer", "Was kostet das? – “zwölf” 😀")]
    plain = validator.check("Your total is £42.10.", turns=turns, facts=facts)
    other = validator.check("Your total is £42.10.", turns=turns, facts=OrderedDict(facts))
    assert plain == other


def test_a_unit_that_is_none_is_refused_and_not_written_as_it_is() -> None:
    unit: Any = 'utf8","draft":"other'
    with pytest.raises(draftgate.RequestError) as caught:
        draftgate.Validator().check("Hello!", offset_unit=unit)
    assert [problem.path for problem in caught.value.errors] == ["offset_unit"]
