"""The reader as a torch model: layers of the packaged embedding, where it looks, the mean of their states, one number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tanyapasal.index.adapting.weights import Weights, model_of

if TYPE_CHECKING:
    import torch
    from torch import Tensor


def reader_of(weights: Weights, layers: int, dropout: float = 0.1) -> torch.nn.Module:
    """A model from the first ``layers`` of ``weights``: (ids, mask) of shape (pairs, tokens) → logits (pairs,)."""
    import torch

    names = tuple(f"encoder.layer.{n}." for n in range(layers, weights.layers))
    kept = tuple((name, tensor) for name, tensor in weights.tensors if not name.startswith(names))
    bert = model_of(replace(weights, layers=layers, tensors=kept))
    for name, module in bert.named_modules():
        # Attention without dropout is computed in one piece, in half the time.
        if isinstance(module, torch.nn.Dropout) and "attention.self" not in name:
            module.p = dropout
    bert.config._attn_implementation = "sdpa"
    bert.pooler = None
    bert.embeddings.word_embeddings.requires_grad_(False)

    class Reader(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.bert = bert
            self.drop = torch.nn.Dropout(dropout)
            self.where = torch.nn.Linear(weights.hidden, 1)
            self.head = torch.nn.Linear(2 * weights.hidden, 1)

        def looking(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
            """Logits (pairs,), and how much each token is looked at, shape (pairs, tokens), as log-odds."""
            states = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state.float()
            share = mask[..., None].float()
            mean = (states * share).sum(1) / share.sum(1)
            looks = self.where(states).squeeze(-1).float() + (mask.float() - 1.0) * 1e4
            seen = (states * torch.softmax(looks, dim=1)[..., None]).sum(1)
            logits: Tensor = self.head(self.drop(torch.cat([mean, seen], dim=1))).squeeze(-1)
            return logits, looks

        def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
            return self.looking(ids, mask)[0]

    return Reader()


def with_layers(reader: torch.nn.Module, chosen: Sequence[int]) -> torch.nn.Module:
    """``reader`` with these of its layers alone, in this order: what a smaller one begins with."""
    import torch

    layers = reader.bert.encoder.layer
    reader.bert.encoder.layer = torch.nn.ModuleList(layers[n] for n in chosen)
    reader.bert.config.num_hidden_layers = len(chosen)
    return reader
