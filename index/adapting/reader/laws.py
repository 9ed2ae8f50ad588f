"""Pairs from law texts and questions that people wrote about them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tanyapasal.index.adapting.reader.pairs import Pair, nearest
from tanyapasal.index.corpus import Corpus
from tanyapasal.index.errors import AdaptingError
from tanyapasal.index.filing import checked
from tanyapasal.index.judging.form import read_form
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.law.places import Reference, parse_reference
from tanyapasal.index.passages.of_official import official_passages
from tanyapasal.index.reading import read_file
from tanyapasal.index.reading.read_text import SUFFIXES

# Every so many-th law is held out, so that the reader is measured on laws that it has not read.
_HELD_OUT = 3
_LOOKED_AT, _HARD, _UNJUDGED = 16, 3, 8
# Questions of law are few beside those of encyclopaedias.
_WEIGHT = 2.0


@dataclass(frozen=True, slots=True)
class LawQuestion:
    """What somebody who read ``ref`` asks of it, in two wordings, and two questions that it does not answer."""

    ref: Reference
    question: str
    informal: str
    near: tuple[str, ...]

    @property
    def wordings(self) -> tuple[str, str]:
        return self.question, self.informal


@dataclass(frozen=True, slots=True)
class Laws:
    """Law texts as passages, and questions about them; ``held_out``: ids of those that are not trained on.

    ``whole``: all are trained on, for they are measured elsewhere.
    """

    passages: dict[str, tuple[Passage, ...]]
    questions: tuple[LawQuestion, ...]
    whole: bool = False

    @property
    def held_out(self) -> frozenset[str]:
        return frozenset() if self.whole else frozenset(sorted(self.passages)[_HELD_OUT - 1 :: _HELD_OUT])

    def half(self, held_out: bool) -> tuple[LawQuestion, ...]:
        """The questions of the laws held out, or of the others."""
        return tuple(q for q in self.questions if (str(q.ref.regulation) in self.held_out) == held_out)


def read_laws(folder: Path, questions: Path, corpus: Corpus) -> Laws:
    """The laws of a folder of texts, and the questions about them (a JSON object a line).

    Raises AdaptingError for a file of another form, FilingError for a text that is no regulation.
    """
    files = sorted(p for p in folder.iterdir() if p.suffix in SUFFIXES)
    held = [checked(read_file(path), corpus) for path in files]
    passages = {str(f.id): tuple(official_passages(f, corpus.kinds)) for f in held}
    return laws_of(passages, questions)


def laws_of(passages: dict[str, tuple[Passage, ...]], questions: Path, whole: bool = False) -> Laws:
    """Passages of regulations by id, with those of the questions of a file that are about them.

    Raises AdaptingError for a file of another form.
    """
    return Laws(passages, tuple(q for q in _questions(questions) if str(q.ref.regulation) in passages), whole)


def _questions(path: Path) -> Iterable[LawQuestion]:
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            yield LawQuestion(
                _reference(entry["ref"]),
                entry["question"],
                entry["informal"],
                (entry["near"], entry["near2"]),
            )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise AdaptingError(f"'{path}' bukan pertanyaan untuk pembaca (JSON per baris): {error}") from error


def _reference(text: str) -> Reference:
    ref = parse_reference(text)
    if not isinstance(ref, Reference):
        raise ValueError(text)
    return ref


def of_laws(laws: Laws, held_out: bool, source: str = "laws", seed: int = 0) -> tuple[Pair, ...]:
    """Pairs of the questions on the laws to learn from, or on those held out.

    Each wording with its place (answers), what only resembles it with the same place, and its neighbours (do not). To
    learn from there are also more of what shares its words, which nobody has judged.
    """
    rng = random.Random(seed)
    pairs: list[Pair] = []
    questions = laws.half(held_out)
    for regulation in dict.fromkeys(str(q.ref.regulation) for q in questions):
        passages = laws.passages[regulation]
        own = [q for q in questions if str(q.ref.regulation) == regulation]
        found = nearest([w for q in own for w in q.wordings], [p.text for p in passages], _LOOKED_AT)
        for n, question in enumerate(own):
            near = [passages[i] for i in dict.fromkeys((*found[2 * n], *found[2 * n + 1]))]
            pairs += _of_question(question, passages, near, rng)
    kept = (pair for pair in pairs if not held_out or pair.answers is not None)
    return tuple(replace(pair, source=source, held_out=held_out) for pair in kept)


def _of_question(
    question: LawQuestion, passages: Sequence[Passage], near: Sequence[Passage], rng: random.Random
) -> list[Pair]:
    ref = question.ref
    place = next((p for p in passages if p.ref == ref), None)
    if place is None:
        return []
    around = [p for p in passages if isinstance(p.ref, Reference) and p.ref.article == ref.article]
    beside = [p for p in around if not _overlap(p, ref)]
    elsewhere = [p for p in near if p not in around]
    pairs = [Pair(w, read_form(place), True, weight=_WEIGHT) for w in question.wordings]
    pairs += [Pair(w, read_form(place), False, weight=_WEIGHT) for w in question.near]
    whole = next(p for p in around if p.ref == ref.article)
    if whole is not place:
        pairs.append(Pair(rng.choice(question.wordings), read_form(whole), True))
        pairs.append(Pair(rng.choice(question.near), read_form(whole), False))
    for wording in question.wordings:
        others = [*rng.sample(beside, min(1, len(beside))), *elsewhere[:_HARD]]
        pairs += [Pair(wording, read_form(p), False) for p in others]
        rng.shuffle(elsewhere)
        unjudged = [p for p in (*around, *elsewhere) if p is not place and p not in others]
        pairs += [Pair(wording, read_form(p), None) for p in unjudged[:_UNJUDGED]]
    pairs += [Pair(w, read_form(p), None) for w in question.near for p in elsewhere[:_HARD]]
    return pairs


def _overlap(passage: Passage, ref: Reference) -> bool:
    other = passage.ref
    return isinstance(other, Reference) and (other.contains(ref) or ref.contains(other))
