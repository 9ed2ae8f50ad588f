"""Many regulations added in one command that is killed on its way, held against one that is not; and what it costs.

    OMP_NUM_THREADS=1 TANYAPASAL_EMBEDDER=hashing python -m tanyapasal.eval.benchmarks.adding [--regulations 100] [--pasal 100]

``--kills`` times the command gets SIGKILL, each time when as many more texts are filed; then it is given once more. Both
corpora and the names of both indexes must be the same. Seconds are the processor's, of whole commands; what the index costs
besides embedding is that of a build from the same texts with all vectors kept.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tanyapasal.bot.settings import read_settings
from tanyapasal.eval.benchmarks.adding.texts import written
from tanyapasal.eval.benchmarks.processes import processor_spent
from tanyapasal.eval.benchmarks.table import Figure, table
from tanyapasal.index.search.manifest import read_manifest

_TIMEOUT = 24 * 3600.0
_POLL_SECONDS = 0.01


class _Office:
    """A corpus without texts of its own, and commands run on it."""

    def __init__(self, folder: Path, tables: Path) -> None:
        self.corpus, self.data, self.report = folder / "corpus", folder / "data", folder / "report"
        self.corpus.mkdir(parents=True)
        for path in tables.glob("*.yaml"):
            shutil.copy(path, self.corpus)

    def command(self, *arguments: str) -> list[str]:
        own = ["--corpus", str(self.corpus), "--data", str(self.data)]
        return ["-m", "tanyapasal", *arguments, *own]

    def texts(self) -> dict[str, str]:
        """The name of every file below ``official`` and the SHA-256 of what stands in it."""
        files = (self.corpus / "official").glob("*")
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    def killed(self, command: list[str], filed: int) -> int:
        """Run a command and kill it once so many texts are filed; how many are."""
        quiet = subprocess.DEVNULL
        process = subprocess.Popen([sys.executable, *command], stdout=quiet, stderr=quiet, env=os.environ)
        try:
            while self.filed() < filed and process.poll() is None:
                time.sleep(_POLL_SECONDS)
        finally:
            process.kill()
            process.wait()
        return self.filed()

    def filed(self) -> int:
        """How many texts are in the corpus."""
        return len(list((self.corpus / "official").glob("*.md")))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--regulations", type=int, default=100)
    parser.add_argument("--pasal", type=int, default=100)
    parser.add_argument("--kills", type=int, default=2)
    options = parser.parse_args()
    tables = read_settings().corpus
    with tempfile.TemporaryDirectory(prefix="tanyapasal-") as name:
        folder = Path(name)
        written(folder / "texts", options.regulations, options.pasal)
        calm, hurt = _Office(folder / "calm", tables), _Office(folder / "hurt", tables)
        add = ["regulation", "add", str(folder / "texts"), "--report"]
        dry = processor_spent(calm.command(*add, str(calm.report), "--dry-run"), _TIMEOUT)
        whole = processor_spent(calm.command(*add, str(calm.report)), _TIMEOUT)
        again = processor_spent(calm.command(*add, str(calm.report)), _TIMEOUT)
        shutil.rmtree(calm.data / "index")
        shutil.rmtree(calm.data / "kept")
        index = processor_spent(calm.command("index", "build"), _TIMEOUT)

        stopped = [
            hurt.killed(hurt.command(*add, str(hurt.report)), options.regulations * n // (options.kills + 1))
            for n in range(1, options.kills + 1)
        ]
        processor_spent(hurt.command(*add, str(hurt.report)), _TIMEOUT)
        report = json.loads((hurt.report / "laporan.json").read_text(encoding="utf-8"))["summary"]
        calm_texts, hurt_texts = calm.texts(), hurt.texts()
        differing = sum(calm_texts.get(n) != hurt_texts.get(n) for n in {*calm_texts, *hurt_texts})
        manifests = read_manifest(calm.data), read_manifest(hurt.data)
    passages = manifests[0].passages
    print(f"killed when {', '.join(map(str, stopped))} of {options.regulations} texts were filed")
    figures = [
        Figure("pasal in the corpus", report["pasal"], "", least=options.regulations * options.pasal),
        Figure("pasal missing", report["missing_pasal"], "", most=0),
        Figure("texts not filed", report["texts"] - report["in_corpus"], "", most=0),
        Figure("files unlike those of the command that was not killed", differing, "", most=0),
        Figure("indexes unlike", float(manifests[0].id != manifests[1].id), "", most=0),
        Figure("passages", passages, ""),
        Figure("the whole command", whole, "s"),
        Figure("reading, parsing, checking", 1000 * dry / passages, "ms a passage"),
        Figure("the index besides embedding", 1000 * index / passages, "ms a passage"),
        Figure("the command given again", again, "s"),
    ]
    print(table(figures))


if __name__ == "__main__":
    main()
