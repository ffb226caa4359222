"""What goes in: the request of the contract as typed dictionaries. Only ``draft`` is required."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypedDict

OffsetUnit = Literal["utf8", "utf16", "code_point"]
Format = Literal["plain", "markdown", "ssml"]
TurnRole = Literal["customer", "bot", "agent", "system"]
SourceKind = Literal["passage", "faq", "policy", "contract", "tool", "review"]


class _TurnText(TypedDict):
    role: TurnRole
    text: str


class Turn(_TurnText, total=False):
    """One message of the conversation."""

    at: str | None


class _SourceText(TypedDict):
    id: str
    text: str


class Source(_SourceText, total=False):
    """A piece of evidence that the draft may rest on."""

    title: str | None
    kind: SourceKind | None
    url: str | None
    effective_from: str | None
    effective_to: str | None


class CustomerContext(TypedDict, total=False):
    """What is known about the customer."""

    verified: bool | None
    on_line: Literal["customer", "spouse", "carer", "employer", "other"] | None
    time_zone: str | None
    marketing_consent: Literal["given", "soft_opt_in", "none"] | None
    flags: (
        Sequence[
            Literal[
                "vulnerable",
                "minor",
                "represented",
                "breathing_space",
                "opted_out",
                "bereaved",
                "hardship",
                "accessibility",
                "self_excluded",
                "business",
            ]
        ]
        | None
    )


class Context(TypedDict, total=False):
    """The circumstances of the reply. What is absent is not known, never a favourable value."""

    now: str | None
    locale: str | None
    jurisdictions: Sequence[str] | None
    sector: (
        Literal[
            "banking",
            "credit",
            "collections",
            "investment",
            "insurance",
            "health",
            "airline",
            "travel",
            "telecom",
            "energy",
            "retail",
            "saas",
            "public",
            "other",
        ]
        | None
    )
    role: Literal["provider", "creditor", "debt_collector", "broker", "insurer", "airline", "agency"] | None
    channel: Literal["web_chat", "in_app", "email", "sms", "whatsapp", "social", "voice"] | None
    channel_security: Literal["secure", "open"] | None
    sender: Literal["bot", "human_reviewed", "human"] | None
    ui_disclosure: Literal["none", "banner", "persistent_label"] | None
    purpose: Literal["service", "promotional", "collections"] | None
    first_contact: bool | None
    customer: CustomerContext | None
    reviewed_by: Literal["agent", "licensed_clinician", "licensed_adviser"] | None


class Request(TypedDict, total=False):
    """A draft and everything that is known about it.

    A turn may be a ``(role, text)`` pair, a source a plain text, as in ``Validator.check``.
    """

    contract: int | None
    id: str | None
    draft: str
    format: Format | None
    turns: Sequence[Turn | tuple[str, str]] | None
    sources: Sequence[Source | str] | None
    facts: Any
    context: Context | None
    signals: Mapping[str, float] | None
    offset_unit: OffsetUnit | None
