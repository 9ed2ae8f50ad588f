"""Which of the passages found answer a question, and at which grain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import islice

from tanyapasal.bot.answering.finding.choosing import Choice, Choosing
from tanyapasal.bot.answering.finding.defining import Definitions
from tanyapasal.bot.answering.finding.grain import Grain
from tanyapasal.bot.answering.finding.listing import enumerating, list_items
from tanyapasal.bot.answering.finding.looking_up import Lookup, official_first
from tanyapasal.bot.answering.understanding.audience import Audiences, names_nobody, says_the_same
from tanyapasal.bot.answering.understanding.covering import covered
from tanyapasal.bot.answering.understanding.elsewhere import Elsewhere
from tanyapasal.bot.answering.understanding.premises import kinds_asked
from tanyapasal.index.asking.quantities_asked import base_asked, bound_asked, holds, holds_base, holds_bound
from tanyapasal.index.asking.query import Query
from tanyapasal.index.language.aspects import AspectReader
from tanyapasal.index.language.quantities.norms import UnitKind
from tanyapasal.index.law.passages import Hit, Passage
from tanyapasal.index.law.places import AnyReference, Reference
from tanyapasal.index.passages.links import Referred
from tanyapasal.index.search.confidence import THRESHOLD
from tanyapasal.index.search.retrieval import Retriever

# Further passages are shown beside the first if they score this near to it.
_NEAR = 0.04
# A hit this far below the first is about something else, even if it holds the kind of quantity asked for.
_FAR = 0.12
# Scores this near to each other are equal.
_EQUAL = 0.015
# What a passage gains whose quantity is in the unit that is asked for, and whose bound is the one asked for.
_IN_UNIT, _BOUND = 0.08, 0.08
# A place within the regulation asked about may score this much below the regulation as a whole.
_BESIDE = 0.2
MOST_STATEMENTS = 6
# A longer text beside an answer would bury it.
_MOST_LEANT_ON = 600
# Hits that are looked at for lists, and for what holds for others.
_DEPTH = 60
# The confidence in a definition, which is found by reading.
_DEFINED = 0.97


@dataclass(frozen=True, slots=True)
class Found:
    """What answers a question.

    ``passages``: best first, none if they are not sure to answer. ``confidence``: in the first one. ``hits``: all
    that was found. ``refusal``: why they do not answer, where that can be said. ``across``: what holds for the
    others of PNS and PPPK, if the question names neither and it says something else. ``choice``: what the question
    leaves open, if it has to be asked back.
    """

    passages: tuple[Passage, ...]
    confidence: float
    hits: tuple[Hit, ...]
    refusal: str | None = None
    across: Passage | None = None
    choice: Choice | None = None


class Evidence:
    """Chooses evidence from one snapshot."""

    def __init__(self, retriever: Retriever, lookup: Lookup) -> None:
        self._retriever = retriever
        self._lookup = lookup
        self._grain = Grain(retriever.passages)
        self._definitions = Definitions(retriever.passages, retriever.snapshot.knowledge.kinds.rank)
        knowledge = retriever.snapshot.knowledge
        self.referred = Referred(retriever.passages, knowledge.cards, knowledge.kinds)
        self._audiences = Audiences()
        self._elsewhere = Elsewhere(knowledge.domain)
        self._choosing = Choosing(retriever.reader, knowledge.glossary.choices)

    def of(self, query: Query, most: int | None = None) -> Found:
        """What answers ``query``, at most ``most`` passages."""
        wanted = self._lookup.regulation(query)
        asked = query
        if wanted is not None:
            # Every passage of a regulation carries its name; what else is asked decides among them.
            rest = self._retriever.reader.read(query.without(query.mentions))
            query = rest if rest.content else query
        suits = partial(self._audiences.suits, asked)
        retrieval = self._retriever.retrieve(query, _DEPTH, wanted, suits)
        certain = round(retrieval.confidence, 4)
        defining = self._definitions.of(query, wanted)
        if defining:
            refusal = self._elsewhere.refusal(asked, defining[0])
            shown = () if refusal else defining
            return Found(shown, _DEFINED if shown else 0.0, retrieval.hits, refusal)
        hits = _answering(query, enumerating(query, retrieval.hits)[:10])
        if wanted is not None and query.kind not in ("dasar_hukum", "daftar"):
            hits = _places_first(hits)
        if not hits or certain < THRESHOLD:
            return Found((), certain, retrieval.hits)
        if untold(self._retriever.aspects, query, retrieval.hits[0].passage, hits[0].passage):
            return Found((), 0.0, retrieval.hits)
        near = [h for h in hits if h.score >= hits[0].score - _NEAR]
        near = self._grain.fitting(query, near, retrieval.hits[:10])
        # Among passages that answer equally well, the article is cited before the description of a program.
        near.sort(key=lambda h: h.score < hits[0].score - _EQUAL or not isinstance(h.passage.ref, Reference))
        found = [h.passage for h in near]
        refusal = self._elsewhere.refusal(asked, found[0])
        if refusal is not None:
            return Found((), 0.0, retrieval.hits, refusal)
        across = self._across(asked, query, near[0], retrieval.hits) if wanted is None else None
        kinds = kinds_asked(query)
        choice = None
        if most is None and query.kind not in ("daftar", "beda"):
            choice = self._choosing.of(asked, found[0], retrieval.hits)
        if choice is not None and choice.shown_together:
            found = [*choice.passages, *(p for p in found if p not in choice.passages)]
            choice = None
        if kinds:
            if across is not None and says_the_same(found[0], across, kinds):
                found, across = [found[0], across, *found[1:]], None
            # A quantity that a program names is that of the article it rests on: the article is shown first.
            found += filter(suits, self._holding(kinds, found, lambda p: p.legal_basis))
            found.sort(key=lambda p: not isinstance(p.ref, Reference))
            # Where the cited place is known to say something else, the text that has the rule stands below it.
            see = self._holding(kinds, found[:2], lambda p: p.verification.see if p.verification else ())
            see = [p for p in see if suits(p)]
            found = [*found[:2], *see, *found[2:]]
            # Official words come before what a document says that they contradict.
            found.sort(key=lambda p: _contradicted(p) and any(s.source.kind == "official" for s in see))
        count = most or (MOST_STATEMENTS if query.kind in ("daftar", "beda") else 3)
        shown = tuple(found[:count])
        if most is None:
            shown = tuple(dict.fromkeys((*shown, *self._leant_on(shown[0]))))
        return Found(shown, certain, retrieval.hits, None, across, choice)

    def refusal(self, query: Query, passage: Passage) -> str | None:
        """Why ``passage`` does not answer a question about another country, time or people; None if it may."""
        return self._elsewhere.refusal(query, passage)

    def items_at(self, ref: AnyReference) -> tuple[str, ...]:
        """The items of the list at a place, without their numbers and the marks behind them."""
        held = next((p for p in self._retriever.at(ref) if p.ref == ref), None)
        return list_items(held.text) if held else ()

    def _across(self, asked: Query, query: Query, first: Hit, hits: tuple[Hit, ...]) -> Passage | None:
        """What answers as well as ``first``, but for the other side of PNS and PPPK; None if nothing does."""
        side = self._audiences.side_of(first.passage)
        if side is None or not names_nobody(asked):
            return None
        told = covered(query, f"{first.passage.topic} {first.passage.text}")
        kinds = kinds_asked(query)
        others = [
            hit
            for hit in hits
            if self._audiences.side_of(hit.passage) not in (None, side)
            and (kinds is None or holds(hit.passage.text, kinds))
        ]
        fitted = self._grain.fitting(query, others, hits)
        alike = [h for h in fitted if told <= covered(query, f"{h.passage.topic} {h.passage.text}")]
        same = [h for h in alike if kinds and says_the_same(first.passage, h.passage, kinds)]
        near = [h for h in alike if h.score >= first.score - _FAR]
        return next((h.passage for h in (*same, *near)), None)

    def _leant_on(self, passage: Passage) -> list[Passage]:
        """The first official text that an official text leans on, if it is short enough not to bury the answer."""
        if passage.source.kind != "official":
            return []
        places = self.referred.leant_on(passage)
        held = (p for place in places for p in self._retriever.at(place) if p.ref == place)
        short = (p for p in held if p.source.kind == "official" and len(p.text) <= _MOST_LEANT_ON)
        return list(islice(short, 1))

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


def untold(aspects: AspectReader, query: Query, judged: Passage, cited: Passage) -> bool:
    """True if confidence judged a passage that tells what is asked, and what would be cited does not tell it.

    "Apa sanksi bila tidak memenuhi 20 JP?": what holds the 20 JP is no answer where another text has the sanction.
    """
    if judged is cited:
        return False
    told = [aspects.told(f"{p.context}\n{p.topic}\n{p.text}") for p in (judged, cited)]
    return bool((aspects.asked(query.focus) & told[0]) - told[1])


def _places_first(hits: list[Hit]) -> list[Hit]:
    """What a regulation says at a place before what it is as a whole, where both are near."""
    placed = [h for h in hits if isinstance(h.passage.ref, Reference) and h.passage.ref.locator.steps]
    if not placed or placed[0].score < hits[0].score - _BESIDE:
        return hits
    return [Hit(h.passage, max(h.score, hits[0].score)) if h is placed[0] else h for h in placed]


def _contradicted(passage: Passage) -> bool:
    verdict = passage.verification.verdict if passage.verification else "unverified"
    return verdict not in ("match", "unverified")


def _answering(query: Query, hits: list[Hit]) -> list[Hit]:
    """The hits that hold the kind of quantity asked for, in the unit asked for first; all where none is asked for."""
    kinds = kinds_asked(query)
    if kinds is None or not hits:
        return hits
    holding = [h for h in hits if h.score >= hits[0].score - _FAR and holds(h.passage.text, kinds)]
    base, bound = base_asked(query.focus), bound_asked(query.focus)
    gained = [
        Hit(
            h.passage,
            h.score
            + _IN_UNIT * (base is not None and holds_base(h.passage.text, base))
            + _BOUND * (bound is not None and holds_bound(h.passage.text, kinds, bound)),
        )
        for h in holding
    ]
    return sorted(gained, key=lambda hit: -hit.score)
