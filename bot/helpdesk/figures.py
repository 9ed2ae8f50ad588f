"""The numbers of the log: for charts, and lines for export."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from statistics import quantiles

from bot.storage import LoggedQuestion, QuestionFilter, Store
from bot.storage.records import now

MAX_LINES = 20_000
DAYS = 30
_TOP = 8
# What a spreadsheet would take for a formula, at the beginning of a cell.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
COLUMNS = ("waktu", "kanal", "hasil", "keyakinan", "rujukan", "milidetik", "suara", "pertanyaan")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart. ``height``: part of the highest bar, 0 to 1."""

    label: str
    value: int
    height: float


@dataclass(frozen=True, slots=True)
class Figures:
    """The last ``days`` days. Percentiles are milliseconds, 0 without questions."""

    days: int
    total: int
    per_day: tuple[Bar, ...]
    kinds: tuple[Bar, ...]
    channels: tuple[Bar, ...]
    votes: tuple[Bar, ...]
    places: tuple[Bar, ...]
    p50: float
    p95: float


def figures(store: Store, days: int = DAYS) -> Figures:
    """Counted from the log (at most MAX_LINES of it)."""
    today = now().date()
    lines = store.questions(QuestionFilter(since=now() - timedelta(days=days), limit=MAX_LINES))
    dates = [today - timedelta(days=back) for back in reversed(range(days))]
    by_day = Counter(line.at.date() for line in lines)
    names = {"answer": "dijawab", "not_found": "ditolak", "clarification": "balik bertanya"}
    names |= {"chat": "sapaan", "error": "galat"}
    voted = _votes(store, QuestionFilter(since=now() - timedelta(days=days)))
    up_down = Counter(value for values in voted.values() for value in values)
    times = sorted(line.latency_ms for line in lines if line.latency_ms > 0)
    cuts = quantiles(times, n=20, method="inclusive") if len(times) > 1 else (times or [0.0]) * 19
    return Figures(
        days,
        len(lines),
        bars((f"{date:%d-%m}", by_day[date]) for date in dates),
        bars(Counter(names[line.kind] for line in lines).most_common()),
        bars(Counter(line.channel for line in lines).most_common()),
        bars((("membantu", up_down["up"]), ("tidak membantu", up_down["down"]))),
        bars(Counter(ref for line in lines for ref in line.refs[:1]).most_common(_TOP)),
        round(cuts[9], 1),
        round(cuts[18], 1),
    )


def bars(counted: Iterable[tuple[str, int]]) -> tuple[Bar, ...]:
    """In the order given."""
    rows = tuple(counted)
    highest = max((value for _, value in rows), default=0) or 1
    return tuple(Bar(label, value, value / highest) for label, value in rows)


def as_csv(store: Store, wanted: QuestionFilter) -> str:
    """Lines of the log for a spreadsheet. No cell is taken for a formula: those get an apostrophe in front."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in _rows(store, wanted):
        writer.writerow([safe_cell(cell) for cell in row])
    return "\ufeff" + out.getvalue()


def as_jsonl(store: Store, wanted: QuestionFilter) -> str:
    """Lines of the log, one JSON object each."""
    rows = (dict(zip(COLUMNS, row, strict=True)) for row in _rows(store, wanted))
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def safe_cell(text: str) -> str:
    """``text`` as a cell that no spreadsheet computes."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) else text


def _rows(store: Store, wanted: QuestionFilter) -> Iterable[tuple[str, ...]]:
    voted = _votes(store, wanted)
    for line in store.questions(replace(wanted, limit=MAX_LINES, skip=0)):
        yield (
            line.at.isoformat(timespec="seconds"),
            line.channel,
            line.kind,
            str(line.confidence),
            " ".join(line.refs),
            str(line.latency_ms),
            " ".join(voted.get(line.reply_id, ())),
            line.question,
        )


def _votes(store: Store, wanted: QuestionFilter) -> dict[str, tuple[str, ...]]:
    """The values that were voted at least once, by reply."""
    found: dict[str, tuple[str, ...]] = {}
    for value in ("up", "down"):
        lines: tuple[LoggedQuestion, ...] = store.questions(
            replace(wanted, vote=value, limit=MAX_LINES, skip=0)
        )
        for line in lines:
            found[line.reply_id] = (*found.get(line.reply_id, ()), value)
    return found
