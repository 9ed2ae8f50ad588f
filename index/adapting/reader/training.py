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
from tanyapasal.index.judging.form import encoded, ids_by, places_of

if TYPE_CHECKING:
    import torch
    from tokenizers import Tokenizer
    from torch import Tensor

Logits = npt.NDArray[np.float32]
# Pairs are put side by side by length within so many batches.
_SORTED_TOGETHER = 40
_KEPT_EVERY = 250
# Of the loss, for looking at the words that people marked as the answer.
_MARKED = 0.3


@dataclass(frozen=True, slots=True)
class ReaderRecipe:
    """``epochs`` over the pairs, ``batch`` pairs a step, ``rate`` at its highest, ``warm_up``: share of the steps."""

    epochs: float = 3.0
    batch: int = 32
    rate: float = 8e-5
    warm_up: float = 0.06
    seed: int = 0


def targets(pairs: Sequence[Pair], opinions: Sequence[Logits]) -> Logits:
    """What is learnt for each pair, 0 to 1: halfway from what people say to what teachers think, or theirs alone.

    ``opinions``: the log-odds of each teacher, shape (len(pairs),); they see that a neighbour answers too, or by half.
    Raises AdaptingError for a pair that nobody judged, without teachers.
    """
    said = np.array([np.nan if p.answers is None else p.answers for p in pairs], dtype=np.float32)
    if opinions:
        thought = np.mean([1 / (1 + np.exp(-odds)) for odds in opinions], axis=0)
        said = np.where(np.isnan(said), thought, (said + thought) / 2).astype(np.float32)
    if np.isnan(said).any():
        raise AdaptingError("Ada pasangan yang belum dinilai siapa pun; sertakan pembaca yang mengajar.")
    return said


def train(
    model: torch.nn.Module,
    tokenizer: Tokenizer,
    pairs: Sequence[Pair],
    wanted: Logits,
    recipe: ReaderRecipe,
    progress: bool = False,
    keep: Callable[[int], None] | None = None,
) -> tuple[float, ...]:
    """Train ``model`` in place, where it is, towards ``wanted`` (0 to 1, shape (len(pairs),)); the loss of each step (nats).

    ``keep`` is called with the step after every few hundred: on a processor training takes an hour, and machines stop.
    Raises AdaptingError if it diverges.
    """
    import torch

    device = _device(model)

    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    read = encoded(ids_by(tokenizer), [(p.question, p.passage) for p in pairs])
    marked = [places_of(tokenizer, p.question, p.passage, p.words) if p.words else [] for p in pairs]
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
        aim = torch.from_numpy(wanted[chosen]).to(device)
        weight = torch.tensor([pairs[n].weight for n in chosen], device=device)
        with half_precision(device):
            logits, looks = model.looking(torch.from_numpy(ids).to(device), torch.from_numpy(mask).to(device))
        loss: Tensor = torch.nn.functional.binary_cross_entropy_with_logits(logits.float(), aim, weight)
        loss = loss + _MARKED * _looked_past(looks, [marked[n] for n in chosen])
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
) -> Logits:
    """What ``model`` says of pairs of question and passage; shape (len(pairs),)."""
    import torch

    read = encoded(ids_by(tokenizer), pairs)
    order = sorted(range(len(read)), key=lambda n: len(read[n]))
    found = np.zeros(len(read), dtype=np.float32)
    model.eval()
    device = _device(model)
    with torch.inference_mode(), half_precision(device):
        for start in range(0, len(order), batch):
            chosen = order[start : start + batch]
            ids, mask = padded([read[n] for n in chosen])
            logits = model(torch.from_numpy(ids).to(device), torch.from_numpy(mask).to(device))
            found[chosen] = logits.float().cpu().numpy()
    return found


def _looked_past(looks: Tensor, marked: Sequence[Sequence[int]]) -> Tensor:
    """How little of what is looked at lies in the words that answer (nats, the mean of all pairs)."""
    import torch

    answer = torch.zeros_like(looks, dtype=torch.bool)
    for row, places in enumerate(marked):
        answer[row, list(places)] = True
    told = answer.any(1)
    inside = torch.logsumexp(looks.masked_fill(~answer, -1e4)[told], 1)
    return (torch.logsumexp(looks[told], 1) - inside).sum() / len(marked)


def _device(model: torch.nn.Module) -> str:
    return str(next(model.parameters()).device.type)


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
