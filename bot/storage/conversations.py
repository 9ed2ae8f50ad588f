"""The memory of the dialogue, kept in the store: conversations go on after a restart, until they expire."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable

from tanyapasal.bot.answering.dialogue import Turn
from tanyapasal.bot.errors import StorageAwayError, StorageError
from tanyapasal.bot.reply import Option
from tanyapasal.bot.storage.records import StoredTurn
from tanyapasal.bot.storage.store import Store
from tanyapasal.index.errors import ReferenceSyntaxError
from tanyapasal.index.law.places import Locator, Reference, RegulationId, parse_reference

log = logging.getLogger(__name__)

# A place whose regulation was left open is written as a place of a regulation that does not exist.
_OPEN = RegulationId("terbuka", "0", 0)


class StoredConversations:
    """Has the methods of ``tanyapasal.bot.answering.dialogue.Conversations``; ``person_of`` tells whose conversation an id is.

    A database that fails costs the follow-up, not the answer.
    """

    def __init__(self, store: Store, person_of: Callable[[str], str] = lambda _: "") -> None:
        self._store, self._person_of = store, person_of

    def last(self, conversation: str) -> Turn | None:
        try:
            turns = self._store.turns(conversation, last=1)
            return turn_from(turns[0].memory) if turns else None
        except StorageAwayError:  # told once, by the store
            return None
        except StorageError as error:
            log.error("ingatan percakapan tidak terbaca: %s", error)
            return None

    def remember(self, conversation: str, turn: Turn) -> None:
        kept = StoredTurn(
            question=turn.question,
            reply_id="",
            kind="answer" if turn.answered else "not_found",
            memory=written(turn),
            person=self._person_of(conversation),
        )
        try:
            self._store.add_turn(conversation, kept)
        except StorageError as error:
            log.error("percakapan tidak tersimpan: %s", error)


def written(turn: Turn) -> str:
    """``turn`` as JSON text; ``turn_from`` reads it back."""
    return json.dumps(
        {
            "question": turn.question,
            "answered": turn.answered,
            "refs": [str(ref) for ref in turn.refs],
            "options": [[option.label, option.question] for option in turn.options],
            "locator": None if turn.locator is None else str(Reference(_OPEN, turn.locator)),
            "shown": [str(ref) for ref in turn.shown],
            "asker": turn.asker,
        },
        ensure_ascii=False,
    )


def turn_from(memory: str) -> Turn | None:
    """The turn that was written; None for what this version cannot read."""
    try:
        held = json.loads(memory)
        return Turn(
            question=str(held["question"]),
            answered=bool(held["answered"]),
            refs=tuple(parse_reference(str(ref)) for ref in held["refs"]),
            options=tuple(Option(str(label), str(question)) for label, question in held["options"]),
            locator=_locator(held["locator"]),
            # Turns that were kept before these were known have neither.
            shown=tuple(parse_reference(str(ref)) for ref in held.get("shown", ())),
            asker=str(held.get("asker", "")),
        )
    except (ValueError, KeyError, TypeError, ReferenceSyntaxError):
        return None


def _locator(text: str | None) -> Locator | None:
    place = None if text is None else parse_reference(text)
    return place.locator if isinstance(place, Reference) else None
