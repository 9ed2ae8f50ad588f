"""A service with a console on the project's corpus, its staff, and a browser without a screen."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from unittest.mock import patch

import httpx
from argon2 import PasswordHasher

from tanyapasal.bot.channels.web.app import create_app
from tanyapasal.bot.channels.web.console import pages
from tanyapasal.bot.channels.web.console.audit import Auditing
from tanyapasal.bot.channels.web.console.door import Console
from tanyapasal.bot.channels.web.keeping import StoreFeedback, StoreKeeping
from tanyapasal.bot.helpdesk.mends import Mends
from tanyapasal.bot.helpdesk.people import Attempts, People
from tanyapasal.bot.storage import LoggedQuestion, MemoryStore, StoredReply
from tanyapasal.bot.storage.records import LoggedKind
from tests.bot.channels.web.web_fakes import loaded, served
from tests.bot.helpdesk.desk_fakes import Helpdesk

PASSWORD = "kata sandi yang panjang"
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
# Without the certificates of the world, which take 30 ms to read.
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@dataclass
class Clock:
    at: float = 0.0

    def __call__(self) -> float:
        return self.at


@dataclass
class Office:
    """A service with a console, its staff and a browser."""

    store: MemoryStore
    console: Console
    browser: httpx.Client
    clock: Clock

    def asked(self, number: int, question: str, kind: LoggedKind = "not_found") -> None:
        self.store.keep_reply(StoredReply(f"r{number}", "c", kind, "{}", "web"))
        self.store.log_question(LoggedQuestion(f"r{number}", question, kind, 0.1, "web"))

    def log_in(self, name: str = "editor", password: str = PASSWORD) -> httpx.Response:
        form = self.browser.get("/helpdesk/masuk")
        fields = {"csrf": token(form), "nama": name, "sandi": password}
        return self.browser.post("/helpdesk/masuk", data=fields, follow_redirects=False)

    def send(self, path: str, page: str = "/helpdesk", **fields: str) -> httpx.Response:
        """A form of ``page``, sent as the browser would."""
        csrf = token(self.browser.get(page))
        return self.browser.post(path, data={"csrf": csrf, **fields}, follow_redirects=False)


def token(page: httpx.Response) -> str:
    match = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert match, page.text
    return match[1]


def staffed(attempts: Attempts) -> AbstractContextManager[object]:
    """Consoles that are made meanwhile check passwords quickly; the hash that is meant to be slow takes 0.2 s each."""
    return patch.object(pages, "People", lambda desk: People(desk, attempts, QUICK))


@contextmanager
def opened(
    helpdesk: Helpdesk, store: MemoryStore, auditing: Auditing | None = None, mends: Mends | None = None
) -> Iterator[Office]:
    """``store`` is emptied; there are an editor ``editor`` and an agent ``agen``, both with PASSWORD."""
    store.__init__()  # type: ignore[misc]  # empty again; the desk keeps its hold on it
    helpdesk.desk.curated._desk = store.desk
    clock = Clock()
    with staffed(Attempts(clock)):
        app = create_app(
            loaded(helpdesk.assistant),
            feedback=StoreFeedback(store),
            keeping=StoreKeeping(store),
            desk=helpdesk.desk,
            auditing=auditing,
            mends=mends,
        )
    app.state.console.people.add("editor", "editor", PASSWORD)
    app.state.console.people.add("agen", "agent", PASSWORD)
    with (
        served(app) as address,
        httpx.Client(base_url=address, timeout=20, follow_redirects=True, verify=NO_TLS) as browser,
    ):
        yield Office(store, app.state.console, browser, clock)
