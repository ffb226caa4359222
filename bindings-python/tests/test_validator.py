"""The package's own behaviour; what the engine says is tested by the corpus."""

from __future__ import annotations

import copy
import json
import pickle
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import draftgate
import pytest
from draftgate import PolicyError, RequestError, Span, Validator, Verdict
from hypothesis import given
from hypothesis import strategies as st

HOUSE = """\
policy: house
version: 2.1.0
title: House rules
owner: Tests
rules:
  - id: brand.terms.parcel
    kind: forbid
    message: we say parcel
    severity: warning
    action: rewrite
    owner: Tests
    find: [package]
    fix: { title: say parcel, replace: parcel }
"""

VALIDATOR = Validator.from_text(HOUSE, "house.yaml")


def test_rewrite() -> None:
    draft = "🎉 Your package is here."
    verdict = VALIDATOR.check(draft, id="m-1")
    assert (verdict.decision, verdict.text, verdict.id) == ("rewrite", "🎉 Your parcel is here.", "m-1")
    (finding,) = verdict.findings
    assert finding.rule_id == "brand.terms.parcel"
    assert finding.span == Span(7, 14)
    assert finding.span.slice(draft) == finding.evidence == "package"
    assert finding.fix is not None
    assert finding.fix.edits[0].content == "parcel"
    assert verdict.audit.policy == VALIDATOR.policy == "house@2.1.0"
    assert verdict.audit.policy_digest == VALIDATOR.policy_digest


def test_readable() -> None:
    verdict = VALIDATOR.check("Your package.")
    assert repr(verdict) == "<Verdict rewrite 'Your parcel.': 1 finding, house@2.1.0>"
    assert repr(verdict.findings[0]) == (
        "<Finding brand.terms.parcel (warning, rewrite) at 5..12 'package': we say parcel>"
    )
    assert repr(VALIDATOR) == "<Validator house@2.1.0>"


def test_immutable_values() -> None:
    one, same, other = (VALIDATOR.check(draft) for draft in ("Your package.", "Your package.", "Bye."))
    assert one == same != other
    assert len({one, same, other}) == 2
    assert pickle.loads(pickle.dumps(one)) == one
    with pytest.raises(AttributeError):
        one.decision = "pass"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        one.findings[0].message = ""  # type: ignore[misc]


def test_a_verdict_is_read_when_more_of_it_is_asked_for() -> None:
    first = VALIDATOR.check("Your package.")
    assert (first.decision, first.text) == ("rewrite", "Your parcel.")
    again = Verdict.from_json(first.to_json())
    assert first == again
    assert hash(VALIDATOR.check("Your package.")) == hash(again)
    assert copy.deepcopy(VALIDATOR.check("Your package.")) == again
    assert replace(VALIDATOR.check("Your package."), rounds=9).to_json() == replace(again, rounds=9).to_json()
    assert VALIDATOR.check("Your package.").to_dict() == again.to_dict()
    match VALIDATOR.check("Your package."):
        case Verdict(decision="rewrite", findings=(finding,)):
            assert finding.rule_id == "brand.terms.parcel"
        case other:
            raise AssertionError(other)
    with pytest.raises(AttributeError, match="'Verdict' object has no attribute 'verdict'"):
        _ = VALIDATOR.check("Your package.").verdict  # type: ignore[attr-defined]
    unread = VALIDATOR.check("Your package.")
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: unread.findings, range(64)))) == 1


def test_every_argument_reaches_the_engine() -> None:
    arguments: dict[str, Any] = {
        "id": "m-2",
        "format": "markdown",
        "turns": [("bot", "Hi!"), {"role": "customer", "text": "Hello?", "at": "2026-11-20T10:04:10Z"}],
        "sources": ["A text.", {"id": "KB-1", "text": "Another."}],
        "facts": {"order": {"total": "42.10"}},
        "context": {"channel": "sms"},
        "signals": {"grounding": 0.5},
        "offset_unit": "utf16",
    }
    request = {
        **arguments,
        "draft": "Hello!",
        "turns": [{"role": "bot", "text": "Hi!"}, arguments["turns"][1]],
        "sources": [{"id": "source-1", "text": "A text."}, arguments["sources"][1]],
    }
    expected = VALIDATOR.check_json(json.dumps(request))
    assert VALIDATOR.check("Hello!", **arguments).to_json() == expected
    for name in arguments:
        without = {key: value for key, value in arguments.items() if key != name}
        assert VALIDATOR.check("Hello!", **without).audit.request_digest not in expected, name
        assert VALIDATOR.check("Hello!", {name: request[name]}, **without).to_json() == expected, name


