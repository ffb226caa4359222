#!/usr/bin/env python3
"""Fits the weights of `scores.relevance` and writes core/src/checks/semantic/relevance_table.rs.

  fit.py --data DIR [--write] [--test]

Positive rows are replies with the message that they answer, negative rows the same message with a reply from another
conversation of the set; two sets bring negatives of their own. A row belongs to the part set aside for testing when
sha256 of its group (or id) is divisible by five; that part is only read with --test. The fields of everyday talk are in
fields.txt beside this script; their words are stemmed by the engine. Sources and licences are in DATA_CARD.md. Needs the
packages of ../requirements.txt; the same input and versions give the same table.
"""
import argparse, pathlib, random, subprocess, sys
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from common import ROOT, engine, held_out, load

HERE = pathlib.Path(__file__).resolve().parent
TABLE = ROOT / "core/src/checks/semantic/relevance_table.rs"
# Sets whose licence allows training, and how much each weighs.
SETS = {
    "service/multiwoz.val": 1.5, "service/camrest.all": 0.5, "service/tau_retail_fewshot.all": 0.5,
    "toxicity/diasafety.train": 2.0, "grounding/halueval_general.all": 1.0, "grounding/begin_tc.dev": 0.5,
    "grounding/begin_cmu.dev": 0.5, "grounding/q2_wow.all": 0.5, "refusals/xstest.mistralinstruct": 0.5,
    "grounding/dstc11_sktod.val": 0.5, "grounding/dstc9_faq.val": 0.5,
}
LABELLED = {"relevance/bitext_pairs.all": 1.5, "relevance/clapnq.dev": 0.5}
# Features that count what two texts share, and those that need word vectors.
SHARED, NEAR = 30, 7
# Requests that any reply of any_request.txt answers, and no reply of somebody else's booking.
REQUESTS, STRANGERS = ["intents/banking77.train", "intents/clinc150.train"], "service/multiwoz.val"
OWN, OWN_ROWS, OWN_SHARE = "own replies to any request", 1500, 0.2
SHARES = {**SETS, **LABELLED, OWN: OWN_SHARE}
STRENGTH = 0.1
# Common words, and how much of them counts in the fit beside the vectors: much of it would be trust in replies that only
# repeat what was said.
COMMON, OF_COMMON = slice(1, 5), 0.2
TURNS = 7


def read(data, name):
    return [r for r in load(data, name) if r["request"].get("turns") and r["request"]["draft"].strip()]


def request(row, draft=None):
    return {"draft": draft or row["request"]["draft"], "turns": row["request"]["turns"][-TURNS:]}


def fields():
    """The short numbers of the stems of the words of fields.txt, each with the fields it stands in as bits."""
    lists = [line.split(": ")[1].split() for line in (HERE / "fields.txt").read_text().splitlines()]
    words = sorted({word for own in lists for word in own})
    asked = {"turns": [{"role": "customer", "text": "Is this so, Sir?"}], "context": {"locale": "en-GB"}}
    stems = dict(zip(words, (row[1] for row in engine("relevance_features", [{"draft": word + " .", **asked} for word in words]))))
    masks = {}
    for n, own in enumerate(lists):
        for word in own:
            for stem in stems[word][:1]:
                masks[stem >> 32] = masks.get(stem >> 32, 0) | 1 << n
    return len(lists), sorted(masks.items())


def fit(x, y, weight):
    """Weights in thousandths of a logit."""
    model = LogisticRegression(C=STRENGTH, max_iter=3000, fit_intercept=False)
    return [round(float(v) * 1000) for v in model.fit(x, y, sample_weight=weight).coef_[0]]


