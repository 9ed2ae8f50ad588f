"""Training on pairs: each question against the passages of the whole batch, and one hard negative each."""

from __future__ import annotations

import copy
import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from tqdm import tqdm

from tanyapasal.index.adapting.articles import Article
from tanyapasal.index.adapting.encoding import PASSAGE, QUERY, embedded, vectors_of
from tanyapasal.index.adapting.pairs import Pair
from tanyapasal.index.errors import AdaptingError
from tanyapasal.index.text import one_line

if TYPE_CHECKING:
    from torch import Tensor
    from transformers import BertModel, PreTrainedTokenizerFast

# A pair is learnt from if the model has its pasal among its first so many: the others are mostly wrong pairs.
_AMONG = 30
# Hard negatives: from the first so many, or neighbours at most so far away; never as near as a repeated text.
_HARDEST, _NEIGHBOURS, _SAME = 12, 3, 0.965
_NEIGHBOUR_SHARE, _PART_SHARE = 0.4, 0.6
_MOST_CANDIDATES = 4000


@dataclass(frozen=True, slots=True)
class Recipe:
    """How long and how strongly is trained; the defaults are those measured in eval/ablations.md.

    ``batch``: pairs of a step; ``scale``: what cosines are multiplied by in the softmax; ``frozen``: lowest layers
    that stay as they are, like the word embeddings; ``tokens`` of a passage and ``question_tokens`` are read.
    """

    steps: int = 100
    batch: int = 20
    rate: float = 2e-5
    scale: float = 70.0
    frozen: int = 4
    tokens: int = 96
    question_tokens: int = 48
    warm_up: int = 15
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Example:
    """A pair as it is trained on: ``negatives`` are places of other articles that look like the right one."""

    pair: Pair
    negatives: tuple[int, ...]


def neighbours_of(place: int, articles: Sequence[Article]) -> tuple[int, ...]:
    """Places of the pasal next to one, in the same text."""
    around = range(max(0, place - _NEIGHBOURS), min(len(articles), place + _NEIGHBOURS + 1))
    return tuple(n for n in around if n != place and articles[n].text_id == articles[place].text_id)


def examples_of(
    pairs: Sequence[Pair],
    articles: Sequence[Article],
    model: BertModel,
    tokenizer: PreTrainedTokenizerFast,
    recipe: Recipe,
    progress: bool = False,
) -> tuple[Example, ...]:
    """As many pairs as are trained on, each with its hard negatives: what the model finds near, or neighbours.

    ``articles`` are all those that pairs point to; none of those of pairs held out may be among ``pairs``.
    """
    rng = random.Random(recipe.seed)
    wanted = recipe.steps * recipe.batch
    drawn = rng.sample(pairs, min(len(pairs), 2 * wanted))
    places = list(dict.fromkeys(pair.article for pair in drawn))
    places = sorted(rng.sample(places, min(len(places), _MOST_CANDIDATES)))
    among = set(places)
    drawn = [pair for pair in drawn if pair.article in among]
    texts = [one_line(articles[place].text) for place in places]
    vectors = embedded(model, tokenizer, texts, PASSAGE, recipe.tokens, progress)
    questions = embedded(
        model, tokenizer, [p.question for p in drawn], QUERY, recipe.question_tokens, progress
    )
    row_of = {place: row for row, place in enumerate(places)}
    found = []
    for pair, question in zip(drawn, questions, strict=True):
        own = row_of[pair.article]
        cosines = vectors @ question
        first = np.argsort(-cosines, kind="stable")[:_AMONG]
        if own not in first:
            continue
        near = [int(r) for r in first if r != own and float(vectors[r] @ vectors[own]) < _SAME]
        beside = neighbours_of(pair.article, articles)
        hard = tuple(places[r] for r in near[:_HARDEST])
        found.append(Example(pair, beside if beside and rng.random() < _NEIGHBOUR_SHARE else hard or beside))
    usable = [example for example in found if example.negatives]
    if not usable:
        raise AdaptingError("Tidak ada pasangan yang dapat dipelajari; tambahkan naskah peraturan.")
    return tuple(rng.sample(usable, min(len(usable), wanted)))


def trained(
    model: BertModel,
    tokenizer: PreTrainedTokenizerFast,
    examples: Sequence[Example],
    articles: Sequence[Article],
    recipe: Recipe,
    progress: bool = False,
) -> tuple[BertModel, tuple[float, ...]]:
    """A trained copy of the model, and the loss of each step (nats). Raises AdaptingError if it diverges."""
    import torch

    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    learning = copy.deepcopy(model).train()
    frozen = [learning.embeddings, *learning.encoder.layer[: recipe.frozen]]
    for module in frozen:
        module.requires_grad_(False)
    moving = [weight for weight in learning.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(moving, lr=recipe.rate, weight_decay=0.01)
    losses: list[float] = []
    bar = tqdm(range(recipe.steps), desc="Melatih", unit="langkah", disable=not progress)
    for step in bar:
        share = min(1.0, (step + 1) / recipe.warm_up) * (1 - 0.9 * (step + 1) / recipe.steps)
        for group in optimizer.param_groups:
            group["lr"] = recipe.rate * share
        batch = rng.sample(examples, min(len(examples), recipe.batch))
        loss = _loss(learning, tokenizer, batch, articles, recipe, rng)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(moving, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        losses.append(float(loss.detach()))
        if not math.isfinite(losses[-1]):
            raise AdaptingError("Pelatihan gagal: galatnya bukan bilangan. Kurangi --steps, lalu coba lagi.")
        bar.set_postfix(galat=f"{losses[-1]:.3f}")
    return learning.eval(), tuple(losses)


def _loss(
    model: BertModel,
    tokenizer: PreTrainedTokenizerFast,
    batch: Sequence[Example],
    articles: Sequence[Article],
    recipe: Recipe,
    rng: random.Random,
) -> Tensor:
    """Cross-entropy of the right passage among all of the batch; the same pasal is never a negative of itself."""
    import torch

    negatives = [rng.choice(example.negatives) for example in batch]
    passages = [_passage(e.pair, articles, rng) for e in batch]
    passages += [_negative(articles[place], rng) for place in negatives]
    questions = [QUERY + example.pair.question for example in batch]
    asked = vectors_of(model, tokenizer, questions, recipe.question_tokens)
    read = vectors_of(model, tokenizer, [PASSAGE + p for p in passages], recipe.tokens)
    own = torch.tensor([example.pair.article for example in batch])
    same = own[:, None] == torch.cat([own, torch.tensor(negatives)])[None]
    right = torch.arange(len(batch))
    same[right, right] = False
    scores = (asked @ read.T * recipe.scale).masked_fill(same, -1e9)
    return torch.nn.functional.cross_entropy(scores, right)


def _passage(pair: Pair, articles: Sequence[Article], rng: random.Random) -> str:
    if pair.part and (not pair.whole_too or rng.random() < _PART_SHARE):
        return pair.part
    return one_line(articles[pair.article].text)


def _negative(article: Article, rng: random.Random) -> str:
    if article.items and rng.random() < 0.5:
        return one_line(rng.choice(article.items).text)
    return one_line(article.text)


def averaged(original: Mapping[str, Tensor], learnt: Mapping[str, Tensor], alpha: float) -> dict[str, Tensor]:
    """``(1 - alpha) · original + alpha · learnt`` for every tensor of numbers; the others stay the original."""
    return {
        name: (1 - alpha) * tensor + alpha * learnt[name] if tensor.is_floating_point() else tensor
        for name, tensor in original.items()
    }
