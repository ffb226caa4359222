"""The validator: a policy, compiled once, that judges drafts."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar, final

from ._errors import RequestError, RequestProblem
from ._native import Engine, Told
from ._native import Stream as _NativeStream
from ._native import written
from ._plain import NotJson, missing, plain
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
        chosen = [policy] if isinstance(policy, (str, os.PathLike)) else _many("policy", policy)
        self._compile(
            tuple((one, None) if isinstance(one, str) else _read(one) for one in chosen),
            tuple(_read(path) for path in _many("packs", packs)),
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
        contract, which may use the same shorthands; what is given beside it replaces its fields. Spans are in code
        points, as Python counts, unless ``offset_unit`` says otherwise.

        Anywhere in a request, decimals count as their text, dates and times in ISO 8601, numpy's scalars and arrays
        as the numbers and lists that they hold. NaN and pandas' ``NA`` and ``NaT`` stand for what is not there, as
        ``None`` does. Any other object is a ``TypeError`` that names its JSON path.

        >>> verdict = Validator().check(
        ...     "Your order will arrive soon.",
        ...     turns=[("customer", "Where is my order?")],
        ...     context={"channel": "web_chat", "locale": "en-GB"},
        ... )
        >>> [layer.layer for layer in verdict.layers]
        ['semantic', 'regulatory', 'brand', 'hallucination']

        A request that cannot be read raises ``RequestError``, which lists every mistake with its JSON path.
        """
        if isinstance(draft, Mapping):
            raise TypeError(f"`draft` must be a text, not {type(draft).__name__}; a whole request is given as `request`")
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
        whole = _whole({**_fields(request), **given})
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
        json_text = _encode({"draft": "", **_fields(request), **given})
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
        texts = [_source(source, n) for n, source in enumerate(_many("sources", sources), 1)]
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
        if not isinstance(request, (str, bytes, bytearray, memoryview)):
            raise TypeError(f"`request` must be JSON text, not {type(request).__name__}; `check` takes a dictionary")
        return self._engine.check_json(_bytes(request))

    def check_batch(
        self, requests: Iterable[Request | Mapping[str, Any] | str | bytes], *, jobs: int | None = 1
    ) -> list[Verdict | RequestError]:
        """Judges many requests: dictionaries as for ``check``, or JSON texts as for ``check_json``.

        The answers come in the order of the requests; whatever cannot be read as a request becomes a
        ``RequestError`` in its place, whose ``row`` says which, and the others are judged all the same. A text is
        always JSON: a draft alone is ``{"draft": text}``. ``jobs`` threads share the work, one for each processor
        when it is ``None``.

        >>> answers = Validator().check_batch([{"draft": "Hello!"}, {"drafts": "Hello!"}])
        >>> [type(answer).__name__ for answer in answers]
        ['Verdict', 'RequestError']
        """
        texts: list[bytes] = []
        failed: dict[int, RequestError] = {}
        for row, request in enumerate(_many("requests", requests)):
            try:
                texts.append(_row(request))
            except (NotJson, RequestError) as refused:
                problems = (refused.problem,) if isinstance(refused, NotJson) else refused.errors
                failed[row] = RequestError(problems, _id(request), row=row)
                texts.append(b"")
        answers = self._engine.check_batch(texts, (os.cpu_count() or 1) if jobs is None else max(jobs, 1))
        return [failed.get(row) or _answer(*answer, row) for row, answer in enumerate(answers)]

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

    __slots__ = ("_half", "_stream")

    def __init__(self, stream: _NativeStream) -> None:
        self._stream = stream
        self._half = ""

    def push(self, chunk: str | None) -> list[StreamEvent]:
        """The next piece of the draft, cut anywhere, even between the halves of a surrogate pair.

        ``None``, as in a model's pieces without text, adds nothing. A ``stop`` says that no way of going on could be
        sent. Half of a surrogate pair without its other half raises ``RequestError``, and the piece is not taken.
        """
        if chunk is None:
            return []
        if not isinstance(chunk, str):
            raise TypeError(f"`chunk` must be a text, not {type(chunk).__name__}")
        text = self._half + chunk
        cut = len(text) - 1 if "\ud800" <= text[-1:] <= "\udbff" else len(text)
        events = self._stream.push(_joined(text[:cut]))
        self._half = text[cut:]
        return _events(events)

    def finish(self) -> list[StreamEvent]:
        """The draft is whole: what may be sent of it, and the verdict."""
        _joined(self._half)
        return _events(self._stream.finish())


