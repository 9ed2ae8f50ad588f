"""Kinds of regulations as values, and the labels that people are shown.

The table itself is data (corpus/kinds.yaml); whoever reads it makes ``Kind`` values. Labels follow the manner
of citation of Indonesian law: ``Pasal 15 ayat (1) huruf b angka 2 Peraturan LAN Nomor 10 Tahun 2021``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from tanyapasal.index.law.places import Locator, Reference, RegulationId, Step

_ROMAN = re.compile(r"(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_PART_LABELS = {"batang_tubuh": "", "penjelasan": "Penjelasan", "lampiran": "Lampiran"}
# Decisions of courts: cited, never held
_COURTS = {"putusanmk": "Putusan MK", "putusanma": "Putusan MA", "putusanpengadilan": "Putusan pengadilan"}


# The constitution is cited by its year alone; in ids its number is 1
CONSTITUTION = RegulationId("uud", "1", 1945)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of regulation.

    ``id`` is the first part of regulation ids, ``name`` is written out, ``label`` is shown in citations,
    ``rank`` is the place in the hierarchy (smaller is higher), ``written`` are further ways people write the
    kind; case, dots, hyphens and blanks in them do not matter. ``example_text`` is how somebody writes one
    regulation of the kind and ``example_id`` the id that must be found in it; run as a test.
    """

    id: str
    name: str
    label: str
    rank: int
    written: tuple[str, ...]
    example_text: str
    example_id: str


@dataclass(frozen=True, slots=True)
class Kinds:
    """Every kind that is known. Hashable: what is compiled from it is kept per value."""

    kinds: tuple[Kind, ...] = ()

    @classmethod
    def of(cls, kinds: tuple[Kind, ...]) -> Self:
        """Kinds in the order given; raises ValueError if an id stands there twice."""
        seen: set[str] = set()
        for kind in kinds:
            if kind.id in seen:
                raise ValueError(f"jenis peraturan '{kind.id}' tertulis dua kali")
            seen.add(kind.id)
        return cls(kinds)

    def get(self, kind_id: str) -> Kind | None:
        """The kind with this id, or None."""
        return next((kind for kind in self.kinds if kind.id == kind_id), None)

    def rank(self, regulation: RegulationId) -> int:
        """Place in the hierarchy, smaller is higher; a kind that is not known comes last."""
        kind = self.get(regulation.kind)
        return kind.rank if kind else max((k.rank for k in self.kinds), default=0) + 1

    def label(self, regulation: RegulationId) -> str:
        """As shown in citations: ``UU Nomor 20 Tahun 2023``."""
        if regulation.kind in _COURTS:
            return _decision(regulation)
        kind = self.get(regulation.kind)
        return _numbered(kind.label if kind else regulation.kind.upper(), regulation)

    def label_of(self, reference: Reference) -> str:
        """The place, then the regulation: ``Pasal 47 ayat (2) UU Nomor 20 Tahun 2023``."""
        place = label_of_place(reference.locator)
        if reference.locator == Locator(part="penjelasan"):
            place += " atas"  # as the heading of that part says
        return " ".join(filter(None, [place, self.label(reference.regulation)]))


def label_of_place(locator: Locator) -> str:
    """The place alone: ``Penjelasan Pasal 49``, ``Pasal 1 angka 3``; empty for the regulation as a whole."""
    return " ".join(filter(None, [_PART_LABELS[locator.part], *map(_label_of_step, locator.steps)]))


def _label_of_step(step: Step) -> str:
    match step.unit:
        case "pasal":
            if len(step.number) > 4 and step.number.isalpha() and not is_roman(step.number):
                # a decree counts in words: KESATU, KEDUA, …
                return f"Diktum {step.number.upper()}"
            # "Pasal I" of an amending regulation, "Pasal 7A" that was inserted later: both in capitals
            return f"Pasal {step.number.upper()}"
        case "ayat":
            return f"ayat ({step.number})"
        case "huruf" | "angka":
            return f"{step.unit} {step.number}"


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


def _numbered(kind: str, regulation: RegulationId) -> str:
    if regulation == CONSTITUTION:
        return kind if kind.endswith("1945") else f"{kind} {regulation.year}"
    return f"{kind} Nomor {regulation.number.upper()} Tahun {regulation.year}"
