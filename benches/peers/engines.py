"""One engine in a process of its own: `engines.py ENGINE`, with orders in JSON lines on standard input.

Orders are `{"task", "phrases", "expressions", "request"}`, answered with `{"note"}` or `{"cannot"}`; `{"find": [texts]}`,
answered with what was found in each; `{"time": [texts], "seconds"}`, answered with the CPU time of a text in microseconds,
the mean of as many passes over the texts as fit into the seconds, and of one at least.

A check returns the texts it found; where an engine only says that something was found, that is `FLAG`.
"""

from __future__ import annotations

import asyncio
import importlib.machinery
import importlib.util
import json
import logging
import os
import re
import sys
import time
import types
from collections.abc import Callable
from importlib.metadata import version
from typing import Any
from unittest.mock import MagicMock

Check = Callable[[str], list[str]]
FLAG = "\0"


class Cannot(Exception):
    """Why an engine cannot do a task."""


def _yaml_terms(terms: list[str]) -> str:
    return "".join(f"      - {json.dumps(term)}\n" for term in terms)


ENTITIES = {
    "pii": "[credit-card, iban, email, phone, ssn, ip-address, url]",
    "secrets": "[api-key, access-token, jwt, private-key, connection-string, password, url-secret]",
}


def draftgate_policy(task: str, order: dict[str, Any]) -> str:
    """The policy for a task; every rule only notes, so that nothing is corrected and checked again."""
    rules = {
        "phrases": "kind: forbid\n    find:\n" + _yaml_terms(order["phrases"]),
        "expressions": "kind: forbid\n    find:\n" + _yaml_terms([f"/{source}/" for source in order["expressions"]]),
        "pii": f"kind: mask\n    entities: {ENTITIES['pii']}\n",
        "secrets": f"kind: mask\n    entities: {ENTITIES['secrets']}\n",
        "length": "kind: channel_limit\n    max_chars: 4000\n",
    }
    chosen = list(rules) if task == "layers" else [task]
    head = "policy: peers\nversion: 1.0.0\ntitle: Peers\nowner: Benchmarks\nrules:\n"
    return head + "".join(
        f"  - id: brand.peers.{name}\n    message: found\n    severity: warning\n    action: note\n    "
        f"owner: Benchmarks\n    {rules[name]}"
        for name in chosen
    )


def draftgate(task: str, order: dict[str, Any]) -> tuple[Check, str]:
    from draftgate import Validator

    if task == "whole":
        full, request = Validator("full"), order["request"]
        rest = {key: value for key, value in request.items() if key not in ("contract", "draft")}
        return lambda text: [f.evidence for f in full.check(text, rest).findings], "policy `full`, turns, sources, facts"
    validator = Validator.from_text(draftgate_policy(task, order))
    return lambda text: [finding.evidence for finding in validator.check(text).findings], ""


def pyahocorasick(task: str, order: dict[str, Any]) -> tuple[Check, str]:
    import ahocorasick

    if task != "phrases":
        raise Cannot("phrases only")
    automaton = ahocorasick.Automaton()
    for phrase in order["phrases"]:
        automaton.add_word(phrase.lower(), len(phrase))
    automaton.make_automaton()

    def check(text: str) -> list[str]:
        low = text.lower()
        out = []
        for last, length in automaton.iter(low):
            start, end = last - length + 1, last + 1
            if not (start and low[start - 1].isalnum()) and not (end < len(low) and low[end].isalnum()):
                out.append(text[start:end])
        return out

    return check, "and a look at the neighbouring letters"


def _blank_spacy() -> str:
    """Stands a blank pipeline in for spaCy's small English model where that cannot be installed."""
    import spacy

    if spacy.util.is_package("en_core_web_sm"):
        return "en_core_web_sm"
    spacy.util.is_package = lambda name: True
    blank = spacy.blank
    spacy.load = lambda *args, **kwargs: blank("en")
    return "blank spaCy pipeline: its model cannot be installed here"


PRESIDIO_PII = ["CREDIT_CARD", "IBAN_CODE", "EMAIL_ADDRESS", "PHONE_NUMBER", "US_SSN", "IP_ADDRESS", "URL"]


