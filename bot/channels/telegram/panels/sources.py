"""The full text of a place in pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tanyapasal.bot.channels.telegram.cutting import split
from tanyapasal.bot.channels.telegram.panels.marking import about, marked, quote
from tanyapasal.bot.conversation.sheets import Quoted, Sheet

# Well below Telegram's limit, so that a page is read without scrolling for long.
PAGE_UNITS = 1800


def sheet_pages(sheet: Sheet) -> tuple[str, ...]:
    """At least one page of Telegram HTML, each below the name of the place."""
    title = marked(sheet.name, bold=sheet.name) + (f"\n{about(sheet.title)}" if sheet.title else "")
    blocks = _quoted(sheet.body)
    if sheet.explained:
        blocks += ["<b>Penjelasan</b>", *_quoted(sheet.explained)]
    blocks += [f"<i>Catatan: {marked(note)}</i>" for note in sheet.notes]
    blocks.append("\n".join(["<b>Sumber:</b>", *(f"• {marked(document)}" for document in sheet.documents)]))
    return tuple(f"{title}\n\n{page}" for page in split("\n\n".join(blocks), PAGE_UNITS))


def within(number: int, pages: Sequence[str]) -> int:
    """``number`` within the pages there are."""
    return min(max(number, 0), len(pages) - 1)


def _quoted(places: Iterable[Quoted]) -> list[str]:
    return [
        "\n".join([*([marked(place.heading)] if place.heading else []), *map(quote, place.texts)])
        for place in places
    ]
