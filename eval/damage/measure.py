"""How much of one damaged law is read."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from pathlib import Path

from rapidfuzz.fuzz import ratio

from tanyapasal.eval.damage.forms import Damage
from tanyapasal.eval.parsing import ALIKE, Difference, Score, articles, compare
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.regulation import Regulation, explanation_of
from tanyapasal.index.parsing import parse
from tanyapasal.index.parsing.numerals import roman
from tanyapasal.index.reading import read_bytes
from tanyapasal.index.text import one_line

_SHOWN = 160


@dataclass(frozen=True, slots=True)
class Law:
    """An undamaged law and its gold: (number, text) of every pasal of the body and of penjelasan.

    ``misprinted``: numbers that the law must have and the gold has as letters ("Pasal I"); they are not counted.
    """

    name: str
    text: str
    body: tuple[tuple[str, str], ...]
    explained: tuple[tuple[str, str], ...]
    misprinted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Measured:
    """Pasal that stand whole in the damaged text, those found, alike, invented and reported missing; the same of penjelasan."""

    whole: int = 0
    found: int = 0
    alike: int = 0
    invented: int = 0
    reported: int = 0
    explained: int = 0
    explained_found: int = 0
    explained_alike: int = 0
    explained_invented: int = 0
    ayat: int = 0
    ayat_found: int = 0

    def __add__(self, other: Measured) -> Measured:
        return Measured(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def row(self, damage: Damage, markdown: bool = False) -> str:
        """One line of the report."""
        cells = [
            f"{self.found:,} of {self.whole:,}",
            f"{self.alike / max(1, self.found):.1%}",
            str(self.invented),
            f"{self.ayat_found / max(1, self.ayat):.1%}",
            f"{self.explained_found:,} of {self.explained:,}",
            f"{self.explained_alike / max(1, self.explained_found):.1%}",
            str(self.explained_invented),
        ]
        if markdown:
            return f"| {damage.told} | {' | '.join(cells)} |"
        return f"{damage.name:<28}" + "".join(f"{cell:>16}" for cell in cells)


def laws_of(folder: Path) -> list[Law]:
    """The laws of a folder of NAME.txt and NAME.gold.jsonl, by name."""
    found: list[Law] = []
    for path in sorted(folder.glob("*.txt")):
        rows = [
            json.loads(line)
            for line in path.with_suffix(".gold.jsonl").read_text(encoding="utf-8").splitlines()
            if line.strip()
        ]
        pairs = [(row["kind"], row["pasal"].split()[-1].lower(), row["text"]) for row in rows]
        found.append(
            Law(
                path.stem,
                path.read_text(encoding="utf-8-sig"),
                tuple((number, text) for kind, number, text in pairs if kind == "PASAL" and number.isdigit()),
                tuple((number, text) for kind, number, text in pairs if kind == "PENJELASAN_PASAL"),
                frozenset(str(roman(n)) for kind, n, _ in pairs if kind == "PASAL" and not n.isdigit()),
            )
        )
    return found


def measured(law: Law, damage: Damage, seed: int, kinds: Kinds) -> tuple[Measured, list[str]]:
    """What is read of a damaged law, and what differs."""
    damaged = damage.on(law.text, seed)
    regulation = parse(read_bytes(damaged.text.encode(), ".txt").text, kinds)
    body = [pair for pair in law.body if pair[0] not in damaged.gone]
    score, differences = compare(regulation, body)
    explained, explained_differences = _explained(regulation, law)
    known = {number for number, _ in law.body} | law.misprinted
    invented = articles(regulation).keys() - known
    undamaged = {
        p.ref
        for p in parse(law.text, kinds).provisions
        if p.ref.locator.part == "batang_tubuh"
        and p.ref.locator.ayat
        and len(p.ref.locator.steps) == 2
        and p.ref.locator.pasal not in damaged.gone
    }
    ours = {p.ref for p in regulation.provisions}
    listed = [
        f"{damage.name} {part} pasal {d.pasal}: {d.alike:.3f}\n    GOLD {one_line(d.gold)[:_SHOWN]!r}\n    OURS {one_line(d.ours or '')[:_SHOWN]!r}"
        for part, found in (("body", differences), ("penjelasan", explained_differences))
        for d in found
    ]
    listed += [f"{damage.name} invented pasal {number}" for number in sorted(invented)]
    return (
        Measured(
            score.gold, score.found, score.alike, len(invented), sum(p.code == "missing_pasal" for p in regulation.problems),
            explained.gold, explained.found, explained.alike, explained.invented,
            len(undamaged), len(undamaged & ours),
        ),
        listed,
    )  # fmt: skip


def _explained(regulation: Regulation, law: Law) -> tuple[Score, list[Difference]]:
    """As ``compare``; one text may explain several pasal."""
    score, differences = compare(regulation, list(law.explained), "penjelasan")
    found = alike = 0
    left: list[Difference] = []
    for difference in differences:
        group = explanation_of(regulation, difference.pasal) if difference.ours is None else None
        if group is None:
            left.append(difference)
            continue
        found += 1
        alike += ratio(one_line(difference.gold), one_line(group.full_text)) / 100 >= ALIKE
    return replace(score, found=score.found + found, alike=score.alike + alike), left
