"""Kinds of regulations as values, and the labels that people are shown.

The table itself is data (corpus/kinds.yaml); whoever reads it makes ``Kind`` values. Labels follow the manner
of citation of Indonesian law: ``Pasal 15 ayat (1) huruf b angka 2 Peraturan LAN Nomor 10 Tahun 2021``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal, Self

from tanyapasal.index.law.places import Locator, Part, Reference, RegulationId, Step

_ROMAN = re.compile(r"(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
# Decisions of courts: cited, never held
_COURTS = {"putusanmk": "Putusan MK", "putusanma": "Putusan MA", "putusanpengadilan": "Putusan pengadilan"}
_PART_LABELS: dict[Part, str] = {
    "batang_tubuh": "",
    "pembukaan": "Pembukaan",
    "penjelasan": "Penjelasan",
    "lampiran": "Lampiran",
}
# The constitution is cited by its year alone
CONSTITUTION = RegulationId("uud", "", 1945)
# Whose regulations a kind is, and how ids name that before the region: "perda-kab-bogor-5-2021"
Level = Literal["daerah", "provinsi", "kabupaten", "kota"]
LEVELS: dict[Level, str] = {"daerah": "", "provinsi": "", "kabupaten": "kab-", "kota": "kota-"}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of regulation.

    ``id`` is the first part of regulation ids, ``name`` is written out, ``label`` is shown in citations,
    ``rank`` is the place in the hierarchy (smaller is higher), ``written`` are further ways people write the
    kind; case, dots, hyphens and blanks in them do not matter. ``example_text`` is how somebody writes one
    regulation of the kind and ``example_id`` the id that must be found in it; run as a test.

    ``level``: regions make regulations of this kind, at this level ("daerah": at any); None if none does. ``code``:
    what stands in numbers of several parts, "PBI" in "9/15/PBI/2007".
    """

    id: str
    name: str
    label: str
    rank: int
    written: tuple[str, ...]
    example_text: str
    example_id: str
    level: Level | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """A region whose names differ: ``id`` as in ids (``dki-jakarta``), ``name`` as shown, other names in ``written``."""

    id: str
    name: str
    written: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kinds:
    """Every kind that is known. Hashable: what is compiled from it is kept per value.

    ``regions``: the provinces, and other regions that are written in several ways. A region that is not listed is
    taken as it is written.
    """

    kinds: tuple[Kind, ...] = ()
    regions: tuple[Region, ...] = ()

    @classmethod
    def of(cls, kinds: tuple[Kind, ...], regions: tuple[Region, ...] = ()) -> Self:
        """Kinds in the order given; raises ValueError if an id stands there twice."""
        seen: set[str] = set()
        for kind in kinds:
            if kind.id in seen:
                raise ValueError(f"jenis peraturan '{kind.id}' tertulis dua kali")
            seen.add(kind.id)
        return cls(kinds, regions)

    def get(self, kind_id: str) -> Kind | None:
        """The kind with this id, or None."""
        return next((kind for kind in self.kinds if kind.id == kind_id), None)

    def rank(self, regulation: RegulationId) -> int:
        """Place in the hierarchy, smaller is higher; a kind that is not known comes last."""
        kind = self.get(regulation.kind)
        return kind.rank if kind else max((k.rank for k in self.kinds), default=0) + 1

    def label(self, regulation: RegulationId) -> str:
        """As shown in citations: ``UU Nomor 20 Tahun 2023``, ``Perda Kabupaten Bogor Nomor 5 Tahun 2021``."""
        if regulation.kind in _COURTS:
            return _decision(regulation)
        kind = self.get(regulation.kind)
        name = kind.label if kind else regulation.kind.upper()
        if regulation.region:
            name += f" {self.region_name(regulation)}"
        return _numbered(name, regulation, kind.code if kind else "")

    def region_name(self, regulation: RegulationId) -> str:
        """The region as shown behind the kind: "Kabupaten Bogor"; "Bogor" where the kind says that it is one."""
        kind = self.get(regulation.kind)
        level = kind.level if kind else None
        for name, start in (("Kabupaten", "kab-"), ("Kota", "kota-")):
            if regulation.region.startswith(start):
                bare = self._written(regulation.region, regulation.region.removeprefix(start))
                said = bool(level and LEVELS[level] == start)
                return bare if said else f"{name} {bare}"
        return self._written(regulation.region, regulation.region)

    def in_region_of(self, named: RegulationId, own: RegulationId) -> RegulationId:
        """``named`` as the text of ``own`` means it: without a region it is of the same one, where its kind can be."""
        kind = self.get(named.kind)
        if kind is None or kind.level is None or named.region or not own.region:
            return named
        level = "kab-" if own.region.startswith("kab-") else "kota-" if own.region.startswith("kota-") else ""
        fits = kind.level == "daerah" or LEVELS[kind.level] == level
        return replace(named, region=own.region) if fits else named

    def _written(self, region: str, words: str) -> str:
        listed = next((r.name for r in self.regions if r.id == region), None)
        return listed or " ".join(w if w == "dan" else w.capitalize() for w in words.split("-"))

    def label_of(self, reference: Reference) -> str:
        """The place, then the regulation: ``Pasal 47 ayat (2) UU Nomor 20 Tahun 2023``."""
        place = label_of_place(reference.locator)
        if reference.locator == Locator(part="penjelasan"):
            place += " atas"  # as the heading of that part says
        return " ".join(filter(None, [place, self.label(reference.regulation)]))


