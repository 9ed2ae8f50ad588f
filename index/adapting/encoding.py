"""Texts to vectors by a BertModel: mean of the token states, length 1, as the E5 models are used."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

import numpy as np
from tqdm import tqdm

from tanyapasal.index.embedding.embedder import Vectors
from tanyapasal.index.text import clean

if TYPE_CHECKING:
    from torch import Tensor
    from transformers import BertModel, PreTrainedTokenizerFast

QUERY, PASSAGE = "query: ", "passage: "
# Tokens of one batch, padding included, and characters that no cut to tokens ever needs more of.
_BATCH_TOKENS = 4096
_CHARACTERS_OF_TOKEN = 12


def vectors_of(
    model: BertModel, tokenizer: PreTrainedTokenizerFast, texts: Sequence[str], most_tokens: int
) -> Tensor:
    """Unit vectors of texts that have their prompt, cut to ``most_tokens``; shape (len(texts), hidden).

    Gradients flow where they are wanted; on a processor that multiplies bfloat16 the states are computed in it.
    """
    import torch

    cut = [clean(text)[: most_tokens * _CHARACTERS_OF_TOKEN] for text in texts]
    batch = tokenizer(cut, truncation=True, max_length=most_tokens, padding=True, return_tensors="pt")
    with half_precision():
        states = model(
            input_ids=batch["input_ids"], attention_mask=batch["attention_mask"]
        ).last_hidden_state.float()
    sums = (states * batch["attention_mask"][..., None]).sum(1)
    return torch.nn.functional.normalize(sums, dim=1)


def half_precision(device: str = "cpu") -> AbstractContextManager[Any]:
    """Computes in bfloat16 where the processor multiplies it; else changes nothing."""
    import torch

    if device != "cpu":
        return torch.autocast(device, dtype=torch.bfloat16)  # type: ignore[no-any-return]
    # Emulated, bfloat16 would be slower than single precision
    if torch.ops.mkldnn._is_mkldnn_bf16_supported():
        return torch.autocast("cpu", dtype=torch.bfloat16)  # type: ignore[no-any-return]
    return nullcontext()


def embedded(
    model: BertModel,
    tokenizer: PreTrainedTokenizerFast,
    texts: Sequence[str],
    prompt: str,
    most_tokens: int,
    progress: bool = False,
) -> Vectors:
    """Vectors of texts for comparing, without gradients; shape (len(texts), hidden)."""
    import torch

    vectors: Vectors = np.zeros((len(texts), model.config.hidden_size), dtype=np.float32)
    # Texts of one length side by side: a batch costs as much as its longest text.
    order = sorted(range(len(texts)), key=lambda i: (len(texts[i]), i))
    size = max(1, _BATCH_TOKENS // most_tokens)
    batches = [order[start : start + size] for start in range(0, len(order), size)]
    with torch.inference_mode():
        for batch in tqdm(batches, desc="Menghitung vektor", unit="kelompok", disable=not progress):
            found = vectors_of(model, tokenizer, [prompt + texts[i] for i in batch], most_tokens)
            vectors[batch] = found.numpy()
    return vectors