def presidio(task: str, order: dict[str, Any]) -> tuple[Check, str]:
    note = _blank_spacy()
    from presidio_analyzer import AnalyzerEngine, Pattern, PatternRecognizer, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    nlp = NlpEngineProvider(
        nlp_configuration={
            "nlp_engine_name": "spacy",
            "models": [{"lang_code": "en", "model_name": "en_core_web_sm"}],
        }
    ).create_engine()
    registry = RecognizerRegistry(supported_languages=["en"])
    names = []
    if task in ("pii", "layers"):
        registry.load_predefined_recognizers(languages=["en"], nlp_engine=nlp)
        names += PRESIDIO_PII
    if task in ("phrases", "layers"):
        registry.add_recognizer(PatternRecognizer(supported_entity="BANNED", deny_list=order["phrases"]))
        names.append("BANNED")
    if task in ("expressions", "layers"):
        for n, source in enumerate(order["expressions"]):
            pattern = Pattern(name=f"e{n}", regex=source, score=0.6)
            registry.add_recognizer(PatternRecognizer(supported_entity=f"E{n}", patterns=[pattern]))
            names.append(f"E{n}")
    if not names:
        raise Cannot("has no recogniser of secrets")
    engine = AnalyzerEngine(registry=registry, nlp_engine=nlp, supported_languages=["en"])

    def check(text: str) -> list[str]:
        return [text[hit.start : hit.end] for hit in engine.analyze(text, language="en", entities=names)]

    return check, note + ("; no secrets" if task == "layers" else "")


def openai_guardrails(task: str, order: dict[str, Any]) -> tuple[Check, str]:
    note = ""
    chosen: list[dict[str, Any]] = []
    if task in ("phrases", "layers"):
        chosen.append({"name": "Keyword Filter", "config": {"keywords": order["phrases"]}})
    if task in ("pii", "layers"):
        note = _blank_spacy()
        chosen.append({"name": "Contains PII", "config": {"entities": PRESIDIO_PII, "block": True}})
    if task in ("secrets", "layers"):
        chosen.append({"name": "Secret Keys", "config": {"threshold": "balanced"}})
    if task == "layers":
        chosen.append({"name": "URL Filter", "config": {}})
        note += "; no expressions"
    if not chosen:
        raise Cannot("takes no expressions of one's own but in its search for secrets")
    from guardrails.runtime import instantiate_guardrails, load_config_bundle, run_guardrails

    rails = instantiate_guardrails(load_config_bundle({"version": 1, "guardrails": chosen}))
    context = types.SimpleNamespace(guardrail_llm=None)
    loop = asyncio.new_event_loop()

    def found(result: Any) -> list[str]:
        info = result.info
        out = [*info.get("matched", []), *info.get("detected_secrets", []), *info.get("detected", [])]
        out += [text for texts in info.get("detected_entities", {}).values() for text in texts]
        return out or ([FLAG] if result.tripwire_triggered else [])

    def check(text: str) -> list[str]:
        work = run_guardrails(context, text, "text/plain", rails, suppress_tripwire=True, raise_guardrail_errors=True)
        return [text for result in loop.run_until_complete(work) for text in found(result)]

    return check, note


def guardrails_ai(task: str, order: dict[str, Any]) -> tuple[Check, str]:
    from guardrails import Guard
    from guardrails.validator_base import FailResult, PassResult, Validator, register_validator

    def validator(name: str, find: Check) -> Validator:
        @register_validator(name=f"bench/{name}", data_type="string")
        class Own(Validator):
            def validate(self, value: str, metadata: dict[str, Any]) -> Any:
                hits = find(value)
                if hits:
                    return FailResult(error_message="found", metadata={"hits": hits})
                return PassResult()

        return Own(on_fail="noop")

    used = []
    if task in ("phrases", "layers"):
        lower = [phrase.lower() for phrase in order["phrases"]]

        def phrases(text: str) -> list[str]:
            low = text.lower()
            return [phrase for phrase in lower if phrase in low]

        used.append(validator("phrases", phrases))
    if task in ("expressions", "layers"):
        compiled = [re.compile(source, re.IGNORECASE) for source in order["expressions"]]

        def expressions(text: str) -> list[str]:
            return [match.group() for one in compiled for match in one.finditer(text)]

        used.append(validator("expressions", expressions))
    if task == "layers":
        used.append(validator("length", lambda text: [FLAG] if len(text) > 4000 else []))
    if not used:
        raise Cannot("its validators come from its hub, and need models or other libraries")
    guard = Guard().use(*used)

    def check(text: str) -> list[str]:
        outcome = guard.validate(text)
        hits: list[str] = []
        for log in guard.history.last.iterations.last.validator_logs:
            if log.validation_result is not None and log.validation_result.outcome == "fail":
                hits += log.validation_result.metadata["hits"]
        guard.history.clear()
        return hits or ([] if outcome.validation_passed else [FLAG])

    return check, "validators of our own, by substring and `re`" + ("; no PII, no secrets" if task == "layers" else "")


