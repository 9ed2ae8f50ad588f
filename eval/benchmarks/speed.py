"""A question end to end against embedding the same question alone, in one run, one thread.

    OMP_NUM_THREADS=1 python -m tanyapasal.eval.benchmarks.speed [--data DIR] [--questions F.jsonl] [--limit N]

The program is warm; each question is asked for the first time. The two are measured alternately, so that a busy machine slows both; what counts is their ratio. The processor's time
is told apart, since a question may be embedded in several forms at once: on idle cores that takes no longer. With
TANYAPASAL_READER=0 the same without the judge.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from tanyapasal.bot.answering.service import Answerer
from tanyapasal.bot.settings import read_settings
from tanyapasal.eval.benchmarks.table import Figure, table
from tanyapasal.eval.questions import FOLDER, read_questions
from tanyapasal.index.embedding.embedder import Embedder
from tanyapasal.index.embedding.named import embedder_named
from tanyapasal.index.judging.reader import PackagedReader
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.search.snapshot import load

_WARM = 20


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds by the clock, and of the processor over all threads."""

    clock: float
    processor: float


def timed(action: Callable[[], object]) -> Cost:
    clock, processor = time.perf_counter(), time.process_time()
    action()
    return Cost((time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000)


def measure(
    answerer: Answerer, retriever: Retriever, embedder: Embedder, texts: list[str]
) -> list[tuple[Cost, Cost]]:
    """For each question: what it costs end to end, and what embedding its standard spelling alone costs."""
    found = []
    for text in texts:
        standard = retriever.reader.read(text).text
        whole = timed(partial(answerer.reply, text))
        found.append((whole, timed(partial(embedder.queries, [standard]))))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    settings = read_settings()
    parser.add_argument("--data", type=Path, default=settings.data)
    parser.add_argument("--questions", type=Path, default=FOLDER / "document.jsonl")
    parser.add_argument("--limit", type=int, default=300)
    options = parser.parse_args()
    embedder = embedder_named(settings.embedder)
    judge = PackagedReader() if settings.reader else None
    retriever = Retriever(load(options.data, embedder.id, embedder.dimension), embedder, judge=judge)
    answerer = Answerer(retriever)
    asked = [q.turns[0] for q in read_questions([options.questions]) if q.category != "lookup"]
    asked = list(dict.fromkeys(asked))
    texts = asked[_WARM:][:: max(1, (len(asked) - _WARM) // options.limit)][: options.limit]
    measure(answerer, retriever, embedder, asked[:_WARM])
    costs = measure(answerer, retriever, embedder, texts)
    # Small talk and exact references are answered without the model and would flatter the ratio.
    costs = [(w, a) for w, a in costs if w.processor > a.processor / 2]
    pairs = np.array([(w.clock, a.clock) for w, a in costs])
    processor = sum(w.processor for w, _ in costs) / sum(a.processor for _, a in costs)
    ratios = pairs[:, 0] / pairs[:, 1]
    beyond = np.array([w.processor - a.processor for w, a in costs])
    # Two embeddings are what a question may cost without the judge; with it a quarter of a second of one core.
    most, budget = (None, 250.0) if settings.reader else (2.0, None)
    print(f"{len(pairs)} questions that need the model, {len(retriever.passages)} passages")
    print(
        table(
            [
                Figure("question end to end p50", float(np.percentile(pairs[:, 0], 50)), "ms"),
                Figure("question end to end p95", float(np.percentile(pairs[:, 0], 95)), "ms"),
                Figure("embedding alone p50", float(np.percentile(pairs[:, 1], 50)), "ms"),
                Figure("embedding alone p95", float(np.percentile(pairs[:, 1], 95)), "ms"),
                Figure("ratio p50", float(np.percentile(ratios, 50)), "×", most),
                Figure("processor time: all end to end / all embedding", processor, "×"),
                Figure(
                    "processor time of a question, mean",
                    float(np.mean([w.processor for w, _ in costs])),
                    "ms",
                    budget,
                ),
                Figure(
                    "processor time of a question, p95",
                    float(np.percentile([w.processor for w, _ in costs], 95)),
                    "ms",
                    budget,
                ),
                Figure("memory, peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB"),
                Figure("processor time beyond the embedding, mean", float(beyond.mean()), "ms"),
                Figure("processor time beyond the embedding, p95", float(np.percentile(beyond, 95)), "ms"),
                Figure("ratio p95", float(np.percentile(ratios, 95)), "×"),
                Figure(
                    "all end to end / all embedding", float(pairs[:, 0].sum() / pairs[:, 1].sum()), "×", most
                ),
            ]
        )
    )


if __name__ == "__main__":
    main()