def _events(events: list[str]) -> list[StreamEvent]:
    return [StreamEvent.from_dict(json.loads(event)) for event in events]


def _joined(text: str) -> str:
    """The text with the halves of surrogate pairs put together."""
    if text.isascii():
        return text
    try:
        return text.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        problem = RequestProblem(code="lone_surrogate", path="draft", message="half of a surrogate pair")
        raise RequestError([problem]) from None


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
    """The fields that were given, in the order of the contract."""
    for field in ("turns", "sources"):
        if fields[field] is not None:
            _many(field, fields[field])
    return {field: value for field, value in fields.items() if value is not None}


def _many(name: str, items: Iterable[_T]) -> Iterable[_T]:
    # A text is iterable, and so are a dictionary's keys; neither is what was meant.
    if isinstance(items, (str, bytes, Mapping)) or not isinstance(items, Iterable):
        raise TypeError(f"`{name}` must be a list, not {type(items).__name__}")
    return items


def _fields(request: object) -> Mapping[str, Any]:
    if request is None:
        return {}
    if not isinstance(request, Mapping):
        raise TypeError(f"`request` must be a dictionary, not {type(request).__name__}")
    return request


def _turn(turn: object, _n: int) -> object:
    return {"role": turn[0], "text": turn[1]} if isinstance(turn, tuple) and len(turn) == 2 else turn


def _source(source: object, n: int) -> object:
    return {"id": f"source-{n}", "text": source} if isinstance(source, str) else source


def _row(request: object) -> bytes:
    """A request of a batch in JSON."""
    if isinstance(request, Mapping):
        return _encode(request)
    if not isinstance(request, (str, bytes)):
        raise NotJson(f"a request must be a dictionary or a JSON text, not {type(request).__name__}")
    text = _bytes(request)
    if not text.lstrip()[:1] == b"{":
        raise NotJson('a text is read as JSON, and this is no object; give a draft as {"draft": "…"}', code="syntax")
    return text


def _id(request: object) -> str | None:
    """The id of a request that was not written."""
    id = request.get("id") if isinstance(request, Mapping) else None
    return id if isinstance(id, str) else None


def _bytes(json_text: str | bytes | bytearray | memoryview) -> bytes:
    # Half of a surrogate pair has no UTF-8 form; as a JSON escape it reaches the engine, which says where it is.
    return json_text.encode("utf-8", "backslashreplace") if isinstance(json_text, str) else bytes(json_text)


def _whole(request: dict[str, Any]) -> dict[str, Any]:
    """The request without shorthands, in the unit of Python's strings unless it names another."""
    for field, long in (("turns", _turn), ("sources", _source)):
        items = request.get(field)
        if isinstance(items, Iterable) and not isinstance(items, (str, bytes, Mapping)):
            request[field] = [long(item, n) for n, item in enumerate(items, 1)]
    unit = request.get("offset_unit")
    if missing(unit) or (isinstance(unit, str) and not unit):
        request["offset_unit"] = "code_point"
    return request


def _encode(request: Mapping[str, Any]) -> bytes:
    whole = _whole({**request})
    return written(whole) or _dumped(whole)


def _dumped(request: dict[str, Any]) -> bytes:
    """What is more than plain values, as Python writes it."""
    try:
        text = json.dumps(plain(request), separators=(",", ":"))
    except RecursionError:
        problem = RequestProblem(code="too_deep", path="", message="nested too deeply")
        raise RequestError([problem], _id(request)) from None
    except NotJson as unfit:
        # A number may be infinite in any calculation; an object of another sort is a mistake of the program.
        if unfit.problem.code == "out_of_range":
            raise RequestError([unfit.problem], _id(request)) from None
        raise
    except ValueError:
        problem = RequestProblem(code="out_of_range", path="", message="a number has too many digits")
        raise RequestError([problem], _id(request)) from None
    return text.encode("ascii")


def _answer(
    decision: Decision | None, text: str | None, answer: Told, row: int | None = None
) -> Verdict | RequestError:
    if decision is None:
        return RequestError.from_dict(json.loads(answer.json()), row=row)
    return Verdict._unread_of(decision, text, answer)
