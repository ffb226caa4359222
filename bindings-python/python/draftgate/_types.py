"""What comes out of a check: immutable records, one for each shape of the contract.

They compare by value, can be hashed, pickled and matched with ``match``, and turn back into the engine's JSON with
``to_dict()`` and ``to_json()``. A field with a default is left out of the JSON when it is ``None``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, TypeVar

if TYPE_CHECKING:
    from ._native import Told

Decision = Literal["pass", "rewrite", "escalate"]
LayerName = Literal["semantic", "regulatory", "brand", "hallucination"]
Severity = Literal["info", "warning", "error", "critical"]
Action = Literal["note", "rewrite", "escalate"]
Applicability = Literal["display", "unsafe", "safe"]
LayerStatus = Literal["ran", "skipped", "failed"]
Complexity = Literal["low", "medium", "high"]
Priority = Literal["low", "normal", "high", "urgent"]

_R = TypeVar("_R", bound="Record")


@dataclass(frozen=True, slots=True)
class Record:
    """What all results share."""

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of the contract, as plain dictionaries and lists."""
        return {
            field.name: _plain(value)
            for field in fields(self)
            if not ((value := getattr(self, field.name)) is None and field.default is None)
        }

    def to_json(self) -> str:
        """The JSON text of the contract, byte for byte as the engine writes it."""
        return json.dumps(self.to_dict(), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_dict(cls: type[_R], data: Mapping[str, Any]) -> _R:
        """The record that ``to_dict()`` made this from."""
        return cls(**data)


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return value.to_dict()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _maybe(record: type[_R], data: Mapping[str, Any] | None) -> _R | None:
    return None if data is None else record.from_dict(data)


@dataclass(frozen=True, slots=True)
class Span(Record):
    """A half-open range of a text, in the unit the request asked for: code points unless it said otherwise.

    >>> Span(4, 9).slice("the quick fox")
    'quick'
    """

    start: int
    end: int

    def slice(self, text: str) -> str:
        """The covered part of ``text``, for a span in code points."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Record):
    """Where a rule comes from."""

    instrument: str
    """The law, rule book or contract."""
    section: str | None = None
    url: str | None = None
    evidence: str
    """``V1`` read in the primary text, ``V2`` in a secondary source, ``M`` general knowledge."""
    verified_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Support(Record):
    """A piece of evidence for or against a statement: exactly one of ``source``, ``fact`` and ``turn`` is set."""

    source: str | None = None
    """Id of a source."""
    fact: str | None = None
    """Path into the facts, such as ``order.refund_total``."""
    turn: int | None = None
    """Index of a turn."""
    text: str
    span: Span | None = None
    """Where in the source or turn the text stands."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Support:
        return cls(**{**data, "span": _maybe(Span, data.get("span"))})


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit(Record):
    """One replacement; an empty span inserts, an empty content deletes."""

    span: Span
    content: str

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Edit:
        return cls(**{**data, "span": Span.from_dict(data["span"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix(Record):
    """A correction: edits that belong together. Only a ``safe`` one is applied without a person."""

    title: str
    applicability: Applicability
    edits: tuple[Edit, ...]

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Fix:
        return cls(**{**data, "edits": tuple(map(Edit.from_dict, data["edits"]))})


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Finding(Record):
    """Something a check has to say about the draft."""

    rule_id: str
    layer: LayerName
    severity: Severity
    """How much harm."""
    action: Action
    """What the policy wants."""
    span: Span
    """Where in the original draft; empty at the end when the whole draft is meant."""
    evidence: str
    """The text at ``span``."""
    message: str
    """Why."""
    support: tuple[Support, ...]
    fix: Fix | None
    citation: Citation | None
    policy: str
    confidence: float
    """How sure the check is, from 0 to 1."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Finding:
        return cls(
            **{
                **data,
                "span": Span.from_dict(data["span"]),
                "support": tuple(map(Support.from_dict, data["support"])),
                "fix": _maybe(Fix, data["fix"]),
                "citation": _maybe(Citation, data["citation"]),
            }
        )

    def __repr__(self) -> str:
        where = f"{self.span.start}..{self.span.end}"
        return f"<Finding {self.rule_id} ({self.severity}, {self.action}) at {where} {self.evidence!r}: {self.message}>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason(Record):
    """One reason for the decision: a code and the findings behind it."""

    code: str
    rule_id: str | None
    """``None`` when no rule but the engine speaks."""
    findings: tuple[int, ...]
    """Indices into the verdict's findings."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Reason:
        return cls(**{**data, "findings": tuple(data["findings"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation(Record):
    """How the case goes to a person."""

    code: str
    queue: str
    priority: Priority
    summary: str
    holding_text: str | None
    """May be sent while a person takes over; has itself passed every check."""
    not_before: str | None
    """The reply may go out then, RFC 3339."""
    template: str | None
    """The approved template that the channel demands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerReport(Record):
    """What became of one layer."""

    layer: LayerName
    status: LayerStatus
    why: str | None = None

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> LayerReport:
        return _report(**data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchecked(Record):
    """Something no check could judge."""

    what: str
    span: Span | None = None
    rule_id: str | None = None
    why: str

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Unchecked:
        return cls(**{**data, "span": _maybe(Span, data.get("span"))})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores(Record):
    """Probabilities from 0 to 1; ``None`` where there is nothing to judge against."""

    grounding: float | None
    """That everything asserted is supported."""
    relevance: float | None
    """That the draft answers the last customer turn."""
    consistency: float | None
    """That it contradicts nothing said earlier."""
    toxicity: float | None
    """That it is abusive or demeaning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit(Record):
    """What makes the verdict reproducible and verifiable."""

    engine: str
    policy: str
    policy_digest: str
    request_digest: str
    verdict_digest: str


_decode = json.JSONDecoder().raw_decode
_set = object.__setattr__


class _Unread:
    """Holds the answer of the engine; each field of the record is read from it when it is first asked for."""

    __slots__ = ("_answer",)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            # Asked only for what is not there. Two threads that ask at once set equal values.
            if name not in type(self).__dataclass_fields__:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}", name=name, obj=self)
            written, _ = _decode(object.__getattribute__(self, "_answer").field(name))
            value = type(self)._value(name, written)
            _set(self, name, value)
            return value


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Verdict(_Unread, Record):
    """The engine's judgement of one draft."""

    contract: int
    id: str | None
    """The request's own id."""
    decision: Decision
    """``pass``: send the draft; ``rewrite``: send ``text``; ``escalate``: a person takes over."""
    text: str | None
    """What to send; ``None`` on escalation."""
    reasons: tuple[Reason, ...]
    escalation: Escalation | None
    findings: tuple[Finding, ...]
    """All findings about the original draft, in its order."""
    layers: tuple[LayerReport, ...]
    unchecked: tuple[Unchecked, ...]
    """What no check could judge. Silence is never agreement."""
    scores: Scores
    complexity: Complexity
    rounds: int
    """How often the text was checked: 1 for the draft, one more for each corrected text."""
    audit: Audit

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Verdict:
        return cls(**{name: cls._value(name, value) for name, value in data.items() if name != "type"})

    @classmethod
    def _unread_of(cls, decision: Decision, text: str | None, answer: Told) -> Verdict:
        verdict = object.__new__(cls)
        _set(verdict, "decision", decision)
        _set(verdict, "text", text)
        _set(verdict, "_answer", answer)
        return verdict

    @staticmethod
    def _value(name: str, value: Any) -> Any:
        """A field as it stands in JSON, as a record's."""
        if value is None or (record := _RECORDS.get(name)) is None:
            return value
        return tuple(map(record.from_dict, value)) if type(value) is list else record.from_dict(value)

    @classmethod
    def from_json(cls, text: str) -> Verdict:
        """The verdict that ``to_json()`` wrote, from a log for instance."""
        return cls.from_dict(json.loads(text))

    def to_json(self) -> str:
        """The JSON text of the contract, byte for byte as the engine writes it."""
        try:
            answer: Told = object.__getattribute__(self, "_answer")
        except AttributeError:
            return Record.to_json(self)
        return answer.json()

    def to_dict(self) -> dict[str, Any]:
        # `super()` needs the class cell, which `slots=True` replaces.
        return {"type": "verdict", **Record.to_dict(self)}

    def __repr__(self) -> str:
        what = self.escalation.code if self.escalation else repr(self.text)
        count = len(self.findings)
        return f"<Verdict {self.decision} {what}: {count} finding{'' if count == 1 else 's'}, {self.audit.policy}>"


_RECORDS: dict[str, type[Record]] = {
    "reasons": Reason,
    "escalation": Escalation,
    "findings": Finding,
    "layers": LayerReport,
    "unchecked": Unchecked,
    "scores": Scores,
    "audit": Audit,
}
"""The fields of a verdict that hold a record or many."""


@lru_cache(maxsize=64)
def _report(**data: Any) -> LayerReport:
    """Most verdicts say the same of their layers, and records are immutable."""
    return LayerReport(**data)


@dataclass(frozen=True, slots=True)
class StreamEvent(Record):
    """What a stream says of a draft on its way."""

    event: Literal["release", "hold", "stop", "done"]
    """``release``: send ``text``; ``hold``: these rules ask for action so far; ``stop``: a person takes over, nothing
    was released; ``done``: all was released."""
    text: str | None = None
    rule_ids: tuple[str, ...] | None = None
    verdict: Verdict | None = None

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> StreamEvent:
        rules = data.get("rule_ids")
        return cls(
            data["event"],
            data.get("text"),
            None if rules is None else tuple(rules),
            _maybe(Verdict, data.get("verdict")),
        )
