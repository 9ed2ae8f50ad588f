"""Which regulation a place belongs to, by what stands between them.

Items (regulations and enumerations of places) are cut into chains wherever the text between two of them does
not bind. Within a chain, people write either "UU A Pasal 5, UU B Pasal 6" or "Pasal 5 UU A jo. Pasal 6 UU B";
what comes first tells which.
"""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum
from itertools import dropwhile

from tanyapasal.index.references import forms, regulation_forms
from tanyapasal.index.references.mentions import Mention
from tanyapasal.index.references.places import Enumeration
from tanyapasal.index.references.regulations import Named
from tanyapasal.index.references.words import Words
from tanyapasal.index.text import Span

Item = Named | Enumeration

_AND = frozenset(forms.AND.words) - {","} | {"dengan", "dgn"}
_TITLE = frozenset(regulation_forms.TITLE.words)
_IN_TITLE = frozenset(regulation_forms.IN_TITLE.words)
_WITHIN = frozenset(forms.WITHIN.words)
_TOWARDS = _WITHIN | frozenset(regulation_forms.TOWARDS.words)
# "A sebagaimana telah beberapa kali diubah, terakhir dengan B": places behind B are of A
_AMENDED, _BY, _AS = "diubah", frozenset({"dengan", "oleh"}), frozenset({"sebagaimana", "yang"})
_LONGEST_AMENDING = 9
_SENTENCE_ENDS = frozenset(".?!;")
_ALSO_KNOWN_AS = frozenset({"(", ",", "atau", "alias", "yaitu", "yakni", "disebut", "-", "="})
_SIGNS_BEHIND = (",", "(", ")")
_LONGEST_GAP = 80


class Gap(IntEnum):
    """How two items hang together, the closest first."""

    NEAR = 0  # nothing, or prepositions
    LOOSE = 1  # a comma, a colon, a dash, words that lead on
    TITLE = 2  # the title of the regulation
    AND = 3
    FAR = 4


def bind(words: Words, items: list[Item]) -> list[Mention]:
    """One mention for each place, and one for each regulation that no place is named next to."""
    items = _mark_titles(words, _join_split_places(words, _join_names(words, items)))
    mentions: list[Mention] = []
    chain: list[Item] = []
    titles = [item for item in items if isinstance(item, Named) and item.in_title]
    for item in items:
        if isinstance(item, Named) and item.in_title:
            mentions.append(Mention(_span(words, item.start, item.end), item.regulation, in_title=True))
        elif isinstance(item, Enumeration) and not item.anchored:
            mentions.extend(Mention(_span(words, p.start, p.end), None, p.steps, p.part) for p in item.places)
        else:
            if chain and not _hang_together(words, chain, item, titles):
                mentions.extend(_bind_chain(words, chain, titles))
                chain = []
            chain.append(item)
    mentions.extend(_bind_chain(words, chain, titles))
    return mentions


def _gap(words: Words, before: Item, after: Item, titles: list[Named]) -> Gap:
    """How ``after`` hangs on ``before``; regulations inside a title between them are skipped."""
    if after.start - before.end > 4 * _LONGEST_GAP:
        return Gap.FAR
    between = _between(before, after, titles)
    if len(between) > _LONGEST_GAP or any(map(words.starts_paragraph, range(before.end, after.start + 1))):
        return Gap.FAR
    if len(between) > 2 and words.marks_item(between[-2]):  # "UU 20/2023 tentang Jalan:\na. Pasal 46"
        marker, between = words.at(between[-2]), between[:-2]
        if marker not in ("a", "1") and words.at(between[-1]) not in (":", "→"):
            return Gap.FAR
    said = _said(words, between)
    if not _SENTENCE_ENDS.isdisjoint(said):
        return Gap.FAR
    if isinstance(before, Named):
        return _gap_behind_regulation(said)
    return max((_weight(word, False) for word in said), default=Gap.NEAR)