def label_of_place(locator: Locator) -> str:
    """The place alone: ``Penjelasan Pasal 49``, ``Pasal 3 Lampiran II``, ``Huruf C angka 1``; empty for a whole regulation."""
    labels = [_label_of_step(s, number) for s, number in zip(locator.steps, locator.printed, strict=True)]
    part = _PART_LABELS[locator.part]
    if locator.part == "lampiran":
        # "Lampiran II", said behind what stands in it
        part = labels.pop(0) if locator.inner != locator.steps else part
        labels.append(part)
    elif part:
        labels.insert(0, part)
    place = " ".join(labels)
    return place[:1].upper() + place[1:]


def _label_of_step(step: Step, number: str) -> str:
    match step.unit:
        case "lampiran":
            return f"Lampiran {number}"
        case "bab":
            return f"BAB {number}"
        case "pasal":
            return f"Diktum {number}" if step.is_diktum else f"Pasal {number}"
        case "ayat":
            return f"ayat ({number})"
        case "huruf" | "angka":
            return f"{step.unit} {number}"


def is_roman(number: str) -> bool:
    """True for a roman number below 100 in lower case: ``i``, ``iv``, ``xii``."""
    return _ROMAN.fullmatch(number) is not None


def _decision(decision: RegulationId) -> str:
    """``Putusan MK Nomor 41/PUU-XII/2014``, ``Putusan MA Nomor 23 P/HUM/2018``."""
    number, *parts = decision.number.upper().split("-")
    match decision.kind:
        case "putusanmk":
            number = f"{number}/{'-'.join(parts)}"
        case "putusanma":
            number = f"{number} {'/'.join(parts)}"
        case _:
            number = "/".join((number, *parts))
    return f"{_COURTS[decision.kind]} Nomor {number}/{decision.year}"


def _numbered(kind: str, regulation: RegulationId, code: str) -> str:
    number = regulation.number.upper()
    if not number:
        # "UUD 1945", "KUHP"
        return f"{kind} {regulation.year}" if regulation.year and not kind.endswith("1945") else kind
    if "-" in number or (code and not number[0].isdigit()):
        parts = (number.replace("-", "/", 1), code, str(regulation.year))
        return f"{kind} Nomor {'/'.join(filter(None, parts))}"
    return f"{kind} Nomor {number} Tahun {regulation.year}"
