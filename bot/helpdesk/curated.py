"""Answers that people wrote. Each rests on passages, and takes itself back when one of them changes."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from tanyapasal.bot.errors import DraftError
from tanyapasal.bot.helpdesk.reading import NEAR, Reading, Subject, opposed, same_subject, same_words
from tanyapasal.bot.reply import Answer, ReplyHead
from tanyapasal.bot.storage import CuratedAnswer, DeskStore, Support
from tanyapasal.bot.storage.records import now
from tanyapasal.bot.trust.canonical import text_digest
from tanyapasal.index.errors import ReferenceSyntaxError
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.law.places import AnyReference, parse_reference
from tanyapasal.index.text import clean, one_line

if TYPE_CHECKING:  # composing reads questions, which the website does only once it is loaded
    from tanyapasal.bot.answering.saying.composing import Composer

log = logging.getLogger(__name__)

MAX_WORDINGS = 20
MAX_WORDING_CHARACTERS = 500
MAX_TEXT_CHARACTERS = 3000
MAX_SUPPORTS = 6
# Two answers this near to a question are rivals: neither is given.
_RIVAL = 0.02
# Confidence in the words of an editor, for the same question and for one that means the same.
SAME_WORDS, SAME_MEANING = 0.99, 0.9


class Holdings(Protocol):
    """Where passages are found: the part of an assistant that is needed here."""

    def passages_at(self, ref: AnyReference) -> tuple[Passage, ...]:
        """Every passage at this place or below it."""


@dataclass(frozen=True, slots=True)
class Match:
    """A curated answer to a question, and how sure it is that the question is its own, 0 to 1."""

    answer: CuratedAnswer
    confidence: float


class Curated:
    """The curated answers of one store, held against the passages of one snapshot. Thread-safe.

    ``is_current``: whether that snapshot is the one in use. An older one that still answers, here or in another process,
    takes nothing back: what it does not hold may rest on the newer text.
    """

    def __init__(
        self,
        desk: DeskStore,
        reading: Reading,
        holdings: Holdings,
        composer: Composer,
        is_current: Callable[[], bool] = lambda: True,
    ) -> None:
        self._desk, self.reading, self._holdings, self._composer = desk, reading, holdings, composer
        self._is_current = is_current

    def match(self, question: str) -> Match | None:
        """The answer to ``question``; one whose passages changed is taken back instead of being given."""
        answers = self._desk.curated_answers("published")
        if not answers:
            return None
        asked = self.reading.subject(question)
        subjects = [tuple(self.reading.subject(w) for w in a.wordings) for a in answers]
        for answer, wordings in zip(answers, subjects, strict=True):
            if any(same_words(asked, wording) for wording in wordings) and self._stands(answer):
                return Match(answer, SAME_WORDS)
        near = sorted(
            (
                (score, answer)
                for answer, wordings in zip(answers, subjects, strict=True)
                if (score := self._nearness(question, asked, answer, wordings)) >= NEAR
            ),
            key=lambda found: found[0],
            reverse=True,
        )
        standing = [(score, answer) for score, answer in near if self._stands(answer)]
        if not standing or (len(standing) > 1 and standing[0][0] - standing[1][0] < _RIVAL):
            return None
        return Match(standing[0][1], SAME_MEANING)

    def _nearness(
        self, question: str, asked: Subject, answer: CuratedAnswer, wordings: tuple[Subject, ...]
    ) -> float:
        if any(opposed(asked.words, wording.words) for wording in wordings):
            return -1.0
        known = frozenset[str]().union(*(wording.content for wording in wordings))
        scores = [
            self.reading.cosine(question, written)
            for written, wording in zip(answer.wordings, wordings, strict=True)
            if same_subject(asked, wording, known)
        ]
        return max(scores, default=-1.0)

    def answer(self, head: ReplyHead, curated: CuratedAnswer) -> Answer | None:
        """The answer as a reply: the helpdesk's words, and the passages whole. None if it is not proven."""
        passages = tuple(p for s in curated.supports for p in self._passages(s))
        if not passages:
            return None
        answer = self._composer.answer(head, None, passages)
        if not self._composer.proves(passages, answer):
            log.error("jawaban helpdesk %s tanpa bukti ditahan", curated.id)
            return None
        return replace(answer, note=curated.text)

    def draft(
        self, wordings: Sequence[str], text: str, supports: Sequence[Support], author: str
    ) -> CuratedAnswer:
        """A new answer, checked but not kept. Raises DraftError with what is to be mended."""
        ways = tuple(dict.fromkeys(line for w in wordings if (line := one_line(clean(w)))))
        words = "\n".join(line for raw in clean(text).split("\n") if (line := raw.strip()))
        rests = tuple(dict.fromkeys(supports))
        if not ways:
            raise DraftError("Tulis pertanyaan yang dijawab.")
        if len(ways) > MAX_WORDINGS or any(len(w) > MAX_WORDING_CHARACTERS for w in ways):
            raise DraftError(
                f"Paling banyak {MAX_WORDINGS} rumusan, masing-masing {MAX_WORDING_CHARACTERS} karakter."
            )
        if not words or len(words) > MAX_TEXT_CHARACTERS:
            raise DraftError(f"Tulis jawabannya, paling banyak {MAX_TEXT_CHARACTERS} karakter.")
        if not rests or len(rests) > MAX_SUPPORTS:
            raise DraftError(
                f"Jawaban harus menyebut 1 sampai {MAX_SUPPORTS} rujukan yang ada dalam korpus. "
                "Pilih kutipan di bawah atau tulis rujukannya."
            )
        for support in rests:
            if not self._passages(support):
                raise DraftError(
                    f"Rujukan {support.ref} tidak ada dalam korpus, atau bunyinya sudah berubah."
                )
        return CuratedAnswer(uuid.uuid4().hex, ways, words, rests, author)

    def supports_at(self, ref: str) -> tuple[Support, ...]:
        """What an answer rests on that cites ``ref``: all that is held of exactly this place.

        Raises DraftError if nothing is.
        """
        try:
            place = parse_reference(ref.strip())
        except ReferenceSyntaxError as error:
            raise DraftError(f"Rujukan tidak sah: {one_line(clean(ref))[:80]}. {error}") from error
        held = [p for p in self._holdings.passages_at(place) if p.ref == place]
        if not held:
            raise DraftError(f"Rujukan {place} tidak ada dalam korpus. Tulis tempat yang ada bunyinya.")
        return tuple(support_of(p) for p in held)

    def review(self) -> tuple[CuratedAnswer, ...]:
        """Take back every published answer that rests on something that changed; those that were."""
        return tuple(a for a in self._desk.curated_answers("published") if not self._stands(a))

    def _stands(self, answer: CuratedAnswer) -> bool:
        """True if all that the answer rests on is as it was; otherwise it expires now."""
        for support in answer.supports:
            if not self._passages(support):
                if not self._is_current():
                    return False
                at = self._at(support)
                reason = (
                    f"Bunyi {support.ref} berubah setelah jawaban ini ditulis."
                    if at
                    else f"{support.ref} tidak ada lagi dalam korpus."
                )
                self._desk.keep_curated(replace(answer, state="expired", reason=reason, at=now()))
                log.warning("jawaban helpdesk %s ditarik: %s", answer.id, reason)
                return False
        return True

    def stands(self, support: Support) -> bool:
        """True if the place still says what it said when the answer was written."""
        return bool(self._passages(support))

    def _passages(self, support: Support) -> tuple[Passage, ...]:
        return tuple(p for p in self._at(support) if text_digest(p.text) == support.sha256)[:1]

    def _at(self, support: Support) -> tuple[Passage, ...]:
        try:
            place = parse_reference(support.ref)
        except ReferenceSyntaxError:
            return ()
        return tuple(p for p in self._holdings.passages_at(place) if p.ref == place)


def support_of(passage: Passage) -> Support:
    """What an answer rests on that cites ``passage``."""
    return Support(str(passage.ref), text_digest(passage.text))
