"""What a channel needs from the service, and how it waits for it.

Channels depend on ``Assistant`` alone; the composition root gives them a ``Loading`` one, because the embedding
model takes seconds to load and a channel must answer (health, "sebentar lagi") meanwhile.
"""

from __future__ import annotations

import logging
import threading
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


class Loading:
    """An assistant that is loaded once, in the background."""

    def __init__(self, load: Callable[[], Assistant]) -> None:
        self._load = load
        self._done = threading.Event()
        self._assistant: Assistant | None = None
        self._failure: str | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin loading in a daemon thread; further calls do nothing."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="load-assistant", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        try:
            self._assistant = self._load()
        except TanyaPasalError as error:
            self._failure = str(error)
            log.error("layanan tidak dapat dimuat: %s", error)
        except Exception:
            self._failure = "Layanan tidak dapat dimuat karena kesalahan di dalam program; lihat log."
            log.exception("layanan tidak dapat dimuat")
        finally:
            self._done.set()

    @property
    def state(self) -> Literal["loading", "ready", "failed"]:
        if not self._done.is_set():
            return "loading"
        return "ready" if self._assistant is not None else "failed"

    @property
    def failure(self) -> str | None:
        """Why loading failed, in one sentence, or None."""
        return self._failure

    def get(self, timeout: float = 0.0) -> Assistant:
        """The assistant, waiting at most ``timeout`` seconds; raises NotReadyError otherwise."""
        self._done.wait(timeout)
        if self._assistant is None:
            raise NotReadyError(
                self._failure or "Layanan masih disiapkan. Silakan coba lagi beberapa saat lagi."
            )
        return self._assistant
