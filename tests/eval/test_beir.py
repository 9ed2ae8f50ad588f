"""The BEIR measurement on a folder small enough to count by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tanyapasal.eval.beir import Ranking, metrics, run
from tanyapasal.index.embedding.named import HashingEmbedder
from tanyapasal.index.language.glossary import Glossary, Language
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.search.snapshot import Knowledge


def test_metrics_are_those_counted_by_hand() -> None:
    rankings = (
        Ranking("a", (("x", 2.0), ("y", 1.0)), 0.9, 1.0),
        Ranking("b", (("x", 2.0), ("y", 1.0)), 0.6, 2.0),
        Ranking("c", (("x", 2.0),), 0.7, 3.0),
    )
    found = metrics(rankings, {"a": {"x": 1}, "b": {"y": 1}})
    assert found["recall@1"] == 0.5
    assert found["recall@5"] == 1.0
    assert found["mrr@10"] == 0.75
    assert found["auroc_confidence"] == 0.5
    assert found["queries"] == 3


def test_a_folder_is_indexed_searched_and_written_as_a_run(tmp_path: Path) -> None:
    rows = [("d1", "Cuti tahunan diberikan dua belas hari kerja."), ("d2", "Sertifikat diterbitkan lembaga.")]
    corpus = "".join(json.dumps({"_id": i, "title": "", "text": t}) + "\n" for i, t in rows)
    (tmp_path / "corpus.jsonl").write_text(corpus)
    (tmp_path / "queries.jsonl").write_text('{"_id": "q", "text": "siapa menerbitkan sertifikat?"}\n')
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq\td2\t1\n")
    language = Knowledge((), (), Glossary(), Language(), Kinds())
    trec = tmp_path / "out.trec"
    found = run(tmp_path, tmp_path / "data", HashingEmbedder(), language, False, trec, removed=True)
    assert found["recall@1"] == 1.0
    assert trec.read_text().split()[:3] == ["q", "Q0", "d2"]
    assert found["ndcg@10"] == pytest.approx(1.0)
    # Without its answer the same question is answered less surely.
    assert found["auroc_gold_removed"] == 1.0
