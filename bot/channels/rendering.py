"""Replies as text: plain for terminals, files and tools, HTML for Telegram.

Every statement is shown verbatim; what differs between channels is only what stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import assert_never

from tanyapasal.bot.reply import Answer, Chat, Citation, Clarification, NotFound, Option, Reply, Statement
from tanyapasal.index.text import words

TELEGRAM_LIMIT = 4096

_ASK = "Anda dapat bertanya, misalnya:"
_ASK_FURTHER = "Pertanyaan lain yang dapat Anda ajukan:"
_MEANT = "Silakan pilih maksud Anda:"
_SOURCES = "Sumber:"
# Characters of a quotation that are read at a glance on a telephone.
_FOLDED = 900
# What begins a paragraph that says something of the reply.
NOTED = "Catatan: "
# The first paragraph of an answer that the helpdesk wrote begins with this line.
HELPDESK = "Jawaban helpdesk:"


def plain(reply: Reply) -> str:
    """``reply`` as a person reads it: paragraphs and line breaks, no markup."""
    match reply:
        case Answer():
            blocks = [] if reply.note is None else [f"{HELPDESK}\n{reply.note}"]
            blocks += [reply.headline] if reply.headline and not _said_again(reply) else []
            blocks += [
                "\n".join([*(s.text for s in group), f"({labels})"]) for labels, group in _groups(reply)
            ]
            blocks += [f"{NOTED}{warning}" for warning in (reply.warning, *reply.notes) if warning]
            blocks.append("\n".join([_SOURCES, *(f"- {source}" for source in _sources(reply))]))
            blocks += _questions(_ASK_FURTHER, reply.options)
        case NotFound() | Chat():
            blocks = [reply.message, *_questions(_ASK, reply.options)]
        case Clarification():
            blocks = [reply.message, *_questions(_MEANT, reply.options)]
        case _:
            assert_never(reply)
    return "\n\n".join(blocks)


def telegram_html(reply: Reply) -> str:
    """``reply`` in the HTML that Telegram accepts, of any length (see ``split``).

    Options are left out: Telegram shows them as buttons below the message.
    """
    match reply:
        case Answer():
            said_again = reply.headline is None or _said_again(reply)
            blocks = [] if reply.note is None else [f"<b>{HELPDESK}</b>\n{escape(reply.note, quote=False)}"]
            blocks += [] if said_again else [f"<b>{escape(reply.headline or '')}</b>"]
            blocks += [
                "\n".join([*_quotations(group), f"({escape(labels, quote=False)})"])
                for labels, group in _groups(reply)
            ]
            blocks += [f"<i>{NOTED}{escape(warning, quote=False)}</i>" for warning in (reply.warning, *reply.notes) if warning]
            sources = [f"• {escape(source, quote=False)}" for source in _sources(reply)]
            blocks.append("\n".join([f"<b>{_SOURCES}</b>", *sources]))
        case NotFound() | Chat() | Clarification():
            blocks = [escape(reply.message, quote=False)]
        case _:
            assert_never(reply)
    return "\n\n".join(blocks)


def _groups(answer: Answer) -> list[tuple[str, list[Statement]]]:
    """Neighbouring statements about the same places: they share one line of labels."""
    labelled = groupby(answer.statements, lambda s: _labels(answer, s.citations))
    return [(labels, list(group)) for labels, group in labelled]


def _quotations(statements: list[Statement]) -> list[str]:
    """One quotation for each citation; a long one shows its beginning and is opened by a tap."""
    found = []
    for _, group in groupby(statements, lambda s: s.citations):
        text = "\n".join(statement.text for statement in group)
        tag = "blockquote expandable" if len(text) > _FOLDED else "blockquote"
        found.append(f"<{tag}>{escape(text, quote=False)}</blockquote>")
    return found


def _labels(answer: Answer, cited: tuple[int, ...]) -> str:
    return "; ".join(dict.fromkeys(answer.citations[i].label for i in cited))


def _sources(answer: Answer) -> list[str]:
    return list(dict.fromkeys(_source(citation) for citation in answer.citations))


def _source(citation: Citation) -> str:
    """``label tentang title — document (url)``."""
    passage, card = citation.passage, citation.regulation
    name = citation.label
    if card is not None and card.title and name.endswith(card.label):
        name += f" tentang {card.title}"
    url = passage.source.url
    return f"{name} — {passage.source.document}" + (f" ({url})" if url else "")


def _questions(heading: str, options: tuple[Option, ...]) -> list[str]:
    return ["\n".join([heading, *(f"- {option.question}" for option in options)])] if options else []


def _said_again(answer: Answer) -> bool:
    """True if a statement, with or without its label, is all that the headline says."""
    headline = words(answer.headline or "")
    for statement in answer.statements:
        text = words(statement.text)
        labels = [words(answer.citations[i].label) for i in statement.citations]
        if headline == text or any(headline == label + text for label in labels):
            return True
    return False


# --- cutting long HTML -------------------------------------------------------------------------------------

_ATOM = re.compile(r"</?[a-z][^<>]*>|&(?:#\d+|#x[0-9a-f]+|[a-z]+);|.", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9-]*)[^<>]*>", re.IGNORECASE)
_SENTENCE_ENDS = frozenset(".!?;:")


@dataclass(frozen=True, slots=True)
class _Cut:
    """A place to cut: before atom ``at``, with these start tags open, after ``kept`` atoms of the piece."""

    at: int
    open_tags: tuple[str, ...] = ()
    kept: int = 0


def split(text_html: str, limit: int = TELEGRAM_LIMIT) -> list[str]:
    """Cut Telegram HTML into messages of at most ``limit`` UTF-16 code units, markup included.

    Cuts at the border of a paragraph, else of a sentence or line, else of a word, else between characters;
    never inside a tag or an entity. Tags that are open at a cut are closed there and opened again in the next
    piece. Only white space at borders and elements that show nothing are lost.
    """
    atoms = _ATOM.findall(text_html)
    pieces: list[str] = []
    cut = _Cut(0)
    while cut.at < len(atoms):
        cut, piece = _next_piece(atoms, cut, limit)
        if piece:
            pieces.append(piece)
    return pieces


def _next_piece(atoms: list[str], start: _Cut, limit: int) -> tuple[_Cut, str]:
    """The best piece from ``start`` on and where it ends; at least one character, however small the limit."""
    tags, kept = list(start.open_tags), list(start.open_tags)
    half, size = limit // 2, _units("".join(kept))
    best: dict[str, _Cut] = {}
    for at in range(start.at, len(atoms)):
        atom = atoms[at]
        tag = _TAG.fullmatch(atom)
        if tag is not None and tag["end"]:
            if not tags:
                continue
            if kept[-1] == tags.pop():  # nothing stands between the two
                size -= _units(kept.pop())
                continue
        elif tag is not None:
            tags.append(atom)
        elif atom.isspace() and not best:
            continue
        kept.append(atom)
        size += _units(atom)
        if size + _units(_closing(tuple(tags))) > limit and best:
            # A border in the first half would leave a stump; then a smaller border is the better one.
            cut = next(best[rank] for rank in ("paragraph", "sentence", "word", "any") if rank in best)
            return cut, "".join(kept[: cut.kept]).rstrip() + _closing(cut.open_tags)
        if tag is None:
            here = _Cut(at + 1, tuple(tags), len(kept))
            best["any"] = here
            best.update((rank, here) for rank in _borders(atoms, at) if rank == "word" or size >= half)
    return _Cut(len(atoms)), "".join(kept).rstrip() + _closing(tuple(tags)) if best else ""


def _borders(atoms: list[str], at: int) -> Iterator[str]:
    """The kinds of border that lie right after atom ``at``."""
    atom = atoms[at]
    if not atom.isspace():
        return
    before = atoms[at - 1] if at else ""
    if atom == "\n":
        yield "sentence"
        if before == "\n":
            yield "paragraph"
    elif before in _SENTENCE_ENDS and not _goes_on(atoms[at + 1 : at + 2]):
        yield "sentence"
    yield "word"


def _goes_on(following: list[str]) -> bool:
    """True in ``No. 10`` and ``dst. atau``: the point before belongs to an abbreviation."""
    return bool(following) and (following[0].isdigit() or following[0].islower())


def _closing(open_tags: tuple[str, ...]) -> str:
    names = [match["name"] for tag in reversed(open_tags) if (match := _TAG.fullmatch(tag)) is not None]
    return "".join(f"</{name}>" for name in names)


def _units(text: str) -> int:
    """Length as Telegram counts it: characters beyond U+FFFF are two."""
    return len(text) + sum(ord(c) > 0xFFFF for c in text)
