"""Ask every question and judge the last reply."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from tanyapasal.bot.assistant import Assistant
from tanyapasal.bot.reply import Answer, NotFound, Reply, kind_of
from tanyapasal.eval.questions import Question, expects
from tanyapasal.index.law.places import parse_reference


@dataclass(frozen=True, slots=True)
class Judgement:
    """One question judged.

    ``rank``: place of the first expected citation, 1 first, 0 none. ``confidence``: as the reply states it.
    ``candidate``: whether the first citation is an expected one; for a refusal, whether the first hit of a
    search would have been; None where that cannot be told (small talk, questions back, refused follow-ups).
    ``milliseconds``: of the last turn alone.
    """

    question: Question
    kind: str
    cited: tuple[str, ...]
    right: bool
    rank: int
    confidence: float = 0.0
    candidate: bool | None = None
    milliseconds: float = 0.0


def evaluate(
    assistant: Assistant, questions: Iterable[Question], text_of: Callable[[Reply], str]
) -> tuple[Judgement, ...]:
    """Ask every question in a conversation of its own, expecting what the corpus of the assistant can answer."""
    return tuple(_ask(assistant, q.where(partial(_held, assistant)), text_of) for q in questions)


def _held(assistant: Assistant, ref: str) -> bool:
    """Whether official text of this place is held."""
    return any(p.source.kind == "official" for p in assistant.passages_at(parse_reference(ref)))


def _ask(assistant: Assistant, question: Question, text_of: Callable[[Reply], str]) -> Judgement:
    conversation: str | None = None
    for turn in question.turns[:-1]:
        conversation = assistant.reply(turn, conversation).head.conversation_id
    last = question.turns[-1]
    started = time.perf_counter()
    reply = assistant.reply(last, conversation)
    spent = (time.perf_counter() - started) * 1000
    return judge(question, reply, text_of(reply), _candidate(assistant, question, reply), spent)


def judge(
    question: Question, reply: Reply, text: str, candidate: bool | None = None, milliseconds: float = 0.0
) -> Judgement:
    """Right: a kind expected, no forbidden word, and for answers an expected reference first and every key word.

    ``text`` is what a person reads. A key word that is a number must stand alone: 20 is not in 2023.
    """
    citations = reply.citations if isinstance(reply, Answer) else ()
    cited = tuple(str(c.ref) for c in citations)
    # An article that stands for the section of a document is right where that section is.
    rank = next(
        (
            i
            for i, c in enumerate(citations, 1)
            if expects(question, str(c.ref)) or expects(question, str(c.passage.ref))
        ),
        0,
    )
    low = text.lower()
    worded = all(
        any(_within(k.strip().lower(), low) for k in words.split("|")) for words in question.keywords
    )
    kind = kind_of(reply)
    right = kind in question.kinds and not any(_within(w.lower(), low) for w in question.without)
    if kind == "answer":
        right = right and worded and (rank == 1 or not question.refs)
        candidate = rank == 1
    return Judgement(question, kind, cited, right, rank, reply.head.confidence, candidate, milliseconds)


def _within(word: str, text: str) -> bool:
    if not word.isdigit():
        return word in text
    start = text.find(word)
    while start >= 0:
        around = text[max(start - 1, 0) : start] + text[start + len(word) : start + len(word) + 1]
        if not any(c.isdigit() for c in around):
            return True
        start = text.find(word, start + 1)
    return False


def _candidate(assistant: Assistant, question: Question, reply: Reply) -> bool | None:
    if not isinstance(reply, NotFound) or len(question.turns) > 1:
        return None
    hits = assistant.search(question.turns[-1], 1)
    return any(expects(question, str(hit.passage.ref)) for hit in hits)