def test_arguments_replace_fields_of_the_request() -> None:
    request = {"draft": "Bye.", "id": "old"}
    verdict = VALIDATOR.check("Hello!", request, id="new")
    assert (verdict.text, verdict.id) == ("Hello!", "new")
    assert request == {"draft": "Bye.", "id": "old"}


def test_values_of_python() -> None:
    now = datetime(2026, 11, 20, 10, 5, tzinfo=timezone.utc)
    facts = {"total": Decimal("42.10"), "due": date(2026, 12, 1), "lines": (1, 2)}
    verdict = VALIDATOR.check("Hello!", facts=facts, context={"now": now})
    plain = {"total": "42.10", "due": "2026-12-01", "lines": [1, 2]}
    assert verdict == VALIDATOR.check("Hello!", facts=plain, context={"now": "2026-11-20T10:05:00+00:00"})
    with pytest.raises(TypeError, match="a set is not JSON"):
        VALIDATOR.check("Hello!", facts={"set": {1}})


def test_bad_request() -> None:
    with pytest.raises(RequestError) as caught:
        VALIDATOR.check("Hello!", id="m-3", turns=[("boss", "Hi")], context={"channel": "fax"})
    error = caught.value
    assert isinstance(error, ValueError)
    assert [(problem.code, problem.path) for problem in error.errors] == [
        ("unknown_value", "turns[0].role"),
        ("unknown_value", "context.channel"),
    ]
    assert error.id == "m-3"
    assert "turns[0].role: " in str(error)
    assert pickle.loads(pickle.dumps(error)) == error


def test_half_a_surrogate_pair() -> None:
    for request in ({"draft": "Hello \ud83d"}, {"draft": "Hello!", "id": "\udc00"}):
        with pytest.raises(RequestError) as caught:
            VALIDATOR.check(request=request)
        assert [problem.code for problem in caught.value.errors] == ["lone_surrogate"]
    assert '"code":"lone_surrogate"' in VALIDATOR.check_json('{"draft": "Hello \ud83d"}')


def test_bytes_that_are_not_utf8() -> None:
    assert '"code":"invalid_utf8"' in VALIDATOR.check_json(b'{"draft": "\xff"}')


def test_numbers_that_are_not_json() -> None:
    for number, code, path in (
        (float("inf"), "out_of_range", "facts.totals[1]"),
        (Decimal("-Infinity"), "out_of_range", "facts.totals[1]"),
        (10**5000, "out_of_range", ""),
    ):
        with pytest.raises(RequestError) as caught:
            VALIDATOR.check("Hello!", facts={"totals": [1.5, number]}, id="m-4")
        assert [(problem.code, problem.path) for problem in caught.value.errors] == [(code, path)]
        assert caught.value.id == "m-4"


@pytest.mark.parametrize("depth", [100, 1_000, 200_000])
def test_deep_facts(depth: int) -> None:
    facts: Any = 1
    for _ in range(depth):
        facts = [facts]
    with pytest.raises(RequestError) as caught:
        VALIDATOR.check("Hello!", facts=facts)
    assert caught.value.errors[0].code == "too_deep"
    # The list must be taken apart step by step: the interpreter would do it recursively.
    while isinstance(facts, list):
        facts = facts.pop()


def test_bad_policy() -> None:
    text = HOUSE.replace("severity: warning", "severity: warnin").replace("action: rewrite", "action: rewrit")
    with pytest.raises(PolicyError) as caught:
        Validator.from_text(text, "house.yaml")
    error = caught.value
    assert isinstance(error, ValueError)
    assert {found.line for found in error.errors} == {9, 10}
    assert {found.file for found in error.errors} == {"house.yaml"}
    assert "house.yaml:9:" in str(error)
    again = pickle.loads(pickle.dumps(error))
    assert (again.errors, str(again)) == (error.errors, str(error))
    with pytest.raises(PolicyError, match="no-such-policy"):
        Validator("no-such-policy")


