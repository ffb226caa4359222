"""One validator from many threads and tasks, also while the policy is swapped: each verdict belongs to one policy."""

from __future__ import annotations

import asyncio
import json
import threading
from concurrent.futures import ThreadPoolExecutor

from draftgate import Validator

DRAFTS = ["It is cheap.", "A ch3ap, c h e a p thing.", "All done.", "Card 4242 4242 4242 4242 is cheap."]


def house(name: str) -> Validator:
    text = f"""\
policy: {name}
version: 1.0.0
title: T
owner: Tests
rules:
  - id: brand.{name}.cheap
    kind: forbid
    message: says {name}
    severity: warning
    action: rewrite
    owner: Tests
    find: [cheap]
    fix: {{ title: say {name}, replace: {name} }}
"""
    return Validator.from_text(text, f"{name}.yaml")


def answer(validator: Validator, draft: str) -> str:
    return validator.check_json(json.dumps({"draft": draft}))


def test_threads_get_the_same_bytes() -> None:
    validator = house("aaa")
    expected = [answer(validator, draft) for draft in DRAFTS]
    with ThreadPoolExecutor(8) as pool:
        rounds = list(pool.map(lambda _: [answer(validator, draft) for draft in DRAFTS], range(200)))
    assert all(found == expected for found in rounds)


def test_a_verdict_belongs_to_one_policy_while_policies_are_swapped() -> None:
    policies = [house(name) for name in ("aaa", "bbb", "ccc")]
    known = {answer(policy, draft) for policy in policies for draft in DRAFTS}
    current = [policies[0]]
    done = threading.Event()
    wrong: list[str] = []

    def work() -> int:
        count = 0
        while not done.is_set() or count < 50:
            found = answer(current[0], DRAFTS[count % len(DRAFTS)])
            if found not in known:
                wrong.append(found)
            count += 1
        return count

    with ThreadPoolExecutor(6) as pool:
        workers = [pool.submit(work) for _ in range(6)]
        for n in range(2_000):
            current[0] = policies[n % len(policies)]
        done.set()
        assert sum(worker.result() for worker in workers) >= 300
    assert not wrong


def test_tasks_of_an_event_loop_share_a_validator() -> None:
    validator = house("aaa")
    expected = [answer(validator, draft) for draft in DRAFTS]

    async def check(draft: str) -> str:
        return await asyncio.to_thread(answer, validator, draft)

    async def everything() -> list[str]:
        return await asyncio.gather(*(check(DRAFTS[n % len(DRAFTS)]) for n in range(400)))

    found = asyncio.run(everything())
    assert found == [expected[n % len(DRAFTS)] for n in range(400)]
