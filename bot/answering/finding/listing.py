"""Lists: the place that enumerates what is asked for ("Izin terdiri atas: …") before others that only name it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tanyapasal.bot.answering.finding.weights import (
    CONDITIONS,
    EXPLAINING,
    LISTED,
    LISTED_OFFICIALLY,
    OTHER_KIND,
    UNLISTED,
    WITHIN,
)
from tanyapasal.index.asking.query import Query
from tanyapasal.index.law.passages import Hit, Passage
from tanyapasal.index.law.places import Reference
from tanyapasal.index.passages.facts import Facts
from tanyapasal.index.text import words

_KINDS = frozenset(
    {
        "jenis",
        "macam",
        "bentuk",
        "kategori",
        "jenjang",
        "tahap",
        "tahapan",
        "komponen",
        "syarat",
        "persyaratan",
        "unsur",
    }
)
# Questions that ask for conditions.
_WHEN = re.compile(
    r"\b(?:syarat\w*|persyaratan\w*|alasan\w*|karena|sebab|kenapa|mengapa|kapan|apabila|kalau|jika|kriteria\w*)\b",
    re.IGNORECASE,
)


def enumerating(query: Query, hits: Sequence[Hit], facts: Callable[[Passage], Facts]) -> list[Hit]:
    """``hits`` with those that enumerate the subject of a question for a list raised, and those that list nothing lowered, best first."""
    if query.kind != "daftar" or not query.content:
        return list(hits)
    raised = [
        Hit(
            p,
            score
            + (LISTED_OFFICIALLY if p.source.kind == "official" else LISTED) * enumerates(query, p, facts(p))
            - UNLISTED * (not facts(p).lists and facts(p).enumeration is None),
        )
        for p, score in ((hit.passage, hit.score) for hit in hits)
    ]
    return sorted(raised, key=lambda hit: -hit.score)


def enumerates(query: Query, passage: Passage, facts: Facts) -> float:
    """How well a text enumerates what is asked, 0 to 1.

    The share of the topic words that stand before the opening of its list, less for a list that is of something
    narrower, of another kind, or of conditions that were not asked for; 0 if the text lists nothing.
    """
    listed = facts.enumeration
    if listed is None:
        return 0.0
    said = listed.introduction
    # Whom a list is for is often said by the title of its regulation alone.
    before = facts.topic.union(listed.stems)
    share = len(query.covered_for_all(before) & query.subject) / len(query.subject)
    # "Kategori izin terdiri atas", "jenis cuti": what kind of list is asked for stands there too.
    asked = {w for w in words(query.focus) if w in _KINDS}
    alone = {stem: bool(query.covered_for_all({stem})) for stem in listed.stems}
    words_asked = (w in asked or alone[stem] for w, stem in zip(said, listed.stems, strict=True))
    own = sum(words_asked) / len(said) if said else 1.0
    share *= (2 + own) / 3
    if asked and not asked & {*words(passage.topic), *said}:
        share *= OTHER_KIND
    if not listed.items:
        share *= WITHIN
    if listed.conditions and not _WHEN.search(query.focus):
        share *= CONDITIONS
    if isinstance(passage.ref, Reference) and passage.ref.locator.part == "penjelasan":
        share *= EXPLAINING
    return share
