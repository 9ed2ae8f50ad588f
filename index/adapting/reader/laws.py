"""Pairs from law texts and questions that people wrote about them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
_LOOKED_AT, _HARD = 16, 3
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
    """Law texts as passages, and questions about them; ``held_out``: ids of those that are not trained on."""

    passages: dict[str, tuple[Passage, ...]]
    questions: tuple[LawQuestion, ...]

    @property
    def held_out(self) -> frozenset[str]:
        return frozenset(sorted(self.passages)[_HELD_OUT - 1 :: _HELD_OUT])

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
    return Laws(passages, tuple(q for q in _questions(questions) if str(q.ref.regulation) in passages))


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


def of_laws(laws: Laws, questions: Sequence[LawQuestion], seed: int = 0) -> tuple[Pair, ...]:
    """Each wording with its place (answers), what only resembles it with the same place, and its neighbours (do not)."""
    rng = random.Random(seed)
    pairs: list[Pair] = []
    for regulation in dict.fromkeys(str(q.ref.regulation) for q in questions):
        passages = laws.passages[regulation]
        own = [q for q in questions if str(q.ref.regulation) == regulation]
        found = nearest([w for q in own for w in q.wordings], [p.text for p in passages], _LOOKED_AT)
        for n, question in enumerate(own):
            near = [passages[i] for i in dict.fromkeys((*found[2 * n], *found[2 * n + 1]))]
            pairs += _of_question(question, passages, near, rng)
    return tuple(pairs)


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
    pairs = [Pair(w, read_form(place), True, _WEIGHT) for w in question.wordings]
    pairs += [Pair(w, read_form(place), False, _WEIGHT) for w in question.near]
    whole = next(p for p in around if p.ref == ref.article)
    if whole is not place:
        pairs.append(Pair(rng.choice(question.wordings), read_form(whole), True))
        pairs.append(Pair(rng.choice(question.near), read_form(whole), False))
    for wording in question.wordings:
        others = [*rng.sample(beside, min(1, len(beside))), *elsewhere[:_HARD]]
        pairs += [Pair(wording, read_form(p), False) for p in others]
        rng.shuffle(elsewhere)
    return pairs


def _overlap(passage: Passage, ref: Reference) -> bool:
    other = passage.ref
    return isinstance(other, Reference) and (other.contains(ref) or ref.contains(other))
