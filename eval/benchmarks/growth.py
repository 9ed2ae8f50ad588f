"""What each engine of search costs as a corpus grows, and how much of an exact search it finds.

    OMP_NUM_THREADS=1 python -m tanyapasal.eval.benchmarks.growth DIR --data DATA [--sizes 1000 10000] [--engines hnsw …]

Texts are those of a BEIR folder (``DIR``), varied: each is half of one and half of another. Their vectors are not
computed, which would take days: a vector is one that ``DATA`` holds from building its index, moved by the difference of
two others, so that they lie as real ones do. Questions are those of the folder, with vectors of their own. Each engine
is built in one process and asked in another; times are the processor's. Recall is against the exact engine, ``flat`` or
``bm25s``, over the same rows, which has to be named before; where it was not, nothing is said of it.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from tanyapasal.bot.settings import read_settings
from tanyapasal.eval.beir import read_rows
from tanyapasal.index.embedding.embedder import Vectors
from tanyapasal.index.embedding.named import embedder_named
from tanyapasal.index.search.engines.bm25 import Bm25Index
from tanyapasal.index.search.engines.faiss import FlatIndex, HnswIndex
from tanyapasal.index.search.engines.tantivy import TantivyIndex
from tanyapasal.index.search.lexical import Analysis

VECTOR_ENGINES = ("flat", "hnsw")
LEXICAL_ENGINES: dict[str, Analysis] = {
    "bm25s-stems": "stems",
    "tantivy-stems": "stems",
    "bm25s-chars4": "chars4",
    "tantivy-chars4": "chars4",
}
TOP = 100
# Two copies of one vector have a cosine of about .95, as a passage and the tenth nearest of a corpus have.
_MOVED = 0.45
_WARM = 10
_BATCH = 50_000
Answers = list[list[int]]


def texts_like(texts: Sequence[str], count: int) -> Iterator[str]:
    """So many texts, each half of one and half of another; the first ones are ``texts`` themselves."""
    chosen = np.random.default_rng(0)
    for number in range(count):
        if number < len(texts):
            yield texts[number]
            continue
        first, second = (texts[i].split() for i in chosen.integers(len(texts), size=2))
        yield " ".join((*first[: len(first) // 2], *second[len(second) // 2 :]))


def vectors_like(rows: Vectors, count: int) -> Vectors:
    """So many unit vectors that lie as ``rows`` do, shape (count, dimension)."""
    chosen = np.random.default_rng(0)
    made = np.empty((count, rows.shape[1]), dtype=np.float32)
    for start in range(0, count, _BATCH):
        size = min(_BATCH, count - start)
        own, one, other = chosen.integers(len(rows), size=(3, size))
        batch = rows[own] + _MOVED * (rows[one] - rows[other])
        made[start : start + size] = batch / np.linalg.norm(batch, axis=1, keepdims=True)
    return made


def build(engine: str, size: int, folder: Path, options: argparse.Namespace) -> dict[str, float]:
    """Build one engine into ``folder``; seconds of the processor, peak memory, size on disk."""
    folder.mkdir(parents=True)
    rows = _vectors_of(options.data) if engine in VECTOR_ENGINES else None
    made = vectors_like(rows, size) if rows is not None else None
    started = time.process_time()
    if made is not None:
        index = FlatIndex.build(made) if engine == "flat" else HnswIndex.build(made)
        index.save(folder / "dense.faiss")
    else:
        texts = texts_like(_texts_of(options.folder / "corpus.jsonl"), size)
        kind = Bm25Index if engine.startswith("bm25s") else TantivyIndex
        kind.build(LEXICAL_ENGINES[engine], texts).save(folder / "words")
    spent = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    disk = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 2**20
    return {"build_s": spent, "build_peak_mb": peak, "disk_mb": disk}


def ask(engine: str, size: int, folder: Path, options: argparse.Namespace) -> dict[str, object]:
    """Open and ask one engine; what it found, milliseconds, and the memory it takes beside the process."""
    asked = _texts_of(options.folder / "queries.jsonl")
    search: Callable[[int], Sequence[int]]
    if engine in VECTOR_ENGINES:
        vectors = np.load(options.work / "questions.npy")
        before, started = resident(), time.perf_counter()
        dense = (FlatIndex if engine == "flat" else HnswIndex).load(folder / "dense.faiss")
        opened = time.perf_counter() - started

        def search(number: int) -> Sequence[int]:
            found: list[int] = dense.search(vectors[number], TOP)[0].tolist()
            return found
    else:
        analysis = LEXICAL_ENGINES[engine]
        before, started = resident(), time.perf_counter()
        words = (
            Bm25Index.load(analysis, folder / "words", size)
            if engine.startswith("bm25s")
            else TantivyIndex.load(analysis, folder / "words")
        )
        opened = time.perf_counter() - started

        def search(number: int) -> Sequence[int]:
            return [position for position, _ in words.search(asked[number], TOP)]

    answers, spent = [], []
    for number in range(len(asked)):
        clock = time.process_time()
        answers.append(list(search(number)))
        spent.append((time.process_time() - clock) * 1000)
    after = resident()
    return {
        "open_s": opened,
        "memory_mb": after[0] - before[0],
        "mapped_mb": after[1] - before[1],
        "p50_ms": float(np.percentile(spent[_WARM:], 50)),
        "p95_ms": float(np.percentile(spent[_WARM:], 95)),
        "answers": answers,
    }


def overlap(exact: Answers, found: Answers, top: int) -> float:
    """Share of the first ``top`` of the exact engine that another one has among its own first ``top``."""
    shares = [len(set(a[:top]) & set(b[:top])) / len(a[:top]) for a, b in zip(exact, found, strict=True) if a]
    return float(np.mean(shares))


def resident() -> tuple[float, float]:
    """Memory of this process in MB: its own, and of files that are mapped, which the system may drop."""
    status = dict(
        line.split(":", 1) for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    )
    own, mapped = (int(status[name].split()[0]) / 1024 for name in ("RssAnon", "RssFile"))
    return own, mapped


def _texts_of(path: Path) -> list[str]:
    return [f"{row['title']}\n{row['text']}".strip() for row in read_rows(path)]


def _vectors_of(data: Path) -> Vectors:
    """Every vector that was kept from building an index in ``data``, of one model: the largest file of them."""
    stored = max((data / "embeddings").glob("*.npz"), key=lambda path: path.stat().st_size)
    with np.load(stored, allow_pickle=False) as found:
        rows: Vectors = found["vectors"]
    return rows


def _elsewhere(step: str, engine: str, size: int, arguments: Sequence[str]) -> dict[str, object]:
    """A step in a process of its own, so that memory is that of one engine."""
    command = [sys.executable, "-m", "tanyapasal.eval.benchmarks.growth", *arguments]
    ran = subprocess.run(
        [*command, "--step", step, "--engines", engine, "--sizes", str(size)],
        stdout=subprocess.PIPE,
        check=True,
    )
    found: dict[str, object] = json.loads(ran.stdout)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, default=read_settings().data)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--engines", nargs="+", default=[*VECTOR_ENGINES, *LEXICAL_ENGINES])
    parser.add_argument("--work", type=Path, default=Path("data/growth"), help="what was built is kept here")
    parser.add_argument("--step", choices=["build", "ask"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        folder = options.work / f"{options.engines[0]}-{options.sizes[0]}"
        run = build if options.step == "build" else ask
        print(json.dumps(run(options.engines[0], options.sizes[0], folder, options)))
        return
    options.work.mkdir(parents=True, exist_ok=True)
    embedder = embedder_named(read_settings().embedder)
    asked = _texts_of(options.folder / "queries.jsonl")
    np.save(options.work / "questions.npy", embedder.queries(asked))
    given = [str(options.folder), "--data", str(options.data), "--work", str(options.work)]
    print(
        "| engine | size | build s | peak MB | disk MB | open s | memory MB | mapped MB | p50 ms | p95 ms | @10 | @100 |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    for size in options.sizes:
        exact: dict[str, Answers] = {}
        for engine in options.engines:
            built = options.work / f"{engine}-{size}.json"
            if not built.is_file():
                built.write_text(json.dumps(_elsewhere("build", engine, size, given)), encoding="utf-8")
            figures = json.loads(built.read_text(encoding="utf-8")) | _elsewhere("ask", engine, size, given)
            answers: Answers = figures.pop("answers")
            kind = LEXICAL_ENGINES.get(engine, "vectors")
            if engine.startswith(("flat", "bm25s")):
                exact[kind] = answers
            same = (f"{overlap(exact[kind], answers, top):.3f}" if kind in exact else "" for top in (10, TOP))
            written = (f"{value:.0f}" if value >= 100 else f"{value:.2f}" for value in figures.values())
            print(f"| {engine} | {size} | {' | '.join((*written, *same))} |", flush=True)


if __name__ == "__main__":
    main()
