"""What a thing is: what an official text defines it as, or any text says it to be ("X adalah …"), found by reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from tanyapasal.bot.answering.finding.weights import TELLING
from tanyapasal.index.asking.query import Query
from tanyapasal.index.language.words.stemming import STOP, stems
from tanyapasal.index.law.passages import Hit, Passage
from tanyapasal.index.law.places import Reference, RegulationId
from tanyapasal.index.passages.facts import Facts
from tanyapasal.index.text import words

_MOST = 3


class Definitions:
    """Defined terms of one corpus. ``defining``: numbers of passages and what they define; ``rank``: place of a regulation in the hierarchy, smaller is higher."""

    def __init__(
        self,
        defining: Iterable[tuple[int, tuple[str, ...]]],
        passage: Callable[[int], Passage],
        rank: Callable[[RegulationId], int],
    ) -> None:
        self._rank = rank
        self._passage = passage
        self._defined: dict[frozenset[str], list[int]] = defaultdict(list)
        self._with: dict[str, set[frozenset[str]]] = defaultdict(set)
        self._words: set[str] = set()
        for number, names in defining:
            for name in names:
                self._defined[frozenset(stems(name))].append(number)
                self._words.update(words(name))
        for term in self._defined:
            for stem in term:
                self._with[stem].add(term)

    def of(self, query: Query, within: RegulationId | None = None) -> tuple[Passage, ...]:
        """What defines the one thing a question asks the meaning of, the highest regulation first; empty if nothing.

        "Siapa pengawas kebun?" asks it of an office, "siapa yang mengawasi kebun?" does not.
        """
        content = frozenset(query.content)
        asked_for = query.kind == "definisi" or (query.kind == "siapa" and self._names_alone(query))
        if not asked_for or not content:
            return ()
        # What the question calls by another name: the stems of the name meant, and of what was said for it.
        other = {meant: said for said, phrases in query.senses[: len(query.terms)] for meant in phrases}
        asked = {t for t in self._with.get(query.content[0], ()) if content <= t <= query.stems}
        asked |= {t for t, said in other.items() if t in self._defined and content <= said | t}
        named = [
            (len(term), passage.ref, passage)
            for term in asked
            for passage in map(self._passage, self._defined[term])
            if isinstance(passage.ref, Reference) and within in (None, passage.ref.regulation)
        ]
        longest = max((size for size, _, _ in named), default=0)
        found = {p.id: (ref, p) for size, ref, p in named if size == longest}
        ordered = sorted(
            found.values(), key=lambda f: (self._rank(f[0].regulation), -f[0].regulation.year, f[1].id)
        )
        return tuple(passage for _, passage in ordered)[:_MOST]

    def _names_alone(self, query: Query) -> bool:
        """True if a question has nothing but names of what is defined: verbs may have the stems of a name."""
        said = {word for sense in query.terms for word in words(sense.said)}
        return all(word in STOP or word in said or word in self._words for word in words(query.focus))


def explaining(query: Query, hits: Sequence[Hit], facts: Callable[[Passage], Facts]) -> list[Hit]:
    """``hits``, best first; if the question is what a thing is, those that tell it: a text that only names it tells nothing.

    What says what it is comes before what is headed by it.
    """
    if query.kind != "definisi" or not query.content:
        return list(hits)
    told = [(hit, _tells(query, facts(hit.passage))) for hit in hits]
    raised = [Hit(hit.passage, hit.score + TELLING * (tells == _SAYS)) for hit, tells in told if tells]
    return sorted(raised, key=lambda hit: -hit.score)


_HEADED, _SAYS = 1, 2


def _tells(query: Query, facts: Facts) -> int:
    asked = query.stems.union(*(phrase for _, phrases in query.senses for phrase in phrases))
    content = set(query.content)
    if any(said and said <= asked and content <= query.covered(said) for said in facts.explained):
        return _SAYS
    # People call a thing by other words too: half of its name will do, but for whom it is of.
    named = (query.covered(stems) & query.subject for stems in (facts.topic, *facts.explained))
    return _HEADED if 2 * max(map(len, named)) >= len(query.subject) else 0
