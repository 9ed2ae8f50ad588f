"""The menu as messages that change in place: its addresses on buttons, its views as HTML."""

from __future__ import annotations

from typing import assert_never

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from tanyapasal.bot.channels.telegram.panels.buttons import HELD, MENU, Panel, Press, button, turning
from tanyapasal.bot.channels.telegram.panels.marking import about, marked
from tanyapasal.bot.channels.telegram.panels.sources import sheet_pages, within
from tanyapasal.bot.conversation.menu import Address, Choice, Listing, Menu, Reading, Room

# One letter each: a button has 64 bytes. "topics" has none, a place has a verb of its own.
_LETTERS: dict[Room, str] = {
    "programs": "a",
    "group": "g",
    "program": "p",
    "regulations": "r",
    "regulation": "l",
}
_ROOMS = {letter: room for room, letter in _LETTERS.items()}


def address_of(press: Press) -> Address:
    """Where a button of the menu leads; what cannot be read leads to the topics."""
    if press.verb == HELD:
        return Address("place", press.text(0), press.number(1))
    room = _ROOMS.get(press.text(0), "topics")
    if room in ("programs", "regulations"):
        return Address(room, page=press.number(1))
    return Address(room, press.text(1), press.number(2))


def to_menu(choice: Choice) -> InlineKeyboardButton:
    """The button of a choice."""
    return button(choice.label, *_carried(choice.address))


def menu_panel(menu: Menu, address: Address) -> Panel | None:
    """The view at this address; None for one of another corpus."""
    view = menu.view(address)
    match view:
        case None:
            return None
        case Listing():
            html, at, pages = _listed(view), view.address.page, view.pages
        case Reading():
            sheets = sheet_pages(view.sheet)
            at, pages = within(view.address.page, sheets), len(sheets)
            html = sheets[at]
        case _:
            assert_never(view)
    verb, *way = _carried(view.address)
    rows = [] if isinstance(view, Reading) else [[to_menu(choice) for choice in row] for row in view.rows]
    rows += turning(verb, tuple(way[:-1]), at, pages)
    rows += [[to_menu(view.up)]] if view.up is not None else []
    return Panel(html, InlineKeyboardMarkup(rows))


def _carried(address: Address) -> tuple[str, ...]:
    """Verb and arguments of a button, the page last."""
    if address.room == "topics":
        return MENU, ""
    first = (HELD,) if address.room == "place" else (MENU, _LETTERS[address.room])
    return (*first, *([address.key] if address.key else []), str(address.page))


def _listed(view: Listing) -> str:
    title = [about(view.title)] if view.title else []
    return "\n".join([marked(view.heading, bold=view.heading), *title, *map(marked, view.lines)])
