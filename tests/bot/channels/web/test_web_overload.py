"""More questions than can be answered: who waits, who is refused, who is not worked for any more."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress

import httpx
import pytest

from tanyapasal.bot.channels.web.admission.asking_limits import AskingLimits
from tanyapasal.bot.channels.web.admission.queue import QueueLimits
from tanyapasal.bot.channels.web.app import create_app
from tests.bot.channels.web.web_fakes import API, FakeAssistant, loaded, problem, served


class Service:
    """One question at a time, which is held until the test lets it go."""

    def __init__(self, address: str, assistant: FakeAssistant) -> None:
        self.address, self.assistant = address, assistant
        self.client = httpx.Client(base_url=address, timeout=20)
        self._threads = ThreadPoolExecutor(8)

    def ask(self, question: str, timeout: float = 20) -> Future[httpx.Response]:
        body = {"question": question}
        return self._threads.submit(httpx.post, f"{self.address}{API}/ask", json=body, timeout=timeout)

    def go(self) -> None:
        assert self.assistant.hold is not None
        self.assistant.hold.set()

    def close(self) -> None:
        self._threads.shutdown()
        self.client.close()

    def figure(self, name: str) -> float:
        lines = self.client.get("/metrics").text.splitlines()
        return next((float(line.split()[-1]) for line in lines if line.startswith(f"{name} ")), 0.0)

    def until(self, name: str, value: float) -> None:
        end = time.monotonic() + 20
        while self.figure(name) != value:
            assert time.monotonic() < end, f"{name} is {self.figure(name)}, not {value}"
            time.sleep(0.01)


WORKING, WAITING = 'tanyapasal_queue{state="working"}', 'tanyapasal_queue{state="waiting"}'


def ended(ending: str) -> str:
    return f'tanyapasal_queue_endings_total{{ending="{ending}"}}'


@contextmanager
def holding(limits: QueueLimits, asking: AskingLimits | None = None) -> Iterator[Service]:
    assistant = FakeAssistant(hold=threading.Event())
    app = create_app(loaded(assistant), queue_limits=limits, asking_limits=asking)
    with served(app) as address:
        service = Service(address, assistant)
        try:
            yield service
        finally:
            service.go()
            service.close()


def test_who_comes_when_the_queue_is_full_is_told_at_once_when_to_come_back() -> None:
    with holding(QueueLimits(1, 2, 30)) as service:
        first = service.ask("JP satu")
        service.until(WORKING, 1)
        waiting = [service.ask("JP dua"), service.ask("JP tiga")]
        service.until(WAITING, 2)
        began = time.monotonic()
        refused = service.client.post(f"{API}/ask", json={"question": "JP empat"})
        told = problem(refused, 503)
        assert told["type"] == "urn:tanyapasal:problem:overloaded"
        assert int(refused.headers["retry-after"]) >= 1
        assert "coba lagi dalam" in told["detail"]
        problem(service.client.get(f"{API}/search", params={"q": "JP"}), 503)
        page = service.client.post("/tanya", data={"q": "JP <lima>"})
        assert (page.status_code, "retry-after" in page.headers) == (503, True)
        assert "JP &lt;lima&gt;</textarea>" in page.text
        assert service.client.get("/healthz").json() == {"status": "ok"}
        assert service.client.get("/regulasi").status_code == 200
        assert time.monotonic() - began < 10
        assert service.figure(ended("refused")) == 3
        service.go()
        assert {answer.result().status_code for answer in (first, *waiting)} == {200}
        service.until(WORKING, 0)
    # Those who wait keep their order, and nothing was worked on for those who were refused.
    assert sorted(question for question, _ in service.assistant.asked) == ["JP dua", "JP satu", "JP tiga"]


def test_who_has_gone_away_is_not_worked_for() -> None:
    with holding(QueueLimits(1, 5, 30)) as service:
        first = service.ask("JP satu")
        service.until(WORKING, 1)
        gone = [service.ask(f"JP pergi {n}", timeout=0.3) for n in range(3)]
        service.until(WAITING, 3)
        stays = service.ask("JP tinggal")
        for question in gone:
            with suppress(httpx.TimeoutException):
                question.result()
        service.until(ended("abandoned"), 3)
        service.until(WAITING, 1)
        service.go()
        assert (first.result().status_code, stays.result().status_code) == (200, 200)
    assert [question for question, _ in service.assistant.asked] == ["JP satu", "JP tinggal"]


def test_nobody_waits_longer_than_the_patience() -> None:
    with holding(QueueLimits(1, 5, 0.2)) as service:
        first = service.ask("JP satu")
        service.until(WORKING, 1)
        late = service.ask("JP dua").result()
        assert problem(late, 503)["type"] == "urn:tanyapasal:problem:overloaded"
        assert service.figure(ended("expired")) == 1
        service.go()
        assert first.result().status_code == 200
    assert [question for question, _ in service.assistant.asked] == ["JP satu"]


def test_who_would_have_to_wait_too_long_is_refused_on_arrival() -> None:
    """After one question that took long, a line of others is known to take too long."""
    with holding(QueueLimits(1, 50, 0.5)) as service:
        first = service.ask("JP satu")
        service.until(WORKING, 1)
        time.sleep(0.6)
        service.go()
        assert first.result().status_code == 200
        assert service.assistant.hold is not None
        service.assistant.hold.clear()
        service.ask("JP dua")
        service.until(WORKING, 1)
        service.ask("JP tiga")
        service.until(WAITING, 1)
        problem(service.client.post(f"{API}/ask", json={"question": "JP empat"}), 503)
        assert service.figure(ended("refused")) == 1


def test_who_asks_too_much_takes_no_place_in_the_queue() -> None:
    with holding(QueueLimits(1, 5, 30), AskingLimits(per_client=2)) as service:
        service.ask("JP satu")
        service.ask("JP dua")
        service.until(WAITING, 1)
        problem(service.client.post(f"{API}/ask", json={"question": "JP tiga"}), 429)
        assert service.figure(WAITING) == 1


def test_an_error_frees_its_place() -> None:
    with holding(QueueLimits(1, 5, 30)) as service:
        service.go()
        for _ in range(3):
            problem(service.ask("galat").result(), 500)
        assert service.ask("JP").result().status_code == 200
        service.until(WORKING, 0)


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/api/v1/healthz", "/metrics"])
def test_health_is_told_whatever_is_in_hand(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tanyapasal.bot.channels.web.app._READERS", 0)
    with holding(QueueLimits(1, 0, 30)) as service:
        service.ask("JP")
        service.until(WORKING, 1)
        assert service.client.get(path).status_code == 200
        refused = service.client.get("/regulasi")
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "1")
        assert "sedang sangat sibuk" in refused.text
        problem(service.client.get(f"{API}/regulations"), 503)
