"""The project's own questions: files of JSON lines, read strictly.

A set is one file of ``eval/questions``; its name is the file's. Two prefixes mean something: questions of a set
``blind…`` are only ever counted (never listed, so that nobody tunes on them), and a set ``official…`` needs the
official texts of the regulations beside the corpus.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tanyapasal.index.errors import TanyaPasalError

FOLDER = Path("eval/questions")
BLIND = "blind"
OFFICIAL = "official"
KINDS = ("answer", "not_found", "clarification", "chat")


class QuestionsError(TanyaPasalError):
    """A file of questions that cannot be used; names file and line."""


@dataclass(frozen=True, slots=True)
class Held:
    """What to expect if the official text of one of ``refs`` is held: the kind of reply and its key words.

    Where the kind is the question's own, places of the question and of the text are both right.
    """

    kind: str
    refs: tuple[str, ...]
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """Turns of one conversation and what the last reply must be.

    ``kind``: a kind of reply, or several that are all right, joined by ``|``; any of ``refs`` may be cited first,
    or what lies below it; ``also`` are wider places that are right too, cited as such (the pasal whose ayat a
    damaged copy does not tell apart), not what else lies below them; each of ``keywords`` must be in the reply
    (alternatives joined by ``|``), none of ``without`` may be. ``held``: what is right where the corpus also holds
    the official text of one of its places.
    """

    id: str
    category: str
    turns: tuple[str, ...]
    kind: str
    refs: tuple[str, ...]
    keywords: tuple[str, ...]
    without: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    set: str = ""
    held: Held | None = None

    def where(self, is_held: Callable[[str], bool]) -> Question:
        """The question as it stands for a corpus that holds the official text of the places told."""
        held = self.held
        if held is None or not any(map(is_held, held.refs)):
            return self
        refs = (*self.refs, *held.refs) if held.kind == self.kind else held.refs
        return replace(self, kind=held.kind, refs=refs, keywords=held.keywords, held=None)

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(self.kind.split("|"))

    @property
    def blind(self) -> bool:
        return self.set.startswith(BLIND)

    @property
    def official(self) -> bool:
        return self.set.startswith(OFFICIAL)


def question_files(folder: Path = FOLDER) -> tuple[Path, ...]:
    """Every set of questions but the blind ones; raises QuestionsError if there is none.

    A blind set must be named to be asked: each look at its totals makes it a little less blind.
    """
    files = tuple(sorted(f for f in folder.glob("*.jsonl") if not f.stem.startswith(BLIND)))
    if not files:
        raise QuestionsError(f"Tidak ada berkas pertanyaan di '{folder}'; tunjuk dengan --questions BERKAS")
    return files


def read_questions(files: Sequence[Path]) -> tuple[Question, ...]:
    """Read question files, one JSON object a line; raises QuestionsError for the first that is not so."""
    found: dict[tuple[str, str], Question] = {}
    for path in files:
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if not line.strip():
                continue
            try:
                question = _question(json.loads(line), path.stem)
            except (ValueError, KeyError, TypeError) as error:
                raise QuestionsError(
                    f'{path}:{number}: harus {{"id", "category", "turns", "expect": {{"kind", "refs", "keywords"}}}} ({error})'
                ) from error
            if (question.set, question.id) in found:
                raise QuestionsError(f"{path}:{number}: id '{question.id}' sudah dipakai")
            found[question.set, question.id] = question
    return tuple(found.values())


def _question(row: dict[str, object], name: str) -> Question:
    expect = row["expect"]
    if not isinstance(expect, dict):
        raise TypeError("expect")
    question = Question(
        str(row["id"]),
        str(row["category"]),
        _texts(row["turns"]),
        str(expect["kind"]),
        _texts(expect.get("refs", ())),
        _texts(expect.get("keywords", ())),
        _texts(expect.get("without", ())),
        _texts(expect.get("also", ())),
        name,
        _held(expect),
    )
    kinds = (*question.kinds, *(question.held.kind.split("|") if question.held else ()))
    if not question.turns or not set(kinds) <= set(KINDS):
        raise ValueError("turns atau kind")
    return question


def _held(expect: dict[object, object]) -> Held | None:
    held = expect.get("held")
    if held is None:
        return None
    if not isinstance(held, dict):
        raise TypeError("held")
    return Held(str(held.get("kind", "answer")), _texts(held["refs"]), _texts(held.get("keywords", ())))


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise TypeError("daftar teks")
    return tuple(value)


def expects(question: Question, ref: str) -> bool:
    """True if citing ``ref`` is right for the question."""
    return ref in question.also or any(covers(expected, ref) for expected in question.refs)


def covers(expected: str, ref: str) -> bool:
    """True if ``ref`` is the expected place or lies below it."""
    return ref == expected or ref.startswith((expected + "/", expected + "#"))
