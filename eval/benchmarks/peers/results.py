"""Figures of a run: kept, shown as tables of Markdown, and held against floors."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tanyapasal.index.errors import TanyaPasalError

Figures = dict[str, float]
MARKS = ("<!-- peers: written by the run -->", "<!-- end of peers -->")


class ResultsError(TanyaPasalError):
    """A file of figures, or a place for the tables, that cannot be used."""


@dataclass(frozen=True, slots=True)
class Row:
    """A figure as it is shown. ``more``: more of it is better."""

    key: str
    title: str
    digits: int
    more: bool = False
    share: bool = False

    def shown(self, value: float) -> str:
        return f"{value:.0%}".replace("%", " %") if self.share else f"{value:,.{self.digits}f}"


ROWS = (
    Row("recall@1", "R@1", 3, more=True),
    Row("recall@5", "R@5", 3, more=True),
    Row("mrr@10", "MRR@10", 3, more=True),
    Row("off_topic_refused", "off-topic questions refused", 0, more=True, share=True),
    Row("answerable_answered", "questions with an answer that are not refused", 0, more=True, share=True),
    Row("p50_cpu_ms", "a question, processor, p50 ms", 1),
    Row("p95_cpu_ms", "a question, processor, p95 ms", 1),
    Row("p50_clock_ms", "a question, clock, p50 ms", 1),
    Row("p95_clock_ms", "a question, clock, p95 ms", 1),
    Row("open_cpu_s", "start and open, processor s", 1),
    Row("memory_mb", "resident after the questions, MB", 0),
    Row("index_mb", "index on disk, MB", 0),
    Row("install_mb", "environment on disk, MB", 0),
    Row("lines", "lines a user writes", 0),
)
_BY_KEY = {row.key: row for row in ROWS}


@dataclass(frozen=True, slots=True)
class Floor:
    """The least that must hold: ``ours`` against ``peer`` in one figure, as a ratio of one run.

    At least ``ratio`` where more is better, at most where less is.
    """

    ours: str
    peer: str
    key: str
    ratio: float

    def found(self, results: Mapping[str, Figures]) -> float:
        """The ratio in these results; infinite against nothing."""
        theirs = results[self.peer][self.key]
        return results[self.ours][self.key] / theirs if theirs else float("inf")

    def met(self, results: Mapping[str, Figures]) -> bool:
        found = self.found(results)
        return found >= self.ratio if _BY_KEY[self.key].more else found <= self.ratio


def figures_table(results: Mapping[str, Figures]) -> str:
    """A row for each figure, a column for each library."""
    lines = ["| | " + " | ".join(results) + " |", "|---" * (len(results) + 1) + "|"]
    for row in ROWS:
        values = (row.shown(figures[row.key]) for figures in results.values())
        lines.append(f"| {row.title} | {' | '.join(values)} |")
    return "\n".join(lines)


def floors_table(results: Mapping[str, Figures], floors: Sequence[Floor]) -> str:
    """A row for each floor: the ratio of this run and what it may be."""
    lines = ["| ratio | found | floor | |", "|---|---|---|---|"]
    for floor in floors:
        row = _BY_KEY[floor.key]
        bound = f"{'≥' if row.more else '≤'} {floor.ratio:g}"
        met = "met" if floor.met(results) else "MISSED"
        lines.append(
            f"| {row.title}: {floor.ours} / {floor.peer} | {floor.found(results):.2f} | {bound} | {met} |"
        )
    return "\n".join(lines)


def missed(results: Mapping[str, Figures], floors: Sequence[Floor]) -> list[Floor]:
    """The floors that these results do not reach."""
    return [floor for floor in floors if not floor.met(results)]


def rounded(results: Mapping[str, Figures]) -> dict[str, Figures]:
    """Figures as they are kept; tables are made from these, so that both say the same."""
    return {name: {key: round(value, 4) for key, value in of.items()} for name, of in results.items()}


def write_results(path: Path, about: Mapping[str, str | int], results: Mapping[str, Figures]) -> None:
    """Figures as JSON, with what they are about."""
    text = json.dumps({"about": dict(about), "libraries": dict(results)}, indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


def read_results(path: Path) -> dict[str, Figures]:
    """What ``write_results`` wrote; raises ResultsError if it is not that."""
    try:
        libraries = json.loads(path.read_text(encoding="utf-8"))["libraries"]
        return {
            str(name): {row.key: float(figures[row.key]) for row in ROWS}
            for name, figures in libraries.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ResultsError(f"Berkas hasil '{path}' tidak terbaca: {error!r}.") from error


def placed(text: str, tables: str) -> str:
    """``text`` with ``tables`` between its two marks; raises ResultsError if it has none."""
    start, end = map(re.escape, MARKS)
    marked = re.compile(f"{start}.*?{end}", re.S)
    if not marked.search(text):
        raise ResultsError(
            f"Tidak ada tempat untuk tabel: baris '{MARKS[0]}' dan '{MARKS[1]}' tidak ditemukan."
        )
    return marked.sub(lambda _: f"{MARKS[0]}\n\n{tables}\n\n{MARKS[1]}", text, count=1)
