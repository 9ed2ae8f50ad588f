"""BM25 by bm25s: the score of every text, in memory. The only file that imports it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import bm25s
import numpy as np
import numpy.typing as npt

from tanyapasal.index.language.words.everyday import Sense
from tanyapasal.index.search.counted import Counted, counted
from tanyapasal.index.search.lexical import ANALYSES, Analysis, Ranked, Scores, best, with_senses

# The library logs at DEBUG when it is imported, whatever the program has set.
logging.getLogger("bm25s").setLevel(logging.WARNING)
_K1, _B = 1.5, 0.75


class Bm25sIndex:
    """Exact: every text is scored for every question."""

    def __init__(self, analysis: Analysis, bm25: bm25s.BM25 | None, size: int) -> None:
        self._analyse = ANALYSES[analysis]
        self._bm25 = bm25
        self._size = size

    @classmethod
    def build(cls, analysis: Analysis, texts: Iterable[str]) -> Bm25sIndex:
        """Index texts; token ids are made as they come, so the texts' token lists are never all held."""
        return cls.of(analysis, counted(map(ANALYSES[analysis], texts)))

    @classmethod
    def of(cls, analysis: Analysis, texts: Counted) -> Bm25sIndex:
        """Index texts whose tokens are counted: what the library's own ``index`` makes of them, at a fifth of its cost."""
        if not texts.vocabulary:
            return cls(analysis, None, texts.size)
        bm25 = bm25s.BM25(k1=_K1, b=_B, method="lucene", backend="numpy")
        bm25.nonoccurrence_array = None
        bm25.scores = _scores(texts)
        bm25.vocab_dict = {token: number for number, token in enumerate(texts.vocabulary)}
        bm25.unique_token_ids_set = set(range(len(texts.vocabulary)))
        return cls(analysis, bm25, texts.size)

    @classmethod
    def load(cls, analysis: Analysis, folder: Path, size: int) -> Bm25sIndex:
        """Read what ``save`` wrote for ``size`` texts."""
        if not (folder / "params.index.json").is_file():
            return cls(analysis, None, size)
        return cls(analysis, bm25s.BM25.load(folder, load_corpus=False, show_progress=False), size)

    @property
    def size(self) -> int:
        return self._size

    def search(self, text: str, top: int, senses: Sequence[Sense] = ()) -> Ranked:
        return best(with_senses(self._all, text, senses), top)

    def scores(self, text: str, positions: Sequence[int], senses: Sequence[Sense] = ()) -> Scores:
        return with_senses(self._all, text, senses)[np.array(positions, dtype=np.int64)]

    def _all(self, text: str) -> Scores:
        """BM25 score of every text: shape (number of texts,), 0 where nothing matches."""
        if self._bm25 is None:
            return np.zeros(self._size, dtype=np.float32)
        known = self._bm25.vocab_dict
        ids = [known[token] for token in self._analyse(text) if token in known]
        if not ids:
            return np.zeros(self._size, dtype=np.float32)
        scores: Scores = self._bm25.get_scores_from_ids(ids)
        return scores

    def document_frequencies(self) -> Mapping[str, int]:
        if self._bm25 is None:
            return {}
        counts = np.diff(self._bm25.scores["indptr"])
        return {token: int(counts[id_]) for token, id_ in self._bm25.vocab_dict.items() if id_ < len(counts)}

    def save(self, folder: Path) -> None:
        """Write into a new folder; numpy arrays and JSON, no pickle."""
        folder.mkdir()
        if self._bm25 is not None:
            self._bm25.save(folder, show_progress=False)


def _scores(texts: Counted) -> dict[str, object]:
    """The score of every token in every text, by token: BM25 as Lucene counts it, in the form that the library holds."""
    lengths = texts.lengths
    frequencies = np.bincount(texts.tokens, minlength=len(texts.vocabulary))
    idf = np.log(1 + (texts.size - frequencies + 0.5) / (frequencies + 0.5)).astype(np.float32)
    scores = np.repeat(_K1 * ((1 - _B) + _B * lengths / lengths.mean()), np.diff(texts.starts))
    scores += texts.counts
    np.divide(texts.counts, scores, out=scores)
    scores *= idf[texts.tokens]
    order = _by_token(texts.tokens)
    return {
        "data": scores.astype(np.float32)[order],
        "indices": np.repeat(np.arange(texts.size, dtype=np.int32), np.diff(texts.starts))[order],
        "indptr": np.concatenate(([0], np.cumsum(frequencies))).astype(np.int32),
        "num_docs": texts.size,
    }


def _by_token(tokens: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    """The order of rising tokens, texts in theirs: by halves of their bits, of which each is counted, not compared."""
    order = np.argsort((tokens & 0xFFFF).astype(np.uint16), kind="stable")
    above = (tokens >> 16).astype(np.uint16)
    return order[np.argsort(above[order], kind="stable")] if above.any() else order