def test_policies_from_files(tmp_path: Path) -> None:
    base = tmp_path / "house.yaml"
    base.write_text(HOUSE, encoding="utf-8")
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        "policy: mine\nversion: 1.0.0\ntitle: Mine\nowner: Tests\nextends: [house]\n", encoding="utf-8"
    )
    assert Validator.from_file(base).check("A package.").text == "A parcel."
    assert Validator(base).policy_digest == Validator.from_text(HOUSE).policy_digest == VALIDATOR.policy_digest
    assert Validator.from_file(mine, packs=[base]).check("A package.").text == "A parcel."
    assert Validator([mine], packs=[base]).policy == "mine@1.0.0"
    from_texts = Validator.from_text(mine.read_text(), "mine.yaml", packs={"house.yaml": HOUSE})
    assert from_texts.policy_digest == Validator(mine, packs=[base]).policy_digest
    with pytest.raises(FileNotFoundError):
        Validator(tmp_path / "absent.yaml")


def test_travels_to_a_worker() -> None:
    assert pickle.loads(pickle.dumps(VALIDATOR)).check("A package.") == VALIDATOR.check("A package.")


@pytest.mark.parametrize("jobs", [None, 0, 1, 3, 64])
def test_batch(jobs: int | None) -> None:
    requests: list[Any] = [{"draft": f"Package {n}."} for n in range(50)]
    requests[7] = "{"
    requests[8] = '{"draft": "A package.", "offset_unit": "utf16"}'
    requests[9] = {"draft": "Hi", "context": {"channel": "fax"}}
    answers = VALIDATOR.check_batch(iter(requests), jobs=jobs)
    assert len(answers) == 50
    for n, answer in enumerate(answers):
        if n in (7, 9):
            assert isinstance(answer, RequestError)
            assert answer.row == n
            assert str(answer).startswith(f"requests[{n}] cannot be read: ")
        else:
            assert isinstance(answer, Verdict)
            assert answer.text == ("A parcel." if n == 8 else f"Parcel {n}.")
    assert VALIDATOR.check_batch([]) == []


def test_other_threads_run_during_a_check() -> None:
    request = json.dumps({"draft": "A package, and then some. " * 20_000}).encode()
    turns = 0
    during: list[int] = []

    def check() -> None:
        before = turns
        VALIDATOR.check_json(request)
        during.append(turns - before)

    checking = threading.Thread(target=check)
    checking.start()
    while checking.is_alive():
        turns += 1
        time.sleep(0)
    # A switch of threads just before the check could let a few turns pass; during it there are many.
    assert during[0] > 10


@given(st.text(), st.sampled_from(["utf8", "utf16", "code_point"]))
def test_any_text_is_judged_or_refused(draft: str, unit: Any) -> None:
    verdict = VALIDATOR.check(f"{draft} package", offset_unit=unit)
    assert verdict.to_json() == Verdict.from_json(verdict.to_json()).to_json()


LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text()


@given(st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_any_facts_are_judged_or_refused(facts: Any) -> None:
    try:
        VALIDATOR.check("Hello!", facts=facts)
    except RequestError as error:
        assert error.errors


def test_version_is_the_engines() -> None:
    assert VALIDATOR.check("Hello!").audit.engine == draftgate.__version__


def test_everything_is_documented() -> None:
    documented: list[Callable[..., Any]] = [getattr(draftgate, name) for name in draftgate.__all__ if name != "__version__"]
    documented += [getattr(Validator, name) for name in dir(Validator) if name.startswith(("check", "from_"))]
    assert [item.__name__ for item in documented if not item.__doc__] == []


def test_prepared_sources_change_nothing() -> None:
    refunds = {"id": "KB-1", "title": "Refunds", "text": "Refunds are paid within 5 working days."}
    passages: list[Any] = [refunds, "Calls are free."]
    plain = Validator()
    prepared = plain.prepare(passages[:1]).prepare(passages, locale="en-GB")
    for locale in ({}, {"locale": "en-GB"}):
        for one in (prepared, pickle.loads(pickle.dumps(prepared))):
            arguments: dict[str, Any] = {"sources": passages, "context": locale}
            draft = "Your refund is paid within 3 days."
            assert one.check(draft, **arguments) == plain.check(draft, **arguments)
    with pytest.raises(RequestError) as caught:
        plain.prepare([{"id": "KB-1"}])
    assert [problem.path for problem in caught.value.errors] == ["sources[0].text"]


def test_a_stream_of_a_bad_request() -> None:
    with pytest.raises(RequestError) as caught:
        VALIDATOR.stream(context={"channel": "fax"})
    assert [problem.path for problem in caught.value.errors] == ["context.channel"]
