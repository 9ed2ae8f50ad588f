"""The queue: questions that were refused or voted down, those that ask the same together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tanyapasal.bot.helpdesk.reading import Reading, Subject, same_words
from tanyapasal.bot.storage import LoggedQuestion

# Groups only help to look through the queue, so they are wider than what a curated answer is given for.
_ALIKE = 0.86
_SHARED = 0.5


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the queue. ``down``: its votes against."""

    line: LoggedQuestion
    down: int


@dataclass(frozen=True, slots=True)
class Theme:
    """Questions that are alike, newest first; never empty."""

    questions: tuple[Asked, ...]

    @property
    def name(self) -> str:
        return self.questions[0].line.question

    @property
    def last(self) -> datetime:
        return self.questions[0].line.at

    @property
    def wordings(self) -> tuple[str, ...]:
        """Each way of asking once."""
        return tuple(dict.fromkeys(asked.line.question for asked in self.questions))


def themes(questions: Iterable[Asked], reading: Reading) -> tuple[Theme, ...]:
    """The questions in groups, the largest first, then the newest. ``questions``: newest first."""
    groups: list[tuple[Subject, str, list[Asked]]] = []
    for asked in questions:
        subject = reading.subject(asked.line.question)
        for leader, wording, members in groups:
            if same_words(subject, leader) or _alike(subject, leader, asked.line.question, wording, reading):
                members.append(asked)
                break
        else:
            groups.append((subject, asked.line.question, [asked]))
    found = [Theme(tuple(members)) for _, _, members in groups]
    return tuple(sorted(found, key=lambda t: (len(t.questions), t.last), reverse=True))


def _alike(one: Subject, other: Subject, question: str, wording: str, reading: Reading) -> bool:
    shared = len(one.content & other.content)
    if not shared or one.codes != other.codes or shared < _SHARED * len(one.content | other.content):
        return False
    return reading.cosine(question, wording) >= _ALIKE
