"""What the corpus holds, asked through the assistant; and the sentence for what it does not hold."""

from __future__ import annotations

from tanyapasal.bot.assistant import Assistant
from tanyapasal.index.errors import ReferenceSyntaxError
from tanyapasal.index.law.passages import Passage, RegulationCard
from tanyapasal.index.law.places import (
    PARTS,
    AnyReference,
    Locator,
    ProgramReference,
    Reference,
    RegulationId,
    parse_reference,
)

_NAMED_AT_MOST = 20


def cards(assistant: Assistant) -> dict[RegulationId, RegulationCard]:
    """Every regulation by its id."""
    return {card.id: card for card in assistant.regulations()}


def all_passages(regulation: RegulationId, assistant: Assistant) -> tuple[Passage, ...]:
    """Of every part: a place contains only places of its own part, and a regulation has several."""
    found = {
        passage.id: passage
        for part in PARTS
        for passage in assistant.passages_at(Reference(regulation, Locator(part=part)))
    }
    return tuple(found.values())


def programs(assistant: Assistant) -> tuple[tuple[ProgramReference, str], ...]:
    """Every program description and its title."""
    return tuple((ref, program_title(assistant.passages_at(ref)[0])) for ref in assistant.programs())


def program_title(passage: Passage) -> str:
    """Labels of sections are ``title of the program: heading of the section``."""
    return passage.label.removesuffix(f": {passage.heading}")


def topic(ref: str, assistant: Assistant) -> str:
    """What staff call the subject of a place; its label where nobody named one; the reference if it is gone."""
    try:
        passages = assistant.passages_at(parse_reference(ref))
    except ReferenceSyntaxError:
        return ref
    if not passages:
        return ref
    first = passages[0]
    return first.topic or (program_title(first) if first.source.kind == "program" else first.label)


def unknown_regulation(regulation: RegulationId, assistant: Assistant) -> str:
    """Says that it is not held, and which are."""
    known = assistant.regulations()
    named = ", ".join(f"{card.label} ({card.id})" for card in known[:_NAMED_AT_MOST])
    more = len(known) - _NAMED_AT_MOST
    rest = f", dan {more} lainnya di /api/v1/regulations" if more > 0 else ""
    held = f"Yang tersedia: {named}{rest}." if named else "Korpus belum memuat peraturan."
    return f"Peraturan {regulation} tidak ada dalam korpus. {held}"


def unknown_place(place: AnyReference, assistant: Assistant) -> str:
    """Says that nothing is held at ``place``, and where something is."""
    if not isinstance(place, Reference):
        return f"Keterangan {place} tidak ada dalam korpus. Carilah lewat /api/v1/search."
    card = cards(assistant).get(place.regulation)
    if card is None:
        return unknown_regulation(place.regulation, assistant)
    refs = list(dict.fromkeys(str(passage.ref) for passage in all_passages(place.regulation, assistant)))
    named = ", ".join(refs[:_NAMED_AT_MOST])
    more = len(refs) - _NAMED_AT_MOST
    rest = f", dan {more} lainnya di /api/v1/regulations/{place.regulation}" if more > 0 else ""
    held = f"Yang tersedia: {named}{rest}." if named else "Bunyi pasal peraturan ini belum tersedia."
    return f"{place} tidak ada dalam korpus untuk {card.label}. {held}"
