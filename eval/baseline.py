"""The run that others are measured against: which questions were right, per embedder and set.

``eval/baseline.json``: ``{"format": 1, "runs": {embedder: {set: {category: {"right": [ids], "wrong": [ids]}}}}}``.
A blind set has counts in place of ids, so that the file tells nobody which of its questions fail.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from tanyapasal.eval.reporting.intervals import Share, mcnemar
from tanyapasal.eval.reporting.report import Report
from tanyapasal.index.errors import TanyaPasalError

FORMAT = 1
PATH = Path("eval/baseline.json")


class BaselineError(TanyaPasalError):
    """A baseline file that cannot be read."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One category of one set: ids of what was right and wrong, or for a blind set how many."""

    right: tuple[str, ...] | int
    wrong: tuple[str, ...] | int

    @property
    def share(self) -> Share:
        right, wrong = _count(self.right), _count(self.wrong)
        return Share(right, right + wrong)


Sets = Mapping[str, Mapping[str, Outcome]]


@dataclass(frozen=True, slots=True)
class Baseline:
    """Runs by embedder, each with its sets."""

    format: int
    runs: dict[str, dict[str, dict[str, Outcome]]]


_BASELINE = TypeAdapter(Baseline)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One set against the baseline. ``gained`` and ``lost``: ids of questions that both runs asked.

    ``p``: exact McNemar test of gained against lost, None for a blind set. ``fallen``: categories whose share
    is below the interval of the baseline's, with both.
    """

    name: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    asked: int
    p: float | None
    fallen: tuple[tuple[str, Share, Share], ...]


def read_baseline(path: Path, embedder: str) -> Sets:
    """The sets of one embedder; empty if there is none. Raises BaselineError if the file cannot be used."""
    if not path.is_file():
        return {}
    return _read(path).runs.get(embedder, {})


def write_baseline(path: Path, embedder: str, reports: Sequence[Report]) -> None:
    """Put these sets in place of those of the same name; other sets and embedders stay."""
    runs = _read(path).runs if path.is_file() else {}
    kept = runs.setdefault(embedder, {})
    for report in reports:
        kept[report.name] = {category: _outcome(report, category) for category in report.categories()}
    runs[embedder] = dict(sorted(kept.items()))
    text = _BASELINE.dump_json(Baseline(FORMAT, dict(sorted(runs.items()))), indent=1)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text + b"\n")


def compare(report: Report, sets: Sets) -> Comparison | None:
    """This set against the baseline's of the same name, or None if that has none."""
    before = sets.get(report.name)
    if before is None:
        return None
    was = {name: True for outcome in before.values() for name in _ids(outcome.right)}
    was |= {name: False for outcome in before.values() for name in _ids(outcome.wrong)}
    both = [j for j in report.judgements if j.question.id in was and not report.blind]
    gained = tuple(j.question.id for j in both if j.right and not was[j.question.id])
    lost = tuple(j.question.id for j in both if not j.right and was[j.question.id])
    fallen = tuple(
        (category, now, before[category].share)
        for category, now in report.categories().items()
        if category in before and now.value < before[category].share.interval[0]
    )
    p = None if report.blind else mcnemar(len(gained), len(lost))
    return Comparison(report.name, gained, lost, len(both), p, fallen)


def _read(path: Path) -> Baseline:
    try:
        found = _BASELINE.validate_json(path.read_bytes())
    except ValidationError as error:
        raise BaselineError(
            f"'{path}' bukan berkas pembanding; tulis yang baru dengan: tanyapasal eval --write-baseline"
        ) from error
    if found.format != FORMAT:
        raise BaselineError(f"'{path}' dibuat oleh versi lain; hapus, lalu: tanyapasal eval --write-baseline")
    return found


def _outcome(report: Report, category: str) -> Outcome:
    inside = [j for j in report.judgements if j.question.category == category]
    right = tuple(j.question.id for j in inside if j.right)
    wrong = tuple(j.question.id for j in inside if not j.right)
    return Outcome(len(right), len(wrong)) if report.blind else Outcome(right, wrong)


def _ids(value: tuple[str, ...] | int) -> tuple[str, ...]:
    return () if isinstance(value, int) else value


def _count(value: tuple[str, ...] | int) -> int:
    return value if isinstance(value, int) else len(value)
