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

Unit = Literal["lampiran", "bab", "pasal", "ayat", "huruf", "angka"]
Part = Literal["pembukaan", "batang_tubuh", "penjelasan", "lampiran"]
PARTS: tuple[Part, ...] = ("pembukaan", "batang_tubuh", "penjelasan", "lampiran")
RegulationStatus = Literal["berlaku", "diubah", "dicabut", "tidak diketahui"]

# In the order in which people name them; "lampiran" counts the annexes of a regulation that has several
UNITS: tuple[Unit, ...] = ("lampiran", "bab", "pasal", "ayat", "huruf", "angka")
# How older laws count what they insert: "Pasal 1 bis"
LATIN = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies")

# Codes of law that have neither number nor year; any other word alone is no id
_CODES = "kuhperdata|kuhp|kuhap|kuhd|khi"
# "uu-20-2023", "perda-kab-bogor-5-2021", "perbi-9-15-2007", "tapmpr-vi-2000", "uud-1945", "kuhp"
_ID = re.compile(
    rf"(?P<code>{_CODES})|(?P<constitution>uuds?)-(?P<of>[0-9]{{4}})"
    r"|(?P<kind>[a-z]+)-(?:(?:(?P<region>[a-z]+(?:-[a-z]+)*)-)?(?P<number>[0-9]+[a-z]*(?:-[0-9a-z]+)*?)"
    r"|(?P<roman>[ivxl]+))-(?P<year>[0-9]{4})"
)
_STEP = re.compile(
    rf"(?P<unit>bab|pasal|ayat|huruf|angka)-(?P<number>[0-9]+[a-z]*(?:-(?:{'|'.join(LATIN)}))?|[a-z]+)"
)
_ANNEX = re.compile(r"lampiran-(?P<number>[0-9]+[a-z]*|[a-z]+)")
_ONES = "satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan"
# The places of a decree, which counts in words: they stand where others have a pasal
_DIKTUM = re.compile(rf"pertama|kese(?:puluh|belas)|ke(?:{_ONES})(?:belas|puluh(?:{_ONES})?)?")
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
    """One step down into a regulation: (``pasal``, ``47``), (``ayat``, ``2``), (``huruf``, ``a``).

    (``pasal``, ``kesatu``) is the diktum of a decree, written ``kesatu``; (``pasal``, ``1-bis``) is Pasal 1 bis.
    """

    unit: Unit
    number: str

    @property
    def depth(self) -> int:
        """The order in which people name the units of a place: that of a pasal is below that of an angka."""
        return UNITS.index(self.unit)

    @property
    def is_diktum(self) -> bool:
        """True for a place of a decree: KESATU, KEDUA, …"""
        return self.unit == "pasal" and _DIKTUM.fullmatch(self.number) is not None

    def __str__(self) -> str:
        return self.number if self.is_diktum else f"{self.unit}-{self.number}"


