"""A regulation read whole: its provisions as a tree in order, its headings, what could not be placed.

Spans are half-open ranges of characters of the text that was read. Every non-blank character of that text lies
in the own text of exactly one provision, in one heading, or in one ``Unplaced`` entry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tanyapasal.index.law.places import Reference, RegulationId
from tanyapasal.index.text import Span

HeadingKind = Literal["judul", "bab", "bagian", "paragraf", "pasal", "bagian_teks"]
UnplacedReason = Literal["page_furniture", "unknown"]
OperationKind = Literal["ubah", "sisip", "hapus", "ganti_nomor", "tambah"]


@dataclass(frozen=True, slots=True)
class Provision:
    """One node of a regulation: a pasal, ayat, huruf, angka, or a piece of pembukaan, penjelasan, lampiran.

    ``text`` is this node's own text (what stands before and after the list below it, on lines of its own),
    without its marker; ``full_text`` has everything below it too, with the markers. ``bab``, ``bagian`` and
    ``paragraf`` are the numbers of the headings it stands under, as canonical numerals ("VIII", "Kedua", "2").
    ``span`` runs from the first character of its marker or heading to the end of the last text below it.
    """

    ref: Reference
    text: str
    full_text: str
    span: Span
    bab: str | None = None
    bagian: str | None = None
    paragraf: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its kind, number ("VIII", "47") and title ("Pengembangan Kompetensi"), and where it stands."""

    kind: HeadingKind
    number: str | None
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Text that belongs to no provision, and why."""

    text: str
    span: Span
    why: UnplacedReason


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a person should look at: ``code`` is stable, ``message`` is Indonesian."""

    code: str
    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words that are replaced where an operation has its target; ``new`` is empty if they are deleted."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One change that an amending regulation makes.

    ``target`` is the place in the amended regulation, ``by`` the place of the amending one that orders it;
    ``provisions`` are the new texts with references in the amended regulation (none for ``hapus``);
    ``renumbered`` is the place that ``target`` becomes (``ganti_nomor``). ``restated`` is the wider place that
    is written out whole ("Ketentuan ayat (2) Pasal 5 diubah sehingga Pasal 5 berbunyi …"); the provisions are then
    all of that place. ``headings`` are the BAB, Bagian or Paragraf concerned, which a reference cannot name: the
    target is then the regulation as a whole. ``words``: only these words of the target change ('kata "lurah" diganti
    dengan kata "kepala desa"'); there are no provisions then.

    The quoted text is own text of one provision alone, the item ``by`` of the amending regulation; provisions
    here are a second reading of the same characters under the references of the amended regulation, with spans
    of the same text. They are not counted again where text is counted.
    """

    kind: OperationKind
    target: Reference
    by: Reference
    provisions: tuple[Provision, ...]
    span: Span
    renumbered: Reference | None = None
    restated: Reference | None = None
    headings: tuple[Heading, ...] = ()
    words: tuple[WordChange, ...] = ()


_GROUP = re.compile(r"sampai dengan Pasal (\d+)")


@dataclass(frozen=True, slots=True)
class Regulation:
    """A regulation read from a text. ``id`` is None if the text does not say which one it is.

    Provisions are in reading order, a parent before its children.
    """

    id: RegulationId | None
    title: str
    amends: tuple[RegulationId, ...]
    revokes: tuple[RegulationId, ...]
    provisions: tuple[Provision, ...]
    headings: tuple[Heading, ...]
    unplaced: tuple[Unplaced, ...]
    problems: tuple[Problem, ...]
    operations: tuple[Operation, ...] = ()
    enacted: date | None = None
    promulgated: date | None = None


def explanation_of(regulation: Regulation, pasal: str) -> Provision | None:
    """The explanation of a pasal in penjelasan, also where one text explains several: "Pasal 5 sampai dengan Pasal 7".

    Such a text stands once, at the first of them; the title of its heading names the last one.
    """
    explained = {
        p.ref.locator.pasal: p
        for p in regulation.provisions
        if p.ref.locator.part == "penjelasan" and len(p.ref.locator.steps) == 1
    }
    if pasal in explained or not pasal.isdigit():
        return explained.get(pasal)
    for heading in regulation.headings:
        group = _GROUP.fullmatch(heading.title) if heading.kind == "pasal" else None
        first = heading.number or ""
        if group and first.isdigit() and int(first) < int(pasal) <= int(group[1]):
            return explained.get(first)
    return None
