"""BM25 as the bm25s library makes it, file by file: the score of every text, in memory.

The library is not imported: with it come scipy and most of numpy, a tenth of what an answering process needs, and it cannot
index from tokens that are counted already. The tests hold every score against its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tanyapasal.index.language.words.everyday import Sense
from tanyapasal.index.search.counted import Counted, counted
from tanyapasal.index.search.lexical import ANALYSES, Analysis, Ranked, Scores, best, with_senses

# As the library names them.
_VOCABULARY, _STARTS = "vocab.index.json", "indptr.csc.index.npy"
_TEXTS, _SCORES = "indices.csc.index.npy", "data.csc.index.npy"


@dataclass(frozen=True, slots=True)
class Postings:
    """Which texts each token is in, and what it scores there: ``texts`` and ``scores`` from ``starts[id]`` to ``starts[id + 1]``."""

    vocabulary: Mapping[str, int]
    starts: npt.NDArray[np.int64]
    texts: npt.NDArray[np.int32]
    scores: Scores


_K1, _B = 1.5, 0.75


class Bm25Index:
    """Exact: every text is scored for every question."""

    def __init__(self, analysis: Analysis, postings: Postings | None, size: int) -> None:
        self._analyse = ANALYSES[analysis]
        self._postings = postings
        self._size = size

    @classmethod
    def build(cls, analysis: Analysis, texts: Iterable[str]) -> Bm25Index:
        """Index texts; token ids are made as they come, so the texts' token lists are never all held."""
        return cls.of(analysis, counted(map(ANALYSES[analysis], texts)))

    @classmethod
    def of(cls, analysis: Analysis, texts: Counted) -> Bm25Index:
        """Index texts whose tokens are counted: what the library's own ``index`` makes of them, at a fifth of its cost."""
        return cls(analysis, _scored(texts) if texts.vocabulary else None, texts.size)

    @classmethod
    def load(cls, analysis: Analysis, folder: Path, size: int) -> Bm25Index:
        """Map what ``save`` wrote for ``size`` texts."""
        if not (folder / _VOCABULARY).is_file():
            return cls(analysis, None, size)
        vocabulary = json.loads((folder / _VOCABULARY).read_bytes())
        starts, texts, scores = (_mapped(folder / name) for name in (_STARTS, _TEXTS, _SCORES))
        return cls(analysis, Postings(vocabulary, starts, texts, scores), size)

    @property
    def size(self) -> int:
        return self._size

    def search(self, text: str, top: int, senses: Sequence[Sense] = ()) -> Ranked:
        return best(with_senses(self._all, text, senses), top)

    def scores(self, text: str, positions: Sequence[int], senses: Sequence[Sense] = ()) -> Scores:
        return with_senses(self._all, text, senses)[np.array(positions, dtype=np.int64)]

    def _all(self, text: str) -> Scores:
        """BM25 score of every text: shape (number of texts,), 0 where nothing matches."""
        found: Scores = np.zeros(self._size, dtype=np.float32)
        if self._postings is None:
            return found
        known, starts = self._postings.vocabulary, self._postings.starts
        for token in self._analyse(text):
            if token in known:
                these = slice(starts[known[token]], starts[known[token] + 1])
                np.add.at(found, self._postings.texts[these], self._postings.scores[these])
        return found

    def document_frequencies(self) -> Mapping[str, int]:
        if self._postings is None:
            return {}
        counts = np.diff(self._postings.starts).tolist()
        return {token: counts[id_] for token, id_ in self._postings.vocabulary.items()}

    def save(self, folder: Path) -> None:
        """Write into a new folder; numpy arrays and JSON, no pickle."""
        folder.mkdir()
        if self._postings is None:
            return
        (folder / _VOCABULARY).write_text(json.dumps(self._postings.vocabulary, ensure_ascii=False), "utf-8")
        np.save(folder / _STARTS, self._postings.starts, allow_pickle=False)
        np.save(folder / _TEXTS, self._postings.texts, allow_pickle=False)
        np.save(folder / _SCORES, self._postings.scores, allow_pickle=False)


def _scored(texts: Counted) -> Postings:
    """The score of every token in every text, by token: BM25 as Lucene counts it, in the form of the library."""
    lengths = texts.lengths
    frequencies = np.bincount(texts.tokens, minlength=len(texts.vocabulary))
    idf = np.log(1 + (texts.size - frequencies + 0.5) / (frequencies + 0.5)).astype(np.float32)
    scores = np.repeat(_K1 * ((1 - _B) + _B * lengths / lengths.mean()), np.diff(texts.starts))
    scores += texts.counts
    np.divide(texts.counts, scores, out=scores)
    scores *= idf[texts.tokens]
    order = _by_token(texts.tokens)
    return Postings(
        {token: number for number, token in enumerate(texts.vocabulary)},
        np.concatenate(([0], np.cumsum(frequencies))),
        np.repeat(np.arange(texts.size, dtype=np.int32), np.diff(texts.starts))[order],
        scores.astype(np.float32)[order],
    )


def _by_token(tokens: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    """The order of rising tokens, texts in theirs: by halves of their bits, of which each is counted, not compared."""
    order = np.argsort((tokens & 0xFFFF).astype(np.uint16), kind="stable")
    above = (tokens >> 16).astype(np.uint16)
    return order[np.argsort(above[order], kind="stable")] if above.any() else order


def _mapped(path: Path) -> npt.NDArray[Any]:
    """An array on disk, as a plain one: those that numpy maps are slow to cut."""
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
