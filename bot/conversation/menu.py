"""Browsing what is held, one view after the other: values that any channel can draw.

A view is plain text with choices; a choice leads to an address. A channel turns addresses into whatever its buttons
or links carry, and back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tanyapasal.bot.assistant import Assistant
from tanyapasal.bot.conversation import texts
from tanyapasal.bot.conversation.catalogue import Catalogue, Group, Program, catalogue, digest
from tanyapasal.bot.conversation.sheets import Sheet, sheet
from tanyapasal.index.law.kinds import Kinds, label_of_place
from tanyapasal.index.law.passages import RegulationCard
from tanyapasal.index.law.places import AnyReference, ProgramReference, Reference, RegulationId

Room = Literal["topics", "programs", "group", "program", "regulations", "regulation", "place"]

ROWS = 8


@dataclass(frozen=True, slots=True)
class Address:
    """Which view: its room, the digest of what it shows (empty where a room shows everything), its page from 0."""

    room: Room
    key: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be chosen, and the view that it leads to."""

    label: str
    address: Address


TOPICS = Choice(texts.MENU_BACK, Address("topics"))


@dataclass(frozen=True, slots=True)
class Listing:
    """Things to choose from, a page of them in rows. ``title``: what the heading is about, or empty."""

    heading: str
    title: str
    lines: tuple[str, ...]
    rows: tuple[tuple[Choice, ...], ...]
    address: Address
    pages: int = 1
    up: Choice | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The full text of a place. Its pages are cut by the channel; ``address`` has the page that is wanted."""

    sheet: Sheet
    address: Address
    up: Choice


View = Listing | Reading


class Menu:
    """Views of one assistant's corpus, which never changes while it lives."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._catalogue: Catalogue = catalogue(assistant)

    def view(self, address: Address) -> View | None:
        """What stands at an address; None for one of another corpus."""
        match address.room:
            case "topics":
                return self._topics()
            case "programs":
                items = [_to_program(program) for program in self._catalogue.programs()]
                return _listing(texts.PROGRAMS_HELD, (texts.CHOOSE,), items, address, TOPICS)
            case "group":
                group = self._catalogue.group(address.key)
                return None if group is None else _group(group, address)
            case "program":
                program = self._catalogue.program(address.key)
                return None if program is None else self._program(program, address)
            case "regulations":
                return self._regulations(address)
            case "regulation":
                entry = self._catalogue.regulation(address.key)
                return None if entry is None else self._regulation(*entry, address)
            case "place":
                place = self._catalogue.place(address.key)
                return None if place is None else self._place(place, address)

    def _topics(self) -> Listing:
        """The groups, and the regulations."""
        choices = [_to_group(group) for group in self._catalogue.groups]
        choices.append(Choice(texts.REGULATIONS, Address("regulations")))
        rows = tuple((choice,) for choice in choices)
        return Listing(texts.TOPICS, "", (texts.CHOOSE,), rows, TOPICS.address)

    def _program(self, program: Program, address: Address) -> Listing:
        items = [Choice(p.heading, Address("place", digest(str(p.ref)))) for p in program.sections]
        group = next(g for g in self._catalogue.groups if program in g.programs)
        up = TOPICS if len(group.programs) == 1 else Choice(texts.BACK, _to_group(group).address)
        return _listing(program.title, (texts.CHOOSE,), items, address, up)

    def _regulations(self, address: Address) -> Listing:
        """All regulations; the lines say what each shown one is about."""
        cards = [card for card, _ in self._catalogue.regulations]
        items = [Choice(card.label, Address("regulation", digest(str(card.id)))) for card in cards]
        found = _listing(texts.REGULATIONS, (), items, address, TOPICS)
        shown = cards[found.address.page * ROWS : (found.address.page + 1) * ROWS]
        return replace(found, lines=("", *(f"• {_about(card)}" for card in shown)))

    def _regulation(
        self, card: RegulationCard, places: tuple[AnyReference, ...], address: Address
    ) -> Listing:
        items = [Choice(_name(place), Address("place", digest(str(place)))) for place in places]
        lines = [f"Status: {texts.STATUS[card.status]}"]
        labels = {known.id: known.label for known, _ in self._catalogue.regulations}
        if card.amends:
            lines.append("Mengubah: " + "; ".join(labels.get(i) or _called(i) for i in card.amends))
        lines += ["", texts.CHOOSE if items else texts.NOTHING_HELD]
        up = Choice(texts.BACK, Address("regulations"))
        return _listing(card.label, tuple(lines), items, address, up, title=card.title, columns=2)

    def _place(self, place: AnyReference, address: Address) -> Reading | None:
        found = sheet(self._assistant, place)
        if found is None:
            return None
        if isinstance(place, ProgramReference):
            above = Address("program", digest(place.program))
        else:
            above = Address("regulation", digest(str(place.regulation)))
        return Reading(found, address, Choice(texts.BACK, above))


def _group(group: Group, address: Address) -> Listing:
    items = [_to_program(program) for program in group.programs]
    return _listing(group.name, (texts.CHOOSE,), items, address, TOPICS)


def _listing(
    heading: str,
    lines: tuple[str, ...],
    items: Sequence[Choice],
    address: Address,
    up: Choice,
    *,
    title: str = "",
    columns: int = 1,
) -> Listing:
    """The page of items that is wanted, or the nearest there is: ``ROWS`` rows of ``columns``."""
    size = ROWS * columns
    pages = max(1, -(-len(items) // size))
    page = min(max(address.page, 0), pages - 1)
    shown = tuple(items[page * size : (page + 1) * size])
    rows = tuple(shown[at : at + columns] for at in range(0, len(shown), columns))
    return Listing(heading, title, lines, rows, replace(address, page=page), pages, up)


def _to_program(program: Program) -> Choice:
    return Choice(program.title, Address("program", digest(program.id)))


def _to_group(group: Group) -> Choice:
    """A group of one is its program."""
    if len(group.programs) == 1:
        return _to_program(group.programs[0])
    return Choice(group.name, Address("group", digest(group.name)))


def _name(place: AnyReference) -> str:
    return (label_of_place(place.locator) if isinstance(place, Reference) else "") or texts.AS_A_WHOLE


def _called(regulation: RegulationId) -> str:
    """A regulation that is not held, of which no label is known."""
    return Kinds().label(regulation)


def _about(card: RegulationCard) -> str:
    return f"{card.label} tentang {card.title}" if card.title else card.label
