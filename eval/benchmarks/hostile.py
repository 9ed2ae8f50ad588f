"""Hostile texts through ``ask``: no traceback, nothing invented, bounded time.

    python -m tanyapasal.eval.benchmarks.hostile [--count 10000] [--seed 1] [--embedder hashing]

The hashing embedder is the default: the model costs the same for any text, everything around it is what may break.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tanyapasal.bot.answering.service import Answerer
from tanyapasal.bot.assistant import Assistant
from tanyapasal.bot.channels.rendering import plain
from tanyapasal.bot.errors import QuestionTooLongError
from tanyapasal.bot.reply import Answer, kind_of
from tanyapasal.bot.settings import read_settings
from tanyapasal.eval.benchmarks.hostile_texts import hostile_texts
from tanyapasal.eval.benchmarks.table import Figure, table
from tanyapasal.index.build import build
from tanyapasal.index.embedding.named import embedder_named
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.search.snapshot import load

# What one text may cost without the model, at 4,000 characters.
MOST_SECONDS = 1.0
_SLOWEST = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """One text asked: the kind of its reply ("too_long" for one that is refused for its size), or what broke.

    ``seconds`` are of the processor: what else the machine does must not fail a test.
    """

    text: str
    kind: str
    seconds: float
    broken: str | None


def ask_all(assistant: Assistant, texts: Iterable[str]) -> tuple[Outcome, ...]:
    """Ask every text; what a text breaks is recorded, so that all of them are asked."""
    return tuple(_ask(assistant, text) for text in texts)


def _ask(assistant: Assistant, text: str) -> Outcome:
    started = time.process_time()
    kind, broken = "", None
    try:
        reply = assistant.reply(text)
        kind = kind_of(reply)
        shown = plain(reply)
        shown.encode("utf-8")  # a lone surrogate could not be sent
        if isinstance(reply, Answer) and not all(c.quote in c.passage.text for c in reply.citations):
            broken = "a quote that is not in its passage"
    except QuestionTooLongError:
        kind = "too_long"
    except Exception as error:  # every failure is to be counted, of whatever type
        broken = f"{type(error).__name__}: {error}"
    return Outcome(text, kind, time.process_time() - started, broken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--embedder", default="hashing")
    options = parser.parse_args()
    embedder = embedder_named(options.embedder)
    with tempfile.TemporaryDirectory(prefix="tanyapasal-") as name:
        build(read_settings().corpus, Path(name), embedder)
        assistant = Answerer(Retriever(load(Path(name), embedder.id, embedder.dimension), embedder))
        outcomes = ask_all(assistant, hostile_texts(options.count, options.seed))
    slow = sorted(outcomes, key=lambda o: -o.seconds)[:_SLOWEST]
    broken = [o for o in outcomes if o.broken]
    print(
        table(
            [
                Figure("texts", len(outcomes), ""),
                *(
                    Figure(f"replies: {k or 'none'}", n, "")
                    for k, n in Counter(o.kind for o in outcomes).items()
                ),
                Figure("broken", len(broken), "", 0),
                Figure("all", sum(o.seconds for o in outcomes), "s"),
                Figure("slowest", slow[0].seconds * 1000, "ms", MOST_SECONDS * 1000),
                Figure("p50", sorted(o.seconds for o in outcomes)[len(outcomes) // 2] * 1000, "ms"),
            ]
        )
    )
    for outcome in slow:
        print(f"{outcome.seconds * 1000:8.1f} ms  {outcome.text[:60]!a} ({len(outcome.text)} characters)")
    for outcome in broken[:20]:
        print(f"BROKEN {outcome.broken}: {outcome.text[:100]!a}")


if __name__ == "__main__":
    main()
