"""Lists: the place that enumerates what is asked for ("Cuti terdiri atas: …") before others that only name it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tanyapasal.bot.answering.understanding.covering import covered
from tanyapasal.index.asking.query import Query
from tanyapasal.index.language.quantities.norms import audiences
from tanyapasal.index.language.statements import items, without_leaning
from tanyapasal.index.law.passages import Hit, Passage
from tanyapasal.index.law.places import Reference
from tanyapasal.index.text import words

# UU 12/2011 Lampiran II: how enumerations are opened.
_OPENS = re.compile(
    r"\b(?:terdiri\s+(?:atas|dari)|meliputi|berupa|mencakup|antara\s+lain|yaitu|yakni|sebagai\s+berikut)\b"
    r"|\b(?:karena|apabila|jika|dalam\s+hal|dengan|wajib|harus|berhak|adalah|untuk)\s*:|:\s*\n",
    re.IGNORECASE,
)
# Where a sentence goes on behind what it enumerates.
_GOES_ON = re.compile(
    r"\b(?:sebagaimana|yang|dilaksanakan|diberikan|dilakukan|ditetapkan)\b|[.;]", re.IGNORECASE
)
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
# How much a full enumeration of what is asked, and of nothing else, gains; of an official text more, which has
# neither topic nor search words by which it would be found.
_GAIN, _OFFICIAL_GAIN = 0.4, 0.6
# What is left of it for a list of another kind than the question names, for one within a sentence, for conditions
# of something, and for what only explains a list.
_OTHER_KIND, _WITHIN, _CONDITIONS, _EXPLAINING = 0.75, 0.8, 0.5, 0.5
_CONDITION = re.compile(r"\b(?:karena|apabila|jika|dalam\s+hal)\b", re.IGNORECASE)
# Questions that ask for conditions.
_WHEN = re.compile(
    r"\b(?:syarat\w*|persyaratan\w*|alasan\w*|karena|sebab|kenapa|mengapa|kapan|apabila|kalau|jika|kriteria\w*)\b",
    re.IGNORECASE,
)


def enumerating(query: Query, hits: Sequence[Hit]) -> list[Hit]:
    """``hits`` with those that enumerate the subject of a question for a list raised, best first."""
    if query.kind != "daftar" or not query.content:
        return list(hits)
    raised = [
        Hit(p, score + (_OFFICIAL_GAIN if p.source.kind == "official" else _GAIN) * enumerates(query, p))
        for p, score in ((hit.passage, hit.score) for hit in hits)
    ]
    return sorted(raised, key=lambda hit: -hit.score)


def list_items(text: str) -> tuple[str, ...]:
    """The items of a list, without their numbers and the marks and joining words behind them."""
    return tuple(said for item in items(text, ayat_too=True) if (said := item.said.of(text)))


def enumerates(query: Query, passage: Passage) -> float:
    """How well a text enumerates what is asked, 0 to 1.

    The share of the topic words that stand before the opening of its list, less for a list that is of something
    narrower, of another kind, or of conditions that were not asked for; 0 if the text lists nothing.
    """
    text = passage.text
    opening = _OPENS.search(text)
    if opening is None:
        return 0.0
    rest = text[opening.end() :]
    itemized = sum(item.marker.span.start >= opening.end() for item in items(text)) > 1
    if not itemized and not _lists(rest):
        return 0.0
    # "sebagaimana dimaksud pada Pasal 76 ayat (1)" says nothing of what is listed.
    before = without_leaning(text[: opening.start()])
    # Whom a list is for is often said by the title of its regulation alone.
    subject = {word for word in query.content if not audiences(word)} or set(query.content)
    share = len(covered(query, f"{passage.topic} {before}") & subject) / len(subject)
    # "Kategori JF terdiri atas", "jenis cuti": what kind of list is asked for stands there too.
    asked = {w for w in words(query.focus) if w in _KINDS}
    said = words(before)
    own = sum(word in asked or bool(covered(query, word)) for word in said) / len(said) if said else 1.0
    share *= (2 + own) / 3
    if asked and not asked & set(words(f"{passage.topic} {before}")):
        share *= _OTHER_KIND
    if not itemized:
        share *= _WITHIN
    if _CONDITION.match(opening.group()) and not _WHEN.search(query.focus):
        share *= _CONDITIONS
    if isinstance(passage.ref, Reference) and passage.ref.locator.part == "penjelasan":
        share *= _EXPLAINING
    return share


def _lists(text: str) -> bool:
    """True if the sentence that goes on behind an opening lists things."""
    end = _GOES_ON.search(text)
    clause = text[: end.start()] if end else text
    return "," in clause or " dan " in clause
