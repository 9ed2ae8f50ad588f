"""Questions that name only a kind of thing ("pejabat") of which the texts say something else for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tanyapasal.bot.answering.finding.told import told
from tanyapasal.bot.answering.finding.weights import ANOTHER
from tanyapasal.bot.reply import Option
from tanyapasal.index.asking.query import Query
from tanyapasal.index.language.glossary import ChoiceSet
from tanyapasal.index.law.passages import Hit, Passage
from tanyapasal.index.passages.facts import Facts
from tanyapasal.index.text import words

# So many are shown together; of more the person is asked which is meant.
_TOGETHER = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """``passages``: what answers for each, best first; ``message``, ``options``: how it is asked which is meant."""

    passages: tuple[Passage, ...]
    message: str
    options: tuple[Option, ...]

    @property
    def shown_together(self) -> bool:
        return len(self.options) <= _TOGETHER


class Choosing:
    """Finds what a question leaves open, among the choices of one glossary; ``facts``: of passages. Thread-safe."""

    def __init__(self, facts: Callable[[Passage], Facts], choices: Sequence[ChoiceSet]) -> None:
        self._facts = facts
        self._choices = tuple((choice, _kind(choice)) for choice in choices)

    def of(self, query: Query, first: Passage, hits: Sequence[Hit]) -> Choice | None:
        """The choice that a question leaves open, ``first`` being what answers it; None if it leaves none."""
        named = query.field_terms
        for choice, kind in self._choices:
            asked = [term for term in named if kind.issuperset(words(term))] or kind.issubset(
                words(query.text)
            )
            if asked and not named & set(choice.terms):
                found = self._answering(query, choice, first, hits)
                if len(found) > 1:
                    options = tuple(Option(term, _asked_of(query.text, kind, term)) for term in choice.terms)
                    return Choice(found, choice.ask, options)
        return None

    def _answering(
        self, query: Query, choice: ChoiceSet, first: Passage, hits: Sequence[Hit]
    ) -> tuple[Passage, ...]:
        """What says as much of what is asked as ``first`` does, for each thing it is said of."""
        own = self._member(choice, first)
        if own is None:
            return ()
        found = {own: first}
        most = told(query, self._facts(first))
        high = max((hit.score for hit in hits), default=0.0)
        for hit in hits:
            member = self._member(choice, hit.passage)
            if member is None or hit.score < high - ANOTHER:
                continue
            if most <= told(query, self._facts(hit.passage)):
                found.setdefault(member, hit.passage)
        return tuple(found.values())

    def _member(self, choice: ChoiceSet, passage: Passage) -> str | None:
        """The one thing of the choice that a passage is about; None if it names none or several."""
        named = self._facts(passage).terms & set(choice.terms)
        return next(iter(named)) if len(named) == 1 else None


def _kind(choice: ChoiceSet) -> frozenset[str]:
    """The words that all the names share."""
    return frozenset.intersection(*(frozenset(words(term)) for term in choice.terms))


def _asked_of(question: str, kind: frozenset[str], term: str) -> str:
    """The question, asked of one thing of the kind."""
    if len(kind) == 1:
        return re.sub(rf"\b{re.escape(next(iter(kind)))}\b", term, question, count=1, flags=re.IGNORECASE)
    return f"{question.rstrip(' ?.!')} untuk {term}?"
