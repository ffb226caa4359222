"""Values of Python as JSON has them: what pandas and numpy hold, decimals, dates; and what is told of all others."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from re import compile
from typing import Any

from ._errors import RequestProblem

_Path = tuple["_Path | None", object]
_plain_key = compile(r"[A-Za-z0-9_$-]{1,40}").fullmatch


class NotJson(TypeError):
    """A value that JSON does not have."""

    def __init__(self, message: str, path: str = "", code: str = "wrong_type") -> None:
        self.problem = RequestProblem(code=code, path=path, message=message)
        super().__init__(str(self.problem))


def missing(value: object) -> bool:
    """Whether this stands for a value that is not there: ``None``, NaN, pandas' ``NA`` and ``NaT``."""
    # Known by name, since neither is equal to itself and pandas may not be installed.
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, (float, Decimal)) and math.isnan(value)


def plain(value: Any, at: _Path | None = None) -> Any:
    """The value with nothing in it but what JSON has; ``None`` for what is missing."""
    if isinstance(value, (str, int)):
        return value
    if missing(value):
        return None
    if isinstance(value, (float, Decimal)):
        if math.isinf(value):
            raise NotJson("a number must be finite", _written(at), "out_of_range")
        return value if isinstance(value, float) else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {_key(key, at): plain(item, (at, str(key))) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item, (at, n)) for n, item in enumerate(value)]
    return _of_numpy(value, at)


def _of_numpy(value: Any, at: _Path | None) -> Any:
    """A scalar or an array of numpy, or of a library that follows it."""
    if getattr(getattr(value, "dtype", None), "kind", None) == "M":
        # As Python's own value, a moment in nanoseconds is a bare number.
        if getattr(value, "shape", None):
            return [plain(item, (at, n)) for n, item in enumerate(value)]
        return None if str(value) == "NaT" else str(value)
    for way in ("tolist", "item"):
        try:
            inner = getattr(value, way)()
        except Exception:
            continue
        if type(inner) is not type(value):
            return plain(inner, at)
    raise NotJson(f"a {type(value).__name__} is not JSON", _written(at))


def _key(key: object, at: _Path | None) -> Any:
    # Numbers and the like become texts when the JSON is written.
    if key is None or isinstance(key, (str, int, float)):
        return key
    item = getattr(key, "item", None)
    if callable(item) and isinstance(inner := item(), (str, int, float)):
        return inner
    raise NotJson(f"a {type(key).__name__} cannot be a key", _written(at))


def _written(at: _Path | None) -> str:
    """The path, as the engine writes it."""
    steps: list[object] = []
    while at is not None:
        at, step = at
        steps.append(step)
    path = ""
    for step in reversed(steps):
        if isinstance(step, int):
            path += f"[{step}]"
        elif isinstance(step, str) and _plain_key(step):
            path += f".{step}" if path else step
        else:
            path += f'["{str(step)[:40]}"]'
    return path
