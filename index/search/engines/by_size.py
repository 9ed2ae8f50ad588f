"""Which engine an index gets: the exact one while that is fast and fits into memory, one on disk above that.

What was written says by itself which engine reads it. Where each limit comes from: docs/scaling.md.
"""

from __future__ import annotations

from pathlib import Path

from tanyapasal.index.embedding.embedder import Vectors
from tanyapasal.index.errors import SnapshotError
from tanyapasal.index.search.counted import Documents
from tanyapasal.index.search.dense import VectorIndex
from tanyapasal.index.search.engines.bm25 import Bm25Index
from tanyapasal.index.search.engines.faiss import FlatIndex, HnswIndex, is_flat
from tanyapasal.index.search.engines.milvus import MilvusVectors, MilvusWords, is_milvus
from tanyapasal.index.search.engines.tantivy import TantivyIndex, is_tantivy
from tanyapasal.index.search.lexical import Analysis, LexicalIndex

# Up to here a search of every vector takes less than embedding the question does.
FLAT_VECTORS = 100_000
# Here BM25 in memory takes 420 MB for both analyses, and 2 GB while it is built.
DOCUMENTS_IN_MEMORY = 100_000


def vector_index(vectors: Vectors) -> VectorIndex:
    """An index of unit rows, shape (n, dimension), n may be 0."""
    return FlatIndex.build(vectors) if len(vectors) <= FLAT_VECTORS else HnswIndex.build(vectors)


def read_vector_index(path: Path, milvus: str | None = None) -> VectorIndex:
    """Read what ``save`` wrote; ``milvus``: its URI, if that is where they are. Raises SnapshotError if it cannot."""
    if is_milvus(path):
        return MilvusVectors.load(path, milvus)
    if milvus is not None:
        raise SnapshotError("Indeks belum ada di Milvus; jalankan: tanyapasal index build")
    return FlatIndex.load(path) if is_flat(path) else HnswIndex.load(path)


def lexical_index(analysis: Analysis, texts: Documents) -> LexicalIndex:
    """An index of texts; raises SnapshotError where one on disk is needed and its library is not there."""
    if texts.size <= DOCUMENTS_IN_MEMORY:
        return Bm25Index.of(analysis, texts.counted(analysis))
    return TantivyIndex.of(analysis, texts.tokens(analysis))


def read_lexical_index(
    analysis: Analysis, folder: Path, size: int, milvus: str | None = None
) -> LexicalIndex:
    """Read what ``save`` wrote for ``size`` documents; raises SnapshotError, OSError or ValueError."""
    if is_milvus(folder):
        return MilvusWords.load(analysis, folder, milvus)
    if is_tantivy(folder):
        return TantivyIndex.load(analysis, folder)
    return Bm25Index.load(analysis, folder, size)
