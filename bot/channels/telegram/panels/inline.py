"""``@bot pasal 47 ayat 2`` in any chat: cards with a citation that can be sent there."""

from __future__ import annotations

from telegram import InlineQueryResultArticle, InputTextMessageContent
from telegram.constants import ParseMode

from tanyapasal.bot.assistant import Assistant
from tanyapasal.bot.channels.telegram.cutting import split
from tanyapasal.bot.channels.telegram.panels.marking import about, marked, quote
from tanyapasal.bot.channels.wire import card_of
from tanyapasal.bot.conversation.catalogue import digest
from tanyapasal.bot.conversation.sheets import note_of
from tanyapasal.index.law.passages import Hit, Passage, RegulationCard

CARDS = 8
_DESCRIPTION_CHARACTERS = 160
# Leaves room in a message of 4096 for what stands around the quotation.
_QUOTE_UNITS = 3000


def cards(assistant: Assistant, query: str) -> list[InlineQueryResultArticle]:
    """The best passages, those of a place that is named first; each place with the same text once."""
    known = {card.id: card for card in assistant.regulations()}
    found: dict[tuple[str, str], Hit] = {}
    for hit in assistant.search(query, CARDS):
        found.setdefault((str(hit.passage.ref), hit.passage.text), hit)
    return [_card(hit.passage, card_of(hit.passage.ref, known)) for hit in found.values()]


def _card(passage: Passage, card: RegulationCard | None) -> InlineQueryResultArticle:
    description = " ".join(passage.text.split())
    return InlineQueryResultArticle(
        id=digest(passage.id + passage.text),
        title=passage.label,
        description=description[:_DESCRIPTION_CHARACTERS],
        input_message_content=InputTextMessageContent(citation(passage, card), parse_mode=ParseMode.HTML),
    )


def citation(passage: Passage, card: RegulationCard | None) -> str:
    """A passage to be cited: what it is, its words, what is known of them, where they were taken from."""
    title = f"\n{about(card.title)}" if card is not None and card.title else ""
    pieces = split(marked(passage.text), _QUOTE_UNITS)
    cut = f"<blockquote expandable>{pieces[0]} …</blockquote>"
    whole = quote(passage.text, fold=True) if len(pieces) == 1 else cut
    blocks = [f"<b>{marked(passage.label)}</b>{title}", whole]
    note = note_of(passage)
    if note is not None:
        blocks.append(f"<i>Catatan: {marked(note)}</i>")
    blocks.append(f"Sumber: {marked(passage.source.document)}")
    return "\n\n".join(blocks)
