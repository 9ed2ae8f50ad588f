"""Fit the weights of ``tanyapasal.index.judging.confidence`` on the development questions; prints them to be copied there.

python -m tanyapasal.eval.fit_confidence [DATA...]

DATA: folders of indexes, each with its own corpus (the one in use without). With several the weights hold for all of them,
the small one of statements and the large one of articles, each question judged by what that corpus can answer. With the
packaged reader only the half of the questions counts that it has not learnt from (``tanyapasal.eval.reader_pairs``).
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import cross_val_predict

from tanyapasal.bot.settings import Settings, read_settings
from tanyapasal.eval.questions import Question, expects, read_questions
from tanyapasal.eval.reader_pairs import asked_alone, held, learnt
from tanyapasal.index.embedding.named import embedder_named
from tanyapasal.index.judging.confidence import NAMES, Signals
from tanyapasal.index.judging.reader import PackagedReader
from tanyapasal.index.law.passages import Hit
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.search.snapshot import load

_FOLDS = 10
_SETS = ("document", "polite", "strangers")


def main() -> None:
    """Label 1: the first hit is at an expected reference; 0: nothing in the corpus answers, or another hit."""
    settings = read_settings()
    folders = [Path(name) for name in sys.argv[1:]] or [settings.data]
    parts = [rows(_retriever(folder, settings), settings.reader) for folder in folders]
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
    for name, value in zip(NAMES, model.coef_[0], strict=True):
        print(f"{name}={value:.3f},")  # noqa: T201


def _retriever(folder: Path, settings: Settings) -> Retriever:
    embedder = embedder_named(settings.embedder)
    judge = PackagedReader() if settings.reader else None
    return Retriever(load(folder, embedder.id, embedder.dimension), embedder, judge=judge)


def rows(retriever: Retriever, read: bool) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Signals and labels, float64 [n, number of signals] and bool [n], of the questions; ``read``: with the reader."""
    official = any(p.source.kind == "official" for p in retriever.passages)
    files = [Path(f"eval/questions/{name}.jsonl") for name in (*_SETS, *(("official",) if official else ()))]
    table, labels = [], []
    for question in read_questions(files):
        told = held(question, retriever)
        if not asked_alone(told) or (read and learnt(question)):
            continue
        retrieval = retriever.retrieve(retriever.reader.read(told.turns[0]), 3)
        table.append(values(retrieval.signals))
        labels.append("answer" in told.kinds and _found(told, retrieval.hits[:1]))
    return np.array(table), np.array(labels)


def values(signals: Signals) -> list[float]:
    """The signals in the order of ``NAMES``; what nobody read counts as undecided."""
    return [getattr(signals, name) or 0.0 for name in NAMES]


def _found(question: Question, hits: tuple[Hit, ...]) -> bool:
    return any(expects(question, str(hit.passage.ref)) for hit in hits)


if __name__ == "__main__":
    main()
