"""BM25 by bm25s: the score of every text, in memory. The only file that imports it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import bm25s
import numpy as np
import numpy.typing as npt

from tanyapasal.index.language.words.everyday import Sense
from tanyapasal.index.search.lexical import ANALYSES, Analysis, Ranked, Scores, best, with_senses

# The library logs at DEBUG when it is imported, whatever the program has set.
logging.getLogger("bm25s").setLevel(logging.WARNING)


class Bm25sIndex:
    """Exact: every text is scored for every question."""

    def __init__(self, analysis: Analysis, bm25: bm25s.BM25 | None, size: int) -> None:
        self._analyse = ANALYSES[analysis]
        self._bm25 = bm25
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
        if not vocabulary:
            return cls(analysis, None, len(ids))
        bm25 = bm25s.BM25(k1=1.5, b=0.75, method="lucene", backend="numpy")
        bm25.index((ids, vocabulary), show_progress=False, create_empty_token=False)
        return cls(analysis, bm25, len(ids))

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
