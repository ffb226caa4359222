"""The work that all engines do: seeded drafts with what is planted in them, banned phrases, expressions.

Everything here is invented. Names, addresses and numbers are reserved for fiction or for tests; secrets are put together
when the program runs, so that no scanner of repositories finds one here.
"""

from __future__ import annotations

import gzip
import json
import random
import string
from dataclasses import dataclass, field
from pathlib import Path

SEED = 20261122

SENTENCES = (
    "Thanks for getting in touch about your order.",
    "I have looked at it with our warehouse team this morning.",
    "The parcel left our depot on Tuesday and the courier expects to deliver it within three working days.",
    "You can return anything you did not like within 14 days of delivery, with the label in the parcel.",
    "The refund for the second item usually reaches your account within 5 working days.",
    "If it has not arrived by Friday, reply here and we will send a replacement.",
    "Our team answers from 8:00 to 20:00 on weekdays and from 9:00 to 17:00 on Saturdays.",
    "The blue rucksack comes with a rain cover, which is packed in the front pocket.",
    "Your subscription renews on the first day of each month until you cancel it.",
    "Would you like me to change the delivery address before it leaves us?",
    "The café on the ground floor is open while the lift is being repaired.",
    "Please keep the receipt, as the shop will ask for it when you collect the bicycle.",
)

ADJECTIVES = ("golden", "rapid", "hidden", "silent", "double", "magic", "final", "secret", "risky", "lucky")
NOUNS = ("profit", "bargain", "jackpot", "miracle", "shortcut", "insider", "bonus", "payout", "windfall", "scheme")


@dataclass(frozen=True)
class Draft:
    """A text, and what was planted in it: pairs of a kind and the words."""

    text: str
    planted: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Work:
    """What engines are given."""

    drafts: list[Draft]
    phrases: list[str]
    expressions: list[str]
    standard: dict[str, object] = field(default_factory=dict)


def phrases(count: int) -> list[str]:
    """So many phrases of three words."""
    return [
        f"{ADJECTIVES[n % 10]} {NOUNS[n // 10 % 10]} {ADJECTIVES[(n // 100) % 10]}{'' if n < 1000 else n // 1000}"
        for n in range(count)
    ]


def expressions(count: int) -> list[str]:
    """So many expressions, each with a literal of its own, in what all engines understand."""
    return [rf"\bcode{n}[- ]?\d{{2,4}}\b|\bno{n} (?:later|sooner) than \d+\b" for n in range(count)]


def _digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choices(string.digits, k=count))


def _card(rng: random.Random) -> str:
    body = "4" + _digits(rng, 14)
    total = sum(
        d if n % 2 else (d * 2 - 9 if d > 4 else d * 2) for n, d in enumerate(map(int, body))
    )
    number = f"{body}{-total % 10}"
    return " ".join(number[n : n + 4] for n in range(0, 16, 4))


def _iban(rng: random.Random) -> str:
    body = "37040044" + _digits(rng, 10)
    check = 98 - int(f"{body}131400") % 97
    number = f"DE{check:02}{body}"
    return " ".join(number[n : n + 4] for n in range(0, 22, 4))


def _ssn(rng: random.Random) -> str:
    return f"{rng.randint(101, 665)}-{rng.randint(11, 98)}-{rng.randint(1001, 9998)}"


def _token(rng: random.Random, count: int) -> str:
    return "".join(rng.choices(string.ascii_letters + string.digits, k=count))


def _part(rng: random.Random, count: int) -> str:
    return "".join(rng.choices(string.ascii_letters + string.digits + "_-", k=count))


PLANTS = {
    "card": (lambda r: _card(r), "The payment was taken from card {}."),
    "iban": (lambda r: _iban(r), "We paid it to the account {}."),
    "email": (lambda r: f"{r.choice(('sam', 'priya', 'lee.moss'))}{r.randint(1, 99)}@example.com", "We wrote to {}."),
    "phone": (lambda r: f"({r.choice((212, 415, 303))}) 555-01{_digits(r, 2)}", "Your phone number on file is {}."),
    "ssn": (lambda r: _ssn(r), "Your social security number is {}."),
    "ip": (lambda r: f"203.0.113.{r.randint(2, 250)}", "The sign-in came from the IP address {}."),
    "url": (lambda r: f"https://shop.example.com/orders/{_digits(r, 6)}", "It is shown on {} at any time."),
    "aws": (
        lambda r: "AK" + "IA" + "".join(r.choices(string.ascii_uppercase + "234567", k=16)),
        "The key of the service is {}.",
    ),
    "github": (lambda r: "gh" + "p_" + _token(r, 36), "The token of the repository is {}."),
    "stripe": (lambda r: "sk_" + "live_" + _token(r, 24), "The shop pays with {}."),
    "jwt": (
        lambda r: "ey" + "J" + _part(r, 33) + ".ey" + "J" + _part(r, 60) + "." + _token(r, 43),
        "The session is {}.",
    ),
}
"""Each kind: how its value is made, and the sentence that it stands in."""

PII = ("card", "iban", "email", "phone", "ssn", "ip", "url")
SECRETS = ("aws", "github", "stripe", "jwt")


def _plant(rng: random.Random, kind: str, banned: list[str], count: int) -> tuple[str, tuple[str, str]]:
    """A sentence, and the kind and words that are planted with it."""
    if kind == "phrase":
        words = rng.choice(banned)
        words = rng.choice((words, words.title(), words.upper()))
        return f"This is what we call a {words}, as it were.", (kind, words)
    if kind == "expression":
        words = f"code{rng.randrange(count)}-{_digits(rng, 3)}"
        return f"Please quote {words} when you reply.", (kind, words)
    make, sentence = PLANTS[kind]
    words = make(rng)
    return sentence.format(words), (kind, words)


def drafts(count: int, banned: list[str], expression_count: int = 50) -> list[Draft]:
    """Seeded drafts of about 600 characters; three quarters have something planted, in turn of every kind."""
    rng = random.Random(SEED)
    kinds = ("phrase", "expression", *PLANTS)
    out = []
    for n in range(count):
        text = rng.sample(SENTENCES, 7)
        planted = []
        for step in range(n % 4):
            sentence, words = _plant(rng, kinds[(3 * n + step) % len(kinds)], banned, expression_count)
            text.insert(rng.randrange(1, len(text)), sentence)
            planted.append(words)
        out.append(Draft(" ".join(text), tuple(planted)))
    return out


def _lines(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file if line.strip()]


def load(folder: Path | None, standard: Path, count: int, phrase_count: int) -> Work:
    """The work of a folder (drafts.jsonl.gz, phrases_N.txt.gz, regexes.json.gz), or our own."""
    request = json.loads(standard.read_text(encoding="utf-8"))
    if folder is None:
        banned = phrases(phrase_count)
        return Work(drafts(count, banned), banned, expressions(50), request)
    rows = [json.loads(line) for line in _lines(folder / "drafts.jsonl.gz")]
    rows = random.Random(SEED).sample(rows, min(count, len(rows)))
    with gzip.open(folder / "regexes.json.gz", "rt", encoding="utf-8") as file:
        patterns = [entry["pattern"] for entry in json.load(file)]
    banned = _lines(folder / f"phrases_{phrase_count}.txt.gz")
    return Work([Draft(row["text"]) for row in rows], banned, patterns, request)
