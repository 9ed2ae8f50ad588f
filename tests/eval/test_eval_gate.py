"""The gate: no category of questions may fall by more than its interval against eval/baseline.json.

If a fall is meant, say why in the commit and write the file anew:
``tanyapasal eval --write-baseline`` and ``TANYAPASAL_EMBEDDER=hashing tanyapasal eval --write-baseline`` (each
after ``tanyapasal index build`` with the same setting, and with TANYAPASAL_READER=0: here nothing is read by the judge,
which would take minutes).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tanyapasal.bot.answering.service import Answerer
from tanyapasal.bot.channels.rendering import in_full
from tanyapasal.eval.baseline import compare, read_baseline
from tanyapasal.eval.judging import evaluate
from tanyapasal.eval.questions import question_files, read_questions
from tanyapasal.eval.reporting.report import reports_of
from tanyapasal.index.build import build
from tanyapasal.index.embedding.named import embedder_named
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.search.snapshot import load

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["hashing", pytest.param("e5-small-int8", marks=pytest.mark.slow)])
def test_no_category_falls_below_the_interval_of_the_baseline(name: str, tmp_path: Path) -> None:
    embedder = embedder_named(name)
    build(ROOT / "corpus", tmp_path, embedder)
    assistant = Answerer(Retriever(load(tmp_path, embedder.id, embedder.dimension), embedder))
    sets = read_baseline(ROOT / "eval" / "baseline.json", name)
    files = question_files(ROOT / "eval" / "questions")
    questions = [q for q in read_questions(files) if not q.official]
    found = [compare(report, sets) for report in reports_of(evaluate(assistant, questions, in_full))]
    assert any(found), f"eval/baseline.json has no run of {name}"
    fallen = [
        f"{c.name}/{category}: {now.right} of {now.count}, was {was.right} of {was.count}; lost {', '.join(c.lost)}"
        for c in found
        if c is not None
        for category, now, was in c.fallen
    ]
    assert not fallen, "\n".join(fallen)
