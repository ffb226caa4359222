#!/usr/bin/env python3
"""Changes one value of replies that speak from records, and counts how often the engine finds it.

  changed_values.py --data DIR --bin draftgate [--part fit|aside|all] [--limit N] [--show N] [--policy P]

Of each reply below whose evidence is a table, a record or JSON, one value that the evidence holds (an amount of money, a
rating, a count, a time, a date, a phone number, a measure) is changed to one that stands nowhere in the request. Printed
are, by sort of value: how many changed values lie in a finding of the layer `hallucination` (found), how many of the
findings offer the right value (fixed), and how many of the unchanged replies have a finding of the rules about values
(flagged). Rows whose group (else id) has a SHA-256 divisible by five are set aside (`--part aside`); what is learnt
comes from the others. Nothing is written to the repository.
"""
import argparse, collections, gzip, hashlib, json, pathlib, random, re, subprocess, tempfile

SETS = ["service/sgd.train_dev", "service/tau_retail_fewshot.all", "consistency/ci_tod.train"]
MONTHS = "January February March April May June July August September October November December".split()
COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
PATTERNS = [
    ("phone", re.compile(r"(?<![\d-])\+?\d{1,3}[- ]\d{3}[- ]\d{3,4}(?:[- ]\d{3,4})?(?![\d-])")),
    ("time", re.compile(r"\b(\d{1,2})(?::(\d\d))?\s?([ap])\.?m\b", re.I)),
    ("date", re.compile(r"\b(%s) (\d{1,2})(st|nd|rd|th)?\b" % "|".join(MONTHS))),
    ("money", re.compile(r"\$\s?(\d[\d,]*(?:\.\d\d)?)|\b(\d[\d,]*(?:\.\d\d)?) (?:dollars|pounds|euros)\b")),
    ("rating", re.compile(r"\b(\d(?:\.\d+)?)(?=(?: |-)stars?\b)|\brat(?:ed|ing)[a-z ]{0,12}? (\d(?:\.\d+)?)\b")),
    ("count", re.compile(r"\b(\d+|one|two|three|four|five|six) (?:people|persons|person|adults|guests|tickets|rooms|seats|passengers|beds|bedrooms|bathrooms|baths|stops|days|riders|travelers|bags)\b")),
    ("measure", re.compile(r"\b(\d+(?:\.\d+)?)(?= ?(?:%|percent|degrees|miles|mph|minutes|mins|hours)\b|%)")),
]


def aside(row):
    key = str(row["label"].get("group") or row["id"])
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 5 == 0


def numbers(text):
    return {float(n.replace(",", "").rstrip(".")) for n in re.findall(r"\d[\d,]*(?:\.\d+)?", text)}


def evidence(request):
    texts = [s["text"] for s in request.get("sources", []) if s.get("kind") == "tool"]
    return "\n".join(texts + ([json.dumps(request["facts"])] if request.get("facts") else []))


def minutes(match):
    return int(match[1]) % 12 * 60 + int(match[2] or 0) + (720 if match[3].lower() == "p" else 0)


def number_of(word):
    return float(COUNTS.get(word, word.replace(",", "") if word[0].isdigit() else 0))


def change(sort, match, held, known, rng):
    """The span in the draft and what to put there, or None where the evidence does not hold the value."""
    text = match[0]
    if sort == "phone":
        if re.sub(r"\D", "", text) not in re.sub(r"[^\d\n;,]", "", held):
            return None
        at = match.end() - 1
        return at, at + 1, str((int(text[-1]) + rng.randint(1, 9)) % 10)
    if sort == "time":
        times = {int(h) * 60 + int(m) for h, m in re.findall(r"\b(\d{1,2}):(\d\d)\b", held)} | {minutes(m) for m in PATTERNS[1][1].finditer(held)}
        if minutes(match) not in times:
            return None
        for _ in range(20):
            other = rng.choice([h for h in range(1, 13)])
            new = other % 12 * 60 + int(match[2] or 0) + (720 if match[3].lower() == "p" else 0)
            if new not in times and not re.search(r"\b%d\b" % other, known):
                return match.start(1), match.end(1), str(other)
        return None
    if sort == "date":
        iso = "-%02d-%02d" % (MONTHS.index(match[1]) + 1, int(match[2]))
        if iso not in held:
            return None
        for _ in range(20):
            day = rng.randint(1, 28)
            if "-%02d-%02d" % (MONTHS.index(match[1]) + 1, day) not in held and not re.search(r"\b%d(st|nd|rd|th)?\b" % day, known):
                return match.start(2), match.end(2), str(day)
        return None
    group = next(n for n in range(1, len(match.groups()) + 1) if match[n])
    word = match[group].rstrip(".")
    value = number_of(word)
    if value not in numbers(held):
        return None
    for _ in range(20):
        if sort == "rating":
            new = round(rng.uniform(1, 5), 1) if "." in word else rng.randint(1, 5)
        elif sort == "count":
            new = value + rng.randint(1, 4)
        else:
            new = round(value * rng.choice([0.6, 0.8, 0.9, 1.1, 1.25, 1.5]) + rng.randint(1, 3), 2 if "." in word else None)
        written = ("%.2f" % new if sort == "money" else "%.1f" % new) if "." in word else "%d" % new
        if float(written) != value and float(written) not in numbers(known):
            return match.start(group), match.start(group) + len(word), written
    return None


