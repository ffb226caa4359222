"""The validator: a policy, compiled once, that judges drafts."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar, final

from ._errors import RequestError, RequestProblem
from ._native import Engine, Told
from ._native import Stream as _NativeStream
from ._native import written
from ._request import Context, Format, OffsetUnit, Request, Source, Turn
from ._types import Decision, StreamEvent, Verdict


@final
class Validator:
    """Checks drafts under one policy. Compiled once, immutable, shared freely between threads.

    ``policy`` is the name of a shipped policy or pack, the path of a policy file (a ``pathlib.Path``), or several of
    them, which then hold together. A file may extend the shipped packs and the files in ``packs``.

    >>> validator = Validator()
    >>> verdict = validator.check("Thanks for waiting. How can I help?")
    >>> verdict.decision, verdict.text
    ('pass', 'Thanks for waiting. How can I help?')

    A bad policy raises ``PolicyError``, which lists every mistake with its place.
    """

    __slots__ = ("_engine", "_known", "_packs", "_policies")

    _known: tuple[tuple[list[object], str | None], ...]

    def __init__(
        self,
        policy: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] = "default",
        *,
        packs: Iterable[str | os.PathLike[str]] = (),
    ) -> None:
        chosen = [policy] if isinstance(policy, (str, os.PathLike)) else policy
        self._compile(
            tuple((one, None) if isinstance(one, str) else _read(one) for one in chosen),
            tuple(_read(path) for path in packs),
        )

    @classmethod
    def from_text(cls, text: str, name: str = "policy.yaml", *, packs: Mapping[str, str] | None = None) -> Validator:
        """A validator for the policy in ``text``, YAML or JSON; ``name`` names it in messages.

        ``packs`` holds the texts of other files that it extends, by their names.
        """
        validator = cls.__new__(cls)
        validator._compile(((name, text),), tuple((packs or {}).items()))
        return validator

    @classmethod
    def from_file(
        cls, path: str | os.PathLike[str], *, packs: Iterable[str | os.PathLike[str]] = ()
    ) -> Validator:
        """A validator for the policy file at ``path``."""
        return cls(Path(path), packs=packs)

    def _compile(
        self, policies: tuple[tuple[str, str | None], ...], packs: tuple[tuple[str, str], ...]
    ) -> None:
        self._policies = policies
        self._packs = packs
        self._known = ()
        self._engine = Engine(policies, packs)

    @property
    def policy(self) -> str:
        """``id@version`` of the policy."""
        return self._engine.policy

    @property
    def policy_digest(self) -> str:
        """Digest of the policy as resolved: ``sha256:`` and 64 hexadecimal digits."""
        return self._engine.policy_digest

    def check(
        self,
        draft: str | None = None,
        request: Request | Mapping[str, Any] | None = None,
        *,
        id: str | None = None,
        format: Format | None = None,
        turns: Iterable[Turn | tuple[str, str] | Mapping[str, Any]] | None = None,
        sources: Iterable[Source | str | Mapping[str, Any]] | None = None,
        facts: Any = None,
        context: Context | Mapping[str, Any] | None = None,
        signals: Mapping[str, float] | None = None,
        offset_unit: OffsetUnit | None = None,
    ) -> Verdict:
        """Judges a draft. What is not given is not known, never taken for a favourable value.

        ``turns`` are dictionaries or ``(role, text)`` pairs, oldest first; ``sources`` are dictionaries or plain
        texts, which get the ids ``source-1``, ``source-2``, and so on. ``request`` is a whole request of the
        contract; what is given beside it replaces its fields. Spans are in code points, as Python counts, unless
        ``offset_unit`` says otherwise. Decimals in the facts count as their text, dates and times in ISO 8601.

        >>> verdict = Validator().check(
        ...     "Your order will arrive soon.",
        ...     turns=[("customer", "Where is my order?")],
        ...     context={"channel": "web_chat", "locale": "en-GB"},
        ... )
        >>> [layer.layer for layer in verdict.layers]
        ['semantic', 'regulatory', 'brand', 'hallucination']

        A request that cannot be read raises ``RequestError``, which lists every mistake with its JSON path.
        """
        given = _given(
            draft=draft,
            id=id,
            format=format,
            turns=turns,
            sources=sources,
            facts=facts,
            context=context,
            signals=signals,
            offset_unit=offset_unit,
        )
        whole = _whole({**(request or {}), **given})
        answer = _answer(*(self._engine.check_plain(whole) or self._engine.check(_dumped(whole))))
        if isinstance(answer, RequestError):
            raise answer
        return answer

    def stream(
        self,
        request: Request | Mapping[str, Any] | None = None,
        *,
        id: str | None = None,
        format: Format | None = None,
        turns: Iterable[Turn | tuple[str, str] | Mapping[str, Any]] | None = None,
        sources: Iterable[Source | str | Mapping[str, Any]] | None = None,
        facts: Any = None,
        context: Context | Mapping[str, Any] | None = None,
        signals: Mapping[str, float] | None = None,
        offset_unit: OffsetUnit | None = None,
    ) -> Stream:
        """Judges a draft while it is still being written; the arguments are those of ``check``.

        >>> stream = Validator().stream(turns=[("customer", "Hello, is anybody there?")])
        >>> stream.push("Thanks for wai"), stream.push("ting. How can I help?")
        ([], [])
        >>> [event.event for event in stream.finish()]
        ['release', 'done']
        """
        given = _given(
            id=id,
            format=format,
            turns=turns,
            sources=sources,
            facts=facts,
            context=context,
            signals=signals,
            offset_unit=offset_unit,
        )
        json_text = _encode({"draft": "", **(request or {}), **given})
        return Stream(_or_raise(self._engine.stream, json_text))

    def prepare(
        self, sources: Iterable[Source | str | Mapping[str, Any]], *, locale: str | None = None
    ) -> Validator:
        """A validator that has these sources analysed already, besides those that this one has.

        For a knowledge base whose passages come again and again. A request still brings its sources; one whose title
        and text are the same is not analysed again. Verdicts are the same either way. ``locale`` is that of the
        requests.

        >>> passages = [{"id": "KB-12", "text": "Refunds are paid within 5 working days."}]
        >>> validator = Validator().prepare(passages)
        >>> validator.check("Refunds take 5 working days.", sources=passages).decision
        'pass'
        """
        texts = [_source(source, n) for n, source in enumerate(sources, 1)]
        prepared = Validator.__new__(Validator)
        prepared._policies, prepared._packs = self._policies, self._packs
        prepared._known = (*self._known, (texts, locale))
        prepared._engine = _or_raise(self._engine.prepare, _knowledge(texts, locale))
        return prepared

    def check_json(self, request: str | bytes) -> str:
        """Judges a request in JSON and returns the answer in JSON: a verdict, or a failure with its errors.

        Spans are in the unit that the request names, UTF-8 bytes when it names none.

        >>> Validator().check_json('{"draft": "Hello!"}')[:33]
        '{"type":"verdict","contract":1,"i'
        """
        return self._engine.check_json(_bytes(request))

    def check_batch(
        self, requests: Iterable[Request | Mapping[str, Any] | str | bytes], *, jobs: int | None = 1
    ) -> list[Verdict | RequestError]:
        """Judges many requests: dictionaries as for ``check``, or JSON texts as for ``check_json``.

        The answers come in the order of the requests; a request that cannot be read becomes a ``RequestError`` in
        its place, and the others are judged all the same. ``jobs`` threads share the work, one for each processor
        when it is ``None``.

        >>> answers = Validator().check_batch([{"draft": "Hello!"}, {"drafts": "Hello!"}])
        >>> [type(answer).__name__ for answer in answers]
        ['Verdict', 'RequestError']
        """
        texts: list[bytes] = []
        failed: dict[int, RequestError] = {}
        for place, request in enumerate(requests):
            try:
                texts.append(_bytes(request) if isinstance(request, (str, bytes)) else _encode(request))
            except RequestError as error:
                failed[place] = error
                texts.append(b"")
        answers = self._engine.check_batch(texts, (os.cpu_count() or 1) if jobs is None else max(jobs, 1))
        return [failed.get(place) or _answer(*answer) for place, answer in enumerate(answers)]

    def __reduce__(self) -> tuple[Any, ...]:
        # Travels as its sources and is compiled again where it arrives, in a worker of Spark or Ray for instance.
        return _rebuild, (self._policies, self._packs, self._known)

    def __repr__(self) -> str:
        return f"<Validator {self.policy}>"


@final
class Stream:
    """One draft on its way, made by ``Validator.stream``.

    Nothing is released before the draft is whole, since what comes later decides about what came before. The texts of
    the ``release`` events, joined, are the ``text`` of the verdict that ``Validator.check`` gives on the same draft.
    """

    __slots__ = ("_stream",)

    def __init__(self, stream: _NativeStream) -> None:
        self._stream = stream

    def push(self, chunk: str) -> list[StreamEvent]:
        """The next piece of the draft. A ``stop`` says that no way of going on could be sent."""
        return [StreamEvent.from_dict(json.loads(event)) for event in self._stream.push(chunk)]

    def finish(self) -> list[StreamEvent]:
        """The draft is whole: what may be sent of it, and the verdict."""
        return [StreamEvent.from_dict(json.loads(event)) for event in self._stream.finish()]


def _rebuild(
    policies: tuple[tuple[str, str | None], ...],
    packs: tuple[tuple[str, str], ...],
    known: tuple[tuple[list[Any], str | None], ...] = (),
) -> Validator:
    validator = Validator.__new__(Validator)
    validator._compile(policies, packs)
    for sources, locale in known:
        validator = validator.prepare(sources, locale=locale)
    return validator


def _knowledge(sources: list[object], locale: str | None) -> bytes:
    context = {} if locale is None else {"context": {"locale": locale}}
    return _encode({"draft": "", "sources": sources, **context})


_T = TypeVar("_T")


def _or_raise(call: Callable[[bytes], _T], json_text: bytes) -> _T:
    try:
        return call(json_text)
    except ValueError as refused:
        raise RequestError.from_dict(json.loads(str(refused))) from None


def _read(path: str | os.PathLike[str]) -> tuple[str, str]:
    return os.fspath(path), Path(path).read_text(encoding="utf-8")


def _given(**fields: Any) -> dict[str, Any]:
    """The fields that were given, as the contract wants them and in their order."""
    if (turns := fields["turns"]) is not None:
        fields["turns"] = [_turn(turn) for turn in turns]
    if (sources := fields["sources"]) is not None:
        fields["sources"] = [_source(source, n) for n, source in enumerate(sources, 1)]
    return {field: value for field, value in fields.items() if value is not None}


def _turn(turn: Turn | tuple[str, str] | Mapping[str, Any]) -> object:
    return {"role": turn[0], "text": turn[1]} if isinstance(turn, tuple) and len(turn) == 2 else turn


def _source(source: Source | str | Mapping[str, Any], n: int) -> object:
    return {"id": f"source-{n}", "text": source} if isinstance(source, str) else source


def _bytes(json_text: str | bytes) -> bytes:
    # Half of a surrogate pair has no UTF-8 form; as a JSON escape it reaches the engine, which says where it is.
    return json_text.encode("utf-8", "backslashreplace") if isinstance(json_text, str) else bytes(json_text)


def _whole(request: dict[str, Any]) -> dict[str, Any]:
    """The request with the unit of Python's strings, unless it names another."""
    if not request.get("offset_unit"):
        request["offset_unit"] = "code_point"
    return request


def _encode(request: Mapping[str, Any]) -> bytes:
    whole = _whole({**request})
    return written(whole) or _dumped(whole)


def _dumped(request: dict[str, Any]) -> bytes:
    """What is more than plain values, as Python writes it."""
    try:
        text = json.dumps(request, separators=(",", ":"), default=_plain)
    except RecursionError:
        raise RequestError([RequestProblem(code="too_deep", path="", message="nested too deeply")]) from None
    return text.encode("ascii")


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"a {type(value).__name__} is not JSON")


def _answer(decision: Decision | None, text: str | None, answer: Told) -> Verdict | RequestError:
    if decision is None:
        return RequestError.from_dict(json.loads(answer.json()))
    return Verdict._unread_of(decision, text, answer)
