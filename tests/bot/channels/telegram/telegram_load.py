"""Many chats at once, the bot killed in the middle, the network at its worst: what is lost, doubled, out of order.

    python -m tests.bot.channels.telegram.telegram_load kill --chats 500 --kills 3
    python -m tests.bot.channels.telegram.telegram_load faults --seconds 180
    python -m tests.bot.channels.telegram.telegram_load pace --questions 200

Everything runs on this machine: a Bot API server, and the bot as a process of its own with a SQLite database.
"""

# ruff: noqa: T201 (prints its figures)

from __future__ import annotations

import argparse
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tanyapasal.bot.channels.telegram import build, run
from tanyapasal.bot.reply import Reply
from tanyapasal.bot.storage.afterwards import Afterwards
from tanyapasal.bot.storage.database import open_store
from tests.bot.channels.fakes import FakeAssistant, loaded
from tests.bot.channels.telegram.bot_api_server import TOKEN, BotApiServer
from tests.bot.channels.telegram.telegram_run import PACE

ROOT = Path(__file__).parents[4]
_PREFIX = "Jawaban: "


@dataclass
class Slow(FakeAssistant):
    """Takes ``seconds`` for an answer, as the real one does, and keeps no list of what was asked."""

    seconds: float = 0.03

    def reply(self, question: str, conversation_id: str | None = None, as_of: date | None = None) -> Reply:
        time.sleep(self.seconds)
        reply = super().reply(question, conversation_id, as_of)
        self.asked.clear()
        return replace(reply, head=replace(reply.head, id=os.urandom(16).hex()))


def live(url: str, folder: str, seconds: str) -> None:
    """The bot, until it is told to stop or killed."""
    store = Afterwards(open_store(f"sqlite:///{folder}/load.db"))
    pace = replace(PACE, reply=30, read=2, update=60)
    run(build(loaded(Slow(seconds=float(seconds))), TOKEN, url, pace, store=store))


@dataclass(frozen=True, slots=True)
class Figures:
    """``asked`` questions; ``answered`` at least once; ``doubled``: answers beyond the first; ``disordered`` chats."""

    asked: int
    answered: int
    doubled: int
    disordered: int
    seconds: float

    def __str__(self) -> str:
        return (
            f"asked {self.asked}, answered {self.answered}, lost {self.asked - self.answered}, "
            f"doubled {self.doubled}, chats out of order {self.disordered}, {self.seconds:.1f} s"
        )