def build(data, part, limit):
    whole, changed = [], []
    for name in SETS:
        with gzip.open(data / (name + ".jsonl.gz"), "rt", encoding="utf-8") as f:
            rows = [json.loads(line) for line in f]
        rows = [r for r in rows if r["label"].get("consistent") is not False and (part == "all" or aside(r) == (part == "aside"))]
        taken = 0
        for row in rows:
            request, rng = row["request"], random.Random(row["id"])
            held = evidence(request)
            if not held or limit and taken >= limit:
                continue
            said = "\n".join(t["text"] for t in request.get("turns", []))
            known, draft = held + "\n" + said + "\n" + request["draft"], request["draft"]
            options, covered = [], []
            for sort, pattern in PATTERNS:
                for match in pattern.finditer(draft):
                    if any(match.start() < b and a < match.end() for a, b in covered):
                        continue
                    covered.append(match.span())
                    # What the customer is asked is not claimed.
                    sentence = re.split(r"(?<=[a-z][.!])\s+", draft[:match.start()])[-1] + re.split(r"(?<=[.!?])\s", draft[match.start():])[0]
                    if "?" in sentence or "confirm" in sentence.lower():
                        continue
                    made = change(sort, match, held, known, rng)
                    if made:
                        options.append((sort, made))
            if not options:
                continue
            taken += 1
            whole.append((name, "", None, None, request))
            sort, (start, end, new) = rng.choice(options)
            text = draft[:start] + new + draft[end:]
            changed.append((name, sort, (start, start + len(new)), draft[start:end], {**request, "draft": text}))
    return whole, changed


def answers(binary, policy, requests):
    with tempfile.TemporaryDirectory() as folder:
        source, target = pathlib.Path(folder, "in.jsonl"), pathlib.Path(folder, "out.jsonl")
        source.write_text("".join(json.dumps({**r, "offset_unit": "code_point"}) + "\n" for r in requests))
        subprocess.run([binary, "batch", "-p", policy, "--output", target, source], check=False)
        return [json.loads(line) for line in target.read_text().splitlines()]


VALUES = ("hallucination.values", "hallucination.references")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=pathlib.Path, required=True)
    ap.add_argument("--bin", type=pathlib.Path, required=True)
    ap.add_argument("--policy", default="hallucination")
    ap.add_argument("--part", choices=["fit", "aside", "all"], default="fit")
    ap.add_argument("--limit", type=int, default=0, help="replies of each set")
    ap.add_argument("--show", type=int, default=0, help="print so many misses and false alarms of each set")
    opt = ap.parse_args()
    whole, changed = build(opt.data, opt.part, opt.limit)
    got = answers(opt.bin.resolve(), opt.policy, [r[4] for r in whole + changed])
    counts, shown = collections.defaultdict(collections.Counter), collections.Counter()
    for (name, sort, span, old, request), answer in zip(whole + changed, got):
        findings = [f for f in answer.get("findings", []) if f["rule_id"].startswith(VALUES)]
        text = request["draft"]
        if span is None:
            counts[name, "unchanged"].update(n=1, flagged=bool(findings), acted=any(f.get("action") != "note" for f in findings))
            wrong = bool(findings)
        else:
            on = [f for f in findings if f["span"]["start"] < span[1] and span[0] < f["span"]["end"]]
            fixes = [e["content"] for f in on for e in (f["fix"] or {}).get("edits", [])]
            counts[name, sort].update(n=1, found=bool(on), acted=any(f.get("action") != "note" for f in on), fixed=any(old in fix for fix in fixes))
            wrong = not on
        if wrong and shown[name, span is None] < opt.show:
            shown[name, span is None] += 1
            print("FLAGGED" if span is None else "MISSED %s %r -> %r" % (sort, old, text[span[0]:span[1]]), request.get("id"), "|", text, "|", [(f["rule_id"], f["message"]) for f in findings])
    print("%-34s %-10s %5s %6s %6s %6s" % ("set", "value", "n", "found", "acted", "fixed"))
    for (name, sort), c in sorted(counts.items()):
        share = lambda key: "%6.3f" % (c[key] / c["n"])
        print("%-34s %-10s %5d %s %s %s" % (name, sort, c["n"], share("flagged" if sort == "unchanged" else "found"), share("acted"), share("fixed") if sort != "unchanged" else ""))


if __name__ == "__main__":
    main()
