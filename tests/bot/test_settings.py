"""Settings of what is kept and of the Telegram bot."""

from __future__ import annotations

import pytest

from tanyapasal.bot.errors import SettingsError
from tanyapasal.bot.reply import Contact
from tanyapasal.bot.settings import read_settings


def test_settings_of_the_store_and_the_webhook_are_read() -> None:
    settings = read_settings(
        {
            "TANYAPASAL_DATABASE_URL": "postgresql://a@b/c",
            "TANYAPASAL_HASH_KEY": "a long enough secret",
            "TANYAPASAL_CONVERSATION_HOURS": "1,5",
            "TANYAPASAL_TELEGRAM_WEBHOOK_URL": "https://contoh.example",
        }
    )
    assert settings.database_url == "postgresql://a@b/c"
    assert settings.hash_key == "a long enough secret"
    assert settings.conversation_hours == 1.5
    assert settings.telegram_webhook_url == "https://contoh.example"


def test_without_them_there_is_a_file_a_key_and_a_day() -> None:
    settings = read_settings({})
    assert (settings.database_url, settings.hash_key, settings.telegram_webhook_url) == (None, None, None)
    assert settings.conversation_hours == 24


@pytest.mark.parametrize("hours", ["0", "-1", "sehari", "nan", "inf", "99999"])
def test_hours_that_cannot_be_kept_are_refused(hours: str) -> None:
    with pytest.raises(SettingsError, match="CONVERSATION_HOURS"):
        read_settings({"TANYAPASAL_CONVERSATION_HOURS": hours})


def test_no_reranker_is_used_unless_one_is_named() -> None:
    assert read_settings({}).reranker is None
    assert read_settings({"TANYAPASAL_RERANKER": "model/lokal"}).reranker == "model/lokal"


def test_a_contact_is_a_name_a_way_to_reach_it_and_perhaps_hours() -> None:
    assert read_settings({}).contact is None
    assert read_settings({"TANYAPASAL_CONTACT": " "}).contact is None
    whole = read_settings(
        {"TANYAPASAL_CONTACT": "Bagian Kepegawaian | 021-5551234 | Senin-Jumat 08.00-16.00"}
    )
    assert whole.contact == Contact("Bagian Kepegawaian", "021-5551234", "Senin-Jumat 08.00-16.00")
    short = read_settings({"TANYAPASAL_CONTACT": "Bagian Kepegawaian|loket 3"})
    assert short.contact == Contact("Bagian Kepegawaian", "loket 3")


@pytest.mark.parametrize(
    "text",
    ["Bagian Kepegawaian", "| 021", "a | ", "a | b | c | d", "a | b |", "a\nb | c", "a | " + "b" * 160],
)
def test_a_contact_that_cannot_be_shown_in_a_line_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="TANYAPASAL_CONTACT harus satu baris 'nama"):
        read_settings({"TANYAPASAL_CONTACT": text})


def test_what_a_crowd_may_do_is_set() -> None:
    plain = read_settings({})
    assert (plain.processes, plain.questions_at_once, plain.queue, plain.queue_seconds) == (1, 0, 32, 5.0)
    assert plain.connections == 1000
    told = {
        "PROCESSES": "4",
        "QUESTIONS_AT_ONCE": "2",
        "QUEUE": "0",
        "QUEUE_SECONDS": "2,5",
        "CONNECTIONS": "500",
    }
    found = read_settings({f"TANYAPASAL_{name}": value for name, value in told.items()})
    assert (found.processes, found.questions_at_once, found.queue) == (4, 2, 0)
    assert (found.queue_seconds, found.connections) == (2.5, 500)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PROCESSES", "0"),
        ("PROCESSES", "dua"),
        ("QUESTIONS_AT_ONCE", "-1"),
        ("QUEUE", "1.5"),
        ("QUEUE", "99999999999999"),
        ("QUEUE_SECONDS", "0"),
        ("QUEUE_SECONDS", "nan"),
        ("CONNECTIONS", "3"),
    ],
)
def test_what_nobody_can_do_is_refused(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"TANYAPASAL_{name} harus bilangan"):
        read_settings({f"TANYAPASAL_{name}": value})
