"""What callers give that is not quite a request: shorthands, rows of a table, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from draftgate import PolicyError, RequestError, StreamEvent, Validator, Verdict

VALIDATOR = Validator()

REFUNDS = "Refunds are paid within 5 working days."


class NAType:
    """As pandas' ``NA``: neither equal to itself nor unequal, and no condition."""

    def __eq__(self, other: object) -> Any:
        return self

    def __ne__(self, other: object) -> Any:
        return self

    def __bool__(self) -> bool:
        raise TypeError("boolean value of NA is ambiguous")


class NaTType(datetime):
    """As pandas' ``NaT``: a moment that is none."""


class Scalar:
    """As a scalar of numpy."""

    def __init__(self, value: object) -> None:
        self.value = value

    def item(self) -> object:
        return self.value


class Array:
    """As an array of numpy."""

    def __init__(self, *values: object) -> None:
        self.values = values

    def item(self) -> object:
        raise ValueError("can only convert an array of size 1 to a Python scalar")

    def tolist(self) -> list[object]:
        return list(self.values)


class Kind:
    kind = "M"


class Moment(Scalar):
    """As a moment of numpy, which is a bare number as a value of Python."""

    dtype = Kind()
    shape = ()

    def __str__(self) -> str:
        return "2026-11-20T10:05:00.000000000" if self.value else "NaT"


NA, NAT, NAN = NAType(), NaTType(2026, 1, 1), float("nan")


@pytest.mark.parametrize("gap", [NA, NAT, NAN, Decimal("NaN"), Moment(0), Scalar(NAN)])
def test_a_gap_in_a_table_is_null(gap: object) -> None:
    request = {"draft": "Hello!", "id": gap, "turns": gap, "facts": {"total": gap}}
    expected = VALIDATOR.check("Hello!", facts={"total": None})
    assert VALIDATOR.check(request=request) == expected
    (answer,) = VALIDATOR.check_batch([request])
    assert answer == expected
    if not isinstance(gap, Scalar):
        assert VALIDATOR.check(request={**request, "offset_unit": gap}) == expected
    with pytest.raises(RequestError) as caught:
        VALIDATOR.check(request={"draft": gap})
    assert [problem.path for problem in caught.value.errors] == ["draft"]


@pytest.mark.parametrize(
    ("value", "same"),
    [
        (Scalar(5), 5),
        (Scalar(1.5), 1.5),
        (Scalar(True), True),
        (Array(1, Scalar(2)), [1, 2]),
        (Moment(1), "2026-11-20T10:05:00.000000000"),
        ({Scalar(7): "x"}, {"7": "x"}),
    ],
)
def test_values_of_numpy(value: object, same: object) -> None:
    assert VALIDATOR.check("Hello!", facts={"value": value}) == VALIDATOR.check("Hello!", facts={"value": same})


def _mistake(answer: object) -> tuple[int | None, str, str]:
    assert isinstance(answer, RequestError)
    (problem,) = answer.errors
    return answer.row, problem.code, problem.path


def test_a_bad_row_harms_no_other() -> None:
    rows: list[Any] = [
        {"draft": "a"},
        {"draft": NA},
        None,
        NAN,
        5,
        "All done.",
        {"draft": "a", "id": "m-6", "facts": {"order": [{"tags": {1}}]}},
        {"draft": "a", "facts": {("a", "b"): 1}},
        {"draft": "a", "facts": {"odd key": object()}},
        {"draft": "a", "facts": 10**5000},
        {"draft": "a", "facts": {"total": Scalar(5)}},
        b"[]",
        {"draft": "a", "sources": "text"},
        ' {"draft": "a"}',
    ]
    answers = VALIDATOR.check_batch(rows)
    good = [0, 10, 13]
    assert [type(answers[n]) for n in good] == [Verdict] * 3
    assert [_mistake(answer) for n, answer in enumerate(answers) if n not in good] == [
        (1, "wrong_type", "draft"),
        (2, "wrong_type", ""),
        (3, "wrong_type", ""),
        (4, "wrong_type", ""),
        (5, "syntax", ""),
        (6, "wrong_type", "facts.order[0].tags"),
        (7, "wrong_type", "facts"),
        (8, "wrong_type", 'facts["odd key"]'),
        (9, "out_of_range", ""),
        (11, "syntax", ""),
        (12, "wrong_type", "sources"),
    ]
    assert str(answers[2]) == "requests[2] cannot be read: a request must be a dictionary or a JSON text, not NoneType"
    assert str(answers[6]) == "requests[6] cannot be read: facts.order[0].tags: a set is not JSON"
    assert isinstance(answers[6], RequestError)
    assert answers[6].id == "m-6"
    assert 'give a draft as {"draft": "…"}' in str(answers[5])


