"""Which words of a passage are shown: all of a short one; of a long one what answers, with what introduces it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tanyapasal.index.asking.query import Query
from tanyapasal.index.language.words.damaged import displayed
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.passages.facts import Facts, Sentence
from tanyapasal.index.text import Span

# Characters: what is shown as it is, what is read at a glance, and the most of a list, also where one was asked for.
WHOLE, SHORT, LIST, LIST_ASKED = 400, 320, 700, 1500
# Words of one sentence beyond this are cut: the longest sentence of a law must not bury its answer.
LONGEST = 420
CUT = "…"
# A question for all there is wants its list whole, of whatever kind it is.
_ALL = re.compile(
    r"\b(?:apa saja|siapa saja|mana saja|sebutkan|semua|semuanya|seluruh\w*|daftar)\b", re.IGNORECASE
)
_HELD, _LISTS = 1.5, 0.5
# The marker of an item may be so long, "(12a) ".
_MARKER = 8


@dataclass(frozen=True, slots=True)
class Excerpt:
    """``quote``: the words of the passage, in one piece; ``text``: how they are shown, with "…" where some are left out."""

    quote: str
    text: str

    @property
    def whole(self) -> bool:
        return CUT not in self.text


def excerpt(query: Query | None, passage: Passage, facts: Facts, repairs: Mapping[str, str]) -> Excerpt:
    """What is shown of ``passage`` to who asks ``query``; the whole of it without a question."""
    spans = _spans(query, passage.text, facts) if query is not None else ()
    if not spans:
        return Excerpt(passage.text, displayed(passage.text, repairs))
    quote = passage.text[spans[0].start : spans[-1].end]
    if len(quote) > 2 * LIST:
        # What introduces a long list stands too far away to be quoted with one of its items.
        spans = spans[-1:]
        quote = spans[0].of(passage.text)
    return Excerpt(quote, shown(passage.text, spans, repairs))


def shown(text: str, spans: Iterable[Span], repairs: Mapping[str, str]) -> str:
    """Pieces of ``text`` as they are shown, with "…" where something of it is left out."""
    parts: list[str] = []
    end = 0
    for span in spans:
        if text[end : span.start].strip():
            parts.append(CUT)
        parts.append(displayed(span.of(text).strip(), repairs))
        end = span.end
    if text[end:].strip(" \n.;,"):
        parts.append(CUT)
    lines = "\n".join(parts)
    return lines.replace(f"\n{CUT}", f" {CUT}").replace(f"{CUT}\n", f"{CUT} ")


def _spans(query: Query, text: str, facts: Facts) -> tuple[Span, ...]:
    """The pieces of a long text that answer, in order; none if it is short enough to be shown as it is."""
    if len(text) <= WHOLE:
        return ()
    sentences = facts.sentences
    if not sentences:
        return (Span(0, _border(text, 0, LONGEST)),)
    asked = query.kind in ("daftar", "beda") or _ALL.search(query.text) is not None
    heads = tuple(_head(text, facts, n) for n in range(len(sentences)))
    best = max(
        range(len(sentences)),
        key=lambda n: (_telling(query, sentences[n], facts) + _LISTS * (asked and heads[n] == n), -n),
    )
    head = heads[best]
    if head is None:
        return (_around(text, sentences, best),)
    if asked or head == best or not _beyond(query, sentences, head, best):
        listed = _list(heads, sentences, head, LIST_ASKED if asked else LIST)
        # A copy may have lost the markers of the items: then what follows is shown as it stands.
        return (listed if listed.end > sentences[head].span.end else _around(text, sentences, head, LIST),)
    above, item = sentences[head].span, sentences[best].span
    if item.end - item.start > LONGEST:
        item = Span(item.start, _border(text, item.start, LONGEST))
    return (above, item) if above.end - above.start <= SHORT else (item,)


def _telling(query: Query, sentence: Sentence, facts: Facts) -> float:
    """How much of what is asked a sentence says: topic words, and the quantity that is asked for."""
    said = float(len(query.covered(sentence.stems)))
    if query.wanted is not None:
        norms = tuple(n for n in facts.norms if sentence.span.start <= n.span.start < sentence.span.end)
        said += _HELD * bool(norms and query.wanted.held(norms))
    return said


def _head(text: str, facts: Facts, at: int) -> int | None:
    """The sentence that introduces the list in which ``at`` stands, or which ``at`` is; None outside of lists."""
    for n in range(at, -1, -1):
        span = facts.sentences[n].span
        if text[: span.end].rstrip().endswith(":"):
            return n
        if not any(span.start <= item.start <= span.start + _MARKER for item in facts.items):
            return None
    return None


def _beyond(query: Query, sentences: tuple[Sentence, ...], head: int, item: int) -> bool:
    """True if an item says something of the question that what introduces it does not."""
    return bool(query.covered(sentences[item].stems) - query.covered(sentences[head].stems))


def _list(heads: Sequence[int | None], sentences: tuple[Sentence, ...], head: int, most: int) -> Span:
    """A list from its introduction on, as many of its items as ``most`` characters hold."""
    start = sentences[head].span.start
    end = sentences[head].span.end
    for own, sentence in zip(heads[head + 1 :], sentences[head + 1 :], strict=True):
        if own != head or sentence.span.end - start > most:
            break
        end = sentence.span.end
    return Span(start, end)


def _around(text: str, sentences: tuple[Sentence, ...], at: int, most: int = SHORT) -> Span:
    """A sentence with those behind and before it that still fit on a telephone."""
    first, last = at, at
    span = sentences[at].span
    if span.end - span.start > LONGEST:
        return Span(span.start, _border(text, span.start, LONGEST))
    while last + 1 < len(sentences) and sentences[last + 1].span.end - sentences[first].span.start <= most:
        last += 1
    while first > 0 and sentences[last].span.end - sentences[first - 1].span.start <= most:
        first -= 1
    return Span(sentences[first].span.start, sentences[last].span.end)


def _border(text: str, start: int, most: int) -> int:
    """The end of the last whole word within ``most`` characters from ``start``."""
    if len(text) - start <= most:
        return len(text)
    cut = text.rfind(" ", start, start + most)
    return cut if cut > start else start + most
