"""A question end to end against embedding the same question alone, in one run, one thread.

    OMP_NUM_THREADS=1 python -m tanyapasal.eval.benchmarks.speed [--data DIR] [--beir DIR] [--questions F.jsonl] [--limit N]

The program is warm; each question is asked for the first time, then once more. The two are measured alternately, so that a
busy machine slows both; what counts is their ratio. The processor's time is told apart, since a question may be embedded in
several forms at once: on idle cores that takes no longer. With TANYAPASAL_READER=0 the same without the judge.
"""

from __future__ import annotations

import argparse
import gc
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from tanyapasal.bot.answering.service import Answerer
from tanyapasal.bot.settings import read_settings
from tanyapasal.eval.beir import open_folder, read_rows
from tanyapasal.eval.benchmarks.table import Figure, table
from tanyapasal.eval.questions import FOLDER, read_questions
from tanyapasal.index.embedding.embedder import Embedder
from tanyapasal.index.embedding.named import embedder_named
from tanyapasal.index.judging.reader import PackagedReader, Reader
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.search.snapshot import load

_WARM = 20


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds by the clock, and of the processor over all threads."""

    clock: float
    processor: float


@dataclass(frozen=True, slots=True)
class Costs:
    """Of one question: end to end when it is new, its embedding alone, and end to end when it is asked again."""

    first: Cost
    embedding: Cost
    again: Cost


def timed(action: Callable[[], object]) -> Cost:
    clock, processor = time.perf_counter(), time.process_time()
    action()
    return Cost((time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000)


def measure(answerer: Answerer, retriever: Retriever, embedder: Embedder, texts: list[str]) -> list[Costs]:
    """What each question costs; ``embedder``: one that remembers nothing."""
    found = []
    for text in texts:
        first = timed(partial(answerer.reply, text))
        meaning = retriever.reader.read(text).meaning
        found.append(
            Costs(first, timed(partial(embedder.queries, [meaning])), timed(partial(answerer.reply, text)))
        )
    return found


def opened(
    data: Path, beir: Path | None, embedder: Embedder, judge: Reader | None
) -> tuple[Retriever, list[str]]:
    """The retriever of an index, or of a BEIR folder with the language of that index, and the folder's questions."""
    snapshot = load(data, embedder.id, embedder.dimension)
    if beir is None:
        return Retriever(snapshot, embedder, judge=judge), []
    retriever, _ = open_folder(beir, data, embedder, snapshot.knowledge, True, judge=judge)
    return retriever, [row["text"] for row in read_rows(beir / "queries.jsonl")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    settings = read_settings()
    parser.add_argument("--data", type=Path, default=settings.data)
    parser.add_argument("--beir", type=Path, help="a BEIR folder that is asked its own questions instead")
    parser.add_argument("--questions", type=Path, default=FOLDER / "document.jsonl")
    parser.add_argument("--limit", type=int, default=300)
    options = parser.parse_args()
    embedder = embedder_named(settings.embedder)
    judge = PackagedReader() if settings.reader else None
    retriever, own = opened(options.data, options.beir, embedder, judge)
    answerer = Answerer(retriever)
    asked = own or [q.turns[0] for q in read_questions([options.questions]) if q.category != "lookup"]
    asked = list(dict.fromkeys(asked))
    # What is held stays: as the service does it, no search for garbage goes through it.
    gc.freeze()
    texts = asked[_WARM:][:: max(1, (len(asked) - _WARM) // options.limit)][: options.limit]
    measure(answerer, retriever, embedder, asked[:_WARM])
    costs = measure(answerer, retriever, embedder, texts)
    # Small talk and exact references are answered without the model and would flatter the ratio.
    costs = [c for c in costs if c.first.processor > c.embedding.processor / 2]
    pairs = np.array([(c.first.clock, c.embedding.clock) for c in costs])
    spent = np.array([(c.first.processor, c.embedding.processor, c.again.processor) for c in costs])
    ratios = pairs[:, 0] / pairs[:, 1]
    beyond = spent[:, 0] - spent[:, 1]
    # What a question may cost for each embedding without the judge; with it a quarter of a second of one core.
    most, budget = (None, 250.0) if settings.reader else (1.25, None)
    print(f"{len(pairs)} questions that need the model, {len(retriever.passages)} passages")
    print(
        table(
            [
                Figure("question end to end p50", float(np.percentile(pairs[:, 0], 50)), "ms"),
                Figure("question end to end p95", float(np.percentile(pairs[:, 0], 95)), "ms"),
                Figure("embedding alone p50", float(np.percentile(pairs[:, 1], 50)), "ms"),
                Figure("embedding alone p95", float(np.percentile(pairs[:, 1], 95)), "ms"),
                Figure("ratio p50", float(np.percentile(ratios, 50)), "×"),
                Figure(
                    "processor time p50: end to end / embedding",
                    float(np.percentile(spent[:, 0], 50) / np.percentile(spent[:, 1], 50)),
                    "×",
                    most,
                ),
                Figure("processor time asked again, p50", float(np.percentile(spent[:, 2], 50)), "ms", 2),
                Figure("processor time asked again, p95", float(np.percentile(spent[:, 2], 95)), "ms"),
                Figure("processor time of a question, mean", float(spent[:, 0].mean()), "ms", budget),
                Figure(
                    "processor time of a question, p95", float(np.percentile(spent[:, 0], 95)), "ms", budget
                ),
                Figure("memory, peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB"),
                Figure("processor time beyond the embedding, mean", float(beyond.mean()), "ms"),
                Figure("processor time beyond the embedding, p95", float(np.percentile(beyond, 95)), "ms"),
                Figure("ratio p95", float(np.percentile(ratios, 95)), "×"),
                Figure("all end to end / all embedding", float(pairs[:, 0].sum() / pairs[:, 1].sum()), "×"),
            ]
        )
    )


if __name__ == "__main__":
    main()