def test_shorthands_everywhere() -> None:
    draft = "Your refund is paid within 3 days."
    turns, sources = [("customer", "When do I get my refund?")], [REFUNDS]
    expected = VALIDATOR.check(draft, turns=turns, sources=sources)
    assert expected.text == "Your refund is paid within 5 working days."
    request: Any = {"draft": draft, "turns": turns, "sources": sources}
    assert VALIDATOR.check(request=request) == expected
    assert VALIDATOR.check_batch([request, {**request, "sources": iter(sources)}]) == [expected, expected]
    stream = VALIDATOR.stream(request)
    assert stream.finish()[-1].verdict == expected
    assert request == {"draft": draft, "turns": turns, "sources": sources}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda it: it.check("Hi", sources="text"), "`sources` must be a list, not str"),
        (lambda it: it.check("Hi", sources=b"text"), "`sources` must be a list, not bytes"),
        (lambda it: it.check("Hi", sources={"id": "KB-1", "text": "x"}), "`sources` must be a list, not dict"),
        (lambda it: it.check("Hi", turns="hello"), "`turns` must be a list, not str"),
        (lambda it: it.stream(sources="text"), "`sources` must be a list, not str"),
        (lambda it: it.prepare("text"), "`sources` must be a list, not str"),
        (lambda it: it.prepare({"id": "KB-1", "text": "x"}), "`sources` must be a list, not dict"),
        (lambda it: it.check_batch("text"), "`requests` must be a list, not str"),
        (lambda it: it.check_batch({"draft": "x"}), "`requests` must be a list, not dict"),
        (lambda it: it.check_batch(5), "`requests` must be a list, not int"),
        (lambda it: it.check("A", "B"), "`request` must be a dictionary, not str"),
        (lambda it: it.stream("A"), "`request` must be a dictionary, not str"),
        (lambda it: it.check({"draft": "A"}), "`draft` must be a text, not dict"),
        (lambda it: it.check_json({"draft": "A"}), "`request` must be JSON text, not dict"),
        (lambda it: it.check_json(5), "`request` must be JSON text, not int"),
        (lambda _: Validator(5), "`policy` must be a list, not int"),  # type: ignore[arg-type]
        (lambda _: Validator({"policy": "x"}), "`policy` must be a list, not dict"),  # type: ignore[arg-type]
        (lambda _: Validator(packs="house.yaml"), "`packs` must be a list, not str"),
        (lambda it: it.stream().push(5), "`chunk` must be a text, not int"),
        (lambda it: it.stream().push(b"x"), "`chunk` must be a text, not bytes"),
    ],
)
def test_a_wrong_argument_is_told(call: Callable[[Any], object], message: str) -> None:
    with pytest.raises(TypeError) as caught:
        call(VALIDATOR)
    assert str(caught.value).startswith(message)


def test_policies_that_are_none() -> None:
    with pytest.raises(PolicyError, match="the list of policies is empty"):
        Validator([])
    with pytest.raises(PolicyError, match="Validator.from_file"):
        Validator("house.yaml")
    with pytest.raises(PolicyError, match="did you mean `default`?"):
        Validator("defualt")


def test_pieces_without_text_and_pieces_that_cut_a_character() -> None:
    stream = VALIDATOR.stream()
    for piece in (None, "", "All done \ud83d", None, "\ude42", "."):
        assert stream.push(piece) == []
    for lone in ("\ude42", "\ud83d!", "\ud83d\ud83d"):
        with pytest.raises(RequestError) as caught:
            stream.push(lone)
        assert [problem.code for problem in caught.value.errors] == ["lone_surrogate"]
    stream.push("\ufeffé\ud83d")
    with pytest.raises(RequestError):
        stream.finish()
    stream.push("\ude42")
    done = stream.finish()
    assert "".join(event.text or "" for event in done) == "All done 🙂.\ufeffé🙂"


def test_an_event_is_written_as_the_engine_writes_it() -> None:
    native = VALIDATOR._engine.stream(b'{"draft":"Thanks for waiting. How can I help?"}')
    events = native.finish()
    assert events[1].startswith('{"event":"done","verdict":{"type":"verdict","contract":1,')
    for event in events:
        data = json.loads(event)
        assert StreamEvent.from_dict(data).to_dict() == data
        assert StreamEvent.from_dict(data).to_json() == event
