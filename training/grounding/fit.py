#!/usr/bin/env python3
"""Fits the weights of `scores.grounding` and writes core/src/checks/hallucination/score_table.rs.

  fit.py --data DIR [--write] [--test] [--leave-out]

DIR holds the sets named in SETS below as `<name>.jsonl.gz`. A row belongs to the part set aside for testing when
sha256 of its group (or id) is divisible by five; that part is only read with --test. With --leave-out the fit
is also made without each set in turn, and measured on it. Sources, licences and counts are in DATA_CARD.md. Needs the packages of ../requirements.txt; the same input and versions give the same table.
"""
import argparse, json, math, pathlib, re, subprocess, sys, textwrap
import numpy as np
from scipy.optimize import minimize

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from common import ROOT, held_out, load

TABLE = ROOT / "core/src/checks/hallucination/score_table.rs"
# Sets whose licence allows training, and how much each weighs.
SETS = {
    "grounding/summedits.news": 0.4, "grounding/summedits.samsum": 0.4, "grounding/summedits.scitldr": 0.3,
    "grounding/summedits.podcast": 0.3, "grounding/begin_cmu.dev": 1.8, "grounding/begin_tc.dev": 1.8,
    "grounding/q2_wow.all": 1.0, "consistency/ci_tod.train": 2.0, "grounding/dstc9_faq.val": 0.35,
    "grounding/dstc11_sktod.val": 0.35, "grounding/clapnq.dev": 0.3,
}
# Least weight of faults that the sets hardly show, in logits.
AT_LEAST = {"values_contradicted": -6.0, "values_unsupported": -0.6, "fabricated": -1.5, "reversed": -1.2}
# The most that a feature may take off: long sources are much of what the sets of one kind have in common.
AT_MOST = {"evidence_size": -2.0}
# How weights are kept small: mostly by what a feature varies, so that features that say the same share the weight and one
# that seldom speaks keeps its own.
RIDGE, RIDGE_AT_REST = 0.02, 0.0005
# Sets that hold supported replies only: of these a corrupted copy of each reply is added.
SUPPORTED_ONLY = {"grounding/dstc9_faq.val", "grounding/dstc11_sktod.val", "grounding/clapnq.dev"}


def read(data, name):
    return [r for r in load(data, name) if r["label"].get("supported") is not None]


def features(rows):
    cmd = ["cargo", "run", "-q", "--release", "-p", "draftgate", "--features", "training", "--example", "grounding_features"]
    text = "\n".join(json.dumps(r["request"]) for r in rows) + "\n"
    out = subprocess.run(cmd, cwd=ROOT, input=text, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
    head, *lines = out
    count, names = json.loads("[" + head.strip("()") + "]")
    return count, names, [json.loads(line) for line in lines]


def corrupted(rows):
    """A copy of each reply with one fault: another number, a negation, or a sentence of another reply."""
    made = []
    for n, row in enumerate(rows):
        draft = row["request"]["draft"]
        number = re.search(r"\d+", draft)
        verb = re.search(r"\b(is|are|can|does|will|has|have)\b", draft)
        sentences = re.split(r"(?<=[.!?])\s+", draft)
        if number and n % 3 != 2:
            other = str(int(number[0][:9]) + 2 + n % 7)
            text = draft[:number.start()] + other + draft[number.end():]
        elif verb and n % 3 == 1:
            text = draft[:verb.end()] + " not" + draft[verb.end():]
        else:
            graft = re.split(r"(?<=[.!?])\s+", rows[(n * 7 + 11) % len(rows)]["request"]["draft"])[0]
            text = " ".join([graft] + sentences[1:])
        made.append({**row, "request": {**row["request"], "draft": text}, "label": {**row["label"], "supported": False}})
    return made


def sigmoid(x):
    return 1 / (1 + math.exp(-max(-30, min(30, x))))


def fit(xs, ys, ws, ahead, most, least):
    """Logistic regression; weights of the first `ahead` features stay >= 0, those of the others <= `most`, >= `least`."""
    x, y, w = np.array(xs), np.array(ys, float), np.array(ws) / sum(ws)
    ridge = RIDGE_AT_REST + RIDGE * (w @ (x - w @ x) ** 2)

    def loss(v):
        z = x @ v[:-1] + v[-1]
        p = 1 / (1 + np.exp(-np.clip(z, -30, 30)))
        value = (w * (np.logaddexp(0, z) - y * z)).sum() + (ridge * v[:-1] ** 2).sum() / 2
        e = w * (p - y)
        return value, np.append(x.T @ e + ridge * v[:-1], e.sum())

    bounds = [(0, None) if j < ahead else (least[j], most[j]) for j in range(x.shape[1])] + [(None, None)]
    start = np.array([min(0.0, v) for v in most] + [0.0])
    found = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 5000, "ftol": 1e-12})
    return list(found.x[:-1]), float(found.x[-1])


def fitted(parts, ahead, names):
    """The rows of these sets, and weights and constant for them."""
    x = [row for name in parts for row in parts[name][0]]
    y = [v for name in parts for v in parts[name][1]]
    weight = [SETS[name.split(",")[0]] / len(parts[name][1]) for name in parts for _ in parts[name][1]]
    w, b = fit(x, y, weight, ahead, [AT_LEAST.get(name, 0.0) for name in names], [AT_MOST.get(name) for name in names])
    return x, y, w, b


