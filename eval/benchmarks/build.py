"""Building the index: cold, unchanged, and with one statement added; the cost of imports apart.

python -m tanyapasal.eval.benchmarks.build [--corpus DIR]
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from tanyapasal.bot.settings import read_settings
from tanyapasal.eval.benchmarks.processes import timed
from tanyapasal.eval.benchmarks.table import Figure, table

_TIMEOUT = 3600.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--corpus", type=Path, default=read_settings().corpus)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tanyapasal-") as name:
        corpus, data = Path(name) / "corpus", Path(name) / "data"
        shutil.copytree(options.corpus, corpus)
        build = ["-m", "tanyapasal", "index", "build", "--corpus", str(corpus), "--data", str(data)]
        cold = timed(build, _TIMEOUT)
        unchanged = timed(build, _TIMEOUT)
        _touch(corpus)
        changed = timed(build, _TIMEOUT)
    figures = [
        Figure("cold build", cold, "s"),
        Figure("unchanged rebuild", unchanged, "s", 1),
        Figure("rebuild after one changed file", changed, "s"),
        Figure("of any build: import of index.build", _imported("tanyapasal.index.build"), "s"),
        Figure("Python itself", timed(["-c", "pass"], _TIMEOUT), "s"),
    ]
    print(table(figures))


def _imported(module: str) -> float:
    return timed(["-c", f"import {module}"], _TIMEOUT)


def _touch(corpus: Path) -> None:
    """Change no statement, but a word that only the search reads: one passage is embedded anew."""
    path = min((corpus / "regulations").glob("*.md"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("> Topik: ", "> Topik: contoh ", 1), encoding="utf-8")


if __name__ == "__main__":
    main()
