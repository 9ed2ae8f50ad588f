"""What a piece of evidence cites: the articles that a document's statement rests on first, then the document itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tanyapasal.bot.answering.saying.excerpts import Excerpt
from tanyapasal.bot.reply import Article, Citation
from tanyapasal.index.law.passages import Passage, RegulationCard
from tanyapasal.index.law.places import AnyReference, ProgramReference, Reference, RegulationId

# A section that lists a dozen articles is no statement about each of them.
_MOST_ARTICLES = 4


class Citations:
    """Makes citations. ``cards``: the regulations by id; ``named``: places that a passage names; ``label``: of a place."""

    def __init__(
        self,
        cards: Mapping[RegulationId, RegulationCard],
        named: Callable[[Passage], Sequence[Reference]],
        label: Callable[[AnyReference], str],
    ) -> None:
        self._cards = cards
        self._named = named
        self._label = label

    def of(self, passage: Passage, excerpt: Excerpt) -> tuple[Citation, ...]:
        """The citations that prove ``excerpt``, the article that it rests on first; at least one."""
        own = Citation(passage, excerpt.quote, self._card(passage.ref))
        if not isinstance(passage.ref, ProgramReference):
            return (own,)
        articles = tuple(
            Citation(passage, excerpt.quote, self._card(ref), Article(ref, self._label(ref)))
            for ref in self._articles(passage)
        )
        return (*articles, own)

    def _articles(self, passage: Passage) -> tuple[Reference, ...]:
        """What a section rests on: places within regulations before whole ones, those that it names itself first."""
        based = [ref for ref in passage.legal_basis if isinstance(ref, Reference)]
        named = self._named(passage)
        placed = [ref for ref in based if ref.locator.steps] or based
        placed.sort(key=lambda ref: named.index(ref) if ref in named else len(named))
        return tuple(dict.fromkeys(placed))[:_MOST_ARTICLES]

    def _card(self, ref: AnyReference) -> RegulationCard | None:
        return self._cards.get(ref.regulation) if isinstance(ref, Reference) else None
