"""Fit the weights of ``index.confidence`` on the development questions; prints them to be copied there.

python -m eval.fit_confidence
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.settings import read_settings
from eval.questions import covers, read_questions
from index.confidence import Signals
from index.embedders import embedder_named
from index.retrieval import Retriever
from index.snapshot import load


def main() -> None:
    """Label 1: the first hit is at an expected reference; 0: nothing in the corpus answers, or another hit."""
    settings = read_settings()
    embedder = embedder_named(settings.embedder)
    retriever = Retriever(load(settings.data, embedder.id, embedder.dimension), embedder)
    rows, labels = [], []
    for question in read_questions([Path(f"eval/questions/{name}.jsonl") for name in ("document", "polite")]):
        # Places named outright are looked up, not retrieved.
        if (
            len(question.turns) > 1
            or question.kind not in ("answer", "not_found")
            or question.category == "lookup"
        ):
            continue
        retrieval = retriever.retrieve(retriever.reader.read(question.turns[0]), 3)
        rows.append([getattr(retrieval.signals, name) for name in Signals.__slots__])
        labels.append(
            question.kind == "answer"
            and any(covers(ref, str(hit.passage.ref)) for ref in question.refs for hit in retrieval.hits)
        )
    model = LogisticRegression(C=3.0, max_iter=2000).fit(np.array(rows), np.array(labels))
    print("BIAS =", round(float(model.intercept_[0]), 3))  # noqa: T201
    for name, weight in zip(Signals.__slots__, model.coef_[0], strict=True):
        print(name, round(float(weight), 3))  # noqa: T201


if __name__ == "__main__":
    main()
