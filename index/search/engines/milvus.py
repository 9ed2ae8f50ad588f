"""Dense and BM25 search by Milvus, for corpora beyond one machine; their fusion is that of every engine."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from tanyapasal.index.embedding.embedder import Vectors
from tanyapasal.index.errors import SnapshotError
from tanyapasal.index.language.words.everyday import Sense
from tanyapasal.index.search.counted import Documents
from tanyapasal.index.search.dense import Cosines, Positions
from tanyapasal.index.search.engines.milvus_client import (
    DENSE,
    MOST_BYTES,
    MOST_ROWS,
    POSITION,
    Collection,
    bm25_of,
)
from tanyapasal.index.search.lexical import (
    ANALYSES,
    Analysis,
    Ranked,
    Scores,
    best_of_candidates,
    with_senses,
)

_BATCH = 500
_FILE = "milvus.json"
# Every tokenizer keeps letters together; these three stand in no Indonesian word.
_LETTERS = str.maketrans({" ": "ø", "-": "ł", "'": "ħ"})
_MEND = "jalankan: tanyapasal index build"


class MilvusVectors:
    """Cosines of the rows of one collection, by the index that Milvus chooses."""

    def __init__(self, collection: Collection, size: int, dimension: int) -> None:
        self._collection = collection
        self._size = size
        self._dimension = dimension

    @classmethod
    def build(cls, vectors: Vectors, collection: Collection) -> MilvusVectors:
        """Write unit rows, shape (n, dimension), n may be 0; what is there already is not written again."""
        collection.write(_batches(vectors, {}, {}), vectors.shape[1], ())
        return cls(collection, *vectors.shape)

    @classmethod
    def load(cls, path: Path, uri: str | None) -> MilvusVectors:
        """What ``save`` told of; raises SnapshotError if it is not in the Milvus at ``uri``."""
        told = json.loads(_beside(path).read_text(encoding="utf-8"))
        return cls(_there(told, uri), int(told["size"]), int(told["dimension"]))

    @property
    def size(self) -> int:
        return self._size

    @property
    def dimension(self) -> int:
        return self._dimension

    def search(self, query: Vectors, top: int) -> tuple[Positions, Cosines]:
        hits = self._collection.search(DENSE, query.tolist(), min(top, self._size))
        positions, cosines = zip(*hits, strict=True) if hits else ((), ())
        return np.array(positions, dtype=np.int64), np.array(cosines, dtype=np.float32)

    def cosines(self, query: Vectors, positions: Positions) -> Cosines:
        wanted, places = np.unique(positions, return_inverse=True)
        rows = np.zeros((len(wanted), self._dimension), dtype=np.float32)
        for start in range(0, len(wanted), MOST_ROWS):
            for position, vector in self._collection.vectors(wanted[start : start + MOST_ROWS].tolist()):
                rows[np.searchsorted(wanted, position)] = vector
        cosines: Cosines = (rows @ query)[places]
        return cosines

    def save(self, path: Path) -> None:
        """Write where they are; the vectors stay in Milvus."""
        told = _told(self._collection) | {"size": self._size, "dimension": self._dimension}
        _beside(path).write_text(json.dumps(told), encoding="utf-8")


class MilvusWords:
    """BM25 of the texts of one collection, k1 = 1.5, b = .75; of a text the first 65,535 bytes of tokens count.

    ``counts``: how many texts have each token, which Milvus does not tell.
    """

    def __init__(
        self, collection: Collection, analysis: Analysis, size: int, counts: Mapping[str, int]
    ) -> None:
        self._collection = collection
        self._analysis: Analysis = analysis
        self._size = size
        self._counts = counts

    @classmethod
    def load(cls, analysis: Analysis, folder: Path, uri: str | None) -> MilvusWords:
        """What ``save`` told of; raises SnapshotError if it is not in the Milvus at ``uri``."""
        told = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return cls(_there(told, uri), analysis, int(told["size"]), told["counts"])

    @property
    def size(self) -> int:
        return self._size

    def search(self, text: str, top: int, senses: Sequence[Sense] = ()) -> Ranked:
        return best_of_candidates(self._best, self._scores_at, text, min(top, self._size), senses)

    def scores(self, text: str, positions: Sequence[int], senses: Sequence[Sense] = ()) -> Scores:
        return with_senses(lambda each: self._scores_at(each, positions), text, senses)

    def _best(self, text: str, top: int, among: Sequence[int] | None = None) -> Ranked:
        tokens = _written(ANALYSES[self._analysis](text))
        hits = self._collection.search(bm25_of(self._analysis), tokens, top, among) if tokens else []
        # Milvus Lite gives scores the sign of distances.
        return sorted(((p, abs(score)) for p, score in hits if score), key=lambda hit: (-hit[1], hit[0]))

    def _scores_at(self, text: str, positions: Sequence[int]) -> Scores:
        found = dict(self._best(text, len(positions), positions))
        return np.array([found.get(position, 0.0) for position in positions], dtype=np.float32)

    def document_frequencies(self) -> Mapping[str, int]:
        return self._counts

    def save(self, folder: Path) -> None:
        """Write where they are and how many texts have each token; the texts stay in Milvus."""
        folder.mkdir()
        told = _told(self._collection) | {"size": self._size, "counts": self._counts}
        (folder / _FILE).write_text(json.dumps(told), encoding="utf-8")


def passages_in(
    collection: Collection, vectors: Vectors, texts: Documents
) -> tuple[MilvusVectors, dict[Analysis, MilvusWords]]:
    """Unit rows, shape (n, dimension), and their texts in one collection; what is there is not written again."""
    counts: dict[Analysis, Counter[str]] = {analysis: Counter() for analysis in ANALYSES}
    written = {analysis: texts.tokens(analysis) for analysis in ANALYSES}
    collection.write(_batches(vectors, written, counts), vectors.shape[1], tuple(ANALYSES))
    words = {a: MilvusWords(collection, a, texts.size, dict(counted)) for a, counted in counts.items()}
    return MilvusVectors(collection, *vectors.shape), words


def is_milvus(path: Path) -> bool:
    """True for what ``save`` wrote: a folder, or a file beside ``path``."""
    return (path / _FILE).is_file() or _beside(path).is_file()


def _batches(
    vectors: Vectors,
    texts: Mapping[Analysis, Iterator[Sequence[str]]],
    counts: Mapping[Analysis, Counter[str]],
) -> Iterator[list[dict[str, object]]]:
    """Rows as Milvus takes them, their tokens counted on the way."""
    for start in range(0, len(vectors), _BATCH):
        batch: list[dict[str, object]] = []
        for position in range(start, min(start + _BATCH, len(vectors))):
            row: dict[str, object] = {POSITION: position, DENSE: vectors[position].tolist()}
            for analysis, each in texts.items():
                tokens = next(each)
                counts[analysis].update(set(tokens))
                row[analysis] = _written(tokens)
            batch.append(row)
        yield batch


def _written(tokens: Sequence[str]) -> str:
    """Tokens parted by blanks, as many of them as Milvus takes."""
    text = " ".join(token.translate(_LETTERS) for token in tokens)
    if len(text.encode()) <= MOST_BYTES:
        return text
    return text.encode()[:MOST_BYTES].decode("utf-8", "ignore").rpartition(" ")[0]


def _told(collection: Collection) -> dict[str, object]:
    """Which collection it is; not where its Milvus is, which may have another name for another machine."""
    return {"of": collection.of, "name": collection.name}


def _there(told: Mapping[str, object], uri: str | None) -> Collection:
    if uri is None:
        raise SnapshotError(f"Indeks ini ada di Milvus; atur TANYAPASAL_MILVUS, atau {_MEND}")
    collection = Collection(uri, str(told["of"]), str(told["name"]))
    if not collection.exists:
        raise SnapshotError(f"Koleksi '{collection.alias}' tidak ada di Milvus; {_MEND}")
    return collection


def _beside(path: Path) -> Path:
    return path.with_suffix(".milvus.json")
