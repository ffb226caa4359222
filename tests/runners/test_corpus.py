"""The corpus in ``tests/cases``, from Python: the answers recorded by Rust, byte for byte."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from draftgate import RequestError, Validator, Verdict

CASES = Path(__file__).parent.parent / "cases"


def _cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.json")):
        topic = json.loads(path.read_text(encoding="utf-8"))
        recorded = path.with_suffix(".answers.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
        assert len(recorded) == len(topic["cases"]), path.name
        for case, line in zip(topic["cases"], recorded, strict=True):
            choice = json.dumps(case.get("policy", topic["policy"]))
            found.append(pytest.param(case, choice, line, id=case["name"]))
    return found


@cache
def _validator(choice: str) -> Validator:
    policy = json.loads(choice)
    if isinstance(policy, dict):
        return Validator.from_text((CASES / policy["file"]).read_text(encoding="utf-8"), policy["file"])
    return Validator(policy)


def _slice(text: str, unit: str, span: dict[str, int]) -> str:
    start, end = span["start"], span["end"]
    if unit == "code_point":
        return text[start:end]
    if unit == "utf16":
        return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")
    return text.encode()[start:end].decode()


@pytest.mark.parametrize(("case", "choice", "line"), _cases())
def test_case(case: dict[str, Any], choice: str, line: str) -> None:
    validator = _validator(choice)
    # As JSON carries it: pairs of surrogates are written as escapes, and half a pair must reach the engine as such.
    request = case["request_text"] if "request_text" in case else json.dumps(case["request"])
    answer = validator.check_json(request)
    assert f'{{"name":"{case["name"]}","answer":{answer}}}' == line

    data = json.loads(answer)
    if data["type"] == "failure":
        error = RequestError.from_dict(data)
        assert json.dumps(error.to_dict(), ensure_ascii=False, separators=(",", ":")) == answer
    else:
        verdict = Verdict.from_json(answer)
        assert verdict.to_json() == answer
        fields = json.loads(request)
        for finding in data["findings"]:
            unit = fields.get("offset_unit") or "utf8"
            assert _slice(fields["draft"], unit, finding["span"]) == finding["evidence"]

    if "request" in case:
        _check_typed(validator, case["request"], data)


def _check_typed(validator: Validator, request: dict[str, Any], data: dict[str, Any]) -> None:
    """The typed way gives the same, in code points when the request names no unit."""
    if data["type"] == "failure":
        with pytest.raises(RequestError) as caught:
            validator.check(request=request)
        assert caught.value.to_dict() == data
        return
    assert validator.check(request={"offset_unit": "utf8", **request}).to_dict() == data
    _check_stream(validator, request, data)
    draft = request["draft"]
    in_code_points = validator.check(request={**request, "offset_unit": None})
    for finding in in_code_points.findings:
        assert finding.span.slice(draft) == finding.evidence


def _check_stream(validator: Validator, request: dict[str, Any], data: dict[str, Any]) -> None:
    """What is released of a draft in pieces is the text of the verdict."""
    draft = request["draft"]
    stream = validator.stream({"offset_unit": "utf8", **request, "draft": ""})
    events = [event for at in range(0, len(draft), 61) for event in stream.push(draft[at : at + 61])]
    events += stream.finish()
    released = "".join(event.text or "" for event in events if event.event == "release")
    last = events[-1].verdict
    assert last is not None
    if data["decision"] == "escalate":
        assert (events[-1].event, released) == ("stop", "")
    else:
        assert (events[-1].event, released) == ("done", data["text"])
        assert last.to_dict() == data
