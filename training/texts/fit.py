#!/usr/bin/env python3
"""Fits the scorers of texts (refusals, abuse) and writes their tables into core/src/checks.

  fit.py --data DIR [--only refusal|abuse] [--write] [--test]

DIR holds the sets named below as `<name>.jsonl.gz`. A row belongs to the part set aside for testing when sha256 of its
group (or id) is divisible by five; that part is only read with --test. Sources, licences and counts are in
DATA_CARD.md. Needs the packages of ../requirements.txt; the same input and versions give the same tables.
"""
import argparse, collections, pathlib, re, sys
import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from common import ROOT, engine, held_out, load

CHECKS = ROOT / "core/src/checks"
REFUSALS = ["refusals/xstest.mistralguard", "refusals/xstest.mistralinstruct"]
# Replies of working services, which refuse or abuse next to never: set, rows, weight of a row.
SERVICE = [("service/bitext_support.all", 1500), ("service/multiwoz.val", 1500), ("service/tau_retail_fewshot.all", 600),
           ("grounding/dstc9_faq.val", 1400), ("grounding/dstc11_sktod.val", 1200)]
KINDS = ["none", "partial", "full"]
RULES = 5
STEPS = 31


def read(data, name, most=None):
    return load(data, name)[:most]


def features(rows):
    return engine("text_features", [r["request"] for r in rows])


FEATURES = 1 << 24


def matrix(lists):
    """One row a text; a feature counts once, as in core/src/linear.rs."""
    ends, at = [0], []
    for features_ in lists:
        at += sorted(set(features_))
        ends.append(len(at))
    return sp.csr_matrix((np.ones(len(at)), at, ends), shape=(len(lists), FEATURES))


def tag(feature, bits):
    """What tells a feature from most others of its slot, as in core/src/linear.rs."""
    return (feature >> bits) % 255 + 1


def strongest(columns, strength, most, bits):
    """At most so many columns, of each slot the strongest; in order."""
    kept = {}
    for column in columns[np.argsort(-strength, kind="stable")]:
        if len(kept) < most:
            kept.setdefault(int(column) % (1 << bits), int(column))
    return np.array(sorted(kept.values()))


def met(x, columns, bits):
    """The texts as the engine sees them: which of the columns, or features with their slot and tag, each text has."""
    name = {(int(c) % (1 << bits), tag(int(c), bits)): n for n, c in enumerate(columns)}
    there = np.unique(x.indices)
    where = {int(f): name[key] for f in there if (key := (int(f) % (1 << bits), tag(int(f), bits))) in name}
    coo = x.tocoo()
    pairs = {(r, where[c]) for r, c in zip(coo.row.tolist(), coo.col.tolist()) if c in where}
    rows, cols = zip(*sorted(pairs))
    return sp.csr_matrix((np.ones(len(rows)), (rows, cols)), shape=(x.shape[0], len(columns)))


def slots(columns, weights, bits):
    """The table: for each slot its tag and its weights, one for each score."""
    out = np.zeros((1 << bits, 1 + weights.shape[0]), dtype=np.uint8)
    for column, own in zip(columns, weights.T):
        if own.any():
            out[int(column) % (1 << bits)] = [tag(int(column), bits), *own.astype(np.int8).view(np.uint8)]
    return out


def whole(weights):
    """Weights as small whole numbers, and what one is worth in millionths of a logit. Coarse steps cost no accuracy and
    pack to half the size."""
    unit = max(1, int(np.ceil(np.abs(weights).max() * 1e6 / STEPS)))
    return np.clip(np.round(weights * 1e6 / unit), -STEPS, STEPS).astype(np.int8), unit


def write(folder, weights, text):
    folder.mkdir(exist_ok=True)
    (folder / "weights.bin").write_bytes(weights.tobytes())
    (folder / "table.rs").write_text("//! Made by `training/texts/fit.py`; see the data card beside it. Do not edit.\n\n" + text)


UNIT = "/// What a weight of one is worth, in millionths of a logit.\npub(super) const UNIT: i64 = %d;\n"


def opening(row):
    """The row with the first sentence of its draft alone: in service replies are short."""
    first = re.split(r"(?<=[.!?])\s", row["request"]["draft"].strip())[0]
    return {**row, "request": {**row["request"], "draft": first}}


# Short refusals as assistants of a service write them, put together; written for this purpose.
OPENINGS = [
    "I cannot help you with that.", "I can't help with that.", "I'm sorry, but I can't do that.", "I am unable to do that.",
    "I'm not able to assist with this.", "I'm afraid I can't help you with this.", "Sorry, I cannot do this for you.",
    "Unfortunately, I can't provide that.", "I cannot assist with this request.", "I must decline this request.",
    "I won't be able to help with that.", "I cannot share that.", "I'm sorry, I can't give you that information.",
    "That is not something I can help with.", "I have to refuse this request.", "I can't answer that question.",
]
ENDINGS = [
    "", "It is against our rules.", "It would be illegal.", "It is unethical and could harm others.",
    "This is private information.", "I hope you understand.", "Please ask me about something else.", "It is not safe.",
]


