"""BM25 over stems and over character 4-grams, by bm25s.

Stems find the words of the field; character n-grams survive typing errors, affixes and OCR. ``analyse`` functions
turn a text into tokens and must be the same at build and at query time, so an index names its own.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Literal

import bm25s
import numpy as np
import numpy.typing as npt

from tanyapasal.index.language.words.stemming import stems
from tanyapasal.index.text import words

Scores = npt.NDArray[np.float32]
# The library logs at DEBUG when it is imported, whatever the program has set.
logging.getLogger("bm25s").setLevel(logging.WARNING)

Analysis = Literal["stems", "chars4"]


def chars4(text: str) -> list[str]:
    """Character 4-grams over the words, single spaces between and around them."""
    line = f" {' '.join(words(text))} "
    return [line[i : i + 4] for i in range(max(len(line) - 3, 0))]


_ANALYSES: dict[Analysis, Callable[[str], list[str]]] = {"stems": stems, "chars4": chars4}


class LexicalIndex:
    """BM25 scores of every document for a question."""

    def __init__(self, analysis: Analysis, bm25: bm25s.BM25 | None, size: int) -> None:
        self._analyse = _ANALYSES[analysis]
        self._bm25 = bm25
        self._size = size

    @classmethod
    def build(cls, analysis: Analysis, texts: Iterable[str]) -> LexicalIndex:
        """Index texts; token ids are made as they come, so the texts' token lists are never all held."""
        analyse = _ANALYSES[analysis]
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

    def scores(self, text: str) -> Scores:
        """BM25 score of every document: shape (number of documents,), 0 where nothing matches."""
        if self._bm25 is None:
            return np.zeros(self._size, dtype=np.float32)
        known = self._bm25.vocab_dict
        ids = [known[token] for token in self._analyse(text) if token in known]
        if not ids:
            return np.zeros(self._size, dtype=np.float32)
        scores: Scores = self._bm25.get_scores_from_ids(ids)
        return scores

    def document_frequencies(self) -> dict[str, int]:
        """In how many documents each token occurs."""
        if self._bm25 is None:
            return {}
        counts = np.diff(self._bm25.scores["indptr"])
        return {token: int(counts[id_]) for token, id_ in self._bm25.vocab_dict.items() if id_ < len(counts)}

    def save(self, folder: Path) -> None:
        """Write into a new folder; numpy arrays and JSON, no pickle."""
        folder.mkdir()
        if self._bm25 is not None:
            self._bm25.save(folder, show_progress=False)

    @classmethod
    def load(cls, analysis: Analysis, folder: Path, size: int) -> LexicalIndex:
        """Read what ``save`` wrote for ``size`` documents."""
        if not (folder / "params.index.json").is_file():
            return cls(analysis, None, size)
        return cls(analysis, bm25s.BM25.load(folder, load_corpus=False, show_progress=False), size)


def best(scores: Scores, top: int) -> Sequence[tuple[int, float]]:
    """The ``top`` documents with a score above 0, best first; ties in document order."""
    count = min(top, len(scores))
    if count == 0:
        return []
    candidates = np.argpartition(-scores, count - 1)[:count]
    ordered = candidates[np.lexsort((candidates, -scores[candidates]))]
    return [(int(i), float(scores[i])) for i in ordered if scores[i] > 0]
