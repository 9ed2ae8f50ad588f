"""A store that is opened when it is first used."""

from __future__ import annotations

import pytest

from tanyapasal.bot.errors import StorageError
from tanyapasal.bot.storage import MemoryStore, Store
from tanyapasal.bot.storage.away.later import opened_later


def test_it_is_opened_once_and_only_when_it_is_used() -> None:
    opened: list[Store] = []

    def open_it() -> Store:
        opened.append(MemoryStore())
        return opened[-1]

    store = opened_later(open_it)
    desk = store.desk
    assert opened == []
    assert desk.curated_answers("expired") == ()
    assert store.questions() == ()
    assert len(opened) == 1


def test_closing_what_was_never_used_opens_nothing() -> None:
    def fail() -> Store:
        raise StorageError("tidak dapat dibuka")

    store = opened_later(fail)
    store.close()
    with pytest.raises(StorageError):
        store.questions()