def written():
    """Those refusals as rows."""
    drafts = [(o + " " + e).strip() for o in OPENINGS for e in ENDINGS]
    return [{"request": {"draft": draft}, "label": {"refusal": "full"}} for draft in drafts]


# Short replies as any service gives them, and messages that they answer; written for this purpose.
ACKNOWLEDGEMENTS = [
    "Yes.", "No.", "Yes, of course.", "No, sorry.", "Sure.", "Of course.", "Okay.", "Certainly.", "Done.", "All done.",
    "Thank you.", "Thanks!", "You're welcome.", "My pleasure.", "No problem.", "Hello!", "Good morning.", "Welcome back.",
    "Goodbye!", "Have a nice day.", "I see.", "Got it.", "One moment, please.", "I'm sorry.", "I'm sorry about that.",
    "I understand.", "That's right.", "That's correct.", "Not yet.", "Yes, it is.", "No, it isn't.", "Yes, you can.",
    "No, you can't.", "I'll check.", "Let me check.", "Please wait.", "Anything else?", "How can I help?", "Great!",
    "Perfect.", "Noted.",
]
PLANS = ["I'll %s %s now.", "I can %s %s for you.", "Shall I %s %s?", "You can %s %s online.", "Please %s %s first."]
VERBS = ["check", "cancel", "change", "confirm", "update", "send", "book", "look up", "correct", "forward"]
THINGS = ["it", "that", "your order", "this", "the booking", "your address", "the invoice", "them", "your account"]
MESSAGES = ["Can you help me?", "Where is my order?", "Cancel my order please", "Thanks", "This is useless", "Why?", None]


def plain():
    """Those replies, each to one of the messages, as rows."""
    drafts = ACKNOWLEDGEMENTS + [plan % (verb, thing) for plan in PLANS for verb in VERBS for thing in THINGS]
    rows = []
    for n, draft in enumerate(drafts):
        said = MESSAGES[n % len(MESSAGES)]
        turns = {"turns": [{"role": "customer", "text": said}]} if said else {}
        rows.append({"id": "plain-%d" % n, "request": {"draft": draft, **turns}, "label": {}})
    return rows


def alone(row):
    """The row without what was said before."""
    return {**row, "request": {k: v for k, v in row["request"].items() if k != "turns"}}


