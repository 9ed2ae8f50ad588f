"""Pairs of a question and a passage, and whether the passage answers it: what the reader learns from."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tanyapasal.index.errors import AdaptingError
from tanyapasal.index.search.lexical import LexicalIndex, best
from tanyapasal.index.text import clean, one_line

# Passages that share words with a question are looked through this far for one that does not answer it.
_LOOKED_AT = 12
_HELD_OUT = 20


@dataclass(frozen=True, slots=True)
class Pair:
    """``answers``: whether ``passage`` answers ``question``. ``weight``: how much it counts in training."""

    question: str
    passage: str
    answers: bool
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class _Asked:
    question: str
    context: int
    answers: tuple[str, ...]


def of_comprehension(path: Path, held_out: bool, seed: int = 0) -> tuple[Pair, ...]:
    """Pairs of the contexts to train on, or of those ``held_out`` (every twentieth), of a reading-comprehension set: JSON, a list of {context, qas: [{question, is_impossible, answers}]}.

    A question that its context answers also stands beside another context that shares its words and not its answer.
    Raises AdaptingError for a file of another form.
    """
    contexts, asked = _read(path)
    rng = random.Random(seed)
    asked = [a for a in asked if (a.context % _HELD_OUT == 0) == held_out]
    pairs = [Pair(a.question, contexts[a.context], bool(a.answers)) for a in asked]
    answered = [a for a in asked if a.answers]
    near = nearest([a.question for a in answered], contexts, _LOOKED_AT)
    for a, places in zip(answered, near, strict=True):
        others = [n for n in places if n != a.context and not _holds(contexts[n], a.answers)]
        if others:
            pairs.append(Pair(a.question, contexts[rng.choice(others[:3])], False))
    return tuple(pairs)


def of_pairs(path: Path) -> tuple[Pair, ...]:
    """Pairs as they stand in a file, a line: {question, passage, answers}. Raises AdaptingError for another form."""
    try:
        lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        return tuple(Pair(entry["question"], entry["passage"], bool(entry["answers"])) for entry in lines)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise AdaptingError(f"'{path}' bukan pasangan pertanyaan dan kutipan: {error}") from error


def _read(path: Path) -> tuple[list[str], list[_Asked]]:
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(entries, list):
            raise TypeError("bukan daftar")
        contexts = [one_line(clean(entry["context"])) for entry in entries]
        asked = [
            _Asked(
                one_line(clean(qa["question"])),
                n,
                () if qa["is_impossible"] else tuple(a["text"] for a in qa["answers"]),
            )
            for n, entry in enumerate(entries)
            for qa in entry["qas"]
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise AdaptingError(
            f"'{path}' bukan kumpulan tanya jawab (daftar {{context, qas}} dalam JSON): {error}"
        ) from error
    return contexts, asked


def _holds(context: str, answers: Iterable[str]) -> bool:
    lower = context.lower()
    return any(answer.lower() in lower for answer in answers)


def nearest(questions: Sequence[str], passages: Sequence[str], count: int) -> list[list[int]]:
    """For each question the places of the ``count`` passages that share most words with it (BM25 of stems)."""
    index = LexicalIndex.build("stems", passages)
    return [[place for place, _ in best(index.scores(question), count)] for question in questions]