def _between(before: Item, after: Item, titles: list[Named]) -> list[int]:
    """The words between two items that are in no title."""
    inside = [(t.start - t.lead, t.end) for t in titles if before.end <= t.start < after.start]
    return [n for n in range(before.end, after.start) if not any(s <= n < e for s, e in inside)]


def _said(words: Words, between: list[int]) -> list[str]:
    """The words between two items; the full stop of "jo." is part of it."""
    said = [words.at(n) for n in between]
    return [w for n, w in enumerate(said) if not (w == "." and n and said[n - 1] in _AND)]


def _gap_behind_regulation(said: list[str]) -> Gap:
    """A title may follow a regulation; signs at once behind it only set off what follows."""
    rest = list(dropwhile(_SIGNS_BEHIND.__contains__, said))
    if said and not rest:
        return Gap.LOOSE
    if rest and rest[0] in _TITLE:
        return Gap.AND if rest[-1] in _AND else Gap.TITLE
    return max((_weight(word, True) for word in rest), default=Gap.NEAR)


def _weight(word: str, follows_regulation: bool) -> Gap:
    if word in _AND:
        return Gap.AND
    if word in _WITHIN or word in _TITLE:
        return Gap.NEAR
    if not word.isalnum() or (follows_regulation and word in _TOWARDS):
        return Gap.LOOSE
    return Gap.FAR


def _join_names(words: Words, items: list[Item]) -> list[Item]:
    """Put two names of one regulation together: "UU Jalan (UU Nomor 20 Tahun 2023)"."""
    joined: list[Item] = []
    for item in items:
        before = joined[-1] if joined else None
        if isinstance(item, Named) and isinstance(before, Named) and item.start - before.end <= 2:
            said = {words.at(n) for n in range(before.end, item.start)}
            one, other = before.regulation, item.regulation
            same = (one.id is not None and other.may_be(one.id)) or (
                other.id is not None and one.may_be(other.id)
            )
            if same and said and said <= _ALSO_KNOWN_AS:
                end = item.end + ("(" in said and words.at(item.end) == ")")
                joined[-1] = Named(before.start, end, one if one.id else other)
                continue
        joined.append(item)
    return joined


def _mark_titles(words: Words, items: list[Item]) -> list[Item]:
    """Mark each regulation that only stands in the title of the one before it."""
    marked: list[Item] = []
    for item in items:
        before = marked[-1] if marked else None
        if isinstance(item, Named) and isinstance(before, Named) and item.start - before.end <= _LONGEST_GAP:
            said = [words.at(n) for n in range(before.end, item.start) if words.at(n) not in (",", "(", ")")]
            if said and said[0] in _TITLE and said[-1] in _IN_TITLE and _SENTENCE_ENDS.isdisjoint(said):
                item = replace(item, in_title=True)
            elif (lead := _amending(said)) and _SENTENCE_ENDS.isdisjoint(said):
                item = replace(item, in_title=True, lead=lead)
        marked.append(item)
    return marked


def _amending(said: list[str]) -> int:
    """How many words before a regulation say that it amended the one before it: "sebagaimana telah diubah dengan"; or 0."""
    tail = said[-_LONGEST_AMENDING:]
    if not tail or tail[-1] not in _BY or _AMENDED not in tail:
        return 0
    start = next((n for n, word in enumerate(tail) if word in _AS), None)
    return 0 if start is None else len(tail) - start


def _join_split_places(words: Words, items: list[Item]) -> list[Item]:
    """Put "pasal 47 uu jalan ayat 2" together: an ayat behind the regulation belongs to the pasal before it."""
    joined: list[Item] = []
    for item in items:
        place = joined[-2] if len(joined) > 1 else None
        named = joined[-1] if joined else None
        if (
            isinstance(item, Enumeration)
            and not item.anchored
            and isinstance(named, Named)
            and isinstance(place, Enumeration)
            and place.places[-1].steps[-1:]
            and place.places[-1].steps[-1].unit == "pasal"
            and _gap(words, place, named, []) <= Gap.LOOSE
            and _gap(words, named, item, []) == Gap.NEAR
        ):
            last = place.places[-1]
            below = tuple(
                replace(
                    p, start=last.start if n == 0 else p.start, steps=last.steps + p.steps, part=last.part
                )
                for n, p in enumerate(item.places)
            )
            joined[-2:] = [replace(place, places=place.places[:-1] + below), replace(named, end=item.end)]
        else:
            joined.append(item)
    return joined


