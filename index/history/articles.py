"""One pasal while amendments are worked into it: its provisions change, its full text follows.

A pasal is a tuple of provisions, itself first, then all below it in reading order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from tanyapasal.index.law.places import LATIN, Locator, Reference, Step
from tanyapasal.index.law.regulation import Provision, WordChange
from tanyapasal.index.parsing.numerals import roman
from tanyapasal.index.text import Span

Article = tuple[Provision, ...]
DELETED = "Dihapus."


def below(article: Article, ref: Reference) -> Article:
    """The place and everything below it; empty if the pasal has no such place."""
    return tuple(p for p in article if ref.contains(p.ref))


def moved(article: Article, old: Reference, new: Reference) -> Article:
    """The same provisions under another number."""
    depth = len(old.locator.steps)
    return tuple(
        replace(
            p,
            ref=Reference(
                new.regulation, Locator((*new.locator.steps, *p.ref.locator.steps[depth:]), new.locator.part)
            ),
        )
        for p in article
    )


def with_places(
    article: Article, root: Reference, added: tuple[Article, ...], gone: tuple[Reference, ...]
) -> Article:
    """The pasal ``root`` with some places replaced or added, and others taken out.

    Where the pasal itself is not known it is made of what is known: its own text is then empty.
    """
    known = article or (Provision(root, "", "", Span(0, 0)),)
    for ref in gone:
        if below(known, ref):
            known = _changed(known, ref, ())
    for place in added:
        if place:
            known = _changed(known, place[0].ref, place)
    return known


def reworded(article: Article, words: tuple[WordChange, ...]) -> Article:
    """The same provisions with some words replaced or taken out, whole words only."""
    for change in words:
        gone = r"\s*" if not change.new else ""
        new = change.new.replace("\\", r"\\")
        pattern = re.compile(rf"{gone}(?<!\w){re.escape(change.old)}(?!\w)")
        article = tuple(
            replace(p, text=pattern.sub(new, p.text), full_text=pattern.sub(new, p.full_text))
            for p in article
        )
    return article


def is_whole(article: Article) -> bool:
    """False if only changed parts of the pasal are known."""
    return not article or article[0].span.end > 0 or bool(article[0].text)


def label(step: Step) -> str:
    """How an item of a list is marked: ``(2)``, ``a.``, ``3.``."""
    return f"({step.number})" if step.unit == "ayat" else f"{step.number}."


def _changed(article: Article, ref: Reference, place: Article) -> Article:
    """The pasal with ``place`` instead of what stands at ``ref``; every text above it follows."""
    steps = ref.locator.steps
    if len(steps) <= 1:
        return place
    parent_ref = ref.above
    parent = next((p for p in article if p.ref == parent_ref), None)
    if parent is None:
        parent = Provision(parent_ref, "", "", Span(0, 0))
        article = _changed(article, parent_ref, (parent,))
    children = [p for p in article if p.ref.locator.steps[:-1] == parent_ref.locator.steps]
    kept = [p for p in children if p.ref != ref]
    at = next((i for i, p in enumerate(kept) if _key(p.ref) > _key(ref)), len(kept))
    now = [*kept[:at], *place[:1], *kept[at:]]
    written = replace(parent, full_text=_rewritten(parent, children, now))
    rest = tuple(written if p.ref == parent_ref else p for p in article if not ref.contains(p.ref))
    following = {p.ref for p in kept[at:]}
    return _upwards(_spliced(rest, place, parent_ref, following), parent, written)


def _spliced(article: Article, place: Article, parent: Reference, following: set[Reference]) -> Article:
    """The pasal with ``place`` among what lies below ``parent``, before the first of ``following``."""
    if not place:
        return article
    inside = [i for i, p in enumerate(article) if parent.contains(p.ref)]
    spot = next((i for i in inside if article[i].ref in following), inside[-1] + 1)
    return (*article[:spot], *place, *article[spot:])


def _upwards(article: Article, before: Provision, after: Provision) -> Article:
    """The texts above a changed provision, with its new text in place of the old one."""
    steps = after.ref.locator.steps
    if len(steps) <= 1:
        return article
    parent_ref = after.ref.above
    parent = next((p for p in article if p.ref == parent_ref), None)
    if parent is None:
        return article
    now = [p for p in article if p.ref.locator.steps[:-1] == parent_ref.locator.steps]
    then = [before if p.ref == after.ref else p for p in now]
    written = replace(parent, full_text=_rewritten(parent, then, now))
    result = tuple(written if p.ref == parent_ref else p for p in article)
    return _upwards(result, parent, written)


def _rewritten(parent: Provision, then: list[Provision], now: list[Provision]) -> str:
    """The full text of ``parent`` with the children ``now``: what stands before and after the list is kept."""
    whole = parent.full_text
    blocks = [_block(p) for p in then]
    lead, tail = parent.text, ""
    start = whole.find(blocks[0]) if blocks else -1
    if start >= 0:
        end = whole.rfind(blocks[-1]) + len(blocks[-1])
        if end >= start:
            lead, tail = whole[:start].rstrip(), whole[end:].strip()
    return "\n".join(filter(None, [lead, *(_block(p) for p in now), tail]))


def _block(provision: Provision) -> str:
    return f"{label(provision.ref.locator.steps[-1])} {provision.full_text}".strip()


def _key(ref: Reference) -> tuple[int, int, str]:
    number = ref.locator.steps[-1].number
    match = re.match(r"\d+", number)
    if match:
        return int(match[0]), 0, number[match.end() :]
    return 0, len(number), number


def reading_order(locator: Locator) -> tuple[str, int, int, str]:
    """Parts, then annexes, then pasal by number and by what was inserted behind it."""
    annex = next((step.number for step in locator.steps if step.unit == "lampiran"), "0")
    number, _, latin = (locator.pasal or "").partition("-")
    digits = "".join(c for c in number if c.isdigit())
    inserted = number[len(digits) :] + (f"-{LATIN.index(latin)}" if latin else "")
    count = int(annex) if annex.isdigit() else roman(annex) or ord(annex[0])
    return locator.part, count, int(digits or 0) or roman(number) or 0, inserted


def articles_of(provisions: Iterable[Provision]) -> list[Article]:
    found: dict[Locator, list[Provision]] = {}
    for provision in provisions:
        if provision.ref.locator.pasal is not None:
            found.setdefault(provision.ref.article.locator, []).append(provision)
    return [tuple(article) for article in found.values() if is_article(article[0].ref)]


def is_article(ref: Reference) -> bool:
    return len(ref.locator.inner) == 1
