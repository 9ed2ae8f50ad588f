"""Several processes behind one address: killed while people ask, with one limit and one set of figures."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import httpx
import pytest

from tests.bot.answering.dated_corpus import write_corpus
from tests.faults.faults import built, chance, times, told
from tests.faults.serving import ONE_EACH, Service, serving

QUESTION = {"question": "Apa isi Pasal 1 PP Nomor 7 Tahun 2011?"}
_PROCESSES = 2

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="children are looked up in /proc")


def _children(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    return [int(child) for child in found]


def _ready(service: Service) -> None:
    """Wait until each process answers; any of them may be asked."""
    in_a_row, end = 0, time.monotonic() + 90
    while in_a_row < 20:
        in_a_row = in_a_row + 1 if service.ready() is not None else 0
        assert time.monotonic() < end, service.log.read_text(encoding="utf-8")[-2000:]
        time.sleep(0.02)


def test_limits_and_figures_are_of_all_together_and_all_end_together(tmp_path: Path) -> None:
    built(write_corpus(tmp_path / "corpus"), tmp_path / "data")
    settings = {"TANYAPASAL_PROCESSES": str(_PROCESSES), "TANYAPASAL_QUESTIONS_PER_MINUTE": "10"}
    with serving(tmp_path, **settings) as service:
        _ready(service)
        answers = [service.client.post("/api/v1/ask", json=QUESTION).status_code for _ in range(30)]
        children = _children(service.process)
        figures = [service.client.get("/metrics").text for _ in range(6)]
        counted = {
            line for text in figures for line in text.splitlines() if line.startswith("tanyapasal_replies")
        }
    assert (answers.count(200), answers.count(429)) == (10, 20)
    assert len(children) == _PROCESSES
    assert counted == {'tanyapasal_replies_total{kind="answer"} 10.0'}
    assert not any(Path(f"/proc/{child}").is_dir() for child in children)


def test_a_process_is_killed_while_people_ask(tmp_path: Path) -> None:
    """Who is being answered by it loses the connection; nobody else notices, and another one takes its place."""
    built(write_corpus(tmp_path / "corpus"), tmp_path / "data")
    lost: list[str] = []
    cut: list[str] = []
    done, tries, chances = threading.Event(), times(2, 30), chance("processes")
    asked = [0]

    def ask(address: httpx.URL) -> None:
        with httpx.Client(base_url=address, timeout=60, limits=ONE_EACH) as client:
            while not done.is_set():
                try:
                    answer = client.post("/api/v1/ask", json=QUESTION)
                    asked[0] += 1
                except httpx.HTTPError as error:
                    cut.append(repr(error))
                    continue
                if answer.status_code not in (200, 503):
                    lost.append(f"{answer.status_code} {answer.text[:200]}")

    with serving(tmp_path, TANYAPASAL_PROCESSES=str(_PROCESSES)) as service:
        _ready(service)
        thread = threading.Thread(target=ask, args=(service.client.base_url,))
        thread.start()
        for n in tries:
            time.sleep(chances.uniform(0.2, 1.0))
            before = _children(service.process)
            os.kill(chances.choice(before), signal.SIGKILL)
            end = time.monotonic() + 60
            while len(set(_children(service.process)) - set(before)) < 1:
                assert time.monotonic() < end, f"kill {n}: no other process was started"
                time.sleep(0.05)
            _ready(service)
        done.set()
        thread.join()
    if len(cut) > len(tries):
        lost.append(f"{len(cut)} connections cut by {len(tries)} kills: {cut[:3]}")
    told(
        f"kill -9 of one of {_PROCESSES} processes",
        len(tries),
        lost,
        f"{asked[0]} questions; {len(cut)} connections cut",
    )
