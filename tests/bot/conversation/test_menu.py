"""Browsing as values: what a channel without Telegram's client gets."""

from __future__ import annotations

import re

from tanyapasal.bot.channels.telegram.panels.buttons import press_from
from tanyapasal.bot.channels.telegram.panels.menu import address_of, to_menu
from tanyapasal.bot.conversation import texts
from tanyapasal.bot.conversation.catalogue import digest
from tanyapasal.bot.conversation.menu import ROWS, TOPICS, Address, Choice, Listing, Menu, Reading, View
from tests.bot.channels.telegram.telegram_corpus import HOURS, NOTE, PERDA, Browsable

MENU = Menu(Browsable())


def _walked(start: Address) -> dict[Address, View | None]:
    """Every view that can be reached by choices, and every page of it."""
    found: dict[Address, View | None] = {}
    left = [start]
    while left:
        address = left.pop()
        if address in found:
            continue
        view = found[address] = MENU.view(address)
        if isinstance(view, Listing):
            left += [choice.address for row in view.rows for choice in row]
            left += [Address(address.room, address.key, page) for page in range(view.pages)]
        if view is not None and view.up is not None:
            left.append(view.up.address)
    return found


def test_every_choice_leads_to_a_view_and_every_place_held_is_reached() -> None:
    found = _walked(TOPICS.address)
    assert None not in found.values()
    read = [str(view.sheet.ref) for view in found.values() if isinstance(view, Reading)]
    assert sorted(read) == [
        "perda-7-2019/pasal-2",
        "perda-7-2019/pasal-3",
        "perda-7-2019/pasal-4",
        "program/guna-tanda#guna",
        "program/hak-warga#hak",
        "program/isi-tanda#isi",
        "program/kompetensi-mandor#arti",
        "program/kompetensi-mandor#biaya",
        "program/kompetensi-tukang#arti",
    ]


def test_an_address_of_another_corpus_leads_nowhere() -> None:
    for room in ("group", "program", "regulation", "place"):
        assert MENU.view(Address(room, "00000000")) is None


def test_a_page_that_is_not_there_is_the_nearest_one() -> None:
    view = MENU.view(Address("regulations", page=99))
    assert isinstance(view, Listing)
    assert (view.address.page, view.pages) == (0, 1)
    assert [len(row) for row in view.rows] == [1, 1]
    assert len(view.rows) <= ROWS


def test_a_regulation_tells_what_is_known_of_it() -> None:
    view = MENU.view(Address("regulation", digest("perda-3-1998")))
    assert isinstance(view, Listing)
    assert (view.heading, view.title) == ("Perda Nomor 3 Tahun 1998", "Pertamanan")
    assert view.lines == (
        "Status: sudah dicabut",
        "Mengubah: PERDA Nomor 1 Tahun 1990",
        "",
        texts.NOTHING_HELD,
    )


def test_a_sheet_has_the_words_the_doubts_and_the_documents_apart() -> None:
    view = MENU.view(Address("place", digest("perda-7-2019/pasal-3")))
    assert isinstance(view, Reading)
    sheet = view.sheet
    assert (sheet.name, sheet.title) == (f"Pasal 3 {PERDA.label}", PERDA.title)
    assert sheet.body[0].texts == (HOURS.text,)
    assert [q.heading for q in sheet.explained] == ["Penjelasan Pasal 3 ayat (1)"]
    assert sheet.notes == (NOTE,)
    assert sheet.documents == ("Salinan Peraturan Daerah Kota Contoh Nomor 7 Tahun 2019, naskah resmi",)
    assert (sheet.before, sheet.after) == ("Pasal 2", "Pasal 4")


def test_an_address_survives_a_button() -> None:
    for address in _walked(TOPICS.address):
        data = to_menu(Choice("x", address)).callback_data
        assert isinstance(data, str)
        assert len(data.encode()) <= 64
        assert address_of(press_from(data)) == address


def test_texts_are_plain_so_that_every_channel_can_show_them() -> None:
    constants = [value for name, value in vars(texts).items() if name.isupper()]
    sections = [*texts.HELP, *texts.about("abc", ("Dokumen",), 24)]
    shown = [value for value in constants if isinstance(value, str)]
    shown += [line for section in sections for line in (section.heading, *section.lines)]
    assert len(shown) > 40
    assert [text for text in shown if re.search(r"[<>&]", text)] == []
