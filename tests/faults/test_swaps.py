"""New indexes while people ask: each question is answered, from one index, which is soon the new one."""

from __future__ import annotations

import statistics
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.bot.answering.dated_corpus import write_corpus
from tests.faults.faults import built, changed, command, flipped, started, times, told
from tests.faults.faults import chance as chances_of
from tests.faults.serving import ONE_EACH, Service, serving

QUESTION = "Apa isi Pasal 1 PP Nomor 7 Tahun 2011?"
_CLIENTS = 3


@dataclass(slots=True)
class Asked:
    """What came of questions: seconds of each, and what was wrong; ``hours``: what each snapshot says in Pasal 1."""

    hours: dict[str, int]
    seconds: list[tuple[float, float]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)

    def ask(self, address: httpx.URL) -> None:
        """Ask until it is done."""
        with httpx.Client(base_url=address, timeout=60, limits=ONE_EACH) as client:
            while not self.done.is_set():
                began = time.monotonic()
                try:
                    answer = client.post("/api/v1/ask", json={"question": QUESTION})
                except httpx.HTTPError as error:
                    self.wrong.append(repr(error))
                    continue
                self.seconds.append((began, time.monotonic() - began))
                if answer.status_code != 200:
                    self.wrong.append(f"{answer.status_code} {answer.text[:200]}")
                elif f" {self.hours.get(answer.json()['snapshot'])} jam" not in answer.json()["text"]:
                    self.wrong.append(f"{answer.json()['snapshot']}: {answer.json()['text'][:200]}")


def _replace(service: Service, folder: Path, asked: Asked, number: int) -> float:
    """Build another index in a process of its own; seconds from its end until the service has taken it up."""
    changed(folder / "corpus", number)
    expected = built(folder / "corpus", folder / "aside")
    asked.hours[expected] = number
    words = ("index", "build", "--corpus", str(folder / "corpus"), "--data", str(folder / "data"))
    process = started(command, *words)
    process.join()
    assert process.exitcode == 0
    return service.until(lambda said: said["snapshot"] == said["snapshot_on_disk"] == expected)


def test_indexes_are_replaced_under_load(tmp_path: Path) -> None:
    corpus, data, tries = write_corpus(tmp_path / "corpus"), tmp_path / "data", times(2, 50)
    # One statement of a document alone, so that the place is quoted as it stands now.
    (corpus / "official" / "pp-9-2015.md").unlink()
    changed(corpus, 1000)
    asked, delays = Asked({built(corpus, data): 1000}), []
    with serving(tmp_path) as service:
        service.until(lambda said: said["snapshot"] in asked.hours)
        threads = [
            threading.Thread(target=asked.ask, args=(service.client.base_url,)) for _ in range(_CLIENTS)
        ]
        for thread in threads:
            thread.start()
        time.sleep(1)
        began, before = time.monotonic(), service.megabytes()
        for n in tries:
            delays.append(_replace(service, tmp_path, asked, 1001 + n))
        time.sleep(2.5)
        after = service.megabytes()
        asked.done.set()
        for thread in threads:
            thread.join()
    spent = sorted(seconds for at, seconds in asked.seconds if at > began)
    told(
        "an index replaced under load",
        len(tries),
        asked.wrong,
        f"{len(spent)} questions, median {statistics.median(spent) * 1000:.0f} ms, slowest {spent[-1] * 1000:.0f} ms; taken "
        f"up after {statistics.median(delays):.1f} s (at most {max(delays):.1f}); {before:.0f} MB before, {after:.0f} after",
    )


def test_a_damaged_index_is_refused_and_the_old_one_answers_on(tmp_path: Path) -> None:
    corpus, data, chances = write_corpus(tmp_path / "corpus"), tmp_path / "data", chances_of("swap")
    (corpus / "official" / "pp-9-2015.md").unlink()
    changed(corpus, 1000)
    first, lost, tries = built(corpus, data), [], times(2, 20)
    with serving(tmp_path) as service:
        service.until(lambda said: said["snapshot"] == first)
        for n in tries:
            # Written beside, damaged, and put in place whole, so that it is never seen undamaged.
            changed(corpus, 1001 + n)
            identity = built(corpus, tmp_path / "aside")
            where = flipped(tmp_path / "aside" / "index" / identity / "passages.db", chances)
            (tmp_path / "aside" / "index" / identity).rename(data / "index" / identity)
            (tmp_path / "aside" / "index" / "current").rename(data / "index" / "current")
            service.until(
                lambda said, i=identity: said["snapshot_on_disk"] == i and said["refused"] is not None
            )
            answer = service.client.post("/api/v1/ask", json={"question": QUESTION}).json()
            if answer["snapshot"] != first or " 1000 jam" not in answer["text"]:
                lost.append(f"{where}: {answer['snapshot']} answers")
        mended = built(corpus, data)
        service.until(lambda said: said["snapshot"] == mended and said["refused"] is None)
    told("a damaged index put in place", len(tries), lost)
