"""A message in its conversation: who writes, what is meant after the turn before, and its questions taken apart.

"Berapa poin dan berapa hari pelatihan itu?" asks both of the training, "Saya ketua. Berapa tunjangan dan kapan dibayar?"
both for who writes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tanyapasal.bot.answering.dialogue import Turn
from tanyapasal.bot.answering.understanding.comparing import compares, parts
from tanyapasal.bot.answering.understanding.following import FollowUps
from tanyapasal.bot.answering.understanding.people_who_ask import PeopleWhoAsk, acknowledged
from tanyapasal.index.asking.kinds_of_questions import asks
from tanyapasal.index.asking.query import Query
from tanyapasal.index.asking.reading import QueryReader

MOST = 4


@dataclass(frozen=True, slots=True)
class Meant:
    """The question that is meant, and the turn it goes on from; ``said``: what to say instead, if nothing is asked."""

    query: Query
    turn: Turn | None
    said: str | None = None


class Turns:
    """Reads messages as turns of a conversation."""

    def __init__(self, reader: QueryReader, following: FollowUps) -> None:
        self._read = reader.read
        self._following = following
        self._people = PeopleWhoAsk(reader)

    def meant(self, query: Query, last: Turn | None) -> Meant:
        """What a message means after the ``last`` turn."""
        asker = self._people.told(query)
        if asker is not None:
            turn = Turn("", False, asker=asker) if last is None else replace(last, asker=asker)
            chosen = self._people.chosen(turn)
            if chosen is None:
                return Meant(query, turn, acknowledged(asker))
            return Meant(self._read(chosen), turn)
        if last is None:
            return Meant(query, last)
        text = self._people.in_place(self._following.standing_alone(query, last), last.asker)
        return Meant(query if text == query.original else self._read(text), last)

    def questions(self, query: Query) -> tuple[tuple[str, str], ...]:
        """The questions of a message, each as it is put and as it stands alone; none if it has only one."""
        every = parts(query.text)
        found = [part for part in every if asks(part)][:MOST]
        if len(found) < 2 or compares(query.text):
            return ()
        first = self._following.with_subject_of(found[0], found[1:])
        turn = Turn(first, True)
        alone = [first, *(self._following.standing_alone(self._read(part), turn) for part in found[1:])]
        told = (self._people.told(self._read(part)) for part in every if part not in found)
        asker = next(filter(None, told), "")
        return tuple(
            (part, self._people.in_place(meant, asker)) for part, meant in zip(found, alone, strict=True)
        )
