"""Vectors that lean towards what a text stands under."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tanyapasal.index.embedding.embedder import Embedder, Vectors
from tanyapasal.index.embedding.keeping import KeepingEmbedder

# How far the vector of a text leans towards that of its heading; measured in eval/ablations.md.
HEADING_WEIGHT = 0.3


def embed_under_headings(
    texts: list[str], headings: list[str], data: Path, embedder: Embedder, progress: bool = False
) -> Vectors:
    """Vectors of texts that lean towards the vector of the heading each stands under ("" for none).

    A pasal seldom says again what its law and chapter are about. The heading is embedded once for all that stands
    under it, so this costs a few hundred texts where embedding heading and text together costs the whole corpus
    again. Shape (len(texts), dimension), rows of length 1.
    """
    named = sorted({heading for heading in headings if heading})
    kept = KeepingEmbedder(embedder, data, progress)
    vectors = kept.documents([*texts, *named])
    kept.save()
    rows = {heading: len(texts) + i for i, heading in enumerate(named)}
    leaning = vectors[: len(texts)].copy()
    for i, heading in enumerate(headings):
        if heading:
            leaning[i] += HEADING_WEIGHT * vectors[rows[heading]]
    unit: Vectors = leaning / np.linalg.norm(leaning, axis=1, keepdims=True)
    return unit
