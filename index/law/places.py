"""The values of law: regulation ids, places in a regulation, references.

All values are frozen. Canonical forms parse strictly and round-trip: ``parse_reference(str(ref)) == ref``.
How people write references in prose is another matter, see ``tanyapasal.index.references``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Self

from tanyapasal.index.errors import ReferenceSyntaxError

Unit = Literal["pasal", "ayat", "huruf", "angka"]
Part = Literal["pembukaan", "batang_tubuh", "penjelasan", "lampiran"]
PARTS: tuple[Part, ...] = ("pembukaan", "batang_tubuh", "penjelasan", "lampiran")
RegulationStatus = Literal["berlaku", "diubah", "dicabut", "tidak diketahui"]

UNITS: tuple[Unit, ...] = ("pasal", "ayat", "huruf", "angka")

# Codes of law that have neither number nor year; any other word alone is no id
_CODES = "kuhperdata|kuhp|kuhap|kuhd|khi"
# "uu-20-2023", "perda-kab-bogor-5-2021", "perbi-9-15-2007", "tapmpr-vi-2000", "uud-1945", "kuhp"
_ID = re.compile(
    rf"(?P<code>{_CODES})|(?P<constitution>uuds?)-(?P<of>[0-9]{{4}})"
    r"|(?P<kind>[a-z]+)-(?:(?:(?P<region>[a-z]+(?:-[a-z]+)*)-)?(?P<number>[0-9]+[a-z]*(?:-[0-9a-z]+)*?)"
    r"|(?P<roman>[ivxl]+))-(?P<year>[0-9]{4})"
)
_STEP = re.compile(r"(?P<unit>pasal|ayat|huruf|angka)-(?P<number>[0-9]+[a-z]*|[a-z]+)")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, order=True)
class RegulationId:
    """``kind-number-year``, lower case: ``uu-20-2023``. Kinds are listed in corpus/kinds.yaml.

    ``region`` is part of the id where one made the regulation: ``perda-kab-bogor-5-2021``; "" if none did, or if it
    is not known. ``number`` joins the parts of a number that has several ("9/15/PBI/2007": ``9-15``); it is "" where
    the year alone names the regulation (``uud-1945``), and ``year`` is 0 too where the name does (``kuhp``).
    """

    kind: str
    number: str
    year: int
    region: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Parse the canonical form; raises ReferenceSyntaxError for anything else."""
        match = _ID.fullmatch(text)
        if match is None:
            raise ReferenceSyntaxError(
                f"'{text}' bukan id peraturan; tulis jenis-nomor-tahun dengan huruf kecil, "
                "misalnya uu-20-2023 atau perda-kab-bogor-5-2021"
            )
        kind = match["code"] or match["constitution"] or match["kind"]
        number = match["number"] or match["roman"] or ""
        return cls(kind, number, int(match["of"] or match["year"] or 0), match["region"] or "")

    def __str__(self) -> str:
        year = f"{self.year:04d}" if self.year or self.number else ""
        return "-".join(filter(None, (self.kind, self.region, self.number, year)))


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """One step down into a regulation: (``pasal``, ``47``), (``ayat``, ``2``), (``huruf``, ``a``)."""

    unit: Unit
    number: str

    @property
    def depth(self) -> int:
        """0 for a pasal, 3 for an angka: the order in which people name the units of a place."""
        return UNITS.index(self.unit)

    def __str__(self) -> str:
        return f"{self.unit}-{self.number}"


@dataclass(frozen=True, slots=True, order=True)
class Locator:
    """A place within one regulation, most general step first; no step means the whole regulation.

    A unit occurs at most once. The first step of a place is a pasal (Indonesian law counts pasal through the
    whole text); ``Pasal 1 angka 3 huruf a`` keeps its own order.
    """

    steps: tuple[Step, ...] = ()
    part: Part = "batang_tubuh"

    def number(self, unit: Unit) -> str | None:
        """The number at this unit, or None."""
        return next((step.number for step in self.steps if step.unit == unit), None)

    @property
    def pasal(self) -> str | None:
        return self.number("pasal")

    @property
    def ayat(self) -> str | None:
        return self.number("ayat")

    @property
    def huruf(self) -> str | None:
        return self.number("huruf")

    @property
    def angka(self) -> str | None:
        return self.number("angka")

    def contains(self, other: Locator) -> bool:
        """True if ``other`` is this place or lies below it, in the same part."""
        return self.part == other.part and other.steps[: len(self.steps)] == self.steps


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """One place in one regulation: ``uu-20-2023/pasal-47/ayat-2``, ``uu-20-2023/penjelasan/pasal-49``."""

    regulation: RegulationId
    locator: Locator = Locator()

    def __str__(self) -> str:
        part = [] if self.locator.part == "batang_tubuh" else [self.locator.part]
        return "/".join([str(self.regulation), *part, *map(str, self.locator.steps)])

    @property
    def article(self) -> Reference:
        """The pasal that this place lies in, or the first step of another part."""
        return Reference(self.regulation, Locator(self.locator.steps[:1], self.locator.part))

    @property
    def above(self) -> Reference:
        """The place one step above; above a pasal stands its part."""
        return Reference(self.regulation, Locator(self.locator.steps[:-1], self.locator.part))

    def contains(self, other: Reference) -> bool:
        """True if ``other`` is this place or lies below it."""
        return self.regulation == other.regulation and self.locator.contains(other.locator)


@dataclass(frozen=True, slots=True, order=True)
class ProgramReference:
    """A section of a program description, which has no article: ``program/platform-e-learning#lan-ri``."""

    program: str
    section: str | None = None

    def __str__(self) -> str:
        return f"program/{self.program}" + (f"#{self.section}" if self.section else "")


AnyReference = Reference | ProgramReference


def parse_reference(text: str) -> AnyReference:
    """Parse a canonical reference strictly; raises ReferenceSyntaxError with an example of the right form."""
    head, _, rest = text.partition("/")
    if head == "program":
        return _parse_program(text, rest)
    regulation = RegulationId.parse(head)
    names = [""] if text.endswith("/") else rest.split("/") if rest else []
    named = next((part for part in PARTS if names[:1] == [part] and part != "batang_tubuh"), None)
    if named is None:
        return Reference(regulation, Locator(_parse_steps(text, names)))
    return Reference(regulation, Locator(_parse_steps(text, names[1:], of_body=False), named))


def _parse_program(text: str, rest: str) -> ProgramReference:
    program, hash_sign, section = rest.partition("#")
    if not _SLUG.fullmatch(program) or (hash_sign and not _SLUG.fullmatch(section)):
        raise ReferenceSyntaxError(
            f"'{text}' bukan rujukan program; tulis misalnya program/platform-e-learning#lan-ri"
        )
    return ProgramReference(program, section or None)


def _parse_steps(text: str, names: Sequence[str], *, of_body: bool = True) -> tuple[Step, ...]:
    """Each unit once; the body is cited from the pasal on."""
    steps: list[Step] = []
    for name in names:
        match = _STEP.fullmatch(name)
        unit = next((u for u in UNITS if match and u == match["unit"]), None)
        misplaced = of_body and not steps and unit != "pasal"
        if match is None or unit is None or misplaced or any(s.unit == unit for s in steps):
            raise ReferenceSyntaxError(
                f"'{text}' bukan rujukan; tulis misalnya uu-20-2023/pasal-47/ayat-2 "
                "(pasal dahulu, tiap unsur sekali)"
            )
        steps.append(Step(unit, match["number"]))
    return tuple(steps)
