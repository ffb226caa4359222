"""The last check before a chatbot's reply reaches a customer.

A ``Validator`` is compiled once from a policy. It judges each draft with what is known about its conversation, and the
verdict says: send it, send the corrected text, or let a person take over.

>>> from draftgate import Validator
>>> validator = Validator("default")
>>> verdict = validator.check(
...     "Thanks for waiting. How can I help?",
...     turns=[("customer", "Hello, is anybody there?")],
... )
>>> verdict.decision
'pass'
"""

from importlib.metadata import version

from ._errors import Diagnostic, PolicyError, RequestError, RequestProblem
from ._request import Context, CustomerContext, Request, Source, Turn
from ._types import (
    Audit,
    Citation,
    Edit,
    Escalation,
    Finding,
    Fix,
    LayerReport,
    Reason,
    Scores,
    Span,
    StreamEvent,
    Support,
    Unchecked,
    Verdict,
)
from ._validator import Stream, Validator

__version__ = version("draftgate")
"""Version of the package, which is that of its engine."""

__all__ = [
    "Audit",
    "Citation",
    "Context",
    "CustomerContext",
    "Diagnostic",
    "Edit",
    "Escalation",
    "Finding",
    "Fix",
    "LayerReport",
    "PolicyError",
    "Reason",
    "Request",
    "RequestError",
    "RequestProblem",
    "Scores",
    "Source",
    "Span",
    "Stream",
    "StreamEvent",
    "Support",
    "Turn",
    "Unchecked",
    "Validator",
    "Verdict",
    "__version__",
]
