"""The indexes of a snapshot in a Milvus: its passages in one collection, their parts in another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from tanyapasal.index.embedding.embedder import Vectors
from tanyapasal.index.search.counted import Documents
from tanyapasal.index.search.engines.milvus import MilvusVectors, passages_in
from tanyapasal.index.search.engines.milvus_client import Collection, drop_others
from tanyapasal.index.search.parts import Parts
from tanyapasal.index.search.snapshot import Indexes

# The sets of rows that a snapshot has: what counts now, and with earlier wordings too.
NOW, WHOLE = "now", "whole"


def hosted(
    collection: Collection, vectors: Vectors, texts: Documents, parts: Vectors, owners: Sequence[int]
) -> Indexes:
    """Write unit rows of passages, their texts, and unit rows of parts with the passage of each, rising.

    What an earlier build that was stopped has written is not written again. Raises SnapshotError if Milvus refuses.
    """
    dense, words = passages_in(collection, vectors, texts)
    lifting = MilvusVectors.build(parts, replace(collection, name=f"{collection.name}_parts"))
    return Indexes(dense, Parts(lifting, np.array(owners, dtype=np.int64)), words["stems"], words["chars4"])


def is_hosted(milvus: str, snapshot: str) -> bool:
    """True if the passages of a snapshot are in the Milvus at a URI."""
    return Collection(milvus, snapshot, NOW).exists


def retire(milvus: str, kept: frozenset[str]) -> None:
    """Drop the rows of all snapshots but these; whoever still answers from an older one must be among them."""
    drop_others(milvus, kept)
