"""What came of one text, and how surely it was read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, Self

from tanyapasal.index.corpus import OfficialFile
from tanyapasal.index.law.kinds import Kinds, label_of_place
from tanyapasal.index.law.places import Reference, Step, Unit
from tanyapasal.index.law.regulation import Problem, Regulation
from tanyapasal.index.reading import ReadText

# filed: new in the corpus, replaced: in the place of an earlier copy, unchanged: as it was already held, copy: the same
# as another one of this command, clash: another text of a regulation that this command has filed already, skipped:
# beside what was asked for, failed: not read or not filed, held: stands in the corpus.
Outcome = Literal["filed", "replaced", "unchanged", "copy", "clash", "skipped", "failed", "held"]
Certainty = Literal["sure", "look", "doubtful"]
IN_CORPUS: tuple[Outcome, ...] = ("filed", "replaced", "unchanged", "held")

# Something of the law is missing, or stands where it may not belong; all else only wants a look.
_LOSSES = re.compile(
    r"missing_.*|duplicate_.*|unordered_.*|another_.*|page_unread|nested_heading|unread_instruction|unknown_amended"
    r"|amendment_count|unnamed_quote"
)
# Pages of which the text, or some of it, comes from text recognition.
_FROM_PICTURES = ("page_recognised", "page_completed")
_MOST_SHOWN = 20
_DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Noted:
    """One thing to look at: the code of the problem, the line of the text that was read (0: not known), what to see."""

    code: str
    line: int
    message: str

    @property
    def is_loss(self) -> bool:
        """True if text of the law may be missing or in the wrong place."""
        return _LOSSES.fullmatch(self.code) is not None


@dataclass(frozen=True, slots=True)
class Findings:
    """What was read of a text.

    ``pasal``: found in the batang tubuh; ``gaps``: pasal that are missing by their numbers; ``losses`` and ``looks``:
    how many problems of either weight; ``noted``: the first of them, losses first; ``recognised``: read from pictures,
    and ``pages`` how many of them, 0 if that is not known.
    """

    pasal: int
    gaps: int
    losses: int
    looks: int
    noted: tuple[Noted, ...]
    recognised: bool
    pages: int = 0

    @property
    def certainty(self) -> Certainty:
        if self.losses:
            return "doubtful"
        return "look" if self.looks or self.recognised else "sure"

    @property
    def found(self) -> float:
        """The share of pasal that were found, 0 to 1, by their numbers."""
        return self.pasal / (self.pasal + self.gaps) if self.pasal else 0.0


@dataclass(frozen=True, slots=True)
class Entry:
    """What came of one source: a path or an address.

    ``message`` says why, where there is something to say; ``written``: SHA-256 of the corpus file that was made of it;
    ``before``: an earlier command did it, and nothing has changed since.
    """

    source: str
    outcome: Outcome
    message: str = ""
    id: str | None = None
    label: str = ""
    title: str = ""
    findings: Findings | None = None
    written: str = ""
    before: bool = False

    @property
    def is_amiss(self) -> bool:
        """True if the text is not in the corpus and should be."""
        return self.outcome in ("failed", "clash")

    @property
    def urgency(self) -> tuple[int, float, int]:
        """Where it stands in the order of what a person should look at; the first is the least."""
        if self.is_amiss or self.findings is None:
            return (0 if self.is_amiss else 4, 0.0, 0)
        found = self.findings
        rank = {"doubtful": 1, "look": 2, "sure": 3}[found.certainty]
        return (rank, found.found, -found.losses or -found.looks)

    def as_json(self) -> dict[str, Any]:
        """Plain values, with what is counted from them."""
        row = asdict(self)
        if self.findings is not None:
            row["findings"] |= {"certainty": self.findings.certainty, "found": round(self.findings.found, 4)}
        return row

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Self:
        """What ``as_json`` gave; raises KeyError or TypeError for anything else."""
        found = row["findings"]
        if found is not None:
            noted = tuple(Noted(**n) for n in found["noted"])
            kept = {k: v for k, v in found.items() if k not in ("certainty", "found", "noted")}
            found = Findings(noted=noted, **kept)
        return replace(cls(**{**row, "findings": None}), findings=found)


def filed_entry(source: str, file: OfficialFile, read: ReadText, kinds: Kinds) -> Entry:
    """The entry of a text that goes into the corpus as ``file``."""
    found = findings_of(file.regulation, read.text, read.recognised)
    return Entry(source, "filed", "", str(file.id), kinds.label(file.id), file.title, found)


def findings_of(regulation: Regulation, text: str = "", recognised: bool = False) -> Findings:
    """What was read; ``text``: what it was read from, whose lines are named."""
    noted = [
        Noted(p.code, text.count("\n", 0, p.span.start) + 1 if text else 0, p.message)
        for p in _shown_first(regulation.problems)
    ]
    losses = sum(Noted(p.code, 0, "").is_loss for p in regulation.problems)
    return Findings(
        pasal=sum(
            p.ref.locator.part == "batang_tubuh" and len(p.ref.locator.steps) == 1
            for p in regulation.provisions
        ),
        gaps=sum(p.code == "missing_pasal" for p in regulation.problems),
        losses=losses,
        looks=len(regulation.problems) - losses,
        noted=tuple(noted),
        recognised=recognised,
        pages=sum(p.code in _FROM_PICTURES for p in regulation.problems),
    )


def gaps_of(regulation: Regulation) -> Iterator[Problem]:
    """Pasal, ayat, huruf and angka that are missing before those that a regulation has, by their numbers.

    For texts that are held: the problems of reading them are not kept there, and people correct them by hand.
    """
    last: dict[tuple[Reference, Unit], int] = {}
    for provision in regulation.provisions:
        ref = provision.ref
        # Explanations say nothing of many pasal, and annexes begin anywhere.
        if ref.locator.part != "batang_tubuh" or not ref.locator.steps:
            continue
        step = ref.locator.steps[-1]
        number = _counted(step)
        if number is None:
            continue
        before = last.get((ref.above, step.unit), 0)
        last[ref.above, step.unit] = max(before, number)
        for gone in range(before + 1, number)[:_MOST_SHOWN]:
            name = chr(96 + gone) if step.unit == "huruf" else str(gone)
            place = replace(ref.locator, steps=(*ref.locator.steps[:-1], replace(step, number=name)))
            message = f"{label_of_place(place)} tidak ada, sedangkan {label_of_place(ref.locator)} ada."
            yield Problem(f"missing_{step.unit}", message, provision.span)


def _shown_first(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda p: (not _LOSSES.fullmatch(p.code), p.span))[:_MOST_SHOWN]


def _counted(step: Step) -> int | None:
    """Where a step stands in its sequence: 12 for "12a", 3 for huruf c; None where it is not counted so ("ii", "aa")."""
    if step.unit == "huruf":
        return ord(step.number) - 96 if len(step.number) == 1 else None
    digits = _DIGITS.match(step.number)
    return int(digits.group()) if digits else None
