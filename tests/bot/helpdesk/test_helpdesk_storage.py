"""What the helpdesk keeps, in memory and in a database alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tanyapasal.bot.storage import CuratedAnswer, Session, Store, Support, User
from tanyapasal.bot.storage.records import now
from tests.bot.storage.stores import STORES, opened

ANSWER = CuratedAnswer(
    "a1", ("Apa?", "Apakah?"), "Begini.", (Support("uu-20-2023/pasal-47", "0" * 64),), "sari"
)


@pytest.fixture(params=list(STORES))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made = opened(request.param, tmp_path)
    yield made
    made.close()


def test_a_user_is_replaced_and_then_has_to_log_in_again(store: Store) -> None:
    desk = store.desk
    desk.keep_user(User("sari", "agent", "x"))
    desk.keep_session(Session("s1", "sari", "c", now() + timedelta(hours=1)))
    assert desk.session("s1") is not None
    desk.keep_user(User("sari", "editor", "y"))
    found = desk.user("sari")
    assert found is not None
    assert (found.role, found.password_hash) == ("editor", "y")
    assert desk.session("s1") is None
    assert desk.user("SARI") is None


def test_a_session_ends_by_time_or_by_logging_out(store: Store) -> None:
    desk = store.desk
    desk.keep_user(User("sari", "agent", "x"))
    desk.keep_session(Session("old", "sari", "c", now() - timedelta(seconds=1)))
    desk.keep_session(Session("new", "sari", "c", now() + timedelta(hours=1)))
    assert desk.session("old") is None
    desk.end_session("new")
    assert desk.session("new") is None


def test_curated_answers_are_found_by_id_and_state_newest_first(store: Store) -> None:
    desk = store.desk
    later = replace(ANSWER, id="a2", at=ANSWER.at + timedelta(seconds=1))
    for answer in (ANSWER, later):
        desk.keep_curated(answer)
    assert desk.curated("a1") == ANSWER
    assert desk.curated("tidak-ada") is None
    assert [a.id for a in desk.curated_answers()] == ["a2", "a1"]
    desk.keep_curated(replace(ANSWER, state="expired", reason="berubah"))
    assert [a.id for a in desk.curated_answers("published")] == ["a2"]
    assert [a.reason for a in desk.curated_answers("expired")] == ["berubah"]


def test_questions_that_were_dealt_with_are_remembered_once(store: Store) -> None:
    for _ in range(2):
        store.desk.dismiss(["r1", "r2"], "sari")
    assert store.desk.dismissed() == frozenset({"r1", "r2"})


def test_users_are_listed_by_name_and_a_deleted_one_is_logged_out(store: Store) -> None:
    desk = store.desk
    for name in ("tuti", "sari"):
        desk.keep_user(User(name, "agent", "x"))
        desk.keep_session(Session(f"s-{name}", name, "c", now() + timedelta(hours=1)))
    assert [user.name for user in desk.users()] == ["sari", "tuti"]
    assert desk.delete_user("sari")
    assert not desk.delete_user("sari")
    assert (desk.user("sari"), desk.session("s-sari")) == (None, None)
    assert desk.session("s-tuti") is not None
    assert [user.name for user in desk.users()] == ["tuti"]
