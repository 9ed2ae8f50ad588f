"""How a reply is laid out on the page: what is shown at once, which card stands below which quote, which words are links.

``static/widget/reply.js`` lays out the same way for replies that arrive without a page load.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from tanyapasal.bot.channels import wire
from tanyapasal.bot.channels.rendering import HELPDESK, MENDED, NOTED, contact_line, names
from tanyapasal.bot.reply import Contact
from tanyapasal.index.text import words

_LINK = re.compile(r"https?://[^\s<>\"'`]*[^\s<>\"'`.,;:!?)\]}]")
_LIST_MARK = re.compile(r"^\s*(?:[-*•–▸→]|\(?\d{1,2}[.)])\s*")


@dataclass(frozen=True, slots=True)
class Quote:
    """What is shown at once: neighbouring statements about the same places, and the line below them (may be empty)."""

    texts: tuple[str, ...]
    aside: str


@dataclass(frozen=True, slots=True)
class Card:
    """A citation below a quote.

    ``opens``: it is shown for the first time, so the card itself stands here, otherwise only a link to it.
    ``doubt``: its verification, if it warns and was not shown before.
    """

    index: int
    citation: wire.CitationModel
    opens: bool
    doubt: wire.VerificationModel | None


@dataclass(frozen=True, slots=True)
class Block:
    """What stands behind "selengkapnya": neighbouring statements that rest on the same citations, and those citations."""

    texts: tuple[str, ...]
    cards: tuple[Card, ...]


def quotes(reply: wire.ReplyModel) -> list[Quote]:
    """The statements that are shown at once.

    Below them stand places that the heading does not name, and the document whose words they are; neighbours from the
    same document name it once (``rendering.plain`` says the same).
    """

    def about(statement: wire.StatementModel) -> tuple[tuple[str, ...], tuple[str, ...]]:
        cited = [reply.citations[index] for index in statement.citations]
        official = any(citation.source.kind == "official" for citation in cited)
        documents = () if official else tuple(dict.fromkeys(c.source.document for c in cited))
        placed = [citation for citation in cited if citation.locator is not None]
        return tuple(dict.fromkeys(citation.label for citation in placed or cited)), documents

    title, found = heading(reply) or "", []
    groups = [(key, list(group)) for key, group in groupby(reply.statements[: wire.shown(reply)], about)]
    for number, ((labels, documents), statements) in enumerate(groups):
        following = groups[number + 1][0][1] if number + 1 < len(groups) else ()
        told = [f"menurut {' dan '.join(documents)}"] if documents and documents != following else []
        mended = any(
            reply.citations[index].original for statement in statements for index in statement.citations
        )
        told += [MENDED] if mended else []
        aside = "; ".join([*(label for label in labels if not names(title, label)), *told])
        found.append(Quote(tuple(statement.text for statement in statements), capital(aside)))
    return found


def blocks(reply: wire.ReplyModel) -> list[Block]:
    """The citations of what is shown at once, the other statements in order, then citations that no statement names."""
    first = wire.shown(reply)
    at_once = [index for statement in reply.statements[:first] for index in statement.citations]
    groups = [
        (tuple(statement.text for statement in group), list(cited))
        for cited, group in groupby(reply.statements[first:], lambda statement: tuple(statement.citations))
    ]
    named = {*at_once, *(index for _, cited in groups for index in cited)}
    rest = [index for index in range(len(reply.citations)) if index not in named]
    opened: set[int] = set()
    warned: list[wire.VerificationModel] = []
    laid_out: list[Block] = []
    for texts, cited in (((), list(dict.fromkeys(at_once))), *groups, ((), rest)):
        cards = []
        for index in cited:
            citation = reply.citations[index]
            known = citation.verification
            doubt = known if known.verdict not in ("match", "unverified") and known not in warned else None
            if doubt is not None:
                warned.append(doubt)
            cards.append(Card(index, citation, index not in opened, doubt))
            opened.add(index)
        if cards:
            laid_out.append(Block(texts, tuple(cards)))
    return laid_out


def unchecked(reply: wire.ReplyModel) -> list[tuple[str, list[int]]]:
    """What is said of citations that nobody checked: each sentence once, with the numbers it is about.

    No numbers if it is about all citations.
    """
    notes: dict[str, list[int]] = {}
    for number, citation in enumerate(reply.citations, start=1):
        if citation.verification.verdict == "unverified" and citation.verification.note:
            notes.setdefault(citation.verification.note, []).append(number)
    everything = len(reply.citations)
    return [(note, numbers if len(numbers) < everything else []) for note, numbers in notes.items()]


def notes(reply: wire.ReplyModel) -> list[str]:
    """What is noted in ``details`` after its statements, and no card says: amendments, parts without an answer, days."""
    text, end = reply.details or "", 0
    for statement in reply.statements[wire.shown(reply) :]:
        at = text.find(statement.text, end)
        end = at + len(statement.text) if at >= 0 else end
    checks = [c.verification.note for c in reply.citations if c.verification.note]
    found = (p.removeprefix(NOTED) for p in text[end:].split("\n\n") if p.startswith(NOTED))
    return [note for note in found if not any(check in note for check in checks)]


def heading(reply: wire.ReplyModel) -> str | None:
    """The headline of an answer; only the label if the rest would be said again right below it."""
    said = words(reply.headline or "")
    for statement in reply.statements[: wire.shown(reply)]:
        for label in (reply.citations[index].label for index in statement.citations):
            if said in (words(statement.text), words(f"{label} {statement.text}")):
                return label
    return reply.headline


def helpdesk_note(reply: wire.ReplyModel) -> str | None:
    """What the helpdesk says in its own words: the first paragraph of the text if it is marked so.

    The text is where it stands, because the shape of a reply is fixed; quotes never come first in one paragraph
    with the mark.
    """
    first = reply.text.split("\n\n", 1)[0]
    mark, _, note = first.partition("\n")
    return note if reply.kind == "answer" and mark == HELPDESK and note else None


def asked_at(reply: wire.ReplyModel) -> str | None:
    """The line that says who can be asked instead."""
    contact = reply.contact
    return contact_line(Contact(contact.name, contact.reach, contact.hours)) if contact is not None else None


def message(reply: wire.ReplyModel) -> str:
    """The text of a reply without what stands below it by itself: whom to ask, and the options, which are buttons."""
    offered = {name for option in reply.options for name in (option.label, option.question)}
    lines = reply.text.removesuffix(asked_at(reply) or "").rstrip().split("\n")
    all_lines = len(lines)
    while lines and (not lines[-1].strip() or _LIST_MARK.sub("", lines[-1]).strip() in offered):
        lines.pop()
    if len(lines) < all_lines and lines and lines[-1].rstrip().endswith(":"):
        lines.pop()  # what introduced the list
    return "\n".join(lines).rstrip()


def linked(text: str) -> Markup:
    """``text`` escaped, with its http and https addresses as links."""
    link = Markup('<a href="{0}" target="_blank" rel="noopener noreferrer">{0}</a>')
    parts: list[Markup] = []
    end = 0
    for match in _LINK.finditer(text):
        parts += [escape(text[end : match.start()]), link.format(match.group())]
        end = match.end()
    parts.append(escape(text[end:]))
    return Markup("").join(parts)


def place(ref: str) -> str:
    """A reference for readers: ``pp-11-2017/pasal-203/ayat-4`` → ``Pasal 203 ayat (4) PP 11/2017``."""
    regulation, *steps = ref.split("/")
    if regulation == "program":
        return " ".join(steps).replace("-", " ").replace("#", ": ")
    kind, _, rest = regulation.partition("-")
    kind = kind.upper() if len(kind) <= 3 else kind.capitalize()
    names = []
    for step in steps:
        unit, _, number = step.partition("-")
        names.append(f"{unit} ({number})" if unit == "ayat" else f"{unit} {number}".strip())
    where = " ".join(names)
    return f"{where[:1].upper()}{where[1:]} {kind} {rest.replace('-', '/')}".strip()


def address(ref: object) -> str:
    """Where a reference can be read on this site: ``/regulasi/uu-20-2023/pasal-47``, ``/program/taman-kota#luas``."""
    written = str(ref)
    return f"/{written}" if written.startswith("program/") else f"/regulasi/{written}"


def capital(text: str) -> str:
    """With a capital first letter; the rest as it is."""
    return text[:1].upper() + text[1:]


def web_address(url: str | None) -> bool:
    """True for what may become a link: ``javascript:`` and its like may not."""
    try:
        return url is not None and urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False
