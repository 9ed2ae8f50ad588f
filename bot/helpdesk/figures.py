"""The numbers of the log: for charts, and lines for export."""

from __future__ import annotations

import csv
import io
import json
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from statistics import quantiles

from tanyapasal.bot.storage import LoggedQuestion, QuestionFilter, Store
from tanyapasal.bot.storage.records import now

MAX_LINES = 20_000
DAYS = 30
_TOP = 8
_KIND_NAMES = {
    "answer": "dijawab",
    "not_found": "ditolak",
    "clarification": "balik bertanya",
    "chat": "sapaan",
    "error": "galat",
}
_LATENCY_MS = (100.0, 250.0, 500.0, 1000.0, 2500.0)
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
class Day:
    """One day: how many questions were answered, refused, and ended otherwise (asked back, greeted, failed)."""

    label: str
    answered: int
    refused: int
    other: int

    @property
    def total(self) -> int:
        return self.answered + self.refused + self.other


@dataclass(frozen=True, slots=True)
class Figures:
    """The last ``days`` days. Percentiles are milliseconds, 0 without questions. ``truncated``: there were more lines.

    ``per_day``: oldest first; ``highest``: the most questions of a day, at least 1. ``answered_share``: of the
    questions that were answered or refused, 0 to 1, None if there were none.
    """

    days: int
    total: int
    truncated: bool
    per_day: tuple[Day, ...]
    highest: int
    answered_share: float | None
    kinds: tuple[Bar, ...]
    channels: tuple[Bar, ...]
    votes: tuple[Bar, ...]
    latency: tuple[Bar, ...]
    topics: tuple[Bar, ...]
    places: tuple[Bar, ...]
    p50: float
    p95: float


def figures(store: Store, topic_of: Callable[[str], str], days: int = DAYS) -> Figures:
    """Counted from the log (at most MAX_LINES of it, the newest). ``topic_of``: the topic of a reference."""
    today = now().date()
    since = datetime.combine(today - timedelta(days=days - 1), time(), UTC)
    lines = store.questions(QuestionFilter(since=since, limit=MAX_LINES))
    voted = _votes(store, QuestionFilter(since=since))
    up_down = Counter(value for values in voted.values() for value in values)
    times = sorted(line.latency_ms for line in lines if line.latency_ms > 0)
    cuts = quantiles(times, n=20, method="inclusive") if len(times) > 1 else (times or [0.0]) * 19
    kinds = Counter(line.kind for line in lines)
    decided = kinds["answer"] + kinds["not_found"]
    first = Counter(line.refs[0] for line in lines if line.refs)
    topics: Counter[str] = Counter()
    for ref, count in first.items():
        topics[topic_of(ref)] += count
    per_day = _per_day(lines, [today - timedelta(days=back) for back in reversed(range(days))])
    return Figures(
        days,
        len(lines),
        len(lines) == MAX_LINES,
        per_day,
        max(1, *(day.total for day in per_day)),
        kinds["answer"] / decided if decided else None,
        bars((_KIND_NAMES[kind], count) for kind, count in kinds.most_common()),
        bars(Counter(line.channel for line in lines).most_common()),
        bars((("membantu", up_down["up"]), ("tidak membantu", up_down["down"]))) if up_down else (),
        _latency(times),
        bars(topics.most_common(_TOP)),
        bars(first.most_common(_TOP)),
        round(cuts[9], 1),
        round(cuts[18], 1),
    )


def _per_day(lines: Iterable[LoggedQuestion], dates: Iterable[date]) -> tuple[Day, ...]:
    counted = Counter((line.at.date(), line.kind) for line in lines)
    return tuple(
        Day(
            f"{day:%d-%m}",
            counted[day, "answer"],
            counted[day, "not_found"],
            counted[day, "clarification"] + counted[day, "chat"] + counted[day, "error"],
        )
        for day in dates
    )


def _latency(times: Iterable[float]) -> tuple[Bar, ...]:
    """How many replies took how long; nothing if none was timed."""
    counted = Counter(bisect(_LATENCY_MS, ms) for ms in times)
    names = ("< 0,1 s", "< 0,25 s", "< 0,5 s", "< 1 s", "< 2,5 s", "≥ 2,5 s")
    return bars((name, counted[at]) for at, name in enumerate(names)) if counted else ()


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
