"""A helpdesk for the tests in a browser: the service, its staff, a log, and how one gets in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect

from tanyapasal.bot.channels.web.app import create_app
from tanyapasal.bot.channels.web.console.audit import Auditing
from tanyapasal.bot.channels.web.keeping import StoreFeedback, StoreKeeping
from tanyapasal.bot.helpdesk.people import Attempts
from tanyapasal.bot.sites import NO_SITES, Sites
from tanyapasal.bot.storage import LoggedQuestion, Store, StoredReply
from tests.bot.channels.web.web_fakes import loaded, served
from tests.bot.helpdesk.desk_fakes import Helpdesk
from tests.bot.helpdesk.desk_office import PASSWORD, staffed


@contextmanager
def office(
    helpdesk: Helpdesk, store: Store, sites: Sites = NO_SITES, auditing: Auditing | None = None
) -> Iterator[str]:
    """A service with a console; gives its address. Logins may fail as often as a test needs."""
    with staffed(Attempts(clock=iter(range(0, 10**9, 1000)).__next__)):
        app = create_app(
            loaded(helpdesk.assistant),
            sites=sites,
            feedback=StoreFeedback(store),
            keeping=StoreKeeping(store),
            desk=helpdesk.desk,
            auditing=auditing,
        )
    app.state.console.people.add("editor", "editor", PASSWORD)
    app.state.console.people.add("agen", "agent", PASSWORD)
    with served(app) as address:
        yield address


def log_in(page: Page, address: str, name: str = "editor") -> None:
    page.goto(f"{address}/helpdesk/masuk")
    page.get_by_label("Nama pengguna").fill(name)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Antrean")


def some_log(store: Store, questions: tuple[str, ...]) -> None:
    """Refused questions of Telegram, ``lama-1`` and so on."""
    for number, question in enumerate(questions, start=1):
        store.keep_reply(StoredReply(f"lama-{number}", "c", "not_found", "{}", "telegram"))
        store.log_question(LoggedQuestion(f"lama-{number}", question, "not_found", 0.2, "telegram"))
