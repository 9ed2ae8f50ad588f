"""Passages of one regulation alone, among few and among very many."""

from __future__ import annotations

from pathlib import Path

import pytest

from tanyapasal.index.build import build
from tanyapasal.index.embedding.named import HashingEmbedder
from tanyapasal.index.law.places import Reference, RegulationId
from tanyapasal.index.search import retrieval
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.search.snapshot import load

ROOT = Path(__file__).parents[3]
REGULATION = RegulationId.parse("uu-20-2023")


def test_among_very_many_those_of_a_regulation_are_scored_without_a_ranking_of_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedder = HashingEmbedder()
    build(ROOT / "corpus", tmp_path, embedder)
    retriever = Retriever(load(tmp_path, embedder.id, embedder.dimension), embedder)
    query = retriever.reader.read("berapa jam pelajaran pengembangan kompetensi?")
    ranked = retriever.retrieve(query, 50, REGULATION).hits
    monkeypatch.setattr(retrieval, "RANKED_WHOLE", 0)
    scored = retriever.retrieve(query, 50, REGULATION).hits
    assert scored[0].passage == ranked[0].passage
    assert {h.passage.id for h in scored} == {h.passage.id for h in ranked}
    assert all(
        isinstance(h.passage.ref, Reference) and h.passage.ref.regulation == REGULATION for h in scored
    )
    left_out = retriever.retrieve(query, 50, REGULATION, without=frozenset({ranked[0].passage.id})).hits
    assert ranked[0].passage.id not in {h.passage.id for h in left_out}
