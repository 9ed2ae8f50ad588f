"""An amending regulation as operations on the regulation that it changes.

The items of its Pasal I ("1. Ketentuan Pasal 20 diubah …") are provisions of the amending regulation, and hold
the text that they quote as their own: ``pp-66-2017/pasal-i/angka-1``. What is quoted is read a second time, under
the references of the amended regulation: ``pp-70-2015/pasal-20/ayat-1``. Text is counted once, in the item; the
operations say what the item does. A place such as ``pp-66-2017/pasal-20`` is found with ``quoted_as``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.places import Locator, Reference, RegulationId
from tanyapasal.index.law.regulation import Operation, Problem, Provision, Regulation
from tanyapasal.index.parsing.amendments.items import Item, named_regulation
from tanyapasal.index.parsing.amendments.revocations import read_revocations
from tanyapasal.index.text import Span

# An article that changes another regulation, up to its colon
_OPENS = re.compile(
    r"[^:]{0,2500}?\b(?:diubah|dirubah)(?:\s*+,\s++|\s++)(?:sebagai\s+berikut|sehingga)\b"
    r"|\s*(?:mengubah|merubah|menambah|menyisipkan)\b[^.:]{0,400}?\b(?:nomor|no\.)[^.:]{0,200}?\bberbunyi\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amendments:
    """The operations of a regulation in the order they stand there, and what looks wrong with them."""

    operations: tuple[Operation, ...]
    problems: tuple[Problem, ...]


def read_amendments(
    text: str,
    own: RegulationId,
    amends: Sequence[RegulationId],
    provisions: Sequence[Provision],
    kinds: Kinds,
    *,
    width: int = 80,
) -> Amendments:
    """Operations of the articles among ``provisions``, whose spans are spans of ``text``. Any text is taken.

    ``amends``: what the title names; an article or item that names another regulation changes that one.
    """
    operations: list[Operation] = []
    problems: list[Problem] = []
    for article, items in _articles(provisions):
        if not _changes(article, items):
            operations += _strikes(article, own, kinds)
            continue
        opening = Span(article.span.start, items[0].span.start if items else article.span.end)
        amended = named_regulation(text, opening, own, kinds)
        if amended is None and article.ref.locator.pasal in ("i", "1"):
            amended = amends[0] if amends else None
        for item in items or (article,):
            reader = Item(text, own, kinds, amended, item, width).read()
            operations += reader.operations
            problems += reader.problems
    return Amendments(tuple(operations), tuple(problems))


def amendments_of(regulation: Regulation, kinds: Kinds) -> Amendments:
    """Operations of a regulation from the texts of its provisions alone, if the text it was read from is gone.

    Spans of the operations, and of what they hold, are then the spans of the items that order them.
    """
    if regulation.id is None:
        return Amendments((), ())
    operations: list[Operation] = []
    problems: list[Problem] = []
    for article, items in _articles(regulation.provisions):
        if not _changes(article, items):
            operations += _strikes(article, regulation.id, kinds)
            continue
        for item in items or (article,):
            context = f"{article.text}\n" if items else ""
            text = f"{context}{item.full_text}"
            lifted = replace(item, span=Span(len(context), len(text)))
            named = named_regulation(text, Span(0, len(context)), regulation.id, kinds)
            if named is None and article.ref.locator.pasal in ("i", "1") and regulation.amends:
                named = regulation.amends[0]
            reader = Item(text, regulation.id, kinds, named, lifted, 80).read()
            operations += [_spanning(operation, item.span) for operation in reader.operations]
            problems += [replace(problem, span=item.span) for problem in reader.problems]
    return Amendments(tuple(operations), tuple(problems))


def quoted_as(regulation: Regulation, place: Locator) -> Provision | None:
    """What the amending regulation quotes as ``place`` of the regulation that it amends: ``pp-17-2020/pasal-203``.

    None if it quotes no such place, or several amended regulations have one.
    """
    found = {
        provision.ref: provision
        for operation in regulation.operations
        for provision in operation.provisions
        if provision.ref.locator == place
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _changes(article: Provision, items: Sequence[Provision]) -> bool:
    """True for Pasal I, for articles in roman numbers with items, and for those that open with "… diubah …:"."""
    number = article.ref.locator.pasal or ""
    if number.isalpha() and (items or number == "i"):
        return True
    return _OPENS.match(article.text) is not None


def _strikes(article: Provision, own: RegulationId, kinds: Kinds) -> list[Operation]:
    """Single places of other regulations that an article revokes."""
    return [
        Operation("hapus", place, article.ref, (), article.span)
        for place in read_revocations(article.full_text, kinds, own).places
    ]


def _spanning(operation: Operation, span: Span) -> Operation:
    return replace(
        operation,
        span=span,
        provisions=tuple(replace(provision, span=span) for provision in operation.provisions),
        headings=tuple(replace(heading, span=span) for heading in operation.headings),
    )


def _articles(provisions: Sequence[Provision]) -> Iterable[tuple[Provision, list[Provision]]]:
    items: dict[Reference, list[Provision]] = {}
    articles: list[Provision] = []
    for provision in provisions:
        steps = provision.ref.locator.steps
        if provision.ref.locator.part != "batang_tubuh" or not steps:
            continue
        if len(steps) == 1:
            articles.append(provision)
        elif len(steps) == 2 and steps[1].unit == "angka":
            items.setdefault(provision.ref.article, []).append(provision)
    for article in articles:
        yield article, items.get(article.ref, [])
