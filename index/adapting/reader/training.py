"""Training of the reader on pairs, by cross-entropy of "answers" against "does not"."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from tqdm import tqdm

from tanyapasal.index.adapting.encoding import half_precision
from tanyapasal.index.adapting.reader.pairs import Pair
from tanyapasal.index.errors import AdaptingError
from tanyapasal.index.judging.form import encoded

if TYPE_CHECKING:
    import torch
    from tokenizers import Tokenizer
    from torch import Tensor

# Pairs are put side by side by length within so many batches.
_SORTED_TOGETHER = 40
_KEPT_EVERY = 250


@dataclass(frozen=True, slots=True)
class ReaderRecipe:
    """``epochs`` over the pairs, ``batch`` pairs a step, ``rate`` at its highest, ``warm_up``: share of the steps."""

    epochs: float = 3.0
    batch: int = 32
    rate: float = 8e-5
    warm_up: float = 0.06
    seed: int = 0


def train(
    model: torch.nn.Module,
    tokenizer: Tokenizer,
    pairs: Sequence[Pair],
    recipe: ReaderRecipe,
    progress: bool = False,
    keep: Callable[[int], None] | None = None,
) -> tuple[float, ...]:
    """Train ``model`` in place; the loss of each step (nats). Raises AdaptingError if it diverges.

    ``keep`` is called with the step after every few hundred: training takes an hour, and machines stop.
    """
    import torch

    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    read = encoded(tokenizer, [(p.question, p.passage) for p in pairs])
    steps = math.ceil(recipe.epochs * len(pairs) / recipe.batch)
    moving = [weight for weight in model.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(moving, lr=recipe.rate, weight_decay=0.01)
    model.train()
    losses: list[float] = []
    batches = _batches(read, recipe.batch, rng)
    bar = tqdm(range(steps), desc="Melatih pembaca", unit="langkah", disable=not progress, mininterval=20)
    for step in bar:
        done = (step + 1) / steps
        for group in optimizer.param_groups:
            group["lr"] = recipe.rate * min(1.0, done / recipe.warm_up) * max(0.0, 1.0 - done)
        chosen = next(batches)
        ids, mask = padded([read[n] for n in chosen])
        wanted = torch.tensor([float(pairs[n].answers) for n in chosen])
        weight = torch.tensor([pairs[n].weight for n in chosen])
        with half_precision():
            logits = model(torch.from_numpy(ids), torch.from_numpy(mask))
        loss: Tensor = torch.nn.functional.binary_cross_entropy_with_logits(logits.float(), wanted, weight)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(moving, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        losses.append(float(loss.detach()))
        if not math.isfinite(losses[-1]):
            raise AdaptingError("Pelatihan gagal: galatnya bukan bilangan. Kurangi laju belajarnya.")
        if keep is not None and (step + 1) % _KEPT_EVERY == 0:
            keep(step + 1)
        if step % 20 == 0:
            bar.set_postfix(galat=f"{np.mean(losses[-100:]):.3f}")
    model.eval()
    return tuple(losses)


def logits_of(
    model: torch.nn.Module, tokenizer: Tokenizer, pairs: Sequence[tuple[str, str]], batch: int = 32
) -> npt.NDArray[np.float32]:
    """What ``model`` says of pairs of question and passage; shape (len(pairs),)."""
    import torch

    read = encoded(tokenizer, pairs)
    order = sorted(range(len(read)), key=lambda n: len(read[n]))
    found = np.zeros(len(read), dtype=np.float32)
    model.eval()
    with torch.inference_mode(), half_precision():
        for start in range(0, len(order), batch):
            chosen = order[start : start + batch]
            ids, mask = padded([read[n] for n in chosen])
            found[chosen] = model(torch.from_numpy(ids), torch.from_numpy(mask)).float().numpy()
    return found


def padded(
    read: Sequence[Sequence[int]], pad: int = 1
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Ids and mask, shape (pairs, tokens of the longest)."""
    longest = max(len(ids) for ids in read)
    ids = np.full((len(read), longest), pad, dtype=np.int64)
    mask = np.zeros((len(read), longest), dtype=np.int64)
    for row, tokens in enumerate(read):
        ids[row, : len(tokens)] = tokens
        mask[row, : len(tokens)] = 1
    return ids, mask


def _batches(read: Sequence[Sequence[int]], size: int, rng: random.Random) -> Iterator[list[int]]:
    """Places of pairs for one step after the other, without end; pairs of like length stand together."""
    while True:
        order = rng.sample(range(len(read)), len(read))
        for start in range(0, len(order), size * _SORTED_TOGETHER):
            near = sorted(order[start : start + size * _SORTED_TOGETHER], key=lambda n: len(read[n]))
            batches = [near[at : at + size] for at in range(0, len(near), size)]
            rng.shuffle(batches)
            yield from batches
