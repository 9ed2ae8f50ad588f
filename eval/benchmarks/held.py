"""What one process takes to open very many passages and to answer from them.

    OMP_NUM_THREADS=1 python -m tanyapasal.eval.benchmarks.held --data DATA --rows 1000000 --growth DIR --work DIR

The passages are those of the index in ``DATA``, written again and again under other numbers of regulations until there are
so many; the indexes are those of as many rows that ``tanyapasal.eval.benchmarks.growth`` built in ``--growth``, of other
texts. So what is answered means nothing; what it costs does. Without judge, in one thread.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np

from tanyapasal.bot.answering.service import Answerer
from tanyapasal.bot.settings import read_settings
from tanyapasal.eval.benchmarks.growth import resident
from tanyapasal.eval.benchmarks.table import Figure, table
from tanyapasal.eval.questions import FOLDER, read_questions
from tanyapasal.index.embedding.named import embedder_named
from tanyapasal.index.law.passages import RegulationCard
from tanyapasal.index.law.places import AnyReference, Reference, RegulationId
from tanyapasal.index.search.engines.faiss import FlatIndex, HnswIndex
from tanyapasal.index.search.engines.tantivy import TantivyIndex
from tanyapasal.index.search.parts import Parts
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.search.shelf.stored import FILE, Encoded, opened, write_rows
from tanyapasal.index.search.snapshot import Snapshot, load

_WARM = 10


def renumbered(regulation: RegulationId, copy: int) -> RegulationId:
    """Another regulation of the same kind and year."""
    return replace(regulation, number=f"{regulation.number}{copy:03d}" if copy else regulation.number)


def copied(row: Encoded, ref: AnyReference, copy: int) -> Encoded:
    """A row as if it were of another regulation, or, where it is of a program, another one beside it."""
    if not copy:
        return row
    if isinstance(ref, Reference):
        old, new = ref.regulation, renumbered(ref.regulation, copy)
        pairs = [
            (f'"{old}', f'"{new}'),
            (f'"number":"{old.number}","year":{old.year}', f'"number":"{new.number}","year":{new.year}'),
        ]
        id_, place = row.id.replace(str(old), str(new), 1), row.place.replace(str(old), str(new), 1)
        cites = [name.replace(str(old), str(new)) for name in row.cites]
    else:
        id_, place, cites = f"{row.id}~copy-{copy}", row.place, list(row.cites)
        pairs = [(f'"id":"{row.id}"', f'"id":"{id_}"')]
    texts = [row.passage.decode(), row.facts.decode()]
    for was, now in pairs:
        texts = [text.replace(was, now) for text in texts]
    passage, facts = (text.encode() for text in texts)
    return replace(row, id=id_, place=place, cites=cites, passage=passage, facts=facts)


def rows_of(snapshot: Snapshot, count: int) -> Iterator[Encoded]:
    """So many rows."""
    shelf = snapshot.shelf
    told = [(Encoded.of(p, f), p.ref) for p, f in zip(shelf.passages, shelf.facts, strict=True)]
    every = (copied(row, ref, copy) for copy in range(count // len(told) + 1) for row, ref in told)
    return islice(every, count)


def cards_of(cards: tuple[RegulationCard, ...], copies: int) -> tuple[RegulationCard, ...]:
    """The regulations that these rows are of."""
    return tuple(
        replace(card, id=renumbered(card.id, copy), aliases=()) for copy in range(copies) for card in cards
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    settings = read_settings()
    parser.add_argument("--data", type=Path, default=settings.data)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--words", type=int, default=1_000_000, help="texts in the indexes by words")
    parser.add_argument("--growth", type=Path, default=Path("data/growth"))
    parser.add_argument("--work", type=Path, default=Path("data/held"), help="the rows are kept here")
    parser.add_argument("--questions", type=int, default=100)
    options = parser.parse_args()
    embedder = embedder_named(settings.embedder)
    source = load(options.data, embedder.id, embedder.dimension)
    held = len(source.knowledge.passages)
    spent = 0.0
    if not (options.work / FILE).is_file():
        options.work.mkdir(parents=True, exist_ok=True)
        started = time.process_time()
        write_rows(options.work, rows_of(source, options.rows))
        spent = time.process_time() - started
    cards = cards_of(source.knowledge.cards, options.rows // held + 1)
    knowledge, words, manifest = source.knowledge, source.facts, source.manifest
    del source
    gc.collect()
    asked = [q.turns[0] for q in read_questions([FOLDER / "document.jsonl"]) if q.category != "lookup"]
    embedder.warm_up()
    before = sum(resident())
    clock, processor = time.perf_counter(), time.process_time()
    shelf = opened(options.work, options.rows)
    of = options.growth
    snapshot = Snapshot(
        manifest,
        replace(knowledge, passages=shelf.passages, cards=cards),
        replace(words, passages=shelf.facts),
        HnswIndex.load(of / f"hnsw-{options.rows}" / "dense.faiss"),
        Parts(
            FlatIndex.build(np.zeros((0, embedder.dimension), dtype=np.float32)), np.zeros(0, dtype=np.int64)
        ),
        TantivyIndex.load("stems", of / f"tantivy-stems-{options.words}" / "words"),
        TantivyIndex.load("chars4", of / f"tantivy-chars4-{options.words}" / "words"),
        shelf,
    )
    answerer = Answerer(Retriever(snapshot, embedder))
    opening = time.perf_counter() - clock, time.process_time() - processor
    ready = sum(resident())
    costs = []
    for question in asked[: options.questions + _WARM]:
        started = time.process_time()
        answerer.reply(question)
        costs.append((time.process_time() - started) * 1000)
    own, mapped = resident()
    print(f"{options.rows} passages, {len(cards)} regulations")
    figures = [
        Figure("rows written, processor", spent, "s"),
        Figure("rows on disk", (options.work / FILE).stat().st_size / 1e6, "MB"),
        Figure("open, by the clock", opening[0], "s", 3),
        Figure("open, processor", opening[1], "s", 3),
        Figure("resident before", before, "MB"),
        Figure("resident when open", ready, "MB", 1500),
        Figure("after the questions: memory of its own", own, "MB", 1500),
        Figure("beside it pages of mapped files", mapped, "MB"),
        Figure("a question without judge, processor, p50", float(np.percentile(costs[_WARM:], 50)), "ms"),
        Figure("the same, p95", float(np.percentile(costs[_WARM:], 95)), "ms"),
    ]
    print(table(figures))


if __name__ == "__main__":
    main()
