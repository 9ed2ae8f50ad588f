"""Browsing the corpus by buttons: one message that changes in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from tanyapasal.bot.assistant import Assistant
from tanyapasal.bot.channels.telegram.panels.buttons import HELD, MENU, Press, Row, button, turning
from tanyapasal.bot.channels.telegram.panels.sources import sheet
from tanyapasal.bot.conversation import texts
from tanyapasal.bot.conversation.catalogue import Catalogue, Group, Program, catalogue, digest
from tanyapasal.index.law.passages import RegulationCard
from tanyapasal.index.law.places import AnyReference, ProgramReference, Reference, RegulationId

ALL_PROGRAMS = "a"
GROUP = "g"
PROGRAM = "p"
REGULATIONS = "r"
REGULATION = "l"

_ROWS = 8

_STATUS = {
    "berlaku": "berlaku",
    "diubah": "berlaku, sudah diubah",
    "dicabut": "sudah dicabut",
    "tidak diketahui": "status belum diperiksa",
}


@dataclass(frozen=True, slots=True)
class View:
    """A message: Telegram HTML and what stands below it."""

    html: str
    keyboard: InlineKeyboardMarkup


class Menu:
    """Views of one assistant's corpus, which never changes while it lives."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._catalogue: Catalogue = catalogue(assistant)

    def view(self, press: Press) -> View | None:
        """What a button of the menu opens; None for a button of another corpus."""
        if press.verb == HELD:
            place = self._catalogue.place(press.text(0))
            return None if place is None else self._text(place, press.number(1))
        match press.text(0):
            case "g":
                group = self._catalogue.group(press.text(1))
                return None if group is None else self._group(group, press.number(2))
            case "p":
                program = self._catalogue.program(press.text(1))
                return None if program is None else self._program(program, press.number(2))
            case "a":
                return self.programs(press.number(1))
            case "r":
                return self.regulations(press.number(1))
            case "l":
                entry = self._catalogue.regulation(press.text(1))
                return None if entry is None else self._regulation(*entry, press.number(2))
            case _:
                return self.root()

    def root(self) -> View:
        """The groups, and the regulations."""
        rows = [self._group_button(group) for group in self._catalogue.groups]
        rows.append(button(texts.REGULATIONS, MENU, REGULATIONS, 0))
        return View(texts.MENU, InlineKeyboardMarkup([[one] for one in rows]))

    def programs(self, page: int = 0) -> View:
        """All programs."""
        items = [_program_button(program) for program in self._catalogue.programs()]
        return _list(texts.PROGRAMS_HELD, items, page, (ALL_PROGRAMS,), [_up()])

    def regulations(self, page: int = 0) -> View:
        """All regulations, with what is known of each."""
        items = [
            button(card.label, MENU, REGULATION, digest(str(card.id)), 0)
            for card, _ in self._catalogue.regulations
        ]
        lines = [f"• {escape(_about(card), quote=False)}" for card, _ in self._catalogue.regulations]
        page, _ = _pages(items, page)
        shown = lines[page * _ROWS : (page + 1) * _ROWS]
        html = "\n".join([texts.REGULATIONS_HELD, "", *shown])
        return _list(html, items, page, (REGULATIONS,), [_up()])

    def _group_button(self, group: Group) -> InlineKeyboardButton:
        if len(group.programs) == 1:
            return _program_button(group.programs[0])
        return button(group.name, MENU, GROUP, digest(group.name), 0)

    def _group(self, group: Group, page: int) -> View:
        items = [_program_button(program) for program in group.programs]
        html = f"<b>{escape(group.name, quote=False)}</b>\n{texts.CHOOSE}"
        return _list(html, items, page, (GROUP, digest(group.name)), [_up()])

    def _program(self, program: Program, page: int) -> View:
        items = [button(p.heading, HELD, digest(str(p.ref)), 0) for p in program.sections]
        group = next(g for g in self._catalogue.groups if program in g.programs)
        up = _up() if len(group.programs) == 1 else button(texts.BACK, MENU, GROUP, digest(group.name), 0)
        html = f"<b>{escape(program.title, quote=False)}</b>\n{texts.CHOOSE}"
        return _list(html, items, page, (PROGRAM, digest(program.id)), [up])

    def _regulation(self, card: RegulationCard, places: tuple[AnyReference, ...], page: int) -> View:
        items = [button(_name(place), HELD, digest(str(place)), 0) for place in places]
        lines = [
            f"<b>{escape(card.label, quote=False)}</b>",
            f"<i>tentang {escape(card.title, quote=False)}</i>",
        ]
        lines.append(f"Status: {_STATUS[card.status]}")
        labels = {known.id: known.label for known, _ in self._catalogue.regulations}
        if card.amends:
            lines.append("Mengubah: " + "; ".join(labels.get(i) or _called(i) for i in card.amends))
        lines += ["", texts.CHOOSE if items else texts.NOTHING_HELD]
        above = button(texts.BACK, MENU, REGULATIONS, 0)
        return _list("\n".join(lines), items, page, (REGULATION, digest(str(card.id))), [above], columns=2)

    def _text(self, place: AnyReference, page: int) -> View | None:
        found = sheet(self._assistant, place)
        if found is None:
            return None
        page = found.page(page)
        key = digest(str(place))
        if isinstance(place, ProgramReference):
            up = button(texts.BACK, MENU, PROGRAM, digest(place.program), 0)
        else:
            up = button(texts.BACK, MENU, REGULATION, digest(str(place.regulation)), 0)
        rows = [*turning(HELD, (key,), page, len(found.pages)), [up]]
        return View(found.pages[page], InlineKeyboardMarkup(rows))


def _list(
    html: str,
    items: Sequence[InlineKeyboardButton],
    page: int,
    way: tuple[object, ...],
    last: Row,
    columns: int = 1,
) -> View:
    """A page of items, ``_ROWS`` rows of ``columns``; ``way``: what the buttons that turn pages carry."""
    page, pages = _pages(items, page, columns)
    size = _ROWS * columns
    shown = list(items[page * size : (page + 1) * size])
    rows = [shown[at : at + columns] for at in range(0, len(shown), columns)]
    return View(html, InlineKeyboardMarkup([*rows, *turning(MENU, way, page, pages), last]))


def _pages(items: Sequence[InlineKeyboardButton], page: int, columns: int = 1) -> tuple[int, int]:
    pages = max(1, -(-len(items) // (_ROWS * columns)))
    return min(max(page, 0), pages - 1), pages


def _program_button(program: Program) -> InlineKeyboardButton:
    return button(program.title, MENU, PROGRAM, digest(program.id), 0)


def _up() -> InlineKeyboardButton:
    return button(texts.MENU_BACK, MENU, "")


def _name(place: AnyReference) -> str:
    if isinstance(place, Reference) and place.locator.pasal is not None:
        return f"Pasal {place.locator.pasal.upper()}"
    return texts.AS_A_WHOLE


def _called(regulation: RegulationId) -> str:
    """A regulation that is not held, of which no label is known."""
    return f"{regulation.kind.upper()} Nomor {regulation.number.upper()} Tahun {regulation.year}"


def _about(card: RegulationCard) -> str:
    return f"{card.label} tentang {card.title}" if card.title else card.label
