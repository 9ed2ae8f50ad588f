"""Fit the weights of ``tanyapasal.index.judging.confidence`` on the development questions; prints them to be copied there.

python -m tanyapasal.eval.fit_confidence [OFFICIAL]

OFFICIAL: a folder of official texts. With it the weights hold for two corpora at once, the small one of statements
and the large one of articles, each question judged by what that corpus can answer.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import cross_val_predict

from tanyapasal.bot.settings import Settings, read_settings
from tanyapasal.eval.official import retriever_with
from tanyapasal.eval.questions import Question, expects, read_questions
from tanyapasal.index.embedding.named import embedder_named
from tanyapasal.index.judging.confidence import Signals
from tanyapasal.index.judging.reader import PackagedReader
from tanyapasal.index.law.passages import Hit
from tanyapasal.index.law.places import parse_reference
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.search.snapshot import load

_FOLDS = 10


def main() -> None:
    """Label 1: the first hit is at an expected reference; 0: nothing in the corpus answers, or another hit."""
    parts = [rows(retriever, sets) for retriever, sets in _corpora(read_settings(), sys.argv[1:])]
    # Each corpus counts the same, whatever the number of its questions.
    weight = np.concatenate([np.full(len(labels), 1 / len(labels)) for _, labels in parts])
    weight *= len(weight) / weight.sum()
    table, labels = np.concatenate([t for t, _ in parts]), np.concatenate([ls for _, ls in parts])
    model = LogisticRegression(C=3.0, max_iter=2000)
    told = cross_val_predict(
        model, table, labels, cv=_FOLDS, method="predict_proba", params={"sample_weight": weight}
    )[:, 1]
    start = 0
    for _, part in parts:
        auroc = roc_auc_score(part, told[start : start + len(part)])
        print(f"{len(part)} questions, AUROC {auroc:.3f} in {_FOLDS} folds", file=sys.stderr)  # noqa: T201
        start += len(part)
    model.fit(table, labels, sample_weight=weight)
    print("BIAS =", round(float(model.intercept_[0]), 3))  # noqa: T201
    for name, value in zip(Signals.__slots__, model.coef_[0], strict=True):
        print(f"{name}={value:.3f},")  # noqa: T201


def _corpora(settings: Settings, folders: list[str]) -> Iterator[tuple[Retriever, tuple[str, ...]]]:
    embedder = embedder_named(settings.embedder)
    judge = PackagedReader() if settings.reader else None
    own = Retriever(load(settings.data, embedder.id, embedder.dimension), embedder, judge=judge)
    yield own, ("document", "polite")
    for folder in folders:
        yield retriever_with(Path(folder), settings), ("document", "polite", "official")


def rows(retriever: Retriever, sets: tuple[str, ...]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Signals and labels, float64 [n, number of signals] and bool [n], of the questions of these sets."""
    files = [Path(f"eval/questions/{name}.jsonl") for name in sets]
    table, labels = [], []
    for question in read_questions(files):
        told = question.where(
            lambda ref: any(p.source.kind == "official" for p in retriever.at(parse_reference(ref)))
        )
        # Places named outright are looked up, not retrieved.
        if (
            len(told.turns) > 1
            or "lookup" in told.category
            or "chat" in told.kinds
            or "clarification" in told.kinds
        ):
            continue
        retrieval = retriever.retrieve(retriever.reader.read(told.turns[0]), 3)
        table.append([getattr(retrieval.signals, name) for name in Signals.__slots__])
        labels.append("answer" in told.kinds and _found(told, retrieval.hits))
    return np.array(table), np.array(labels)


def _found(question: Question, hits: tuple[Hit, ...]) -> bool:
    return any(expects(question, str(hit.passage.ref)) for hit in hits)


if __name__ == "__main__":
    main()
