"""Replies as text: plain for terminals, files and tools, HTML for Telegram.

A reply is short enough for a telephone: what answers, its words, one line of warning. ``details`` is what stands behind
"selengkapnya". Every statement is shown verbatim; what differs between channels is only what stands around it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import assert_never

from tanyapasal.bot.reply import (
    Answer,
    Chat,
    Citation,
    Clarification,
    Contact,
    NotFound,
    Option,
    Reply,
    Statement,
)
from tanyapasal.index.law.places import Reference
from tanyapasal.index.text import words

_ASK = "Anda dapat bertanya, misalnya:"
_MEANT = "Silakan pilih maksud Anda:"
_IN_FULL = "Bunyi lengkap"
_SOURCES = "Sumber:"
_SEE_ALSO = "Lihat juga:"
# What begins the line that says who can be asked instead.
CONTACT = "Tanya petugas:"
# More questions nearby than these are a list to be read, no way on.
_OFFERED = 3
# Characters of a quotation that are read at a glance on a telephone.
_FOLDED = 900
# What begins a paragraph that says something of the reply.
NOTED = "Catatan: "
# Said below a quote of which a misread word or number was mended; how the copy has it is told in the details.
MENDED = "teks OCR diperbaiki"
# The first paragraph of an answer that the helpdesk wrote begins with this line.
HELPDESK = "Jawaban helpdesk:"


def plain(reply: Reply) -> str:
    """``reply`` as a person reads it first: paragraphs and line breaks, no markup."""
    match reply:
        case Answer():
            blocks = [] if reply.note is None else [f"{HELPDESK}\n{reply.note}"]
            title = heading(reply)
            blocks += [title] if title else []
            blocks += [
                "\n".join([*(s.text for s in q.statements), *_bracketed(q.aside)]) for q in _quoted(reply)
            ]
            blocks += [f"{NOTED}{reply.warning}"] if reply.warning else []
        case NotFound() | Chat():
            offered = _questions(_ASK, reply.options[:_OFFERED])
            blocks = [reply.message, *offered, *([contact_line(reply.contact)] if reply.contact else [])]
        case Clarification():
            blocks = [reply.message, *_questions(_MEANT, reply.options)]
        case _:
            assert_never(reply)
    return "\n\n".join(blocks)


def details(reply: Reply) -> str | None:
    """What stands behind "selengkapnya": further statements, what is noted, each source once. None if there is nothing."""
    match reply:
        case Answer():
            blocks = [
                "\n".join([*(s.text for s in group), *_bracketed("; ".join(labels))])
                for labels, group in groupby(reply.statements[reply.shown :], lambda s: _labels(reply, s))
            ]
            blocks += _copies(reply)
            blocks += [f"{NOTED}{note}" for note in reply.notes]
            return "\n\n".join([*blocks, *_sources(reply)]) or None
        case NotFound() | Chat() | Clarification():
            return None
        case _:
            assert_never(reply)


def in_full(reply: Reply) -> str:
    """``reply`` with all that stands behind "selengkapnya"."""
    return "\n\n".join(filter(None, (plain(reply), details(reply))))


def telegram_html(reply: Reply) -> str:
    """``plain`` in the HTML that Telegram accepts, of any length (see ``split``).

    Options are left out: Telegram shows them as buttons below the message.
    """
    match reply:
        case Answer():
            title = heading(reply)
            blocks = [] if reply.note is None else [f"<b>{HELPDESK}</b>\n{escape(reply.note, quote=False)}"]
            blocks += [f"<b>{escape(title, quote=False)}</b>"] if title else []
            blocks += [
                "\n".join([*_quotations(q.statements), *_bracketed(escape(q.aside, quote=False))])
                for q in _quoted(reply)
            ]
            blocks += [f"<i>{NOTED}{escape(reply.warning, quote=False)}</i>"] if reply.warning else []
        case NotFound() | Chat():
            lines = [reply.message, *([contact_line(reply.contact)] if reply.contact else [])]
            blocks = [escape(line, quote=False) for line in lines]
        case Clarification():
            blocks = [escape(reply.message, quote=False)]
        case _:
            assert_never(reply)
    return "\n\n".join(blocks)


def _copies(answer: Answer) -> list[str]:
    """The whole text, as the copy has it, of what was shown only in part or mended; not of what others tell piece by piece."""
    found: dict[str, str] = {}
    proving = Counter(statement.citations[-1] for statement in answer.statements)
    for statement in answer.statements[: answer.shown]:
        citation = answer.citations[statement.citations[-1]]
        if statement.text != citation.passage.text and proving[statement.citations[-1]] == 1:
            found[citation.passage.id] = f"{_IN_FULL} {citation.passage.label}:\n{citation.passage.text}"
    return list(found.values())


def heading(answer: Answer) -> str | None:
    """The headline; only the label if the rest would be said again right below it."""
    said = words(answer.headline or "")
    for statement in answer.statements[: answer.shown]:
        text = words(statement.text)
        for label in _labels(answer, statement):
            if said in (text, words(label) + text):
                return label
    return answer.headline


def contact_line(contact: Contact) -> str:
    """Who can be asked instead, in one line."""
    return f"{CONTACT} {contact.name}, {contact.reach}" + (f" ({contact.hours})" if contact.hours else "")


@dataclass(frozen=True, slots=True)
class _Quoted:
    """Neighbouring statements about the same places, and the line below them (empty for none)."""

    statements: list[Statement]
    aside: str


def _quoted(answer: Answer) -> Iterator[_Quoted]:
    """What is shown at once. Below it stand places that the heading does not name, and whose words these are.

    Neighbours from the same document name it once, below the last of them.
    """

    def about(statement: Statement) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return _labels(answer, statement), _documents(answer, statement)

    title = heading(answer) or ""
    groups = [(key, list(group)) for key, group in groupby(answer.statements[: answer.shown], about)]
    for number, ((labels, documents), statements) in enumerate(groups):
        places = [label for label in labels if not names(title, label)]
        following = groups[number + 1][0][1] if number + 1 < len(groups) else ()
        told = [f"menurut {' dan '.join(documents)}"] if documents and documents != following else []
        cited = [answer.citations[i] for statement in statements for i in statement.citations]
        mended = [MENDED] if any(citation.original for citation in cited) else []
        yield _Quoted(statements, "; ".join([*places, *told, *mended]))


def names(text: str, label: str) -> bool:
    """True if ``text`` names this place."""
    return f" {' '.join(words(label))} " in f" {' '.join(words(text))} "


def _labels(answer: Answer, statement: Statement) -> tuple[str, ...]:
    """The places of a statement; the section of a document that rests on articles is named with the sources."""
    cited = [answer.citations[i] for i in statement.citations]
    placed = [c for c in cited if isinstance(c.ref, Reference)]
    return tuple(dict.fromkeys(c.label for c in placed or cited))


def _documents(answer: Answer, statement: Statement) -> tuple[str, ...]:
    """The documents whose words these are; none if they stand in an official text."""
    cited = [answer.citations[i] for i in statement.citations]
    if any(c.article is None and c.passage.source.kind == "official" for c in cited):
        return ()
    return tuple(dict.fromkeys(c.passage.source.document for c in cited))


def _bracketed(aside: str) -> list[str]:
    return [f"({aside})"] if aside else []


def _quotations(statements: list[Statement]) -> list[str]:
    """One quotation for each citation; a long one shows its beginning and is opened by a tap."""
    found = []
    for _, group in groupby(statements, lambda s: s.citations):
        text = "\n".join(statement.text for statement in group)
        tag = "blockquote expandable" if len(text) > _FOLDED else "blockquote"
        found.append(f"<{tag}>{escape(text, quote=False)}</blockquote>")
    return found


def _sources(answer: Answer) -> list[str]:
    """The sources of what is said, then places that no statement cites; each once."""
    cited = {i for statement in answer.statements for i in statement.citations}
    named = dict.fromkeys(_source(c) for i, c in enumerate(answer.citations) if i in cited)
    others = dict.fromkeys(_source(c) for i, c in enumerate(answer.citations) if i not in cited)
    lists = ((_SOURCES, [*named]), (_SEE_ALSO, [source for source in others if source not in named]))
    return ["\n".join([title, *(f"- {source}" for source in found)]) for title, found in lists if found]


def _source(citation: Citation) -> str:
    """``label tentang title — document (url)``."""
    source, card = citation.passage.source, citation.regulation
    name = citation.label
    if card is not None and card.title and name.endswith(card.label):
        name += f" tentang {card.title}"
    return f"{name} — {source.document}" + (f" ({source.url})" if source.url else "")


def _questions(title: str, options: tuple[Option, ...]) -> list[str]:
    return ["\n".join([title, *(f"- {option.question}" for option in options)])] if options else []