def llm_guard(task: str, order: dict[str, Any], words: bool = False) -> tuple[Check, str]:
    if importlib.util.find_spec("torch") is None:
        # Imported for models, of which none is used here; it would be a download of gigabytes.
        torch = types.ModuleType("torch")
        torch.__spec__ = importlib.machinery.ModuleSpec("torch", None)
        torch.__getattr__ = lambda name: MagicMock()  # type: ignore[method-assign]
        sys.modules["torch"] = torch
    from llm_guard import scan_output
    from llm_guard.input_scanners.secrets import Secrets
    from llm_guard.output_scanners import BanSubstrings, ReadingTime, Regex
    from llm_guard.util import configure_logger

    configure_logger("CRITICAL", stream=sys.stderr)

    class OutputSecrets:
        """Its scanner of secrets is for prompts only; the same scan of an output."""

        def __init__(self) -> None:
            self.scanner = Secrets()

        def scan(self, prompt: str, output: str) -> tuple[str, bool, float]:
            return self.scanner.scan(output)

    kind = "word" if words else "str"
    made = {
        "phrases": lambda: BanSubstrings(order["phrases"], match_type=kind),
        "expressions": lambda: Regex([f"(?i){source}" for source in order["expressions"]], redact=False),
        "secrets": OutputSecrets,
        "length": lambda: ReadingTime(max_time=5),
    }
    if task != "layers" and task not in made:
        raise Cannot("its scanner of personal data needs a model")
    scanners = [make() for name, make in made.items() if task in ("layers", name)]

    def check(text: str) -> list[str]:
        _, valid, _ = scan_output(scanners, "", text)
        return [] if all(valid.values()) else [FLAG]

    note = "says only that something was found"
    if task in ("phrases", "layers"):
        note += ", phrases as whole words" if words else ", phrases as substrings (its default)"
    if task == "layers":
        note += "; no PII: that needs a model"
    return check, note


ENGINES = {
    "draftgate": draftgate,
    "pyahocorasick": pyahocorasick,
    "presidio-analyzer": presidio,
    "openai-guardrails": openai_guardrails,
    "guardrails-ai": guardrails_ai,
    "llm-guard": llm_guard,
    "llm-guard-words": lambda task, order: llm_guard(task, order, words=True),
}


def _time(check: Check, texts: list[str], seconds: float) -> dict[str, Any]:
    began, done = time.perf_counter(), 0
    cpu = time.process_time_ns()
    while not done or time.perf_counter() - began < seconds:
        for text in texts:
            check(text)
        done += len(texts)
    return {"micros": (time.process_time_ns() - cpu) / 1e3 / done}


def main() -> None:
    # What engines print must not get between the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    logging.disable(logging.CRITICAL)
    name = sys.argv[1]
    check: Check | None = None
    for line in sys.stdin:
        order = json.loads(line)
        answer: dict[str, Any]
        try:
            if "task" in order:
                # A whole check is a task of draftgate's own; to the others it is all their layers.
                task = order["task"]
                task = "layers" if task == "whole" and name != "draftgate" else task
                check, note = ENGINES[name](task, order)
                check(order["request"]["draft"])
                answer = {"note": note, "version": version(name.removesuffix("-words"))}
            elif check is None:
                answer = {"cannot": "there is no task"}
            elif "find" in order:
                answer = {"found": [check(text) for text in order["find"]]}
            else:
                answer = _time(check, order["time"], order["seconds"])
        except Cannot as why:
            answer = {"cannot": str(why)}
        except Exception as error:  # noqa: BLE001
            answer = {"cannot": f"{type(error).__name__}: {error}".splitlines()[0][:160]}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
