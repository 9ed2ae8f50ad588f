"""Which of the passages found answer a question, and at which grain."""

from __future__ import annotations

from collections.abc import Callable

from bot.answering.grain import Grain
from bot.answering.looking_up import Lookup, official_first
from index.answer_types import holds, quantities_asked
from index.confidence import THRESHOLD
from index.law import AnyReference, Reference
from index.norms import UnitKind
from index.passages import Hit, Passage
from index.query import Query
from index.retrieval import Retriever
from index.text import one_line

# Further passages are shown beside the first if they score this near to it.
_NEAR = 0.04
# A hit this far below the first is about something else, even if it holds the kind of quantity asked for.
_FAR = 0.12
# Scores this near to each other are equal.
_EQUAL = 0.015
# A place within the regulation asked about may score this much below the regulation as a whole.
_BESIDE = 0.2
MOST_STATEMENTS = 6


class Evidence:
    """Chooses evidence from one snapshot."""

    def __init__(self, retriever: Retriever, lookup: Lookup) -> None:
        self._retriever = retriever
        self._lookup = lookup
        self._grain = Grain(retriever.passages)

    def of(self, query: Query, most: int | None = None) -> tuple[tuple[Passage, ...], float, tuple[Hit, ...]]:
        """Passages that answer (none if they are not sure to), the confidence in the first, and all that was found."""
        wanted = self._lookup.regulation(query)
        if wanted is not None:
            # Every passage of a regulation carries its name; what else is asked decides among them.
            rest = self._retriever.reader.read(_without_mentions(query))
            query = rest if rest.content else query
        retrieval = self._retriever.retrieve(query, 10, wanted)
        certain = round(retrieval.confidence, 4)
        hits = _answering(query, list(retrieval.hits))
        if wanted is not None and query.kind not in ("dasar_hukum", "daftar"):
            hits = _places_first(hits)
        if not hits or certain < THRESHOLD:
            return (), certain, retrieval.hits
        near = [h for h in hits if h.score >= hits[0].score - _NEAR]
        near = self._grain.fitting(query, near, retrieval.hits)
        # Among passages that answer equally well, the article is cited before the description of a program.
        near.sort(key=lambda h: h.score < hits[0].score - _EQUAL or not isinstance(h.passage.ref, Reference))
        found = [h.passage for h in near]
        if query.kind == "berapa" and quantities_asked(query.focus):
            # A quantity that a program names is that of the article it rests on: the article is shown first.
            kinds = quantities_asked(query.focus) or ()
            found += self._holding(kinds, found, lambda p: p.legal_basis)
            found.sort(key=lambda p: not isinstance(p.ref, Reference))
            # Where the cited place is known to say something else, the text that has the rule stands below it.
            see = self._holding(kinds, found[:2], lambda p: p.verification.see if p.verification else ())
            found = [*found[:2], *see, *found[2:]]
        count = most or (MOST_STATEMENTS if query.kind in ("daftar", "beda") else 3)
        return tuple(found[:count]), certain, retrieval.hits

    def _holding(
        self,
        kinds: tuple[UnitKind, ...],
        passages: list[Passage],
        places: Callable[[Passage], tuple[AnyReference, ...]],
    ) -> list[Passage]:
        """What stands at the places that passages point to and holds a quantity of these kinds."""
        refs = dict.fromkeys(ref for passage in passages for ref in places(passage))
        held = (p for ref in refs for p in official_first(self._retriever.at(ref)) if p.ref == ref)
        return [p for p in dict.fromkeys(held) if holds(p.text, kinds) and p not in passages]


def _places_first(hits: list[Hit]) -> list[Hit]:
    """What a regulation says at a place before what it is as a whole, where both are near."""
    placed = [h for h in hits if isinstance(h.passage.ref, Reference) and h.passage.ref.locator.steps]
    if not placed or placed[0].score < hits[0].score - _BESIDE:
        return hits
    return [Hit(h.passage, max(h.score, hits[0].score)) if h is placed[0] else h for h in placed]


def _answering(query: Query, hits: list[Hit]) -> list[Hit]:
    """The hits that hold the kind of quantity asked for; all of them where none is asked for."""
    kinds = quantities_asked(query.focus) if query.kind == "berapa" else None
    if kinds is None or not hits:
        return hits
    return [h for h in hits if h.score >= hits[0].score - _FAR and holds(h.passage.text, kinds)]


def _without_mentions(query: Query) -> str:
    text = query.original
    for mention in sorted(query.mentions, key=lambda m: m.span, reverse=True):
        text = text[: mention.span.start] + " " + text[mention.span.end :]
    return one_line(text)
