"""Answers with the texts in force on a day, and what the corpus does not know of that day, in plain lines."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Protocol

from tanyapasal.bot.answering.dialogue import Memory
from tanyapasal.bot.answering.finding.evidence import Evidence
from tanyapasal.bot.answering.finding.looking_up import Lookup
from tanyapasal.bot.days import day_in_words
from tanyapasal.bot.reply import Answer, Chat, Clarification, NotFound, Option, Reply
from tanyapasal.index.history.times import Calendar, Life, Start, Wording
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.law.places import Reference, RegulationId
from tanyapasal.index.search.retrieval import Retriever

_VIEWS = 4


class Replying(Protocol):
    """Answers from the passages of one retriever."""

    def reply(self, question: str, conversation_id: str | None = None) -> Reply:
        """Answer one turn."""


class AnsweringAsOf:
    """Answers as of a day. ``whole``: gives the retriever that has earlier wordings too; asked once, when needed.

    ``answering`` makes what answers from a part of its passages. Thread-safe.
    """

    def __init__(
        self,
        whole: Callable[[], Retriever],
        answering: Callable[[Retriever], Replying],
        label: Callable[[Reference], str],
        conversations: Memory,
    ) -> None:
        self._load = whole
        self._answering = answering
        self._label = label
        self._conversations = conversations
        self._lock = threading.Lock()
        self._whole: Retriever | None = None
        self._views: OrderedDict[date, Replying] = OrderedDict()

    def reply(self, question: str, conversation_id: str | None, day: date) -> Reply:
        """Answer one turn as of ``day``; raises SnapshotError if earlier wordings cannot be loaded."""
        whole, view = self._view(day)
        reply = view.reply(question, conversation_id)
        if isinstance(reply, Chat):
            return reply
        told = _Told(whole, self._label, day)
        last = self._conversations.last(reply.head.conversation_id)
        understood = last.question if last is not None else question
        if isinstance(reply, Answer):
            cited = [c.passage for c in reply.citations]
            lines = (*told.of_answer(cited), *told.of_question(understood, cited))
            return reply.told(*lines)
        lines = tuple(told.of_question(understood, ())) or (
            tuple(told.of_search(understood)) if isinstance(reply, NotFound) else ()
        )
        if not lines:
            return reply
        options = () if isinstance(reply, Clarification) else reply.options
        now = (Option("Tanpa tanggal", understood), *options)
        return NotFound(reply.head, " ".join(dict.fromkeys(lines)), now)

    def _view(self, day: date) -> tuple[Retriever, Replying]:
        with self._lock:
            if self._whole is None:
                self._whole = self._load()
            whole = self._whole
            if day not in self._views:
                knowledge = whole.snapshot.knowledge
                calendar = Calendar(knowledge.times)
                there = replace(
                    knowledge,
                    passages=tuple(p for p in whole.passages if calendar.counts(p, day)),
                    cards=calendar.cards(knowledge.cards, day),
                )
                self._views[day] = self._answering(whole.limited(there))
            self._views.move_to_end(day)
            while len(self._views) > _VIEWS:
                self._views.popitem(last=False)
            return whole, self._views[day]


class _Told:
    """The plain lines about one day."""

    def __init__(self, whole: Retriever, label: Callable[[Reference], str], day: date) -> None:
        self._whole = whole
        self._calendar = Calendar(whole.snapshot.knowledge.times)
        self._label = label
        self._day = day
        self._written = day_in_words(day)

    def of_answer(self, cited: list[Passage]) -> Iterator[str]:
        """Whether what is cited is known to have been in force; what became of it later."""
        regulations = dict.fromkeys(p.ref.regulation for p in cited if isinstance(p.ref, Reference))
        doubts = [line for regulation in regulations for line in self._doubts(regulation, cited)]
        if any(not isinstance(p.ref, Reference) for p in cited):
            doubts.append(
                f"Keterangan program tidak bertanggal, sehingga belum pasti berlaku pada {self._written}."
            )
        if self._day > date.today():
            doubts.append(f"{self._written} belum tiba; perubahan sesudah hari ini tidak diketahui.")
        if not doubts:
            yield f"Jawaban ini menurut bunyi yang berlaku pada {self._written}."
        yield from doubts
        for regulation in regulations:
            yield from self._later(regulation, cited)

    def of_question(self, question: str, cited: list[Passage] | tuple[()]) -> Iterator[str]:
        """Why places and regulations that the question names are not cited."""
        lookup = Lookup(self._whole, self._label)
        query = self._whole.reader.read(question)
        named = lookup.places(query)
        regulation = lookup.regulation(query)
        if regulation is not None and not any(place.regulation == regulation for place in named):
            named.append(Reference(regulation))
        for place in named:
            if not any(isinstance(p.ref, Reference) and _meet(place, p.ref) for p in cited):
                yield from self._absent(place)

    def of_search(self, question: str) -> Iterator[str]:
        """What answers the question on other days, where nothing does on this one."""
        evidence = Evidence(self._whole, Lookup(self._whole, self._label))
        found = evidence.of(self._whole.reader.read(question)).passages
        places = [
            p.ref for p in found if isinstance(p.ref, Reference) and not self._calendar.counts(p, self._day)
        ]
        bases = [ref for p in found for ref in p.legal_basis if isinstance(ref, Reference)]
        for place in (places or bases)[:1]:
            yield f"Tidak ditemukan aturan tentang hal itu yang berlaku pada {self._written}."
            yield from self._absent(place)

    def _absent(self, place: Reference) -> Iterator[str]:
        """Why a place that is known was not in force; nothing if it was."""
        life = self._calendar.life(place.regulation)
        name = self._label(Reference(place.regulation))
        if life.begins.reached(self._day) is False:
            yield f"{name} belum berlaku pada {self._written}{_since(life.begins, ' (mulai berlaku {})')}."
            return
        if life.revoked is not None and life.revoked.reached(self._day):
            by = self._label(Reference(life.revoked.by))
            yield f"{name} tidak berlaku lagi pada {self._written}: dicabut dengan {by}{_since(life.revoked)}."
            return
        passages = [p for p in self._whole.at(place) if p.source.kind == "official"]
        if not place.locator.steps or any(self._calendar.counts(p, self._day) for p in passages):
            return
        wordings = [w for p in passages if (w := self._calendar.wordings.get(p.id)) is not None]
        yield from self._no_wording(place, wordings)

    def _no_wording(self, place: Reference, wordings: list[Wording]) -> Iterator[str]:
        label = self._label(place)
        later = [w for w in wordings if w.begins.reached(self._day) is False]
        if later:
            first = later[0]
            by = self._label(Reference(first.begins.by))
            if first.added:
                yield f"{label} belum ada pada {self._written}; ditambahkan dengan {by}{_since(first.begins)}."
            else:
                yield f"Bunyi {label} pada {self._written} tidak dimiliki; yang dimiliki bunyi menurut {by}{_since(first.begins)}."
        elif wordings and (ended := wordings[-1].ends) is not None:
            by = self._label(Reference(ended.by))
            yield f"{label} tidak ada lagi pada {self._written}: dihapus dengan {by}{_since(ended)}."

    def _doubts(self, regulation: RegulationId, cited: list[Passage]) -> Iterator[str]:
        life, name = self._calendar.life(regulation), self._label(Reference(regulation))
        if life.begins.day is None:
            yield (
                f"Tanggal mulai berlaku {name} tidak dicatat dalam korpus, sehingga belum pasti bunyi ini berlaku pada "
                f"{self._written}."
            )
        elif any(p.source.kind != "official" and _of(regulation, p) for p in cited):
            yield f"Pernyataan dokumen lain tentang {name} tidak bertanggal; belum pasti sesuai dengan bunyi pada {self._written}."
        for change in life.amended:
            reached, by = change.reached(self._day), self._label(Reference(change.by))
            if reached is None:
                yield f"{name} diubah dengan {by}, tetapi tanggalnya tidak dicatat; belum pasti berlaku pada {self._written}."
            elif reached and not change.held:
                yield f"{name} sudah diubah dengan {by}, yang teksnya tidak dimiliki; kutipan ini bunyi sebelum perubahan itu."
        if life.revoked is not None and life.revoked.reached(self._day) is None:
            by = self._label(Reference(life.revoked.by))
            yield f"{name} dicabut dengan {by}, tetapi tanggalnya tidak dicatat; belum pasti masih berlaku pada {self._written}."
        yield from self._unrecorded(regulation, life, name)
        for passage in (p for p in cited if _of(regulation, p)):
            wording = self._calendar.wordings.get(passage.id)
            if wording is not None and not wording.complete:
                by = self._label(Reference(wording.begins.by))
                yield f"{passage.label} diubah dengan {by}; bunyi barunya tidak terbaca seluruhnya."

    def _unrecorded(self, regulation: RegulationId, life: Life, name: str) -> Iterator[str]:
        """What the corpus notes of a regulation without saying when."""
        cards = self._whole.snapshot.knowledge.cards
        status = next((card.status for card in cards if card.id == regulation), "tidak diketahui")
        if (status == "dicabut" and life.revoked is None) or (status == "diubah" and not life.amended):
            yield f"{name} tercatat sudah {status}, tetapi tanggalnya tidak dicatat; belum pasti bunyinya pada {self._written}."

    def _later(self, regulation: RegulationId, cited: list[Passage]) -> Iterator[str]:
        """What happened to the cited texts after the day."""
        life, name = self._calendar.life(regulation), self._label(Reference(regulation))
        for passage in (p for p in cited if _of(regulation, p)):
            wording = self._calendar.wordings.get(passage.id)
            if wording is not None and wording.ends is not None and not wording.ends.reached(self._day):
                by = self._label(Reference(wording.ends.by))
                yield f"{passage.label} kemudian diubah atau dihapus dengan {by}{_since(wording.ends)}."
        if life.revoked is not None and life.revoked.reached(self._day) is False:
            by = self._label(Reference(life.revoked.by))
            yield f"{name} kemudian dicabut dengan {by}{_since(life.revoked)}."


def _since(start: Start, form: str = " sejak {}") -> str:
    return form.format(day_in_words(start.day)) if start.day is not None else ""


def _of(regulation: RegulationId, passage: Passage) -> bool:
    return isinstance(passage.ref, Reference) and passage.ref.regulation == regulation


def _meet(place: Reference, other: Reference) -> bool:
    return place.contains(other) or other.contains(place)
