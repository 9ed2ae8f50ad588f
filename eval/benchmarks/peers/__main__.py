"""Search beside txtai, LangChain, LlamaIndex and Haystack on a BEIR folder; one command, from the project's folder.

    python -m tanyapasal.eval.benchmarks.peers BEIR_FOLDER --venvs DIR --data DIR [--out DIR] [--limit N]

Each library is installed into an environment of its own below ``--venvs`` (once; needs a package index), is given the
same texts with the same vectors, and embeds questions with the same engine. Figures go to ``--out``: peers.json,
peers.svg, and the tables of README.md there. The exit code is 1 if a floor of this folder's name is missed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from tanyapasal.eval.benchmarks.peers.environments import LIBRARIES, install
from tanyapasal.eval.benchmarks.peers.floors import FLOORS
from tanyapasal.eval.benchmarks.peers.measuring import Workplace, build, measure, prepare
from tanyapasal.eval.benchmarks.peers.results import (
    MARKS,
    Figures,
    Floor,
    figures_table,
    floors_table,
    missed,
    placed,
    rounded,
    write_results,
)
from tanyapasal.eval.reporting.plots import speed_and_recall
from tanyapasal.index.embedding.named import DEFAULT, embedder_named


def write(
    out: Path, about: Mapping[str, str | int], results: Mapping[str, Figures], floors: tuple[Floor, ...]
) -> str:
    """Write figures, plot and tables to ``out``; the tables."""
    results = rounded(results)
    out.mkdir(parents=True, exist_ok=True)
    write_results(out / "peers.json", about, results)
    points = {name: (figures["p50_cpu_ms"], figures["recall@1"]) for name, figures in results.items()}
    (out / "peers.svg").write_text(speed_and_recall(points), encoding="utf-8")
    told = ", ".join(f"{name} {value}" for name, value in about.items())
    tables = f"{told}.\n\n{figures_table(results)}"
    if floors:
        tables += f"\n\n{floors_table(results, floors)}"
    readme = out / "README.md"
    text = readme.read_text(encoding="utf-8") if readme.is_file() else "\n".join(MARKS)
    readme.write_text(placed(text, tables).rstrip("\n") + "\n", encoding="utf-8")
    return tables


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, help="corpus.jsonl, queries.jsonl, qrels.tsv")
    parser.add_argument("--venvs", type=Path, required=True, help="environments of the libraries, some 3 GB")
    parser.add_argument("--data", type=Path, required=True, help="vectors and indexes")
    parser.add_argument("--out", type=Path, default=Path("eval/benchmarks"))
    parser.add_argument("--limit", type=int, help="at most so many documents")
    options = parser.parse_args()
    name = (
        options.folder.resolve().name
        if options.limit is None
        else f"{options.folder.resolve().name}-{options.limit}"
    )
    at = Workplace(options.venvs.resolve(), options.data.resolve() / name)
    for library in LIBRARIES:
        print(f"{library.name}: {install(library, at.venvs)}", file=sys.stderr)
    documents = prepare(options.folder, at.data, options.limit)
    build(LIBRARIES, at, embedder_named(DEFAULT))
    results = measure(LIBRARIES, at)
    floors = FLOORS.get(name, ())
    print(write(options.out, {"folder": name, "documents": documents}, results, floors))
    return 1 if missed(results, floors) else 0


if __name__ == "__main__":
    sys.exit(main())
