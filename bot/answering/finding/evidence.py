"""Which of the passages found answer a question, and at which grain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import islice

from tanyapasal.bot.answering.finding import weights
from tanyapasal.bot.answering.finding.choosing import Choice, Choosing
from tanyapasal.bot.answering.finding.defining import Definitions, explaining
from tanyapasal.bot.answering.finding.grain import Grain
from tanyapasal.bot.answering.finding.links import Links
from tanyapasal.bot.answering.finding.listing import enumerating
from tanyapasal.bot.answering.finding.looking_up import Lookup, official_first
from tanyapasal.bot.answering.finding.told import facts_in, told
from tanyapasal.bot.answering.understanding.audience import say_the_same, suits
from tanyapasal.bot.answering.understanding.elsewhere import Elsewhere
from tanyapasal.index.asking.opposing import opposed
from tanyapasal.index.asking.query import Query
from tanyapasal.index.judging.confidence import THRESHOLD
from tanyapasal.index.law.passages import Hit, Passage
from tanyapasal.index.law.places import AnyReference, Reference
from tanyapasal.index.search.retrieval import Retrieval, Retriever

# Questions of which it is remembered what answers them: a snapshot answers each the same every time.
_REMEMBERED = 512


@dataclass(frozen=True, slots=True)
class Found:
    """What answers a question.

    ``passages``: best first, none if they are not sure to answer. ``confidence``: in the first one. ``hits``: all
    that was found. ``refusal``: why they do not answer, where that can be said. ``across``: what holds for another
    side, if the question names nobody and it says something else. ``choice``: what the question leaves open, if it
    has to be asked back. ``together``: how many of the first passages are one answer: two sides, the halves of a rule.
    """

    passages: tuple[Passage, ...]
    confidence: float
    hits: tuple[Hit, ...]
    refusal: str | None = None
    across: Passage | None = None
    choice: Choice | None = None
    together: int = 1


@dataclass(frozen=True, slots=True)
class _Asking:
    """A question on its way: as it was ``asked``, the part of it that decides (``query``), and what was found.

    ``within``: it is limited to one regulation. ``alone``: it is not one of several that are answered together.
    """

    asked: Query
    query: Query
    within: bool
    alone: bool
    retrieval: Retrieval


class Evidence:
    """Chooses evidence from one snapshot; what is less certain than ``threshold`` is none."""

    def __init__(self, retriever: Retriever, lookup: Lookup, threshold: float = THRESHOLD) -> None:
        self._threshold = threshold
        self._retriever = retriever
        self._lookup = lookup
        self._facts = facts_in(retriever)
        knowledge = retriever.snapshot.knowledge
        self._grain = Grain(retriever.at, self._facts, retriever.judged)
        self._definitions = Definitions(retriever.defining(), retriever.passage, knowledge.kinds.rank)
        self.links = Links(self._facts, retriever.places)
        self._elsewhere = Elsewhere(knowledge.domain)
        self._choosing = Choosing(self._facts, knowledge.glossary.choices)

        self._of = lru_cache(maxsize=_REMEMBERED)(self._find)

    def unjudged(self) -> Evidence:
        """The same without the judge: for what has to be cheap rather than sure."""
        other = copy(self)
        other._retriever = self._retriever.unjudged()
        other._grain = self._grain.judged_by(other._retriever.judged)
        other._of = lru_cache(maxsize=_REMEMBERED)(other._find)
        return other

    def of(self, query: Query, most: int | None = None) -> Found:
        """What answers ``query``, at most ``most`` passages; the last questions are remembered."""
        return self._of(query, most)

    def _find(self, query: Query, most: int | None) -> Found:
        wanted = self._lookup.regulation(query)
        asked = query
        if wanted is not None:
            # Every passage of a regulation carries its name; what else is asked decides among them.
            rest = self._retriever.reader.read(query.without(query.mentions))
            query = rest if rest.content else query
        defining = self._definitions.of(query, wanted)
        if defining:
            # Found by reading: nothing is searched, nothing judged.
            refusal = self._elsewhere.refusal(asked, defining[0])
            shown = () if refusal else defining
            return Found(shown, weights.DEFINED if shown else 0.0, (), refusal)
        # Most questions are of no side and suppose nothing: then all that is found may answer.
        choosy = asked.side is not None or asked.negated or asked.condition
        chosen = partial(self._suits, asked) if choosy else None
        retrieval = self._retriever.retrieve(query, weights.DEPTH, wanted, chosen)
        asking = _Asking(asked, query, wanted is not None, most is None, retrieval)
        certain = round(retrieval.confidence, 4)
        hits = self._answering(asking)
        if not hits or certain < self._threshold:
            return Found((), min(certain, self._threshold), retrieval.hits)
        near = self._near(asking, hits)
        refusal = self._elsewhere.refusal(asked, near[0].passage)
        if refusal is not None:
            return Found((), 0.0, retrieval.hits, refusal)
        return self._shown(asking, near, certain, most)

    def refusal(self, query: Query, passage: Passage) -> str | None:
        """Why ``passage`` does not answer a question about another country, time or people; None if it may."""
        return self._elsewhere.refusal(query, passage)

    def items_at(self, ref: AnyReference) -> tuple[str, ...]:
        """The items of the list at a place, without their numbers and the marks behind them."""
        held = next((p for p in self._retriever.at(ref) if p.ref == ref), None)
        return tuple(item.of(held.text) for item in self._facts(held).items) if held else ()

    def _suits(self, asked: Query, passage: Passage) -> bool:
        facts = self._facts(passage)
        return suits(asked, facts) and not opposed(asked, facts)

    def _answering(self, asking: _Asking) -> list[Hit]:
        """The best hits: lists first where one is asked for, and only what holds the quantity asked for."""
        query = asking.query
        hits = explaining(query, asking.retrieval.hits, self._facts)
        hits = enumerating(query, hits, self._facts)[:10]
        if query.wanted is not None and hits:
            hits = [hit for hit in hits if hit.score >= hits[0].score - weights.FAR]
            held = [(hit, self._facts(hit.passage).norms) for hit in hits]
            hits = [
                Hit(
                    hit.passage,
                    hit.score
                    + weights.IN_UNIT * query.wanted.in_unit(norms)
                    + weights.BOUND * query.wanted.bounded(norms),
                )
                for hit, norms in held
                if query.wanted.held(norms)
            ]
            hits.sort(key=lambda hit: -hit.score)
        if asking.within and query.kind not in ("dasar_hukum", "daftar"):
            hits = _places_first(hits)
        return hits

    def _near(self, asking: _Asking, hits: list[Hit]) -> list[Hit]:
        """What answers nearly as well as the first hit, at the grain that answers, best first."""
        best = hits[0].score
        near = [hit for hit in hits if hit.score >= best - weights.NEAR]
        near = self._grain.fitting(asking.query, near, asking.retrieval.hits[:10])
        # Among passages that answer equally well, the article is cited before the description of a program.
        near.sort(key=lambda h: h.score < best - weights.EQUAL or not isinstance(h.passage.ref, Reference))
        return near

    def _shown(self, asking: _Asking, near: list[Hit], certain: float, most: int | None) -> Found:
        """What is shown of what is near, and what has to be asked back."""
        found = [hit.passage for hit in near]
        across = None if asking.within else self._across(asking, near[0])
        choice = self._choice(asking, found[0])
        together = 1
        if choice is not None and choice.shown_together:
            together = len(choice.passages)
            found = [*choice.passages, *(p for p in found if p not in choice.passages)]
            choice = None
        wanted = asking.query.wanted
        if wanted is not None and wanted.kinds:
            first = self._facts(found[0])
            if across is not None and say_the_same(first, self._facts(across), wanted.kinds):
                found, across = [found[0], across, *found[1:]], None
                together = 2
            found = self._with_articles(asking, found)
            together = max(together, _halves(found))
        found = self._where_it_stands(asking, found)
        long = asking.query.kind in ("daftar", "beda")
        count = most or (weights.MOST_STATEMENTS if long else weights.FEW_STATEMENTS)
        shown = tuple(found[:count])
        if asking.alone:
            shown = tuple(dict.fromkeys((*shown, *self._leant_on(shown[0]))))
        return Found(shown, certain, asking.retrieval.hits, None, across, choice, together)

    def _choice(self, asking: _Asking, first: Passage) -> Choice | None:
        if not asking.alone or asking.query.kind in ("daftar", "beda"):
            return None
        return self._choosing.of(asking.asked, first, asking.retrieval.hits)

    def _with_articles(self, asking: _Asking, found: list[Passage]) -> list[Passage]:
        """What was found with the articles that have the quantity asked for."""
        # A quantity that a program names is that of the article it rests on: the article is shown first.
        found = [*found, *self._holding(asking, found, lambda p: p.legal_basis)]
        found.sort(key=lambda p: not isinstance(p.ref, Reference))
        # Where the cited place is known to say something else, the text that has the rule stands below it.
        see = self._holding(asking, found[:2], lambda p: p.verification.see if p.verification else ())
        found = list(dict.fromkeys([*found[:2], *see, *found[2:]]))
        # Official words come before what a document says that they contradict.
        found.sort(key=lambda p: _contradicted(p) and any(s.source.kind == "official" for s in see))
        return found

    def _where_it_stands(self, asking: _Asking, found: list[Passage]) -> list[Passage]:
        """The official text first that has the quantity of a statement whose own place is known to have it not."""
        first = found[0]
        norms = self._facts(first).norms
        places = (first, *(p for ref in first.legal_basis for p in self._retriever.at(ref) if p.ref == ref))
        see = dict.fromkeys(
            ref for p in places if _contradicted(p) and p.verification for ref in p.verification.see
        )
        held = (p for ref in see for p in self._retriever.at(ref) if p.ref == ref)
        told = {(n.values, n.base) for n in norms}
        for passage in held:
            same = told.intersection((n.values, n.base) for n in self._facts(passage).norms)
            if same and passage.source.kind == "official" and self._suits(asking.asked, passage):
                return list(dict.fromkeys((passage, *found)))
        return found

    def _holding(
        self,
        asking: _Asking,
        passages: Sequence[Passage],
        places: Callable[[Passage], tuple[AnyReference, ...]],
    ) -> list[Passage]:
        """What stands at the places that passages point to, holds the quantity asked for, and is for who asks."""
        wanted = asking.query.wanted
        refs = dict.fromkeys(ref for passage in passages for ref in places(passage))
        held = dict.fromkeys(
            p for ref in refs for p in official_first(self._retriever.at(ref)) if p.ref == ref
        )
        return [
            p
            for p in held
            if wanted is not None
            and wanted.held(self._facts(p).norms)
            and p not in passages
            and self._suits(asking.asked, p)
        ]

    def _across(self, asking: _Asking, first: Hit) -> Passage | None:
        """What answers as well as ``first``, but for another side; None if nothing does, or the question names one."""
        facts = self._facts(first.passage)
        if facts.side is None or asking.asked.people:
            return None
        query, hits = asking.query, asking.retrieval.hits
        wanted = query.wanted
        others = [
            hit
            for hit, other in ((hit, self._facts(hit.passage)) for hit in hits)
            if other.side not in (None, facts.side) and (wanted is None or wanted.held(other.norms))
        ]
        said = told(query, facts)
        fitted = self._grain.fitting(query, others, hits)
        alike = [h for h in fitted if said <= told(query, self._facts(h.passage))]
        kinds = wanted.kinds if wanted is not None else ()
        same = [h for h in alike if kinds and say_the_same(facts, self._facts(h.passage), kinds)]
        near = [h for h in alike if h.score >= first.score - weights.FAR]
        return next((h.passage for h in (*same, *near)), None)

    def _leant_on(self, passage: Passage) -> list[Passage]:
        """The first official text that an official text leans on, if it is short enough not to bury the answer."""
        if passage.source.kind != "official":
            return []
        held = (
            p for place in self.links.leant_on(passage) for p in self._retriever.at(place) if p.ref == place
        )
        short = (p for p in held if p.source.kind == "official" and len(p.text) <= weights.MOST_LEANT_ON)
        return list(islice(short, 1))


def _places_first(hits: list[Hit]) -> list[Hit]:
    """What a regulation says at a place before what it is as a whole, where both are near."""
    placed = [h for h in hits if isinstance(h.passage.ref, Reference) and h.passage.ref.locator.steps]
    if not placed or placed[0].score < hits[0].score - weights.BESIDE:
        return hits
    return [Hit(h.passage, max(h.score, hits[0].score)) if h is placed[0] else h for h in placed]


def _halves(found: Sequence[Passage]) -> int:
    """How many of the first passages are items of one list: a rule with alternatives is half a rule without the other."""
    above = [
        p.ref.above if isinstance(p.ref, Reference) and len(p.ref.locator.steps) > 2 else None for p in found
    ]
    count = next((n for n, place in enumerate(above) if place is None or place != above[0]), len(above))
    return max(count, 1)


def _contradicted(passage: Passage) -> bool:
    verdict = passage.verification.verdict if passage.verification else "unverified"
    return verdict not in ("match", "unverified")
