"""What a question is about, and whether two questions ask the same.

The cosine of a small embedding model alone cannot tell: "cuti sakit" and "cuti melahirkan" in the same sentence
are nearer (0.97) than most paraphrases (0.88 to 0.95). So two questions ask the same only if the words that
carry the subject, the numbers and the negation agree as well; a word that is new stops the match. An editor
adds a wording where that is too strict; an answer to another question would do harm.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from rapidfuzz.distance import OSA

from tanyapasal.index.asking.kinds_of_questions import QuestionKind
from tanyapasal.index.language.words.stemming import stem
from tanyapasal.index.text import plain_words

if TYPE_CHECKING:  # a console that waits for the model must not load what the model needs
    from tanyapasal.index.asking.reading import QueryReader
    from tanyapasal.index.embedding.embedder import Embedder, Vectors

# Paraphrases whose subject agrees lie above; measured with e5-small-q4 (see docs/helpdesk.md).
NEAR = 0.88
# Part of a wording's subject that a question must name.
COVERED = 0.6
_NEGATIONS = frozenset({"tidak", "bukan", "tanpa", "belum", "kecuali", "selain", "jangan", "dilarang"})
# "…, bisa atau tidak?" asks; it denies nothing.
_TAG = re.compile(
    r"(?:\b(?:atau|apa)\s+)?\b(?:tidak|belum|bukan)\b[\s?!.]*+(?:(?:ya|kah)[\s?!.]*+)?$", re.IGNORECASE
)
# Words that make another question of the same sentence: the two sides of a pair never mean the same. Any form of
# a word stands for its stem; forms whose stems differ are listed.
OPPOSITES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("tambah", "menambah", "bertambah", "ditambah"), ("kurang", "mengurangi", "berkurang", "dikurangi")),
    (("wajib", "wajibkah", "diwajibkan", "harus", "haruskah"), ("boleh", "bolehkah", "dibolehkan")),
    (("maksimal", "maksimum", "terbanyak"), ("minimal", "minimum", "tersedikit")),
    (("sebelum",), ("setelah", "sesudah")),
    (("naik", "dinaikkan", "kenaikan"), ("turun", "diturunkan", "penurunan")),
    (("terima", "diterima", "menerima"), ("tolak", "ditolak", "menolak")),
    (("mulai", "dimulai", "awal"), ("akhir", "berakhir", "selesai")),
    (("mendaftar", "daftar", "pendaftaran"), ("membatalkan", "batal", "pembatalan")),
)
_SIDES = tuple(tuple(frozenset(stem(w) for w in side) for side in pair) for pair in OPPOSITES)
_DIGIT = re.compile(r"\d")
_SWALLOWED = re.compile(r"[kpst][aeiou]\w{4}")
_LONG_WORD = 6
_CACHED = 4096


@dataclass(frozen=True, slots=True)
class Subject:
    """What a question is about.

    ``words``: all, in standard spelling, sorted. ``content``: stems of those that carry the subject, terms in
    the words of the corpus. ``codes``: numbers and the words of places that are named. ``unknown``: stems that
    occur nowhere in the corpus.
    """

    words: tuple[str, ...]
    content: frozenset[str]
    codes: frozenset[str]
    negated: bool
    kind: QuestionKind
    unknown: tuple[str, ...] = ()


class Reading(Protocol):
    """Reads questions. Thread-safe."""

    def subject(self, question: str) -> Subject:
        """What it is about."""

    def cosine(self, one: str, other: str) -> float:
        """How near two questions are in meaning, -1 to 1."""


class QuestionReading:
    """See ``Reading``; with the reader of a corpus and its embedding model."""

    def __init__(self, reader: QueryReader, embedder: Embedder) -> None:
        self._reader, self._embedder = reader, embedder
        self._subjects = lru_cache(maxsize=_CACHED)(self._subject)
        self._vectors = lru_cache(maxsize=_CACHED)(self._vector)

    def subject(self, question: str) -> Subject:
        return self._subjects(question)

    def cosine(self, one: str, other: str) -> float:
        return float(self._vectors(one) @ self._vectors(other))

    def _vector(self, question: str) -> Vectors:
        vector: Vectors = self._embedder.queries([question])[0]
        return vector

    def _subject(self, question: str) -> Subject:
        query = self._reader.read(question)
        said = query.text
        for span, term in reversed(self._reader.terms(said)):
            said = f"{said[: span.start]}{term.term}{said[span.end :]}"
        canonical = query if said == query.text else self._reader.read(said)
        named = {w for m in query.mentions for w in plain_words(m.span.of(query.original))}
        tokens = plain_words(query.text)
        return Subject(
            words=tuple(sorted(tokens)),
            content=frozenset(folded(c) for c in canonical.content),
            codes=frozenset(named | {w for w in tokens if _DIGIT.search(w)}),
            negated=bool(_NEGATIONS.intersection(plain_words(_TAG.sub("", query.text)))),
            kind=query.kind,
            unknown=query.unknown,
        )


def folded(stemmed: str) -> str:
    """One form for stems that the stemmer leaves apart: the first letter that a prefix swallowed, and "-nya".

    ``menanggung`` is stemmed to ``anggung``, ``ditanggung`` to ``tanggung``: meN- takes k, p, s and t away.
    """
    stemmed = stemmed.removesuffix("-nya")
    return stemmed[1:] if _SWALLOWED.match(stemmed) else stemmed


def same_words(one: Subject, other: Subject) -> bool:
    """True if both are the same words in any order, but for a slip in long ones."""
    if not one.words or len(one.words) != len(other.words) or one.codes != other.codes:
        return False
    mine, theirs = Counter(one.words), Counter(other.words)
    left, right = list((mine - theirs).elements()), list((theirs - mine).elements())
    return all(_slip(a, b) for a, b in zip(left, right, strict=True))


def _slip(one: str, other: str) -> bool:
    """A word that is misspelt. Digits are never slips, and in a short word one letter is another word."""
    long = min(len(one), len(other)) >= _LONG_WORD and not _DIGIT.search(one + other)
    return long and OSA.distance(one, other, score_cutoff=1) <= 1


def same_subject(asked: Subject, wording: Subject, known: frozenset[str]) -> bool:
    """True if ``asked`` brings nothing that is not in ``known`` and names enough of ``wording``."""
    if not asked.content or not wording.content or not asked.content <= known:
        return False
    if asked.codes != wording.codes or asked.negated != wording.negated:
        return False
    if asked.kind != wording.kind and "lain" not in (asked.kind, wording.kind):
        return False
    return len(asked.content & wording.content) >= COVERED * len(wording.content)


def opposed(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True if ``one`` has one side of a pair of opposites only, and ``other`` the other side only."""
    mine, theirs = {stem(w) for w in one}, {stem(w) for w in other}
    return any(
        bool(mine & a) != bool(mine & b)
        and bool(theirs & a) != bool(theirs & b)
        and bool(mine & a) != bool(theirs & a)
        for a, b in _SIDES
    )
