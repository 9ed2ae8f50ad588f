"""BM25 by bm25s: the score of every text, in memory. The only file that imports it, and only to build: what it writes is read
here, since with it come scipy and most of numpy, a tenth of what an answering process needs.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tanyapasal.index.language.words.everyday import Sense
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


class Bm25sIndex:
    """Exact: every text is scored for every question."""

    def __init__(self, analysis: Analysis, postings: Postings | None, size: int) -> None:
        self._analyse = ANALYSES[analysis]
        self._postings = postings
        self._size = size

    @classmethod
    def build(cls, analysis: Analysis, texts: Iterable[str]) -> Bm25sIndex:
        """Index texts; token ids are made as they come, so the texts' token lists are never all held."""
        analyse = ANALYSES[analysis]
        vocabulary: dict[str, int] = {}
        ids: list[npt.NDArray[np.int32]] = []
        for text in texts:
            tokens = [vocabulary.setdefault(token, len(vocabulary)) for token in analyse(text)]
            ids.append(np.array(tokens, dtype=np.int32))
        return cls(analysis, _scored(ids, vocabulary) if vocabulary else None, len(ids))

    @classmethod
    def load(cls, analysis: Analysis, folder: Path, size: int) -> Bm25sIndex:
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


def _scored(ids: list[npt.NDArray[np.int32]], vocabulary: dict[str, int]) -> Postings:
    import bm25s

    # The library logs at DEBUG when it is imported, whatever the program has set.
    logging.getLogger("bm25s").setLevel(logging.WARNING)
    bm25 = bm25s.BM25(k1=1.5, b=0.75, method="lucene", backend="numpy")
    bm25.index((ids, vocabulary), show_progress=False, create_empty_token=False)
    held = bm25.scores
    return Postings(vocabulary, held["indptr"], held["indices"], held["data"])


def _mapped(path: Path) -> npt.NDArray[Any]:
    """An array on disk, as a plain one: those that numpy maps are slow to cut."""
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
