"""Pairs of a question and the pasal that answers it, from law texts alone; the same seed makes the same pairs."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tanyapasal.index.adapting.articles import Article
from tanyapasal.index.adapting.everyday_wording import EverydayWording
from tanyapasal.index.adapting.questions import (
    AmountQuestions,
    Asked,
    asked_of,
    snippet_of,
    subject_of,
    unmarked,
    worded,
)
from tanyapasal.index.adapting.rules import HEADING, LIST, PLAIN, REFERRED, SNIPPET, TERM
from tanyapasal.index.errors import AdaptingError
from tanyapasal.index.language.glossary import Language
from tanyapasal.index.language.statements import leanings, sentences
from tanyapasal.index.law.domain import Measure
from tanyapasal.index.text import one_line

Style = Literal["formal", "everyday"]

LEAST_PAIRS = 500
# Of one pasal: of one kind, and of all kinds made by rules
_MOST_OF_KIND, _MOST_OF_ARTICLE = 2, 5
_MOST_UNDER_HEADING = 3
_MOST_EXPLAINED = 3
_MOST_WORDS = 22
_CLEAR = re.compile(r"cukup jelas", re.IGNORECASE)
# Of a leaning that names a pasal of the same text, its number; and how short what is said of it may be
_OWN_PASAL = re.compile(r"Pasal (\d+[A-Z]?)\b(?! ?(?:Undang|Peraturan))")
_LEAST_CALLED = 8
_DEFINED = re.compile(r"^(?P<term>[A-Z][\w /-]{2,60}?),? (?:yang [^.;]{0,80}?)?adalah (?P<said>\w.{28,})")


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and what answers it.

    ``article``: the place of the pasal in the articles given. ``part``: the piece of it that answers, "" for the
    whole; ``whole_too``: whether the whole pasal may stand for the part (not where it holds the question itself).
    """

    question: str
    article: int
    part: str
    kind: str
    style: Style
    whole_too: bool = True


def pairs_of(
    articles: Sequence[Article], language: Language, seed: int = 0, measures: Sequence[Measure] = ()
) -> tuple[Pair, ...]:
    """The pairs of these articles, each question in formal or everyday wording, half and half.

    ``measures``: units of the field in which quantities are asked for, beside those of everyday life.

    Natural ones (headings, penjelasan, definitions, references, ayat, lists) and those that rules make.
    """
    rng = random.Random(seed)
    wording, amounts = EverydayWording(language), AmountQuestions(measures)
    found: dict[tuple[str, int], Pair] = {}
    for asked, place, part, whole_too in _natural(articles, rng):
        for style in ("formal", "everyday"):
            _add(found, asked, place, part, style, whole_too, wording, rng)
    for place, article in enumerate(articles):
        for asked, part in _by_rules(article, rng, amounts):
            _add(found, asked, place, part, rng.choice(("formal", "everyday")), True, wording, rng)
    return tuple(found.values())


def enough(pairs: Sequence[Pair]) -> None:
    """Raise AdaptingError, saying what to add, if there are too few pairs to learn from."""
    if len(pairs) < LEAST_PAIRS:
        raise AdaptingError(
            f"Hanya {len(pairs)} pasangan pertanyaan dan pasal dapat dibuat; sedikitnya {LEAST_PAIRS} diperlukan. "
            "Tambahkan naskah resmi ke korpus (tanyapasal regulation add), atau sebutkan folder naskah peraturan "
            "lain dengan --texts FOLDER."
        )


def _add(
    found: dict[tuple[str, int], Pair],
    asked: Asked,
    place: int,
    part: str,
    style: Style,
    whole_too: bool,
    wording: EverydayWording,
    rng: random.Random,
) -> None:
    question = asked.formal if style == "formal" else wording.of(asked.everyday, rng)
    if len(question.split()) >= 2:
        pair = Pair(question, place, one_line(part), asked.kind, style, whole_too)
        found.setdefault((question.lower(), place), pair)