def write(weights, alone, count, masks):
    lines = ["    (0x%08x, 0x%07x)," % pair for pair in masks]
    TABLE.write_text(
        "//! Tables of `scores.relevance`, made by `training/relevance/fit.py`; see the data card beside it. Do not edit.\n\n"
        "use super::relevance::{NEAR, SHARED};\n\n"
        "/// One weight for each feature, in thousandths of the logit for a feature of 1000.\n"
        "pub(super) const WEIGHTS: [i64; SHARED] = [%s];\n\n"
        "/// Of those that need word vectors.\n"
        "pub(super) const NEAR_WEIGHTS: [i64; NEAR] = [%s];\n\n"
        "/// Of the first ones where there are no vectors.\n"
        "pub(super) const ALONE_WEIGHTS: [i64; SHARED] = [%s];\n\n"
        "/// How many fields of everyday talk there are.\npub(super) const FIELD_COUNT: usize = %d;\n\n"
        "/// The short numbers of stems, sorted, each with the fields it stands in as bits.\n"
        "pub(super) const FIELDS: &[(u32, u32)] = &[\n%s\n];\n"
        % (*(", ".join(map(str, part)) for part in (weights[:SHARED], weights[SHARED:], alone)), count, "\n".join(lines)))
    subprocess.run(["rustfmt", "--edition", "2024", str(TABLE)], check=True)


def cases_of(data):
    """Pairs of a request and whether its draft answers, each with the name of its set and whether it is set aside."""
    rng, cases = random.Random(7), []
    for name in SETS:
        rows = read(data, name)
        for row in rows:
            cases.append((name, 1, held_out(row), request(row)))
            cases.append((name, 0, held_out(row), request(row, rows[rng.randrange(len(rows))]["request"]["draft"])))
    for name in LABELLED:
        cases += [(name, int(r["label"]["relevant"]), held_out(r), request(r)) for r in read(data, name)]
    fitting = (HERE / "any_request.txt").read_text().splitlines()
    strangers = [row["request"]["draft"] for row in read(data, STRANGERS)]
    asking = [row for name in REQUESTS for row in load(data, name) if row["request"].get("turns")]
    for row in rng.sample(asking, OWN_ROWS):
        cases += [(OWN, y, held_out(row), request(row, rng.choice(some))) for y, some in ((1, fitting), (0, strangers))]
    return cases


def weights_of(names, aside):
    """How much each case counts: what its set does, shared among those of it that are not set aside."""
    weight = np.zeros(len(names))
    for name, share in SHARES.items():
        own = (names == name) & ~aside
        weight[own] = share / own.sum()
    return weight * (~aside).sum() / weight.sum()


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=pathlib.Path, required=True)
    ap.add_argument("--write", action="store_true", help="write the tables")
    ap.add_argument("--fields", action="store_true", help="write the table of fields only, before the first fit")
    ap.add_argument("--test", action="store_true", help="also measure on the part set aside")
    opt = ap.parse_args()
    if opt.fields:
        write([0] * (SHARED + NEAR), [0] * SHARED, *fields())
        return
    cases = cases_of(opt.data)
    found = engine("relevance_features", [case[3] for case in cases])
    cases = [(name, y, out, row[0]) for (name, y, out, _), row in zip(cases, found) if len(row[0]) >= SHARED]
    near = np.array([len(case[3]) > SHARED for case in cases])
    x = np.array([case[3] + [0] * (SHARED + NEAR - len(case[3])) for case in cases]) / 1000
    y, aside = np.array([case[1] for case in cases]), np.array([case[2] for case in cases])
    names = np.array([case[0] for case in cases])
    weight = weights_of(names, aside)
    given = ~aside & near
    scale = np.ones(SHARED + NEAR)
    scale[COMMON] = OF_COMMON
    weights = [round(v * s) for v, s in zip(fit(x[given] * scale, y[given], weight[given]), scale)]
    alone = fit(x[~aside, :SHARED], y[~aside], weight[~aside])
    print(weights, alone)
    logits = np.where(near, x @ np.array(weights), x[:, :SHARED] @ np.array(alone))
    for part, title in ((~aside, "training part"), (aside, "part set aside")):
        if title == "training part" or opt.test:
            print("%-34s %6s %6s" % (title, "n", "AUC"))
            for name in SHARES:
                own = part & (names == name)
                print("%-34s %6d %6.3f" % (name, own.sum(), roc_auc_score(y[own], logits[own])))
    if opt.write:
        write(weights, alone, *fields())


if __name__ == "__main__":
    main()
