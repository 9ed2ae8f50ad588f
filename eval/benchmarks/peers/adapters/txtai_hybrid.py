"""txtai: Embeddings with ``hybrid`` (BM25 and vectors, half and half) and vectors from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tanyapasal.eval.benchmarks.peers.adapters.loop import Ask, Given, Vectors

# what a user writes
import numpy as np
from txtai import Embeddings


def build(given: Given) -> None:
    documents = given.documents
    held = dict(zip((d.words for d in documents), given.vectors, strict=True))

    def transform(texts: list[str]) -> Vectors:
        return np.stack([held[text] for text in texts])

    both = Embeddings({"method": "external", "transform": transform, "hybrid": True})
    both.index((d.id, d.words, None) for d in documents)
    both.config.pop("transform")
    both.save(str(given.index))


def opened(given: Given) -> Ask:
    def transform(texts: list[str]) -> Vectors:
        return np.stack([given.engine(text) for text in texts])

    both = Embeddings()
    both.load(str(given.index), config={"transform": transform})

    def ask(text: str, top: int) -> tuple[list[str], bool]:
        found = both.search(text, top)
        return [str(i) for i, _ in found], bool(found)

    return ask


# end of what a user writes
