"""Updates of a messenger, above a line of records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tanyapasal.bot.storage.afterwards.line import Line, Record
from tanyapasal.bot.storage.store import Store
from tanyapasal.bot.storage.updates import Claim, ParkedUpdate, SeenUpdate


class UpdatesAfterwards:
    """See ``Updates``. Notes wait in the line while the database is away; all else is asked of the store at once."""

    def __init__(self, store: Store, line: Line) -> None:
        self._store, self._line = store, line

    def seen(self, update_id: int) -> SeenUpdate | None:
        return self._waiting(update_id) or self._store.updates.seen(update_id)

    def note(self, update: SeenUpdate) -> None:
        """Written, with all that was brought before one that is done, unless the database is away."""
        self._line.supersede(
            lambda record: isinstance(record.value, SeenUpdate) and record.value.update_id == update.update_id
        )
        record = Record(lambda store: store.updates.note(update), update)
        # What went out is noted at once: whatever is not is sent twice after a kill.
        self._line.put(record, first=not update.done)
        self._line.wait_for(record)

    def claim(self, update_id: int, chat: str, holder: str, lease: float) -> Claim:
        waiting = self._waiting(update_id)
        if waiting is not None and waiting.done:
            return Claim("done")
        claim = self._line.now(lambda: self._store.updates.claim(update_id, chat, holder, lease))
        return claim if waiting is None else replace(claim, sent=max(claim.sent, waiting.sent))

    def park(self, update: ParkedUpdate, holder: str, lease: float = 0, due: float = 0) -> None:
        self._line.now(lambda: self._store.updates.park(update, holder, lease, due))

    def due(self, holder: str, lease: float, limit: int) -> tuple[ParkedUpdate, ...]:
        return self._line.now(lambda: self._store.updates.due(holder, lease, limit))

    def renew(self, update_ids: Iterable[int], holder: str, lease: float) -> None:
        self._line.now(lambda: self._store.updates.renew(update_ids, holder, lease))

    def release(self, holder: str) -> None:
        self._line.now(lambda: self._store.updates.release(holder))

    def parked(self) -> int:
        return self._store.updates.parked()

    def _waiting(self, update_id: int) -> SeenUpdate | None:
        """What is noted of it last and not written yet."""
        notes = (r.value for r in reversed(self._line.records()) if isinstance(r.value, SeenUpdate))
        return next((note for note in notes if note.update_id == update_id), None)
