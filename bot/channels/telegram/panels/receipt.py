"""What a reply rests on, for whoever must check it: the places, their words, and the version of the index.

``receipt_html`` is the one place that decides what is shown. Where the reply has an evidence receipt, its hash is
shown too; the receipt itself is checked offline with ``tanyapasal receipt verify``.
"""

from __future__ import annotations

from html import escape

from tanyapasal.bot.channels.telegram.cutting import split
from tanyapasal.bot.channels.telegram.panels.marking import marked, quote
from tanyapasal.bot.channels.telegram.panels.sources import PAGE_UNITS
from tanyapasal.bot.channels.wire import CitationModel, ReplyModel, VerificationModel
from tanyapasal.bot.conversation import texts
from tanyapasal.bot.storage import StoredReply


def receipt_pages(kept: StoredReply, reply: ReplyModel, seal: str | None) -> tuple[str, ...]:
    """The receipt in pages of Telegram HTML, at least one."""
    return tuple(split(receipt_html(kept, reply, seal), PAGE_UNITS))


def receipt_html(kept: StoredReply, reply: ReplyModel, seal: str | None) -> str:
    """Reference, quotation letter by letter, document and verdict of each citation of the stored reply.

    ``seal``: the hash of its evidence receipt, or None if it has none.
    """
    at = f"{kept.at:%d-%m-%Y %H.%M} UTC"
    head = (
        "<b>Bukti jawaban</b>\n"
        f"Nomor: <code>{escape(reply.id)}</code>\n"
        f"Waktu: {at}\n"
        f"Versi indeks: <code>{escape(reply.snapshot)}</code>"
    )
    if seal is not None:
        head += f"\nSidik tanda bukti: <code>{escape(seal)}</code>"
    return "\n\n".join([head, *(_citation(n, c) for n, c in enumerate(reply.citations, 1))])


def _citation(number: int, citation: CitationModel) -> str:
    lines = [
        f"<b>{number}. {marked(citation.label)}</b>",
        f"Rujukan: <code>{escape(citation.ref)}</code>",
        quote(citation.quote),
        f"Dokumen: {marked(citation.source.document)}",
        f"Pemeriksaan: {marked(_verdict(citation.verification))}",
    ]
    return "\n".join(lines)


def _verdict(known: VerificationModel) -> str:
    """The verdict in words; where there is none, why."""
    return texts.VERDICTS.get(known.verdict, known.note)
