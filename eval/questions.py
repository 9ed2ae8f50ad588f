"""The project's own questions: read, ask, judge, count."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.assistant import Assistant
from bot.reply import Answer, Chat, Clarification, NotFound, Reply


@dataclass(frozen=True, slots=True)
class Question:
    """Turns of one conversation and what the last reply must be; any of ``refs`` may be cited first."""

    id: str
    category: str
    turns: tuple[str, ...]
    kind: str
    refs: tuple[str, ...]
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One question judged. ``rank``: place of the first expected citation, 1 first, 0 none."""

    question: Question
    kind: str
    cited: tuple[str, ...]
    right: bool
    rank: int


@dataclass(frozen=True, slots=True)
class Report:
    """Judgements and their sums."""

    judgements: tuple[Judgement, ...]

    def categories(self) -> dict[str, tuple[int, int]]:
        """Right and all, per category."""
        sums: dict[str, tuple[int, int]] = {}
        for j in self.judgements:
            right, count = sums.get(j.question.category, (0, 0))
            sums[j.question.category] = (right + j.right, count + 1)
        return dict(sorted(sums.items()))

    def summary(self) -> dict[str, float]:
        """Shares, 0 to 1: hit@1 and hit@3 of answerable questions, refusal precision and recall, kept."""
        answerable = [j for j in self.judgements if j.question.kind == "answer"]
        refused = [j for j in self.judgements if j.kind == "not_found"]
        should = [j for j in self.judgements if j.question.kind == "not_found"]
        right = [j for j in refused if j.question.kind == "not_found"]
        return {
            "hit@1": _share([j.rank == 1 for j in answerable]),
            "hit@3": _share([0 < j.rank <= 3 for j in answerable]),
            "refusal_precision": _share([j in right for j in refused]),
            "refusal_recall": _share([j in right for j in should]),
            "answerable_kept": _share([j.kind != "not_found" for j in answerable]),
        }

    def as_json(self) -> str:
        failed = [j.question.id for j in self.judgements if not j.right]
        return json.dumps({"categories": self.categories(), "summary": self.summary(), "failed": failed})

    def as_text(self, failures: bool = False) -> str:
        lines = [
            f"{name:16} {right:4}/{count:<4} {right / count:6.1%}"
            for name, (right, count) in self.categories().items()
        ]
        lines += [f"{name:18} {value:.3f}" for name, value in self.summary().items()]
        if failures:
            lines += [
                f"{j.question.id} [{j.kind}] {' → '.join(j.question.turns)} | {', '.join(j.cited[:2])} | {asdict(j.question)['refs'][:2]}"
                for j in self.judgements
                if not j.right
            ]
        return "\n".join(lines)


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 1.0


def read_questions(files: Sequence[Path]) -> tuple[Question, ...]:
    """Read question files, one JSON object a line."""
    found = []
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            expect = row["expect"]
            found.append(
                Question(
                    row["id"],
                    row["category"],
                    tuple(row["turns"]),
                    expect["kind"],
                    tuple(expect.get("refs", ())),
                    tuple(expect.get("keywords", ())),
                )
            )
    return tuple(found)


def evaluate(assistant: Assistant, questions: Sequence[Question], text_of: Callable[[Reply], str]) -> Report:
    """Ask every question in a conversation of its own and judge the last reply."""
    judgements = []
    for question in questions:
        conversation: str | None = None
        reply: Reply | None = None
        for turn in question.turns:
            reply = assistant.reply(turn, conversation)
            conversation = reply.head.conversation_id
        if reply is not None:
            judgements.append(judge(question, reply, text_of(reply)))
    return Report(tuple(judgements))


def judge(question: Question, reply: Reply, text: str) -> Judgement:
    """Right: the kind expected and, for answers, an expected reference first and every key word in the text."""
    cited = tuple(str(c.passage.ref) for c in reply.citations) if isinstance(reply, Answer) else ()
    rank = next((i for i, ref in enumerate(cited, 1) if any(covers(e, ref) for e in question.refs)), 0)
    low = text.lower()
    worded = all(any(k.strip().lower() in low for k in words.split("|")) for words in question.keywords)
    kind = _kind(reply)
    right = kind == question.kind and (kind != "answer" or (rank == 1 and worded))
    return Judgement(question, kind, cited, right, rank)


def covers(expected: str, ref: str) -> bool:
    """True if ``ref`` is the expected place or lies below it."""
    return ref == expected or ref.startswith((expected + "/", expected + "#"))


def _kind(reply: Reply) -> str:
    match reply:
        case Answer():
            return "answer"
        case NotFound():
            return "not_found"
        case Clarification():
            return "clarification"
        case Chat():
            return "chat"
