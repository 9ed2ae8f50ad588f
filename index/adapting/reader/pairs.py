"""Pairs of a question and a passage, and whether the passage answers it: what the reader learns from."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from tanyapasal.index.errors import AdaptingError
from tanyapasal.index.text import clean, one_line

# Passages that share words with a question are looked through this far for one that does not answer it.
_LOOKED_AT, _UNJUDGED = 12, 2
_HELD_OUT = 20


@dataclass(frozen=True, slots=True)
class Pair:
    """``answers``: whether ``passage`` answers ``question``; None: nobody said, it is for a teacher to say.

    ``words``: those of the passage that answer, where somebody marked them. ``weight``: how much it counts in training.
    ``source``: the set it is from. ``held_out``: measured, not learnt from.
    """

    question: str
    passage: str
    answers: bool | None
    words: str = ""
    weight: float = 1.0
    source: str = ""
    held_out: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    question: str
    context: int
    answers: tuple[str, ...]


def of_comprehension(path: Path, held_out: bool, seed: int = 0) -> tuple[Pair, ...]:
    """Pairs of the contexts to train on, or of those ``held_out`` (every twentieth), of a reading-comprehension set: JSON, a list of {context, qas: [{question, is_impossible, answers}]}.

    A question that its context answers also stands beside another context that shares its words and not its answer, and
    beside such ones that nobody has judged. Raises AdaptingError for a file of another form.
    """
    contexts, asked = _read(path)
    rng = random.Random(seed)
    asked = [a for a in asked if (a.context % _HELD_OUT == 0) == held_out]
    pairs = [Pair(a.question, contexts[a.context], bool(a.answers), "".join(a.answers[:1])) for a in asked]
    answered = [a for a in asked if a.answers]
    near = nearest([a.question for a in answered], contexts, _LOOKED_AT)
    for a, places in zip(answered, near, strict=True):
        others = [n for n in places if n != a.context and not _holds(contexts[n], a.answers)]
        if others:
            wrong = rng.choice(others[:3])
            pairs.append(Pair(a.question, contexts[wrong], False))
            unjudged = [n for n in others if n != wrong][: 0 if held_out else _UNJUDGED]
            pairs += [Pair(a.question, contexts[n], None) for n in unjudged]
    return tuple(replace(pair, source=path.stem, held_out=held_out) for pair in pairs)


def of_pairs(path: Path) -> tuple[Pair, ...]:
    """Pairs as they stand in a file, a line: {question, passage, answers} and what else a pair has.

    Raises AdaptingError for another form.
    """
    try:
        pairs = [Pair(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
        if not all(
            isinstance(p.question + p.passage, str) and p.answers in (True, False, None) for p in pairs
        ):
            raise TypeError("question, passage, answers")
    except (OSError, ValueError, TypeError) as error:
        raise AdaptingError(f"'{path}' bukan pasangan pertanyaan dan kutipan: {error}") from error
    return tuple(pairs)


def write_pairs(path: Path, pairs: Iterable[Pair]) -> None:
    """Write pairs to a file that ``of_pairs`` reads."""
    lines = (json.dumps(asdict(pair), ensure_ascii=False) + "\n" for pair in pairs)
    path.write_text("".join(lines), encoding="utf-8")


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
                () if qa["is_impossible"] else tuple(one_line(clean(a["text"])) for a in qa["answers"]),
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
    # Imported here: who trains from a file of pairs needs no search engine.
    from tanyapasal.index.search.engines.bm25 import Bm25Index

    index = Bm25Index.build("stems", passages)
    return [[place for place, _ in index.search(question, count)] for question in questions]
