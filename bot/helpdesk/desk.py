"""The helpdesk as a whole: the queue, writing answers, taking them back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tanyapasal.bot.errors import DraftError, NotReadyError
from tanyapasal.bot.helpdesk.curated import Curated
from tanyapasal.bot.helpdesk.questions import Asked, Theme, themes
from tanyapasal.bot.reply import Answer, ReplyHead
from tanyapasal.bot.storage import CuratedAnswer, LoggedQuestion, QuestionFilter, Store, Support
from tanyapasal.bot.storage.records import now

# So many of the newest questions are looked at; older ones come into sight as these are dealt with.
QUEUE_LINES = 300
PREVIEW = ReplyHead("pratinjau", "pratinjau", "", 0.0)


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for the helpdesk: answers that took themselves back, and questions without an answer."""

    expired: tuple[CuratedAnswer, ...]
    themes: tuple[Theme, ...]


class Desk:
    """Works on one store. Until it is opened (the model loads) everything but the log raises NotReadyError."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._curated: Curated | None = None

    def open(self, curated: Curated) -> None:
        """From now on questions can be read and matched."""
        self._curated = curated

    @property
    def curated(self) -> Curated:
        if self._curated is None:
            raise NotReadyError("Layanan masih disiapkan. Silakan muat ulang halaman ini beberapa saat lagi.")
        return self._curated

    def queue(self) -> Queue:
        """Refused and down-voted questions that nobody has dealt with and no curated answer is given for."""
        self.curated.review()
        done = self.store.desk.dismissed()
        lines = {
            line.reply_id: line
            for wanted in (
                QuestionFilter(kinds=("not_found", "error"), limit=QUEUE_LINES),
                QuestionFilter(vote="down", limit=QUEUE_LINES),
            )
            for line in self.store.questions(wanted)
            if line.reply_id not in done and line.question.strip()
        }
        newest = sorted(lines.values(), key=lambda line: (line.at, line.reply_id), reverse=True)
        waiting = [self._asked(line) for line in newest if self._waits(line)]
        expired = self.store.desk.curated_answers("expired")
        return Queue(expired, themes(waiting, self.curated.reading))

    def _waits(self, line: LoggedQuestion) -> bool:
        """True if nothing is given for the question, or what is given was itself voted down."""
        found = self.curated.match(line.question)
        return found is None or (line.kind == "answer" and line.at > found.answer.at)

    def theme_of(self, reply_id: str) -> Theme | None:
        """The group of the queue in which this question stands."""
        return next(
            (t for t in self.queue().themes if any(a.line.reply_id == reply_id for a in t.questions)), None
        )

    def question(self, reply_id: str) -> Asked | None:
        """One line of the log with its votes."""
        found = self.store.questions(QuestionFilter(reply_id=reply_id, limit=1))
        return self._asked(found[0]) if found else None

    def _asked(self, line: LoggedQuestion) -> Asked:
        return Asked(line, sum(vote.value == "down" for vote in self.store.votes(line.reply_id)))

    def preview(self, draft: CuratedAnswer) -> Answer:
        """The answer as every channel would give it; raises DraftError if its passages do not prove it."""
        answer = self.curated.answer(PREVIEW, draft)
        if answer is None:
            raise DraftError("Kutipan yang dipilih tidak dapat ditampilkan; pilih rujukan lain.")
        return answer

    def publish(
        self,
        wordings: Sequence[str],
        text: str,
        supports: Sequence[Support],
        author: str,
        instead: str = "",
    ) -> CuratedAnswer:
        """Give this answer from now on, on every channel; raises DraftError with what is to be mended.

        ``instead``: id of an answer that it replaces.
        """
        draft = self.curated.draft(wordings, text, supports, author)
        self.preview(draft)
        old = self.store.desk.curated(instead) if instead else None
        if old is not None:
            draft = replace(draft, id=old.id)
        self.store.desk.keep_curated(draft)
        return draft

    def withdraw(self, answer_id: str, by: str) -> bool:
        """Take an answer back; False if there is none of this id."""
        found = self.store.desk.curated(answer_id)
        if found is None:
            return False
        reason = f"Ditarik oleh {by}."
        self.store.desk.keep_curated(replace(found, state="withdrawn", reason=reason, at=now()))
        return True

    def dismiss(self, reply_ids: Sequence[str], by: str) -> None:
        """Take these questions out of the queue; unknown ones are left out. Raises StorageError."""
        known = [reply_id for reply_id in reply_ids if self.question(reply_id) is not None]
        self.store.desk.dismiss(known, by)