class Process:
    """The bot as a process, started and killed."""

    def __init__(self, url: str, folder: Path, seconds: float) -> None:
        self._arguments = [
            sys.executable,
            "-m",
            "tests.bot.channels.telegram.telegram_load",
            "live",
            url,
            str(folder),
            str(seconds),
        ]
        self._log = (folder / "log").open("ab")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(self._arguments, cwd=ROOT, stderr=self._log)

    def end(self, number: int = signal.SIGKILL) -> int:
        assert self._process is not None
        self._process.send_signal(number)
        return self._process.wait(60)

    def memory(self) -> float:
        """Resident megabytes."""
        assert self._process is not None
        pages = int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def close(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._log.close()


@contextmanager
def running(server: BotApiServer, seconds: float) -> Iterator[Process]:
    with tempfile.TemporaryDirectory() as name:
        process = Process(server.url, Path(name), seconds)
        process.start()
        try:
            yield process
        finally:
            process.close()


def answered(server: BotApiServer, asked: dict[int, list[str]], timeout: float) -> None:
    """Wait until every question has its answer, or time runs out. What is confirmed may still be parked."""
    wanted = {(chat, question) for chat, questions in asked.items() for question in questions}
    until, seen = time.monotonic() + timeout, 0
    while wanted and time.monotonic() < until:
        sent = server.sent[seen:]
        seen += len(sent)
        wanted -= {(m.chat_id, m.text.split("\n")[0].removeprefix(_PREFIX)) for m in sent}
        time.sleep(0.05)
    time.sleep(0.3)  # for what is sent twice


def figures(server: BotApiServer, asked: dict[int, list[str]], began: float) -> Figures:
    """Compares what was asked in each chat with what was answered."""
    answers: defaultdict[int, list[str]] = defaultdict(list)
    for message in list(server.sent):
        answers[message.chat_id].append(message.text.split("\n")[0].removeprefix(_PREFIX))
    doubled, answered, disordered = 0, 0, 0
    for chat, questions in asked.items():
        counts = Counter(answers[chat])
        answered += sum(counts[q] > 0 for q in questions)
        doubled += sum(max(0, counts[q] - 1) for q in questions)
        firsts = [text for text in dict.fromkeys(answers[chat]) if text in questions]
        disordered += firsts != [q for q in questions if counts[q]]
    return Figures(sum(map(len, asked.values())), answered, doubled, disordered, time.monotonic() - began)


def killed(chats: int, questions: int, kills: int, seconds: float = 0.03, timeout: float = 300) -> Figures:
    """Every chat asks at once; the bot is killed (kill -9) ``kills`` times on the way and started again."""
    with BotApiServer() as server:
        server.keep_calls = False
        asked = {chat: [f"chat {chat} soal {n}" for n in range(questions)] for chat in range(1, chats + 1)}
        for n in range(questions):
            for chat, mine in asked.items():
                server.say(chat, mine[n])
        began, total = time.monotonic(), chats * questions
        with running(server, seconds) as process:
            for kill in range(1, kills + 1):
                server.wait_sent(total * kill // (kills + 1), timeout)
                time.sleep(random.random() / 20)  # at any moment, not only right after a message
                process.end()
                process.start()
            answered(server, asked, timeout)
            found = figures(server, asked, began)
            assert process.end(signal.SIGTERM) == 0
        return found


def faulty(seconds: float, rate: float = 12.0, seed: int = 7) -> tuple[Figures, list[float]]:
    """Questions at ``rate`` a second while the network fails in every way; then all must have been answered.

    Also memory in megabytes, measured ten times on the way.
    """
    dice = random.Random(seed)
    lock = threading.Lock()

    def chance(method: str) -> tuple[int, int | None, float] | None:
        with lock:
            roll = dice.random()
        if method == "getUpdates":
            return (502, None, 0.0) if roll < 0.05 else None
        if roll < 0.04:
            return 429, 1, 0.0
        if roll < 0.12:
            return 502 if roll < 0.08 else 500, None, 0.0
        return (504, None, 2.5) if roll < 0.125 else None  # longer than the client waits

    with BotApiServer() as server:
        server.keep_calls = False
        asked: dict[int, list[str]] = {chat: [] for chat in range(1, 61)}
        memory: list[float] = []
        with running(server, 0.01) as process:
            server.say(999, "apakah hidup")
            server.wait_sent(1, 60)
            server.chance = chance
            began, number = time.monotonic(), 0
            while (now := time.monotonic() - began) < seconds:
                chat = dice.randrange(1, 61)
                text = f"chat {chat} soal {number}"
                asked[chat].append(text)
                server.say(chat, text)
                number += 1
                if number % 9 == 0:
                    server.put(_garbage(dice))
                if len(memory) < 10 and now >= seconds * (len(memory) + 1) / 10 - 0.5:
                    memory.append(process.memory())
                time.sleep(1 / rate)
            answered(server, asked, 300)
            found = figures(server, asked, began)
            assert process.end(signal.SIGTERM) == 0
        return found, memory


def _garbage(dice: random.Random) -> dict[str, object]:
    return dice.choice(
        [
            {},
            {"jenis_baru": {"a": [1, 2, {"b": None}]}},
            {"message": {"message_id": "x", "chat": 3}},
            {"message": None},
            {"message": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}}},
            {
                "callback_query": {
                    "id": "1",
                    "from": {"id": 5, "is_bot": False, "first_name": "x"},
                    "chat_instance": "1",
                    "data": "s::::::",
                }
            },
            {"callback_query": {"id": [], "data": {"x": 1}}},
        ]
    )


def pace(questions: int, seconds: float) -> tuple[float, float]:
    """One question after the other: p50 and p95 of the bot's own time in seconds, from update to message."""
    own = []
    with BotApiServer() as server, running(server, seconds):
        server.keep_calls = False
        server.say(1, "awal")
        server.wait_sent(1, 60)
        for n in range(questions):
            began = time.monotonic()
            server.say(n + 2, f"soal {n}")
            server.wait_sent(n + 2)
            own.append(time.monotonic() - began - seconds)
            server.wait_until(lambda: not server.pending())
    cuts = statistics.quantiles(own, n=20)
    return statistics.median(own), cuts[18]


def main() -> None:
    parser = argparse.ArgumentParser()
    ways = parser.add_subparsers(dest="way", required=True)
    alive = ways.add_parser("live")
    alive.add_argument("rest", nargs=3)
    kill = ways.add_parser("kill")
    kill.add_argument("--chats", type=int, default=500)
    kill.add_argument("--questions", type=int, default=2)
    kill.add_argument("--kills", type=int, default=3)
    faults = ways.add_parser("faults")
    faults.add_argument("--seconds", type=float, default=180)
    times = ways.add_parser("pace")
    times.add_argument("--questions", type=int, default=200)
    times.add_argument("--answer", type=float, default=0.03, help="seconds that an answer takes")
    options = parser.parse_args()
    if options.way == "live":
        live(*options.rest)
    elif options.way == "kill":
        print(killed(options.chats, options.questions, options.kills))
    elif options.way == "faults":
        found, memory = faulty(options.seconds)
        print(found)
        print("memory MB:", " ".join(f"{m:.0f}" for m in memory))
    else:
        half, most = pace(options.questions, options.answer)
        print(f"own time p50 {half * 1000:.1f} ms, p95 {most * 1000:.1f} ms")
        print(f"p95 / answer of {options.answer * 1000:.0f} ms: {most / options.answer:.2f}")


if __name__ == "__main__":
    main()
