"""The full text of a place: a pasal with its penjelasan and neighbours, or a section of a program.

A sheet is plain text in parts. How it is cut into pages and marked up is the channel's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tanyapasal.bot.assistant import Assistant
from tanyapasal.bot.conversation import texts
from tanyapasal.index.law.kinds import label_of_place
from tanyapasal.index.law.passages import Passage, RegulationCard
from tanyapasal.index.law.places import AnyReference, Locator, ProgramReference, Reference


@dataclass(frozen=True, slots=True)
class Quoted:
    """What is held of one place, each text once. ``heading`` is empty for the place of the sheet itself."""

    heading: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One place. ``title``: what its regulation is about, empty if unknown; ``notes``: how far it can be trusted.

    ``before`` and ``after`` are the headings of its neighbours, None if they are not held.
    """

    ref: AnyReference
    name: str
    title: str
    body: tuple[Quoted, ...]
    explained: tuple[Quoted, ...]
    notes: tuple[str, ...]
    documents: tuple[str, ...]
    before: str | None
    after: str | None


def sheet(assistant: Assistant, ref: AnyReference, steps: int = 0) -> Sheet | None:
    """The pasal (or section) of ``ref``, or the one ``steps`` after it; None if nothing is held of it."""
    held = tuple(passage for whole in _wholes(ref) for passage in assistant.passages_at(whole))
    places = list(dict.fromkeys(_unit(passage.ref) for passage in held if _in_body(passage.ref)))
    unit = _unit(ref)
    if unit not in places:
        return None
    at = places.index(unit) + steps
    if not 0 <= at < len(places):
        return None
    cards = {card.id: card for card in assistant.regulations()}
    card = cards.get(unit.regulation) if isinstance(unit, Reference) else None
    mine = [p for p in held if _unit(p.ref) == places[at] and p.parent is None]
    body = [p for p in mine if _in_body(p.ref)]
    return Sheet(
        ref=places[at],
        name=_name(places[at], body, card),
        title="" if card is None else card.title or "",
        body=_quoted(body, places[at]),
        explained=_quoted([p for p in mine if not _in_body(p.ref)], places[at]),
        notes=tuple(dict.fromkeys(note for p in body if (note := note_of(p)) is not None)),
        documents=tuple(dict.fromkeys(_document(p) for p in mine)),
        before=_heading(places[at - 1], held) if at > 0 else None,
        after=_heading(places[at + 1], held) if at + 1 < len(places) else None,
    )


def at_pasal(ref: AnyReference) -> AnyReference:
    """The place whose sheet shows ``ref``: that of an explanation is the pasal that it explains."""
    if not isinstance(ref, Reference):
        return ref
    explains = ref.locator.part == "penjelasan"
    return replace(ref, locator=Locator(ref.locator.steps[:1])) if explains else ref.article


def note_of(passage: Passage) -> str | None:
    """What is known against the words of a passage, or None."""
    known = passage.verification
    return None if known is None or known.verdict in ("match", "unverified") else known.note


def _wholes(ref: AnyReference) -> tuple[AnyReference, ...]:
    """Where to look: the body of the regulation and its penjelasan, its annexes, or the program."""
    if isinstance(ref, Reference) and ref.locator.part not in ("batang_tubuh", "penjelasan"):
        return (Reference(ref.regulation, Locator((), ref.locator.part)),)
    if isinstance(ref, Reference):
        return Reference(ref.regulation), Reference(ref.regulation, Locator((), "penjelasan"))
    return (ProgramReference(ref.program),)


def _unit(ref: AnyReference) -> AnyReference:
    """The pasal that a place is in, in penjelasan too; a section is a unit itself."""
    return at_pasal(ref)


def _in_body(ref: AnyReference) -> bool:
    return not isinstance(ref, Reference) or ref.locator.part != "penjelasan"


def _heading(unit: AnyReference, held: Iterable[Passage]) -> str:
    if isinstance(unit, Reference):
        return label_of_place(unit.locator) or "Peraturan"
    return next((p.heading for p in held if p.ref == unit), str(unit))


def _name(unit: AnyReference, body: Sequence[Passage], card: RegulationCard | None) -> str:
    if not isinstance(unit, Reference):
        return body[0].label
    heading = _heading(unit, body)
    if card is None:
        return heading
    return f"{heading} {card.label}" if unit.locator.steps else card.label


def _quoted(passages: Sequence[Passage], unit: AnyReference) -> tuple[Quoted, ...]:
    """Each place once, its official words first."""
    found = []
    for place in dict.fromkeys(p.ref for p in passages):
        mine = sorted((p for p in passages if p.ref == place), key=lambda p: p.source.kind != "official")
        heading = "" if place == unit else mine[0].heading
        found.append(Quoted(heading, tuple(dict.fromkeys(p.text for p in mine))))
    return tuple(found)


def _document(passage: Passage) -> str:
    source = passage.source
    url = f" ({source.url})" if source.url else ""
    return f"{source.document}, {texts.SOURCE_KINDS[source.kind]}{url}"