def _hang_together(words: Words, chain: list[Item], item: Item, titles: list[Named]) -> bool:
    last = chain[-1]
    gap = _gap(words, last, item, titles)
    if isinstance(item, Named):
        return isinstance(last, Enumeration) and gap < Gap.AND
    if isinstance(last, Named) and gap == Gap.AND:
        return any(isinstance(other, Enumeration) for other in chain)  # "Pasal 5 UU A jo. Pasal 6"
    return gap < Gap.FAR


def _bind_chain(words: Words, chain: list[Item], titles: list[Named]) -> list[Mention]:
    mentions: list[Mention] = []
    covered: set[int | None] = set()
    for k, item in enumerate(chain):
        if not isinstance(item, Enumeration):
            continue
        owners = _owners(words, chain, k, item, titles)
        for n, (place, owner) in enumerate(zip(item.places, owners, strict=True)):
            named = chain[owner] if owner is not None else None
            if not isinstance(named, Named):
                if place.steps:
                    mentions.append(
                        Mention(_span(words, place.start, place.end), None, place.steps, place.part)
                    )
                continue
            start, end = place.start, place.end
            if owner not in covered and owner in _beside(k, n, len(owners)):
                covered.add(owner)
                start, end = min(start, named.start), max(end, named.end)
            mentions.append(Mention(_span(words, start, end), named.regulation, place.steps, place.part))
    for n, item in enumerate(chain):
        if isinstance(item, Named) and n not in covered:
            mentions.append(Mention(_span(words, item.start, item.end), item.regulation))
    return mentions


def _beside(k: int, n: int, count: int) -> tuple[int, ...]:
    """The items of the chain that adjoin place ``n`` of ``count`` of item ``k``."""
    return (k - 1,) * (n == 0) + (k + 1,) * (n == count - 1)


def _owners(
    words: Words, chain: list[Item], k: int, item: Enumeration, titles: list[Named]
) -> list[int | None]:
    """For each place of ``item``, which is ``chain[k]``, the index of its regulation."""
    before = next((n for n in range(k - 1, -1, -1) if isinstance(chain[n], Named)), None)
    after = next((n for n in range(k + 1, len(chain)) if isinstance(chain[n], Named)), None)
    count = len(item.places)
    if not isinstance(chain[0], Named):  # "Pasal 5 UU A jo. Pasal 6 UU B"
        split = count if after is None else 0
    elif after is not None and after == len(chain) - 1 == k + 1:
        split = _split(words, chain, k, titles)
    else:  # "UU A Pasal 5, UU B Pasal 6"
        split = count
    return [before if n < split else after for n in range(count)]


def _split(words: Words, chain: list[Item], k: int, titles: list[Named]) -> int:
    """How many places of ``chain[k]`` are of the regulation before it, the rest of the one behind."""
    item = chain[k]
    assert isinstance(item, Enumeration)
    left, right = _gap(words, chain[k - 1], item, titles), _gap(words, item, chain[k + 1], titles)
    if right < left:
        return 0
    if right > Gap.NEAR:
        return len(item.places)
    # "UU A pasal 5 dan pasal 6 UU B": the last pasal that is written out is the second's
    return max(
        (n for n, p in enumerate(item.places) if n and words.at(p.start).startswith("p")),
        default=len(item.places),
    )


def _span(words: Words, start: int, end: int) -> Span:
    return Span(words.all[start].start, words.all[end - 1].end)
