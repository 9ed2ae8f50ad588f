"""Facts of passages that a test wrote."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from tanyapasal.index.corpus import read_corpus
from tanyapasal.index.language.field import Field
from tanyapasal.index.law.passages import Passage, RegulationCard
from tanyapasal.index.passages.facts import Facts
from tanyapasal.index.passages.reading.reader import FactReader

CORPUS = read_corpus(Path(__file__).parents[3] / "corpus")
FIELD = Field(CORPUS)


def facts_of(
    passages: Sequence[Passage], cards: tuple[RegulationCard, ...] = ()
) -> Callable[[Passage], Facts]:
    """The facts of each of these passages, read as when an index is built."""
    read = FactReader(FIELD, CORPUS.kinds, cards).read(passages).passages
    found = {p.id: facts for p, facts in zip(passages, read, strict=True)}
    return lambda passage: found[passage.id]
