#!/usr/bin/env python3
"""Makes the encoder of the tests: two layers of random numbers, and what torch says of a few texts.

Needs the packages of training/minilm.txt."""
import json, pathlib, sys
import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2] / "training"))
from minilm import Encoder

WORDS = "[PAD] [UNK] [CLS] [SEP] i want my money back your refund was issued the pool open ##s at nine when do ##es it hello ? . , and".split()
TEXTS = ["I want my money back.", "Your refund was issued.", "The pool opens at nine.", "Hello?", "Zanzibar", "and " * 300]


class Tiny(Encoder):
    HEADS, SIZE, LAYERS = 2, 16, 2


def main():
    torch.manual_seed(7)
    inner, most = 32, 128
    shapes = {"embeddings.word_embeddings.weight": (len(WORDS), Tiny.SIZE),
              "embeddings.position_embeddings.weight": (most, Tiny.SIZE),
              "embeddings.token_type_embeddings.weight": (2, Tiny.SIZE)}
    names = {"embeddings.LayerNorm": (Tiny.SIZE,)}
    for layer in range(Tiny.LAYERS):
        own = f"encoder.layer.{layer}."
        for part in ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"):
            names[own + part] = (Tiny.SIZE, Tiny.SIZE)
        names |= {own + "attention.output.LayerNorm": (Tiny.SIZE,), own + "output.LayerNorm": (Tiny.SIZE,),
                  own + "intermediate.dense": (inner, Tiny.SIZE), own + "output.dense": (Tiny.SIZE, inner)}
    for name, shape in names.items():
        shapes |= {name + ".weight": shape, name + ".bias": shape[:1]}
    save_file({name: torch.randn(shape) * 0.5 for name, shape in shapes.items()}, HERE / "model.safetensors")
    config = {"vocab_size": len(WORDS), "hidden_size": Tiny.SIZE, "num_hidden_layers": Tiny.LAYERS,
              "num_attention_heads": Tiny.HEADS, "intermediate_size": inner, "hidden_act": "gelu", "hidden_dropout_prob": 0.1,
              "max_position_embeddings": most, "type_vocab_size": 2, "initializer_range": 0.02, "layer_norm_eps": 1e-12,
              "pad_token_id": 0, "position_embedding_type": "absolute", "model_type": "bert"}
    (HERE / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    tokenizer = Tokenizer(models.WordPiece({word: at for at, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    ends = [(word, WORDS.index(word)) for word in ("[SEP]", "[CLS]")]
    tokenizer.post_processor = processors.BertProcessing(*ends)
    tokenizer.save(str(HERE / "tokenizer.json"))
    said = [Tiny(HERE).batch([text])[0].tolist() for text in TEXTS]
    expected = [{"text": text, "said": [round(value, 6) for value in own]} for text, own in zip(TEXTS, said)]
    (HERE / "expected.json").write_text("[\n" + ",\n".join(map(json.dumps, expected)) + "\n]\n")


if __name__ == "__main__":
    main()
