"""What each part of retrieval costs on a BEIR folder, against embedding the question alone; one thread.

    OMP_NUM_THREADS=1 python -m tanyapasal.eval.benchmarks.retrieval DIR [--data DIR] [--limit N]

Every question is new: read, embedded and searched once, each part in turn, so that other work slows all alike; then its
parts are run by themselves. On a machine that works for others too, compare the processor's time.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from tanyapasal.bot.settings import read_settings
from tanyapasal.eval.beir import DEPTH, open_folder, read_rows
from tanyapasal.eval.benchmarks.speed import Cost, timed
from tanyapasal.index.asking.query import Query
from tanyapasal.index.embedding.embedder import Embedder
from tanyapasal.index.embedding.named import embedder_named
from tanyapasal.index.search.parts import LIFTED
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.search.snapshot import load
from tanyapasal.index.search.weights import DEPTH as SEEN

_WARM = 10


def measure(retriever: Retriever, embedder: Embedder, text: str) -> dict[str, Cost]:
    """What one question that is new costs, and its parts by name; ``embedder``: one that remembers nothing."""
    reading = timed(lambda: retriever.reader.read(text))
    query: Query = retriever.reader.read(text)
    alone = timed(partial(embedder.queries, [query.meaning]))
    retrieving = timed(partial(retriever.retrieve, query, DEPTH))
    parts = {name: timed(part) for name, part in parts_of(retriever, embedder, query).items()}
    whole = Cost(reading.clock + retrieving.clock, reading.processor + retrieving.processor)
    return {"whole": whole, "embedding": alone, "reading the question": reading, **parts}


def parts_of(retriever: Retriever, embedder: Embedder, query: Query) -> dict[str, Callable[[], object]]:
    """The parts of one retrieval by name, each to be run by itself."""
    snapshot = retriever.snapshot
    vector = embedder.queries([query.meaning])[0]
    near, cosines = snapshot.dense.search(vector, LIFTED * SEEN)
    senses = (*query.terms, *query.law)
    found = retriever.found(query)
    return {
        "dense": partial(snapshot.dense.search, vector, LIFTED * SEEN),
        "parts": partial(snapshot.parts.lifted, vector, near, cosines, SEEN),
        "chars4": partial(snapshot.chars4.search, query.text, SEEN, senses),
        "stems": partial(snapshot.stems.search, query.text, SEEN, senses),
        "fusion and gains": partial(retriever.scored, query, found),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    settings = read_settings()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, default=settings.data)
    parser.add_argument("--limit", type=int, default=120)
    options = parser.parse_args()
    embedder = embedder_named(settings.embedder)
    language = load(options.data, embedder.id, embedder.dimension).knowledge
    retriever, _ = open_folder(options.folder, options.data, embedder, language, True)
    texts = [row["text"] for row in read_rows(options.folder / "queries.jsonl")][: options.limit]
    costs: dict[str, list[Cost]] = {}
    for number, text in enumerate(dict.fromkeys(texts)):
        for part, cost in measure(retriever, embedder, text).items():
            if number >= min(_WARM, len(texts) - 1):
                costs.setdefault(part, []).append(cost)
    print(
        f"{len(texts)} questions, {len(retriever.passages)} passages, {retriever.snapshot.parts.size} parts"
    )
    print("| part | clock p50 ms | clock p95 ms | processor, mean ms |\n|---|---|---|---|")
    for name, found in costs.items():
        clock = [c.clock for c in found]
        low, high = np.percentile(clock, 50), np.percentile(clock, 95)
        print(f"| {name} | {low:.1f} | {high:.1f} | {np.mean([c.processor for c in found]):.1f} |")
    ratio = sum(c.processor for c in costs["whole"]) / sum(c.processor for c in costs["embedding"])
    print(f"processor time: whole / embedding = {ratio:.2f}")


if __name__ == "__main__":
    main()
