"""A database that is locked, or goes away, while people ask: no reply waits for it, and nothing that was asked is lost."""

from __future__ import annotations

import importlib.util
import os
import sqlite3
import statistics
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tanyapasal.bot.storage import QuestionFilter, Store
from tanyapasal.bot.storage.database import FILE, open_store
from tests.bot.answering.dated_corpus import write_corpus
from tests.bot.storage.postgres_server import postgres, programs
from tests.faults.faults import built, times, told
from tests.faults.loading import question, until
from tests.faults.serving import Service, serving

_BETWEEN = 1.0
# Less than anybody waits for a database.
_SLOWEST = 1.9


class Asked:
    """Replies that were given, and how long each took; asked without a pause until it is done. ``behind``: seconds until all was kept."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self.ids: list[str] = []
        self.seconds: list[float] = []
        self.wrong: list[str] = []
        self.behind = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._ask)
        self._thread.start()

    def _ask(self) -> None:
        conversation = None
        for number in range(1_000_000):
            if self._done.wait(0.02):
                return
            began = time.monotonic()
            answer = self._service.client.post(
                "/api/v1/ask", json={"question": question(number), "conversation_id": conversation}
            )
            self.seconds.append(time.monotonic() - began)
            if answer.status_code != 200:
                self.wrong.append(f"{answer.status_code} {answer.text[:200]}")
                continue
            self.ids.append(answer.json()["id"])
            conversation = answer.json()["conversation_id"] if number % 3 else None

    def end(self) -> None:
        self._done.set()
        self._thread.join()

    def told(self, fault: str, tries: int, store: Store, slowest: float = _SLOWEST) -> None:
        """Look for each reply in the store; print the row."""
        end = time.monotonic() + 60
        while (missing := [i for i in self.ids if not _kept(store, i)]) and time.monotonic() < end:
            time.sleep(0.2)
        self.wrong += [f"reply {i} is not kept" for i in missing]
        self.wrong += [f"an answer took {spent:.1f} s" for spent in self.seconds if spent > slowest]
        told(
            fault,
            tries,
            self.wrong,
            f"{len(self.ids)} answers, median {statistics.median(self.seconds) * 1000:.0f} ms, slowest "
            f"{max(self.seconds) * 1000:.0f} ms; written {self.behind:.1f} s after the last fault",
        )


def _kept(store: Store, reply_id: str) -> bool:
    return store.reply(reply_id) is not None and store.count_questions(QuestionFilter(reply_id=reply_id)) == 1


def _under_load(folder: Path, fault: Callable[[], None], tries: int, **settings: str) -> Asked:
    with serving(folder, **settings) as service:
        service.until(lambda said: said["snapshot"] is not None)
        service.client.post("/api/v1/ask", json={"question": question(0)})
        asked = Asked(service)
        for _ in range(tries):
            time.sleep(_BETWEEN)
            fault()
        asked.end()
        # A service that is stopped writes for five seconds more; what this fault is about is that it catches up.
        asked.behind = until(lambda: "\ntanyapasal_records 0.0" in service.client.get("/metrics").text, 60)
    return asked


def test_sqlite_is_locked_by_somebody_else(tmp_path: Path) -> None:
    built(write_corpus(tmp_path / "corpus"), tmp_path / "data")
    tries = times(1, 10)
    held = 2.5 if len(tries) == 1 else 10

    def lock() -> None:
        other = sqlite3.connect(tmp_path / "data" / FILE, isolation_level=None, timeout=20)
        other.execute("BEGIN EXCLUSIVE")
        time.sleep(held)
        other.execute("ROLLBACK")
        other.close()

    asked = _under_load(tmp_path, lock, len(tries))
    store = open_store(f"sqlite:///{tmp_path / 'data' / FILE}")
    asked.told(f"SQLite locked for {held:g} s under load", len(tries), store)
    store.close()


def test_postgresql_is_restarted_under_load(tmp_path: Path) -> None:
    folder = programs()
    if folder is None or importlib.util.find_spec("psycopg") is None:
        pytest.skip("PostgreSQL or its driver is not installed")
    built(write_corpus(tmp_path / "corpus"), tmp_path / "data")
    tries = times(2, 20)
    with postgres(folder) as url:
        home = url.partition("host=")[2]
        account = {"user": "postgres"} if os.getuid() == 0 else {}

        def control(*words: str) -> None:
            command = [str(folder / "pg_ctl"), "-D", f"{home}/db", "-l", f"{home}/log", "-w", *words]
            subprocess.run(command, check=True, capture_output=True, timeout=60, cwd=home, **account)  # type: ignore[call-overload]

        def restart() -> None:
            control("stop", "-m", "immediate")
            time.sleep(1.5)
            control("start", "-o", f"-k {home} -c listen_addresses='' -c fsync=off")
            time.sleep(0.5)

        asked = _under_load(tmp_path, restart, len(tries), TANYAPASAL_DATABASE_URL=url)
        store = open_store(url)
        asked.told("PostgreSQL killed under load, away for 1.5 s", len(tries), store)
        store.close()
