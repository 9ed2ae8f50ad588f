"""Words of a question against words of texts: what every engine for that does, and how a text becomes tokens.

Two analyses: stems find the words of the field; character 4-grams survive typing errors, affixes and OCR. An index
names its own, for it must be the same when it is built and when it is asked. The engines, all of them BM25, are in
``tanyapasal.index.search.engines``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

from tanyapasal.index.language.words.everyday import Sense
from tanyapasal.index.language.words.stemming import stems
from tanyapasal.index.search.weights import SENSE
from tanyapasal.index.text import words

Scores = npt.NDArray[np.float32]
Ranked = Sequence[tuple[int, float]]
Analysis = Literal["stems", "chars4"]


class LexicalIndex(Protocol):
    """The texts that share most words with a question. Thread-safe."""

    @property
    def size(self) -> int:
        """Number of texts."""

    def search(self, text: str, top: int, senses: Sequence[Sense] = ()) -> Ranked:
        """Positions and scores above 0 of the ``top`` best texts, best first; ties in document order.

        ``senses``: what the question says by other words than texts may; scores are then those of ``with_senses``.
        """

    def scores(self, text: str, positions: Sequence[int], senses: Sequence[Sense] = ()) -> Scores:
        """Scores of some texts, in their order, 0 where nothing matches; shape (len(positions),)."""

    def document_frequencies(self) -> Mapping[str, int]:
        """In how many texts each token occurs, looked up when it is asked for."""

    def save(self, folder: Path) -> None:
        """Write into a new folder."""


def chars4(text: str) -> list[str]:
    """Character 4-grams over the words, single spaces between and around them."""
    line = f" {' '.join(words(text))} "
    return [line[i : i + 4] for i in range(max(len(line) - 3, 0))]


ANALYSES: Mapping[Analysis, Callable[[str], list[str]]] = {"stems": stems, "chars4": chars4}


def with_senses(scores: Callable[[str], Scores], text: str, senses: Sequence[Sense]) -> Scores:
    """Scores of some texts for a question and what it means; ``scores``: of these texts for any words.

    A thing counts once however many ways there are to say it: a text gains the best of them, by as much as it
    is better than what was said. Adding all the words to the question would let the thing with most names drown
    the others.
    """
    found = scores(text)
    for sense in senses:
        meant = np.max([scores(phrase) for phrase in sense.meant], axis=0)
        found = found + SENSE * np.maximum(meant - scores(sense.said), 0.0)
    return found


def best(scores: Scores, top: int) -> Ranked:
    """The ``top`` texts with a score above 0, best first; ties in document order."""
    count = min(top, len(scores))
    if count == 0:
        return []
    candidates = np.argpartition(-scores, count - 1)[:count]
    ordered = candidates[np.lexsort((candidates, -scores[candidates]))]
    return [(int(i), float(scores[i])) for i in ordered if scores[i] > 0]


def best_of_candidates(
    search: Callable[[str, int], Ranked],
    scores_at: Callable[[str, Sequence[int]], Scores],
    text: str,
    top: int,
    senses: Sequence[Sense],
) -> Ranked:
    """``with_senses`` for engines that find the best texts and score named ones, but never score all.

    Candidates are the ``top`` of the question and of each phrase that it may mean. A text that is in none of these
    lists could only come in by being a little like several of them.
    """
    if not senses:
        return search(text, top)
    asked = dict.fromkeys((text, *(phrase for sense in senses for phrase in sense.meant)))
    positions = sorted({position for each in asked for position, _ in search(each, top)})
    known: dict[str, Scores] = {}

    def scores(words: str) -> Scores:
        if words not in known:
            known[words] = scores_at(words, positions)
        return known[words]

    return [(positions[i], score) for i, score in best(with_senses(scores, text, senses), top)]