@dataclass(frozen=True, slots=True, order=True)
class Locator:
    """A place within one regulation, most general step first; no step means the whole regulation.

    The first step of a place is a pasal (Indonesian law counts pasal through the whole text) and a unit occurs at most
    once below it; ``Pasal 1 angka 3 huruf a`` keeps its own order. Circulars and annexes that have no pasal are divided
    into sections, whose units may come again: ``huruf-c/angka-2/huruf-b``. A place in one of several annexes begins
    with its step: ``lampiran-ii/pasal-3``.
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

    @property
    def inner(self) -> tuple[Step, ...]:
        """The steps without the one that says which annex it is."""
        return self.steps[1:] if self.steps and self.steps[0].unit == "lampiran" else self.steps

    @property
    def names(self) -> tuple[str, ...]:
        """The part and the steps as references write them, with slashes between."""
        unnamed = self.part == "batang_tubuh" or self.inner != self.steps
        return (*(() if unnamed else (self.part,)), *map(str, self.steps))

    @property
    def in_sections(self) -> bool:
        """True for a section of a circular or of an annex, to which no pasal leads."""
        own = self.part in ("batang_tubuh", "lampiran")
        return own and bool(self.inner) and self.pasal is None

    @property
    def printed(self) -> tuple[str, ...]:
        """The numbers of the steps as laws print them: ``7A``, ``1 bis``, ``II``; "C." of a section, but "2. a." below one."""
        outer = len(self.steps) - len(self.inner)
        while outer < len(self.steps) and _is_roman(self.steps[outer]):
            outer += 1
        return tuple(_printed(step, self.in_sections and n == outer) for n, step in enumerate(self.steps))

    def contains(self, other: Locator) -> bool:
        """True if ``other`` is this place or lies below it, in the same part."""
        return self.part == other.part and other.steps[: len(self.steps)] == self.steps


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """One place in one regulation: ``uu-20-2023/pasal-47/ayat-2``, ``uu-20-2023/penjelasan/pasal-49``."""

    regulation: RegulationId
    locator: Locator = Locator()

    def __str__(self) -> str:
        return "/".join([str(self.regulation), *self.locator.names])

    @property
    def article(self) -> Reference:
        """The pasal that this place lies in, or the first step of another part."""
        annexed = self.locator.inner != self.locator.steps
        return Reference(self.regulation, Locator(self.locator.steps[: 1 + annexed], self.locator.part))

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
    annex = _ANNEX.fullmatch(names[0]) if names else None
    if annex is not None:
        steps = (Step("lampiran", annex["number"]), *_parse_steps(text, names[1:], "lampiran"))
        return Reference(regulation, Locator(steps, "lampiran"))
    if named is None:
        return Reference(regulation, Locator(_parse_steps(text, names, "batang_tubuh")))
    return Reference(regulation, Locator(_parse_steps(text, names[1:], named), named))


def _parse_program(text: str, rest: str) -> ProgramReference:
    program, hash_sign, section = rest.partition("#")
    if not _SLUG.fullmatch(program) or (hash_sign and not _SLUG.fullmatch(section)):
        raise ReferenceSyntaxError(
            f"'{text}' bukan rujukan program; tulis misalnya program/platform-e-learning#lan-ri"
        )
    return ProgramReference(program, section or None)


def _parse_steps(text: str, names: Sequence[str], part: Part) -> tuple[Step, ...]:
    """Each unit once below a pasal; the body is cited from a pasal or from a section on."""
    steps: list[Step] = []
    for name in names:
        match = _STEP.fullmatch(name)
        if match is not None:
            step = Step(next(u for u in UNITS if u == match["unit"]), match["number"])
        elif _DIKTUM.fullmatch(name):
            step = Step("pasal", name)
        else:
            raise _no_place(text)
        steps.append(step)
    if part == "batang_tubuh" and steps and steps[0].unit == "ayat":
        raise _no_place(text)
    units = [step.unit for step in steps]
    sections = part in ("batang_tubuh", "lampiran") and "pasal" not in units
    if not sections and (len(set(units)) < len(units) or "bab" in units):
        raise _no_place(text)
    if "pasal" in units[1:]:
        raise _no_place(text)
    return tuple(steps)


def _no_place(text: str) -> ReferenceSyntaxError:
    return ReferenceSyntaxError(
        f"'{text}' bukan rujukan; tulis misalnya uu-20-2023/pasal-47/ayat-2 (pasal dahulu, tiap unsur sekali)"
    )


def _is_roman(step: Step) -> bool:
    """True for a chapter, and for a section that is counted in roman."""
    return step.unit == "bab" or (step.unit == "angka" and step.number.isalpha())


def _printed(step: Step, large: bool) -> str:
    """``large``: letters of this step are."""
    number, _, latin = step.number.partition("-")
    if step.unit in ("lampiran", "pasal") or large or _is_roman(step):
        number = number.upper()
    return f"{number} {latin}" if latin else number
