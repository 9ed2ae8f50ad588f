"""All libraries over one BEIR folder: built from the same vectors, opened side by side, asked in turn."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tanyapasal.eval.beir import DEPTH, Ranking, heading_of, metrics, read_qrels, read_rows
from tanyapasal.eval.benchmarks.peers.asking import Answer, Peer, in_turn
from tanyapasal.eval.benchmarks.peers.environments import (
    Library,
    environment,
    lines_written,
    megabytes,
    python_of,
)
from tanyapasal.eval.benchmarks.peers.results import Figures
from tanyapasal.eval.questions import question_files, read_questions
from tanyapasal.index.build import embed_under_headings
from tanyapasal.index.embedding.embedder import Embedder

CORPUS, QUERIES, QRELS, VECTORS = "corpus.jsonl", "queries.jsonl", "qrels.tsv", "vectors.npy"


@dataclass(frozen=True, slots=True)
class Workplace:
    """``venvs``: environments of the libraries; ``data``: the folder's texts with their vectors, and the indexes."""

    venvs: Path
    data: Path

    def index(self, library: Library) -> Path:
        return self.data / "peers" / library.adapter

    def peer(self, library: Library) -> Peer:
        return Peer(library.name, python_of(library, self.venvs), library.adapter, environment(library))


def off_topic() -> list[str]:
    """Questions outside the field, of the sets that are not blind: what a service about it should not answer."""
    asked = read_questions(question_files())
    texts = [q.turns[0] for q in asked if q.category == "out_of_domain" and len(q.turns) == 1]
    return list(dict.fromkeys(texts))


def prepare(folder: Path, data: Path, limit: int | None) -> int:
    """Copy a BEIR folder to ``data``, with ``limit`` documents at most, those with a qrel first; how many there are."""
    data.mkdir(parents=True, exist_ok=True)
    lines = [row for row in (folder / CORPUS).read_text(encoding="utf-8").split("\n") if row.strip()]
    if limit is not None:
        wanted = {document for found in read_qrels(folder / QRELS).values() for document in found}
        ids = [str(json.loads(line)["_id"]) for line in lines]
        first = sorted(range(len(lines)), key=lambda n: ids[n] not in wanted)[:limit]
        lines = [lines[n] for n in sorted(first)]
    (data / CORPUS).write_text("\n".join(lines) + "\n", encoding="utf-8")
    for name in (QUERIES, QRELS):
        shutil.copyfile(folder / name, data / name)
    return len(lines)


def embed(data: Path, embedder: Embedder) -> None:
    """Write vectors.npy: of each document whole, leaning towards its heading, as the product's own index has them."""
    rows = read_rows(data / CORPUS)
    # Where the product has kept what it embedded for its own index; nothing is embedded twice.
    kept = next(iter(sorted((data / "beir").glob("*"))), data)
    texts, headings = [row["text"] for row in rows], [heading_of(row["title"]) for row in rows]
    np.save(data / VECTORS, embed_under_headings(texts, headings, kept, embedder, progress=True))


def build(libraries: Sequence[Library], at: Workplace, embedder: Embedder) -> None:
    """Index the folder with every library, the project's own first: it embeds, the others are given the vectors."""
    done: set[str] = set()
    for library in libraries:
        if library.adapter in done:
            continue
        shutil.rmtree(at.index(library), ignore_errors=True)
        with at.peer(library) as peer:
            peer.build(at.data, at.index(library))
        if not library.packages:
            embed(at.data, embedder)
        done.add(library.adapter)


def measure(libraries: Sequence[Library], at: Workplace) -> dict[str, Figures]:
    """Figures of each library by its name. Off-topic questions are asked first, so that all are warm when time counts."""
    queries, qrels = read_rows(at.data / QUERIES), read_qrels(at.data / QRELS)
    strange = off_topic()
    with ExitStack() as stack:
        peers = [stack.enter_context(at.peer(library)) for library in libraries]
        opened = {
            library.name: peer.open(at.index(library)) for library, peer in zip(libraries, peers, strict=True)
        }
        refusals = in_turn(peers, strange, DEPTH)
        answers = in_turn(peers, [row["text"] for row in queries], DEPTH)
        resident = {peer.name: peer.resident() for peer in peers}
    found: dict[str, Figures] = {}
    for library in libraries:
        asked = answers[library.name]
        found[library.name] = {
            **quality([row["_id"] for row in queries], asked, qrels),
            **cost(asked),
            "open_cpu_s": opened[library.name],
            "memory_mb": resident[library.name],
            "index_mb": megabytes(at.index(library)),
            "install_mb": megabytes(python_of(library, at.venvs).parent.parent),
            "lines": float(lines_written(library)),
            "off_topic_refused": sum(not a.answered for a in refusals[library.name]) / len(strange),
        }
    return found


def quality(ids: Sequence[str], answers: Sequence[Answer], qrels: dict[str, dict[str, int]]) -> Figures:
    """Recall at 1 and 5, MRR at 10, and the share of questions that have an answer and were not refused."""
    rankings = tuple(
        Ranking(query, tuple((document, 0.0) for document in answer.ids), 0.0, answer.clock)
        for query, answer in zip(ids, answers, strict=True)
    )
    found = metrics(rankings, qrels)
    kept = [answer.answered for query, answer in zip(ids, answers, strict=True) if qrels.get(query)]
    return {
        **{name: float(found[name] or 0) for name in ("recall@1", "recall@5", "mrr@10")},
        "answerable_answered": sum(kept) / len(kept) if kept else 0.0,
    }


def cost(answers: Sequence[Answer]) -> Figures:
    """Percentiles of milliseconds a question, of the processor and of the clock."""
    return {
        f"p{percent}_{name}_ms": float(np.percentile([getattr(a, name) for a in answers], percent))
        for name in ("cpu", "clock")
        for percent in (50, 95)
    }
