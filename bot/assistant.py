"""What a channel needs from the service, and how it waits for it.

Channels depend on ``Assistant`` alone; the composition root gives them a ``Loading`` one, because the embedding
model takes seconds to load and a channel must answer (health, "sebentar lagi") meanwhile.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import date
from typing import Literal, Protocol

from tanyapasal.bot.errors import NotReadyError, QuestionTooLongError
from tanyapasal.bot.reply import Option, Reply
from tanyapasal.index.errors import TanyaPasalError
from tanyapasal.index.law.passages import Hit, Passage, RegulationCard
from tanyapasal.index.law.places import AnyReference, ProgramReference, Reference

log = logging.getLogger(__name__)

MAX_QUESTION_CHARACTERS = 4000


def check_length(question: str) -> None:
    """Raises QuestionTooLongError for more text than a question can be."""
    if len(question) > MAX_QUESTION_CHARACTERS:
        raise QuestionTooLongError(
            f"Pertanyaan terlalu panjang ({len(question)} karakter); tulis paling banyak {MAX_QUESTION_CHARACTERS}."
        )


class Assistant(Protocol):
    """Answers questions from one snapshot. Thread-safe."""

    @property
    def snapshot(self) -> str:
        """Id of the snapshot that answers."""

    def reply(self, question: str, conversation_id: str | None = None, as_of: date | None = None) -> Reply:
        """Answer one turn. Any text is taken; raises QuestionTooLongError past MAX_QUESTION_CHARACTERS.

        ``as_of``: answer with the texts in force that day, and say what the corpus does not know of it.
        """

    def search(self, question: str, top: int = 10) -> tuple[Hit, ...]:
        """The ``top`` best passages, best first, without any decision whether they answer."""

    def regulations(self) -> tuple[RegulationCard, ...]:
        """Every regulation the corpus knows, in order of rank, year and number."""

    def passages_at(self, ref: AnyReference) -> tuple[Passage, ...]:
        """Every passage at this place or below it, in corpus order; empty if none is held."""

    def programs(self) -> tuple[ProgramReference, ...]:
        """Every program description of the corpus, without a section, in corpus order."""

    def citing(self, place: Reference) -> tuple[Passage, ...]:
        """Passages whose legal basis or words name this place, one below it or (by number) one around it."""

    def examples(self) -> tuple[Option, ...]:
        """A few questions to start from."""


class Relaying:
    """An assistant that hands everything on to the one it wraps; others change what they must."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    @property
    def snapshot(self) -> str:
        return self._assistant.snapshot

    def reply(self, question: str, conversation_id: str | None = None, as_of: date | None = None) -> Reply:
        return self._assistant.reply(question, conversation_id, as_of)

    def search(self, question: str, top: int = 10) -> tuple[Hit, ...]:
        return self._assistant.search(question, top)

    def regulations(self) -> tuple[RegulationCard, ...]:
        return self._assistant.regulations()

    def passages_at(self, ref: AnyReference) -> tuple[Passage, ...]:
        return self._assistant.passages_at(ref)

    def programs(self) -> tuple[ProgramReference, ...]:
        return self._assistant.programs()

    def citing(self, place: Reference) -> tuple[Passage, ...]:
        return self._assistant.citing(place)

    def examples(self) -> tuple[Option, ...]:
        return self._assistant.examples()


# The id of the snapshot on disk, and when it was put there.
OnDisk = tuple[str, int]


class Loading:
    """The assistant of the snapshot on disk, loaded in the background: another one is taken up when it is put there.

    Whoever was given an assistant goes on with it. What cannot be loaded is tried again, at once when something else is
    on disk and otherwise after a while; until then the one before stays. ``on_disk``: looks what is there, ``settle``: is
    called when another one has been taken up; ``every``: seconds between two looks.
    """

    _LONGEST_PAUSE = 30.0

    def __init__(
        self,
        load: Callable[[], Assistant],
        on_disk: Callable[[], OnDisk | None] | None = None,
        settle: Callable[[], None] = lambda: None,
        every: float = 1.0,
    ) -> None:
        self._load, self._look, self._settle, self._every = load, on_disk, settle, every
        self._done, self._stopping = threading.Event(), threading.Event()
        self._assistant: Assistant | None = None
        self._failure: str | None = None
        self._thread: threading.Thread | None = None
        self._seen: OnDisk | None = None
        self._tried: OnDisk | None = None
        self._served: OnDisk | None = None
        self._pause, self._again = every, 0.0

    def start(self) -> None:
        """Begin loading in a daemon thread; further calls do nothing."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="load-assistant", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Take up nothing any more."""
        self._stopping.set()

    def _run(self) -> None:
        unsettled = False
        while not self._stopping.is_set():
            self._seen = None if self._look is None else self._look()
            if self._is_wanted():
                unsettled = self._try() or unsettled
            elif unsettled:
                self._settle()
                unsettled = False
            if self._look is None and self._assistant is not None:
                return
            self._stopping.wait(self._every)

    def _is_wanted(self) -> bool:
        served = self._assistant
        if served is not None and (self._seen is None or self._seen[0] == served.snapshot):
            self._failure = None
            return False
        return self._seen != self._tried or time.monotonic() >= self._again

    def _try(self) -> bool:
        """Load what is on disk; True if it took the place of another one."""
        if self._seen != self._tried:
            self._pause = self._every
        self._tried, before = self._seen, self._assistant
        try:
            self._assistant = self._load()
        except TanyaPasalError as error:
            self._refuse(str(error))
        except Exception:
            self._refuse("Layanan tidak dapat dimuat karena kesalahan di dalam program; lihat log.", True)
        else:
            self._failure, self._pause, self._served = None, self._every, self._tried
            if before is not None:
                log.info("indeks %s dipakai sebagai ganti %s", self._assistant.snapshot, before.snapshot)
        self._done.set()
        return before is not None and self._assistant is not before

    def _refuse(self, why: str, unforeseen: bool = False) -> None:
        if why != self._failure:  # told once, not each time that it is tried again
            log.error("layanan tidak dapat dimuat: %s", why, exc_info=unforeseen)
        self._failure = why
        self._again = time.monotonic() + self._pause
        self._pause = min(2 * self._pause, self._LONGEST_PAUSE)

    @property
    def state(self) -> Literal["loading", "ready", "failed"]:
        if self._assistant is not None:
            return "ready"
        return "failed" if self._done.is_set() else "loading"

    @property
    def failure(self) -> str | None:
        """Why what is on disk could not be loaded, in one sentence, or None."""
        return self._failure

    @property
    def on_disk(self) -> str | None:
        """Id of the snapshot that was on disk when it was last looked at."""
        return None if self._seen is None else self._seen[0]

    @property
    def served_since(self) -> float | None:
        """When the snapshot that answers was put on disk, in seconds since 1970; None if nothing tells."""
        return None if self._served is None else self._served[1] / 1e9

    def get(self, timeout: float = 0.0) -> Assistant:
        """The assistant, waiting at most ``timeout`` seconds; raises NotReadyError otherwise."""
        self._done.wait(timeout)
        assistant = self._assistant
        if assistant is None:
            raise NotReadyError(
                self._failure or "Layanan masih disiapkan. Silakan coba lagi beberapa saat lagi."
            )
        return assistant