def _natural(articles: Sequence[Article], rng: random.Random) -> Iterator[tuple[Asked, int, str, bool]]:
    yield from _of_headings(articles, rng)
    places = {(a.text_id, a.number.lower()): place for place, a in enumerate(articles)}
    for place, article in enumerate(articles):
        for sentence in _sentences(article.explanation)[:_MOST_EXPLAINED]:
            yield worded("penjelasan", PLAIN, sentence, rng), place, article.text, True
        for item in article.items:
            defined = _DEFINED.match(unmarked(item.text))
            if defined and not defined["said"].isupper():
                said = " ".join(defined["said"].split()[:13])
                yield worded("istilah", TERM, said, rng), place, item.text, True
        for number, (called, pasal) in enumerate(_referred(article.text)):
            target = places.get((article.text_id, pasal.lower()))
            subject = subject_of(called)
            if subject and target not in (None, place) and number < _MOST_OF_KIND:
                yield worded("rujukan", REFERRED, subject, rng), target or 0, "", True
        yield from _of_items(place, article, rng)


def _of_headings(articles: Sequence[Article], rng: random.Random) -> Iterator[tuple[Asked, int, str, bool]]:
    under: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for place, article in enumerate(articles):
        if article.titles:
            under[article.text_id, article.titles].append(place)
    for (_, titles), places in under.items():
        subject = subject_of(titles[-1])
        if subject and len(places) <= _MOST_UNDER_HEADING:
            for place in places:
                yield worded("judul", HEADING, subject, rng), place, "", True


def _of_items(place: int, article: Article, rng: random.Random) -> Iterator[tuple[Asked, int, str, bool]]:
    """An ayat, and the pasal without it; the words that introduce a list, and the list without them."""
    ayat = [item for item in article.items if item.depth == 1 and len(item.text.split()) >= 8]
    if len(ayat) > 1:
        taken = rng.choice(ayat)
        rest = " ".join(one_line(item.text) for item in article.items if item.depth == 1 and item != taken)
        words = " ".join(unmarked(taken.text).split()[:_MOST_WORDS])
        yield worded("ayat", PLAIN, words, rng), place, f"{one_line(article.own)} {rest}".strip(), False
    introduction = article.own.rstrip()
    if introduction.endswith(":") and article.items:
        subject = subject_of(
            re.sub(
                r"(?<!:)(?:meliputi|terdiri (?:atas|dari)|sebagai berikut|berupa|:){1,8}+\W*+$",
                "",
                introduction,
            )
        )
        listed = " ".join(one_line(item.text) for item in article.items if item.depth == 1)
        if subject:
            yield worded("daftar", LIST, subject, rng), place, listed, True


def _referred(text: str) -> Iterator[tuple[str, str]]:
    """What a text leans on in a pasal of its own regulation, and the number of that."""
    for leaning in leanings(text):
        pasal = _OWN_PASAL.match(text, leaning.places.start)
        called = leaning.called.of(text)
        if pasal is not None and len(called) >= _LEAST_CALLED:
            yield called, pasal[1]


def _sentences(explanation: str) -> list[str]:
    found = []
    for sentence in (span.of(explanation) for span in sentences(explanation)):
        words = unmarked(sentence).split()[:_MOST_WORDS]
        if len(words) >= 6 and not _CLEAR.search(sentence):
            found.append(" ".join(words))
    return found


def _by_rules(article: Article, rng: random.Random, amounts: AmountQuestions) -> list[tuple[Asked, str]]:
    pieces = [item.text for item in article.items] or [article.text]
    made = [(asked, piece) for piece in pieces for asked in asked_of(piece, rng, amounts)]
    rng.shuffle(made)
    for piece in rng.sample(pieces, min(len(pieces), _MOST_OF_KIND)):
        if snippet := snippet_of(piece, rng):
            made.append((worded("penggalan", SNIPPET, snippet, rng), piece))
    kept: list[tuple[Asked, str]] = []
    seen: Counter[str] = Counter()
    for asked, piece in made:
        if seen[asked.kind] < _MOST_OF_KIND and len(kept) < _MOST_OF_ARTICLE:
            seen[asked.kind] += 1
            kept.append((asked, piece))
    return kept