def left_out(train, ahead, names):
    """AUC on each set with weights fitted to the others; the sets of one collection are left out together."""
    collection = lambda name: re.split(r"[.,]", name)[0]
    print("%-28s %7s" % ("left out", "AUC"))
    for kind in dict.fromkeys(map(collection, train)):
        _, _, w, b = fitted({k: v for k, v in train.items() if collection(k) != kind}, ahead, names)
        for name in dict.fromkeys(k.split(",")[0] for k in train if collection(k) == kind):
            own = [part for k, part in train.items() if k.split(",")[0] == name]
            z = [b + sum(wj * v for wj, v in zip(w, row)) for xs, _ in own for row in xs]
            print("%-28s %7.3f" % (name.split("/")[1], auc(z, [v for _, ys in own for v in ys])))
    print()


def calibrated(xs, ys, w, b):
    """The same order of drafts, stretched and shifted so that probabilities fit all training rows together."""
    z = np.array(xs) @ np.array(w) + b
    y = np.array(ys, float)
    loss = lambda v: (np.logaddexp(0, v[0] * z + v[1]) - y * (v[0] * z + v[1])).sum()
    scale, shift = minimize(loss, [1.0, 0.0], method="Nelder-Mead").x
    return [v * scale for v in w], b * scale + shift


def auc(scores, labels):
    pos = [s for s, y in zip(scores, labels) if y]
    neg = sorted(s for s, y in zip(scores, labels) if not y)
    if not pos or not neg:
        return float("nan")
    import bisect
    return sum(bisect.bisect_left(neg, p) + bisect.bisect_right(neg, p) for p in pos) / (2 * len(pos) * len(neg))


def report(title, parts, w, b):
    print("%-28s %5s %7s %7s %7s" % (title, "n", "AUC", "BA@.5", "ECE"))
    bins = [[0, 0.0, 0] for _ in range(10)]
    for name, (xs, ys) in parts.items():
        p = [sigmoid(b + sum(wj * x for wj, x in zip(w, row))) for row in xs]
        own = [[0, 0.0, 0] for _ in range(10)]
        for q, y in zip(p, ys):
            for where in (own, bins) if "," not in name else (own,):
                cell = where[min(9, int(q * 10))]
                cell[0] += 1; cell[1] += q; cell[2] += y
        pos, neg = sum(ys), len(ys) - sum(ys)
        ba = (sum(q >= 0.5 and y for q, y in zip(p, ys)) / pos + sum(q < 0.5 and not y for q, y in zip(p, ys)) / neg) / 2 if pos and neg else float("nan")
        print("%-28s %5d %7.3f %7.3f %7.3f" % (name.split("/")[1], len(ys), auc(p, ys), ba, ece(own)))
    print("%-28s %5d %7s %7s %7.3f" % ("all as given", sum(c[0] for c in bins), "", "", ece(bins)))


def ece(bins):
    n = sum(c[0] for c in bins)
    return sum(abs(c[1] - c[2]) for c in bins) / n


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=pathlib.Path, required=True)
    ap.add_argument("--write", action="store_true", help="write the table")
    ap.add_argument("--test", action="store_true", help="also measure on the part set aside")
    ap.add_argument("--leave-out", action="store_true", help="also fit without each set, and measure on it")
    opt = ap.parse_args()
    rows = []
    for name in SETS:
        own = read(opt.data, name)
        rows += [(name, r) for r in own]
        if name in SUPPORTED_ONLY:
            rows += [(name + ", corrupted", r) for r in corrupted(own)]
    ahead, names, xs = features([r for _, r in rows])
    train, test = {}, {}
    for (name, r), x in zip(rows, xs):
        xs_, ys_ = (test if held_out(r) else train).setdefault(name, ([], []))
        xs_.append([v / 1000 for v in x])
        ys_.append(1 if r["label"]["supported"] else 0)
    x, y, w, b = fitted(train, ahead, names)
    given = [n for n, name in enumerate(name for name in train for _ in train[name][1]) if "," not in name]
    w, b = calibrated([x[n] for n in given], [y[n] for n in given], w, b)
    w = [min(v, AT_LEAST.get(name, v)) for name, v in zip(names, w)]
    whole, base = [round(v * 1000) for v in w], round(b * 1000)
    for name, v in zip(names, whole):
        print("%-24s %6d" % (name, v))
    print("%-24s %6d\n" % ("constant", base))
    if opt.leave_out:
        left_out(train, ahead, names)
    report("training part", train, [v / 1000 for v in whole], base / 1000)
    if opt.test:
        report("part set aside", test, [v / 1000 for v in whole], base / 1000)
    if opt.write:
        lines = textwrap.wrap(", ".join("%d" % v for v in whole) + ",", 106, initial_indent="    ", subsequent_indent="    ")
        TABLE.write_text(
            "//! Weights of `scores.grounding`, made by `training/grounding/fit.py`; see the data card beside it. Do not edit.\n\n"
            "/// The weighted sum of a draft without any feature, in thousandths of the logit.\n"
            "pub(super) const CONSTANT: i64 = %d;\n\n"
            "/// One weight for each feature, in thousandths of the logit for a feature of 1000.\n"
            "pub(super) const WEIGHTS: [i64; %d] = [\n%s\n];\n" % (base, len(whole), "\n".join(lines)))


if __name__ == "__main__":
    main()
