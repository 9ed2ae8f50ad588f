"""The full text of a place: a pasal with its penjelasan and neighbours, or a section of a program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape

from tanyapasal.bot.assistant import Assistant
from tanyapasal.bot.channels.rendering import split
from tanyapasal.index.law.passages import Passage, RegulationCard
from tanyapasal.index.law.places import AnyReference, Locator, ProgramReference, Reference

# Well below Telegram's limit, so that a page is read without scrolling for long.
PAGE_UNITS = 1800
_LONG_QUOTE = 900


@dataclass(frozen=True, slots=True)
class Sheet:
    """One place in pages of Telegram HTML; ``before`` and ``after``: headings of its neighbours, if held."""

    ref: AnyReference
    pages: tuple[str, ...]
    before: str | None
    after: str | None

    def page(self, number: int) -> int:
        """``number`` within the pages there are."""
        return min(max(number, 0), len(self.pages) - 1)


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
    title, blocks = _content(places[at], held, card)
    return Sheet(
        places[at],
        paged(title, blocks),
        _heading(places[at - 1], held) if at > 0 else None,
        _heading(places[at + 1], held) if at + 1 < len(places) else None,
    )


def _wholes(ref: AnyReference) -> tuple[AnyReference, ...]:
    """Where to look: the body of the regulation and its penjelasan, or the program."""
    if isinstance(ref, Reference):
        return Reference(ref.regulation), Reference(ref.regulation, Locator((), "penjelasan"))
    return (ProgramReference(ref.program),)


def _unit(ref: AnyReference) -> AnyReference:
    """The pasal that a place is in, whatever its part; a section is a unit itself."""
    if isinstance(ref, Reference):
        return Reference(
            ref.regulation, Locator(tuple(s for s in ref.locator.steps[:1] if s.unit == "pasal"))
        )
    return ref


def _in_body(ref: AnyReference) -> bool:
    return not isinstance(ref, Reference) or ref.locator.part == "batang_tubuh"


def _heading(unit: AnyReference, held: Iterable[Passage]) -> str:
    if isinstance(unit, Reference):
        return f"Pasal {unit.locator.pasal.upper()}" if unit.locator.pasal else "Peraturan"
    return next((p.heading for p in held if p.ref == unit), str(unit))


def paged(title: str, blocks: Sequence[str]) -> tuple[str, ...]:
    """Blocks of Telegram HTML cut into pages, each below the title."""
    return tuple(f"{title}\n\n{page}" for page in split("\n\n".join(blocks), PAGE_UNITS))


def _content(
    unit: AnyReference, held: tuple[Passage, ...], card: RegulationCard | None
) -> tuple[str, list[str]]:
    """The title and what stands below it."""
    mine = [p for p in held if _unit(p.ref) == unit and p.parent is None]
    body = [p for p in mine if _in_body(p.ref)]
    explained = [p for p in mine if not _in_body(p.ref)]
    if isinstance(unit, Reference):
        heading = _heading(unit, held)
        name = heading if card is None else f"{heading} {card.label}" if unit.locator.steps else card.label
    else:
        name = body[0].label
    about = f"\n<i>tentang {escape(card.title, quote=False)}</i>" if card is not None and card.title else ""
    blocks = _quoted(body, unit)
    if explained:
        blocks += ["<b>Penjelasan</b>", *_quoted(explained, unit)]
    notes = dict.fromkeys(
        p.verification.note
        for p in body
        if p.verification is not None and p.verification.verdict not in ("match", "unverified")
    )
    blocks += [f"<i>Catatan: {escape(note, quote=False)}</i>" for note in notes]
    documents = dict.fromkeys(_document(p) for p in mine)
    blocks.append("\n".join(["<b>Sumber:</b>", *(f"• {escape(d, quote=False)}" for d in documents)]))
    return f"<b>{escape(name, quote=False)}</b>{about}", blocks


def _quoted(passages: Sequence[Passage], unit: AnyReference) -> list[str]:
    """Each place once, its official words first, each text once."""
    places = dict.fromkeys(p.ref for p in passages)
    blocks = []
    for place in places:
        mine = sorted((p for p in passages if p.ref == place), key=lambda p: p.source.kind != "official")
        quotes = [quote(text) for text in dict.fromkeys(p.text for p in mine)]
        heading = [] if place == unit else [escape(mine[0].heading, quote=False)]
        blocks.append("\n".join([*heading, *quotes]))
    return blocks


def quote(text: str, fold: bool = False) -> str:
    """``text`` as a quotation. ``fold``: a long one shows its beginning and is opened by a tap."""
    tag = "blockquote expandable" if fold and len(text) > _LONG_QUOTE else "blockquote"
    return f"<{tag}>{escape(text, quote=False)}</blockquote>"


def _document(passage: Passage) -> str:
    kinds = {
        "official": "naskah resmi",
        "secondary": "dokumen yang mengutip",
        "program": "keterangan program",
    }
    source = passage.source
    url = f" ({source.url})" if source.url else ""
    return f"{source.document}, {kinds[source.kind]}{url}"


def at_pasal(ref: AnyReference) -> AnyReference:
    """The place whose sheet shows ``ref``."""
    if isinstance(ref, Reference):
        return replace(ref, locator=Locator(ref.locator.steps[:1]))
    return ref
