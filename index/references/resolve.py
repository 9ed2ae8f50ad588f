"""From what a text names to the one place that is meant.

Ambiguity resolves to nothing: if more than one regulation fits, all of them are handed back, for a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tanyapasal.index.law.held import HeldPlaces
from tanyapasal.index.law.places import Locator, Reference, RegulationId
from tanyapasal.index.references.mentions import Mention, RegulationMention


@dataclass(frozen=True, slots=True)
class Resolved:
    """One place is meant."""

    reference: Reference


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several places may be meant: at least two, in the order of ids."""

    candidates: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing that is held is meant. ``reference``: the place, if the text names it in full.

    ``reason`` is one sentence for people.
    """

    mention: Mention
    reference: Reference | None
    reason: str


Resolution = Resolved | Ambiguous | Unknown


def resolve(
    mention: Mention,
    held: Sequence[RegulationId],
    places: HeldPlaces | None = None,
    titles: Mapping[RegulationId, str] | None = None,
) -> Resolution:
    """The place that ``mention`` means among the regulations ``held``.

    ``places``: what is held of them, if known. It decides where the text leaves the regulation open: a bare
    "Pasal 47 ayat (2)" is resolved if exactly one regulation holds that place or something beneath it. A
    regulation named in full is never replaced by another one. ``titles``: of the regulations held; one
    that is named by words of a title ("UU Ketenagakerjaan") is found by these alone.
    """
    section = mention.regulation is not None and mention.steps and mention.steps[0].unit != "ayat"
    if mention.part == "batang_tubuh" and mention.steps and mention.steps[0].unit != "pasal" and not section:
        return Unknown(mention, None, "Pasalnya tidak disebutkan.")
    named = mention.regulation or RegulationMention()
    fitting = sorted({r for r in held if _fits(named, r, titles or {})})
    if named.id is not None:
        # a region that is left out, or named without its level, may be that of several
        references = tuple(_as_held(Reference(id_, mention.locator), places) for id_ in fitting)
        if not references:
            named_in_full = Reference(named.id, mention.locator)
            return Unknown(mention, named_in_full, "Peraturan ini tidak ada dalam korpus.")
        return Resolved(references[0]) if len(references) == 1 else Ambiguous(references)
    if not fitting:
        return Unknown(mention, None, "Tidak ada peraturan dalam korpus yang cocok dengan penyebutan ini.")
    if named == RegulationMention() and not mention.steps:
        return Unknown(mention, None, "Peraturannya tidak disebutkan.")
    return _among(fitting, mention, places)


Numbered = Mapping[RegulationId, Sequence[RegulationId]]


def numbered(held: Iterable[RegulationId]) -> Numbered:
    """The regulations ``held`` by kind, number and year, for ``regulation_meant``: those of one number in all regions."""
    found: dict[RegulationId, list[RegulationId]] = {}
    for regulation in held:
        found.setdefault(replace(regulation, region="") if regulation.region else regulation, []).append(
            regulation
        )
    return found


def regulation_meant(named: RegulationMention, held: Numbered) -> RegulationId | None:
    """The regulation that is named in full; where its region is left open, the only one of ``held`` that it may be.

    None where it is not named in full, or several of ``held`` fit.
    """
    if named.id is None:
        return None
    fitting = [r for r in held.get(replace(named.id, region=""), ()) if named.may_be(r)]
    if len(fitting) > 1:
        return None
    return fitting[0] if fitting else named.id


def _among(fitting: list[RegulationId], mention: Mention, places: HeldPlaces | None) -> Resolution:
    """The place in the one regulation of ``fitting`` that can be meant: where several are, in one that holds it."""
    locator = mention.locator
    if len(fitting) > 1 and mention.steps and places is not None:
        fitting = _holding(fitting, locator, places)
        if not fitting:
            return Unknown(mention, None, "Tidak ada peraturan dalam korpus yang memuat tempat ini.")
    if len(fitting) > 1:
        return Ambiguous(tuple(_as_held(Reference(regulation, locator), places) for regulation in fitting))
    if mention.regulation is None and (places is None or not _holding(fitting, locator, places)):
        return Unknown(mention, None, "Peraturannya tidak disebutkan dan tempat ini tidak ada dalam korpus.")
    return Resolved(_as_held(Reference(fitting[0], locator), places))


def _fits(named: RegulationMention, regulation: RegulationId, titles: Mapping[RegulationId, str]) -> bool:
    if not named.may_be(regulation):
        return False
    return named.id is not None or named.title is None or _is_titled(named.title, titles.get(regulation, ""))


def _is_titled(words: str, title: str) -> bool:
    """True if every word of ``words`` is in ``title``, written out or as initials of the words there."""
    of_title = title.lower().split()
    initials = "".join(word[:1] for word in of_title)
    return all(word in of_title or (len(word) > 2 and word in initials) for word in words.split())


def _holding(regulations: Iterable[RegulationId], locator: Locator, places: HeldPlaces) -> list[RegulationId]:
    """Those of ``regulations`` of which the place, or something beneath it, is held."""
    readings = [locator, *([Locator(locator.steps)] if locator.part == "penjelasan" else [])]
    for reading in readings:
        holding = places.holding(reading)
        if found := [regulation for regulation in regulations if regulation in holding]:
            return found
    return []


def _as_held(reference: Reference, places: HeldPlaces | None) -> Reference:
    """``reference``, or the pasal itself where "penjelasan Pasal 49" can only mean an explanation of it.

    "Penjelasan" names a part of the law and is an everyday word too; the part is meant if it is held.
    """
    if reference.locator.part != "penjelasan" or not reference.locator.steps or places is None:
        return reference
    plain = Reference(reference.regulation, Locator(reference.locator.steps))
    if places.below(reference) or not places.below(plain):
        return reference
    return plain
