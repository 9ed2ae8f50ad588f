"""How long the channel waits and how much it does at a time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """Times in seconds unless the name says otherwise.

    ``reply``: for one answer. ``loading``: how long a question waits for the assistant to be loaded.
    ``workers``: answers that are worked on at a time.
    ``poll``: how long the server holds a request for updates. ``glance``: between two looks for new updates
    while others are in hand. ``window``: updates in hand at a time.
    ``connect``, ``read``, ``write``, ``pool``: limits of each request.
    ``retries`` and ``backoff``: further tries after a network error or 429, and the first wait between them,
    which doubles up to ``longest_backoff``.
    ``update``: for everything about one update, its tries included. ``rounds``: how often an update is taken up
    again when the network failed for all of its tries. ``grace``: for what is in hand when the bot stops.
    ``typing``: between two "typing" signs (Telegram shows one for five seconds), ``typing_after``: before the
    first.
    ``park``: after this an update that is not handled yet is kept in the store, so that Telegram need not keep it.
    ``chat_window``: updates of one chat, ``in_hand``: of all, that are in memory; more wait in the store, which is
    looked at every ``feed`` seconds. ``lease``: how long an update stays with a program that was killed.
    ``messages_per_second``: to all chats together (Telegram's limit is 30). ``group_messages``: to a group in a
    minute (20). ``chat_burst``: to a person at once, then one a second. ``longest_wait``: a chat that is told to
    wait longer has its updates parked.
    ``questions`` and ``inline`` queries: of one person within ``question_window``. ``everyone``: questions of all people per second;
    a question that would wait longer than ``patience`` for its turn is refused.
    """

    reply: float = 30.0
    loading: float = 90.0
    workers: int = 4
    poll: int = 25
    glance: float = 0.2
    window: int = 100
    connect: float = 10.0
    read: float = 20.0
    write: float = 20.0
    pool: float = 20.0
    retries: int = 8
    backoff: float = 1.0
    longest_backoff: float = 30.0
    update: float = 600.0
    rounds: int = 20
    grace: float = 30.0
    typing: float = 4.5
    typing_after: float = 0.3
    park: float = 1.0
    chat_window: int = 8
    in_hand: int = 1000
    feed: float = 1.0
    lease: float = 8.0
    messages_per_second: float = 30.0
    group_messages: float = 20.0
    chat_burst: float = 5.0
    longest_wait: float = 20.0
    questions: int = 20
    inline: int = 60
    question_window: float = 60.0
    everyone: float = 25.0
    patience: float = 20.0

    def wait(self, attempt: int) -> float:
        """The wait after failed try number ``attempt``, counted from 0."""
        return float(min(self.longest_backoff, self.backoff * 2 ** min(attempt, 16)))