def refusal(opt):
    bits, most, strength, seldom = 12, 2500, 0.3, 2
    rows = [r for name in REFUSALS for r in read(opt.data, name)]
    short = written() + [opening(r) for r in rows if r["label"]["refusal"] != "partial" and not held_out(r)]
    extra = short + [r for name, most_of in SERVICE for r in read(opt.data, name, most_of // 4) if not held_out(r)]
    x = matrix([f[0] for f in features(rows + extra)])
    y = np.array([KINDS.index(r["label"].get("refusal", "none")) for r in rows + extra])
    part = np.array(["train" if not held_out(r) else "test" for r in rows] + ["extra"] * len(extra))
    train = part != "test"
    weight = np.array([1.0] * (len(rows) + len(short)) + [0.1] * (len(extra) - len(short)))

    def fit(z):
        return LogisticRegression(C=strength, max_iter=1000).fit(z[train], y[train], sample_weight=weight[train])

    often = np.asarray(x[train].sum(0)).ravel()
    columns = np.where(often >= seldom)[0]
    found = np.abs(fit(x[:, columns]).coef_).max(0) * np.sqrt(often[columns])
    columns = strongest(columns, found, most, bits)
    x = met(x, columns, bits)
    model = fit(x)
    bytes_, unit = whole(model.coef_)
    base = [round(v * 1000) for v in model.intercept_]
    logits = x @ (bytes_.T.astype(float) * unit / 1e6) + np.array(base) / 1000
    guess = logits.argmax(1)
    print("refusals                     n  accuracy  recall of none, partial, full")
    for name in ("train", "test") if opt.test else ("train",):
        own = part == name
        recall = ["%.3f" % (guess[own & (y == k)] == k).mean() for k in range(3)]
        print("%-22s %7d %9.3f  %s" % (name, own.sum(), (guess[own] == y[own]).mean(), " ".join(recall)))
    own = part == "extra"
    print("%-22s %7d %9.3f" % ("openings, service", own.sum(), (guess[own] == y[own]).mean()))
    if opt.write:
        write(CHECKS / "semantic/refusal", slots(columns, bytes_, bits), UNIT % unit +
              "\n/// The logits of a text without features: no refusal, in part, full; in thousandths.\n"
              "pub(super) const BASE: [i64; 3] = [%s];\n" % ", ".join(map(str, base)))


def abuse(opt):
    bits, most, strength, seldom, by_ratio = 14, 6000, 0.1, 2, 0.3
    sets = collections.OrderedDict()
    sets["hatecheck"] = read(opt.data, "toxicity/hatecheck.sample")
    sets["diasafety"] = [r for r in read(opt.data, "toxicity/diasafety.train") if r["label"].get("toxic") is not None]
    sets["service"] = [r for name, most in SERVICE for r in read(opt.data, name, most)]
    sets["service alone"] = [alone(r) for r in sets["service"]]
    sets["short"] = [opening(r) for r in sets["service"]] + plain()
    sets["short alone"] = [alone(r) for r in sets["short"]]
    sets["diasafety val"] = [r for r in read(opt.data, "toxicity/diasafety.val") if r["label"].get("toxic") is not None]
    rows = [r for part in sets.values() for r in part]
    source = np.array([name for name, part in sets.items() for _ in part])
    found = features(rows)
    x = matrix([f[1] for f in found])
    rules = np.array([[f[2] == level for level in range(1, RULES)] for f in found]) * 2.0
    y = np.array([int(bool(r["label"].get("toxic"))) for r in rows])
    held = np.array([held_out(r) for r in rows]) | (source == "diasafety val")
    train = ~held
    weights_of = {"hatecheck": 3.0, "service": 0.5, "service alone": 0.1, "short": 0.5, "short alone": 0.2}
    weight = np.array([weights_of.get(name, 1.0) for name in source])

    def fit(z):
        """The weights, those of the rules last, and the constant. What tells abuse from the rest when it is counted is
        regularised less: it is found again in other texts."""
        z = sp.hstack([z, sp.csr_matrix(rules)]).tocsr()[train]
        own = z[:, : -rules.shape[1]].multiply(weight[train][:, None]).tocsr()
        bad, good = (1 + np.asarray(own[y[train] == label].sum(0)).ravel() for label in (1, 0))
        ratio = np.abs(np.log(bad / bad.sum() * good.sum() / good))
        scale = np.append((1 - by_ratio) + by_ratio * ratio, np.ones(rules.shape[1]))
        model = LogisticRegression(C=strength, solver="liblinear", random_state=0)
        model.fit(z @ sp.diags(scale), y[train], sample_weight=weight[train])
        return model.coef_[0] * scale, model.intercept_[0]

    often = np.asarray(x[train].sum(0)).ravel()
    columns = np.where(often >= seldom)[0]
    first, _ = fit(x[:, columns])
    columns = strongest(columns, np.abs(first[: -rules.shape[1]]) * np.sqrt(often[columns]), most, bits)
    x = met(x, columns, bits)
    weights, base = fit(x)
    bytes_, unit = whole(weights[: -rules.shape[1]])
    # What a rule found never speaks against abuse.
    by_rule = np.maximum.accumulate(np.maximum(0, weights[-rules.shape[1]:] * 2))
    score = x @ (bytes_ * (unit / 1e6)) + (rules / 2) @ by_rule + base
    score = np.where(rules[:, 2:].any(1), np.maximum(score, 1.7), score)
    print("abuse                        n     AUC  accuracy")
    for name in sets:
        for title, own in (("train", train), ("test", held)):
            own = own & (source == name)
            if not own.any() or title == "test" and not opt.test:
                continue
            auc = roc_auc_score(y[own], score[own]) if 0 < y[own].mean() < 1 else float("nan")
            print("%-16s %-5s %7d %7.3f %9.3f" % (name, title, own.sum(), auc, ((score[own] > 0) == y[own]).mean()))
    if opt.write:
        write(CHECKS / "hallucination/abuse", slots(columns, bytes_[None, :], bits), UNIT % unit +
              "\n/// The logit of a text without features, in thousandths.\npub(super) const BASE: [i64; 1] = [%d];\n"
              "\n/// What the worst finding of the rules adds, in thousandths.\npub(super) const RULES: [i64; 5] = [%s];\n"
              % (round(base * 1000), ", ".join(["0"] + [str(round(v * 1000)) for v in by_rule])))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=pathlib.Path, required=True)
    ap.add_argument("--only", choices=["refusal", "abuse"])
    ap.add_argument("--write", action="store_true", help="write the tables")
    ap.add_argument("--test", action="store_true", help="also measure on the parts set aside")
    opt = ap.parse_args()
    for fit in (refusal, abuse):
        if opt.only in (None, fit.__name__):
            fit(opt)


if __name__ == "__main__":
    main()
