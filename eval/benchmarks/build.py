"""Building the index: cold, unchanged, after one blank line, and with six passages added; embedding against its engine.

    OMP_NUM_THREADS=1 python -m tanyapasal.eval.benchmarks.build [--corpus DIR] [--copies N] [--texts N]

Seconds are the processor's, of whole commands. ``--copies`` puts each official text into the corpus so many times more, under
other years; with ``TANYAPASAL_EMBEDDER=hashing`` large ones take minutes. What is embedded is counted for its own.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tanyapasal.bot.settings import read_settings
from tanyapasal.eval.benchmarks.processes import processor_spent
from tanyapasal.eval.benchmarks.table import Figure, table
from tanyapasal.index.corpus import read_corpus
from tanyapasal.index.embedding.keeping import KeepingEmbedder
from tanyapasal.index.embedding.named import embedder_named
from tanyapasal.index.law.passages import search_form
from tanyapasal.index.passages.of_corpus import passages_of
from tanyapasal.index.search.manifest import read_manifest

_TIMEOUT = 24 * 3600.0
_BATCH = 32
_ROUNDS = 3
_ID = re.compile(r"(?m)^id: (?P<kind>[a-z]+)-(?P<number>\w+)-(?P<year>\d{4})$")
# Six pasal of an official text, or six statements of a document about one.
_OFFICIAL, _DOCUMENT = "#####", "##"
_NOTED = "\n> Letak: Tambahan\n> Topik: penyiraman taman\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--corpus", type=Path, default=read_settings().corpus)
    parser.add_argument("--copies", type=int, default=0)
    parser.add_argument(
        "--texts", type=int, default=512, help="texts embedded by build and by its engine alone"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tanyapasal-") as name:
        corpus, data = Path(name) / "corpus", Path(name) / "data"
        shutil.copytree(options.corpus, corpus)
        _copy(corpus, options.copies)
        build = ["-m", "tanyapasal", "index", "build", "--corpus", str(corpus), "--data", str(data)]
        cold = processor_spent(build, _TIMEOUT)
        passages = read_manifest(data).passages
        unchanged = processor_spent(build, _TIMEOUT)
        official = sorted((corpus / "official").glob("*.md"))
        path = min(official or (corpus / "regulations").glob("*.md"))
        _append(path, "\n")
        blank = processor_spent(build, _TIMEOUT)
        _append(path, _added(_OFFICIAL, "") if official else _added(_DOCUMENT, _NOTED))
        added = processor_spent(build, _TIMEOUT)
        held = read_manifest(data).passages - passages
        most = 3 if passages <= 5000 else 10 if passages <= 100_000 else None
        figures = [
            Figure("cold build, processor", cold, "s"),
            Figure("unchanged, processor", unchanged, "s", 1),
            Figure("after one blank line, processor", blank, "s", most),
            Figure(f"{held} passages added, processor", added, "s", most),
            Figure("cold / added", cold / added, "×"),
            Figure("of any build: import of index.build", _imported("tanyapasal.index.build"), "s"),
            Figure("embedding by build / by its engine alone", _share(corpus, options.texts), "×", least=0.9),
        ]
    print(f"{passages} passages")
    print(table(figures))


def _share(corpus: Path, count: int) -> float:
    """Texts a second that a build embeds, cold and kept on disk, for each that the engine embeds on the same cores."""
    embedder = embedder_named(read_settings().embedder)
    texts = list(dict.fromkeys(search_form(p) for p in passages_of(read_corpus(corpus))))[:count]
    ordered = sorted(texts, key=len)
    batches = [ordered[n : n + _BATCH] for n in range(0, len(ordered), _BATCH)][::-1]
    embedder.warm_up()
    own, alone = [], []
    for _ in range(_ROUNDS):
        with tempfile.TemporaryDirectory(prefix="tanyapasal-") as name:
            started = time.perf_counter()
            kept = KeepingEmbedder(embedder, Path(name))
            kept.documents(texts)
            kept.save()
            own.append(time.perf_counter() - started)
        started = time.perf_counter()
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
        with ThreadPoolExecutor(cores) as threads:
            list(threads.map(embedder.documents, batches))
        alone.append(time.perf_counter() - started)
    return min(alone) / min(own)


def _imported(module: str) -> float:
    return processor_spent(["-c", f"import {module}"], _TIMEOUT)


def _copy(corpus: Path, copies: int) -> None:
    for path in list((corpus / "official").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        match = _ID.search(text)
        for n in range(1, copies + 1 if match else 0):
            assert match is not None
            name = f"{match['kind']}-{match['number']}-{int(match['year']) + 10 * n}"
            copied = f"{text[: match.start()]}id: {name}{text[match.end() :]}"
            path.with_name(f"{name}.md").write_text(copied, encoding="utf-8")


def _added(heading: str, noted: str) -> str:
    said = "Petugas taman nomor {n} wajib menyiram taman paling sedikit {n} kali setahun."
    return "".join(f"\n{heading} Pasal {n}\n\n{said.format(n=n)}\n{noted}" for n in range(901, 907))


def _append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


if __name__ == "__main__":
    main()
