"""How soon ``serve`` answers, and how much memory it holds. Needs a built index.

python -m tanyapasal.eval.benchmarks.serve [--data DIR] [--questions N]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import httpx

from tanyapasal.bot.settings import read_settings
from tanyapasal.eval.benchmarks.processes import answers_after, processor_seconds, resident_megabytes, serving
from tanyapasal.eval.benchmarks.table import Figure, table
from tanyapasal.eval.questions import FOLDER, read_questions

_START_SECONDS = 120.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=read_settings().data)
    parser.add_argument("--questions", type=int, default=200)
    options = parser.parse_args()
    texts = [q.turns[0] for q in read_questions([FOLDER / "document.jsonl"])][: options.questions]
    with serving(options.data) as (process, address, started):
        health = answers_after(address, "/healthz", started, _START_SECONDS)
        worked = processor_seconds(process.pid)
        ready = answers_after(address, "/readyz", started, _START_SECONDS)
        fresh, _ = resident_megabytes(process.pid)
        with httpx.Client(base_url=address, timeout=30, trust_env=False) as client:
            for text in texts:
                client.post("/api/v1/ask", json={"question": text}).raise_for_status()
        used, highest = resident_megabytes(process.pid)
    print(
        table(
            [
                Figure("/healthz answers after", health, "s", 1),
                Figure("processor time until /healthz", worked, "s"),
                Figure("/readyz answers after", ready, "s", 10),
                Figure("resident when ready", fresh, "MB", 250),
                Figure(f"resident after {len(texts)} questions", used, "MB", 800),
                Figure("resident at most", highest, "MB", 800),
            ]
        )
    )


if __name__ == "__main__":
    main()
