"""How well a model finds the pasal of texts it was not trained on."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tanyapasal.index.adapting.articles import Article
from tanyapasal.index.adapting.encoding import PASSAGE, QUERY, embedded
from tanyapasal.index.adapting.pairs import Pair
from tanyapasal.index.errors import AdaptingError
from tanyapasal.index.text import one_line

if TYPE_CHECKING:
    from transformers import BertModel, PreTrainedTokenizerFast

_HELD_SHARE = 8  # one text of so many is held out, and at least one
_LEAST_HELD = 50
_MOST_QUESTIONS, _MOST_ARTICLES = 600, 1200
_TOKENS, _QUESTION_TOKENS = 256, 48


@dataclass(frozen=True, slots=True)
class Trial:
    """Questions on texts held out, and the passages among which theirs must be found."""

    pairs: tuple[Pair, ...]
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Recall:
    """Ranks of the right pasal, 0 is first, one for each question of a trial."""

    ranks: tuple[int, ...]

    def at(self, most: int) -> float:
        """Share of questions whose pasal is among the first ``most``."""
        return sum(rank < most for rank in self.ranks) / len(self.ranks) if self.ranks else 0.0


def texts_held_out(pairs: Sequence[Pair], articles: Sequence[Article], seed: int = 0) -> frozenset[str]:
    """Ids of the texts that are left out of training and measured on.

    Drawn by the seed, one in eight, until they give enough questions; a text that holds more than half of all
    pairs is never drawn. Raises AdaptingError if there is no second text.
    """
    counts: dict[str, int] = {}
    for pair in pairs:
        text_id = articles[pair.article].text_id
        counts[text_id] = counts.get(text_id, 0) + 1
    drawn = sorted(text_id for text_id, count in counts.items() if 2 * count <= len(pairs))
    if not drawn or len(counts) < 2:
        raise AdaptingError(
            "Hasil latihan harus diukur pada peraturan yang tidak dilatihkan, tetapi hampir semua pasangan berasal "
            "dari satu naskah. Tambahkan naskah resmi ke korpus, atau sebutkan --texts FOLDER."
        )
    random.Random(seed).shuffle(drawn)
    held: set[str] = set()
    asked = 0
    while drawn and (len(held) < len(counts) // _HELD_SHARE or asked < _LEAST_HELD):
        if held and asked + counts[drawn[-1]] > len(pairs) // 2:
            break
        text_id = drawn.pop()
        held.add(text_id)
        asked += counts[text_id]
    return frozenset(held)


def trial_of(
    pairs: Sequence[Pair], articles: Sequence[Article], held: frozenset[str], seed: int = 0
) -> Trial:
    """Questions on the texts held out, among the passages of those and, up to a bound, of the others."""
    rng = random.Random(seed)
    own = [pair for pair in pairs if articles[pair.article].text_id in held]
    asked = rng.sample(own, min(len(own), _MOST_QUESTIONS))
    needed = {pair.article for pair in asked}
    inside = [n for n, a in enumerate(articles) if a.text_id in held and n not in needed]
    outside = [n for n, a in enumerate(articles) if a.text_id not in held]
    more = max(0, _MOST_ARTICLES - len(needed))
    inside = rng.sample(inside, min(len(inside), more))
    outside = rng.sample(outside, min(len(outside), more - len(inside)))
    return Trial(tuple(asked), tuple(sorted({*needed, *inside, *outside})))


def measured(
    trial: Trial,
    articles: Sequence[Article],
    model: BertModel,
    tokenizer: PreTrainedTokenizerFast,
    progress: bool = False,
) -> Recall:
    """Ranks by cosine alone, over whole passages without their headings."""
    texts = [one_line(articles[place].text) for place in trial.places]
    passages = embedded(model, tokenizer, texts, PASSAGE, _TOKENS, progress)
    asked = [pair.question for pair in trial.pairs]
    questions = embedded(model, tokenizer, asked, QUERY, _QUESTION_TOKENS, progress)
    cosines = questions @ passages.T
    row_of = {place: row for row, place in enumerate(trial.places)}
    rows = np.array([row_of[pair.article] for pair in trial.pairs], dtype=np.intp)
    own = cosines[np.arange(len(rows)), rows]
    return Recall(tuple((cosines > own[:, None]).sum(axis=1).tolist()))
