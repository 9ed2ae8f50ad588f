"""How long the channel waits and how much it does at a time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """Times in seconds unless the name says otherwise.

    ``reply``: for one answer. ``loading``: how long a question waits for the assistant to be loaded.
    ``workers``: answers that are worked on at a time.
    ``poll``: how long the server holds a request for updates.
    ``connect``, ``read``, ``write``, ``pool``: limits of each request.
    ``retries`` and ``backoff``: further tries after a network error or 429, and the first wait between them,
    which doubles up to ``longest_backoff``.
    ``typing``: between two "typing" signs (Telegram shows one for five seconds).
    ``buttons`` are remembered at most, each for ``button_life``.
    """

    reply: float = 30.0
    loading: float = 90.0
    workers: int = 4
    poll: int = 25
    connect: float = 10.0
    read: float = 20.0
    write: float = 20.0
    pool: float = 20.0
    retries: int = 8
    backoff: float = 1.0
    longest_backoff: float = 30.0
    typing: float = 4.5
    buttons: int = 10_000
    button_life: float = 24 * 3600.0

    def wait(self, attempt: int) -> float:
        """The wait after failed try number ``attempt``, counted from 0."""
        return float(min(self.longest_backoff, self.backoff * 2 ** min(attempt, 16)))
