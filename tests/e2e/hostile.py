"""An assistant all of whose words are hostile: what it knows, what it says, what it offers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tanyapasal.bot.reply import (
    Answer,
    Chat,
    Citation,
    Clarification,
    Contact,
    NotFound,
    Option,
    Reply,
    ReplyHead,
    Statement,
)
from tanyapasal.index.law.passages import Hit, Passage, RegulationCard, Source, Verdict, Verification
from tanyapasal.index.law.places import (
    AnyReference,
    ProgramReference,
    Reference,
    RegulationId,
    parse_reference,
)

ID = RegulationId("uu", "1", 2020)
VERDICTS: tuple[Verdict, ...] = ("match", "wrong_article", "revoked", "unverified")


@dataclass(frozen=True, slots=True)
class HostileAssistant:
    """Every text that it gives is one of ``payloads``; the kind of reply is chosen by the question."""

    payloads: tuple[str, ...]
    snapshot: str = "musuh"

    def _passage(self, number: int, ref: str) -> Passage:
        text = self.payloads[number]
        return Passage(
            id=f"{ref}~{number}",
            ref=parse_reference(ref),
            label=text,
            heading=text,
            text=text,
            source=Source("official", text, text),
            topic=text,
            verification=Verification(VERDICTS[number % 4], text, (Reference(ID),)),
        )

    def _passages(self, ref: str) -> tuple[Passage, ...]:
        return tuple(self._passage(number, ref) for number in range(len(self.payloads)))

    def _card(self, number: int = 0) -> RegulationCard:
        text = self.payloads[number]
        return RegulationCard(ID, text, text, "berlaku", (), self.payloads, self.payloads)

    def reply(
        self,
        question: str,
        conversation_id: str | None = None,
        as_of: date | None = None,  # noqa: ARG002 - the same on any day
    ) -> Reply:
        head = ReplyHead("r1", conversation_id or "c1", self.snapshot, 0.5)
        options = tuple(Option(text, text) for text in self.payloads)
        if question == "semua":
            passages = self._passages("uu-1-2020/pasal-1")
            statements = tuple(Statement(p.text, (i,)) for i, p in enumerate(passages))
            citations = tuple(Citation(p, p.text, self._card(i)) for i, p in enumerate(passages))
            return Answer(
                head,
                self.payloads[0],
                statements,
                citations,
                shown=len(statements) // 2,
                warning=self.payloads[1],
                notes=self.payloads,
                options=options,
                note=self.payloads[2],
            )
        if question == "tolak":
            contact = Contact(self.payloads[0], " ".join(self.payloads), self.payloads[1])
            return NotFound(head, "\n".join(self.payloads), options, contact)
        if question == "pilih":
            return Clarification(head, "\n".join(self.payloads), options)
        return Chat(head, question)

    def search(self, question: str, top: int = 10) -> tuple[Hit, ...]:  # noqa: ARG002  # finds all
        return tuple(Hit(p, 1.0) for p in self._passages("uu-1-2020/pasal-1"))[:top]

    def regulations(self) -> tuple[RegulationCard, ...]:
        return tuple(self._card(number) for number in range(len(self.payloads)))

    def programs(self) -> tuple[ProgramReference, ...]:
        return (ProgramReference("program"),)

    def citing(self, place: Reference) -> tuple[Passage, ...]:  # noqa: ARG002  # cited by all
        return self._passages("program/program#satu")

    def passages_at(self, ref: AnyReference) -> tuple[Passage, ...]:
        return self._passages("program/program#satu" if isinstance(ref, ProgramReference) else str(ref))

    def examples(self) -> tuple[Option, ...]:
        return tuple(Option(text, text) for text in self.payloads)
