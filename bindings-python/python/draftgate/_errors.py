"""What can go wrong: a policy that cannot be compiled, a request that cannot be read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ._types import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic(Record):
    """One mistake in a policy, with its place."""

    code: str
    file: str
    line: int
    """From 1."""
    column: int
    """From 1."""
    length: int
    source_line: str
    """The line itself."""
    message: str
    hint: str | None = None
    rule_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestProblem(Record):
    """One mistake in a request."""

    code: str
    """Such as ``unknown_value``."""
    path: str
    """Such as ``context.channel`` or ``turns[2].role``; empty for the whole document."""
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class PolicyError(ValueError):
    """A policy that cannot be compiled. Its text shows every mistake with its place.

    >>> import draftgate
    >>> try:
    ...     draftgate.Validator("no-such-policy")
    ... except draftgate.PolicyError as error:
    ...     print(len(error.errors))
    1
    """

    errors: tuple[Diagnostic, ...]
    """Every mistake."""

    def __init__(self, text: str, errors: Iterable[Diagnostic] | str = ()) -> None:
        # The engine hands its mistakes over as JSON.
        self.errors = tuple(map(Diagnostic.from_dict, json.loads(errors)) if isinstance(errors, str) else errors)
        super().__init__(text, self.errors)

    def __str__(self) -> str:
        return str(self.args[0])


class RequestError(ValueError):
    """A request that cannot be read.

    >>> import draftgate
    >>> try:
    ...     draftgate.Validator().check("Hello!", context={"channel": "fax"})
    ... except draftgate.RequestError as error:
    ...     print([(problem.code, problem.path) for problem in error.errors])
    [('unknown_value', 'context.channel')]
    """

    errors: tuple[RequestProblem, ...]
    """Every mistake, in the order of the document."""
    id: str | None
    """The request's own id, where it could be read."""
    row: int | None
    """Its place in a batch, from 0."""

    def __init__(
        self, errors: Iterable[RequestProblem], id: str | None = None, contract: int = 1, row: int | None = None
    ) -> None:
        self.errors = tuple(errors)
        self.id = id
        self.contract = contract
        self.row = row
        super().__init__(self.errors, id, contract, row)

    def __str__(self) -> str:
        which = "the request" if self.row is None else f"requests[{self.row}]"
        return f"{which} cannot be read: " + "; ".join(map(str, self.errors))

    def __eq__(self, other: object) -> bool:
        return self.args == other.args if isinstance(other, RequestError) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.args)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, row: int | None = None) -> RequestError:
        """The error of a failure answer."""
        return cls(map(RequestProblem.from_dict, data["errors"]), data["id"], data["contract"], row)

    def to_dict(self) -> dict[str, Any]:
        """The failure answer of the contract, as plain dictionaries and lists."""
        errors = [problem.to_dict() for problem in self.errors]
        return {"type": "failure", "contract": self.contract, "id": self.id, "errors": errors}
