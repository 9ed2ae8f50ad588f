"""The one use case: a question in, a grounded reply out."""

from __future__ import annotations

import logging
import re
import uuid

from bot.answering.citing import Citing
from bot.answering.composing import Composer
from bot.answering.grounding import grounded
from bot.assistant import MAX_QUESTION_CHARACTERS
from bot.dialogue import Conversations, leans_on_last
from bot.errors import QuestionTooLongError
from bot.reply import Answer, Chat, Clarification, NotFound, Option, Reply, ReplyHead
from index.answer_types import holds, quantities_asked
from index.confidence import THRESHOLD
from index.glossary import Language
from index.law import AnyReference, ProgramReference, Reference, RegulationId
from index.passages import Hit, Passage, RegulationCard
from index.query import Query
from index.references.mentions import Mention
from index.references.resolve import Ambiguous, Resolved, Unknown, resolve
from index.retrieval import Retriever
from index.text import clean, one_line, words

log = logging.getLogger(__name__)

# Further passages are shown beside the first if they score this near to it.
_NEAR = 0.04
# A hit this far below the first is about something else, even if it holds the kind of quantity asked for.
_FAR = 0.12
_MOST_STATEMENTS = 6
_ABOUT = "Saya TanyaPasal. Saya menjawab pertanyaan tentang peraturan dengan menyebutkan pasalnya."


class Answerer:
    """Answers from one snapshot; see ``bot.assistant.Assistant``. Thread-safe."""

    def __init__(self, retriever: Retriever, show_verification: bool = True) -> None:
        self._retriever = retriever
        knowledge = retriever.snapshot.knowledge
        self._cards = knowledge.cards
        self._composer = Composer(knowledge.kinds, knowledge.cards, show_verification)
        self._held = tuple(card.id for card in knowledge.cards)
        self._titles = {card.id: card.title for card in knowledge.cards}
        self._citing = Citing(retriever.passages, knowledge.cards, knowledge.kinds)
        self._conversations = Conversations()
        self._small_talk = _small_talk(knowledge.language)

    @property
    def snapshot(self) -> str:
        return self._retriever.snapshot.manifest.id

    def regulations(self) -> tuple[RegulationCard, ...]:
        return self._cards

    def passages_at(self, ref: AnyReference) -> tuple[Passage, ...]:
        return self._retriever.at(ref)

    def programs(self) -> tuple[ProgramReference, ...]:
        refs = (p.ref for p in self._retriever.passages if isinstance(p.ref, ProgramReference))
        return tuple(dict.fromkeys(ProgramReference(ref.program) for ref in refs))

    def citing(self, place: Reference) -> tuple[Passage, ...]:
        return self._citing.of(place)

    def examples(self) -> tuple[Option, ...]:
        return self._nearby(tuple(Hit(p, 0.0) for p in self._retriever.passages), 4)

    def search(self, question: str, top: int = 10) -> tuple[Hit, ...]:
        _check_length(question)
        query = self._retriever.reader.read(question)
        exact = [p for place in self._resolved(query) for p in self._retriever.at(place)]
        hits = self._retriever.retrieve(query, top + len(exact)).hits
        high = max((h.score for h in hits), default=0.0)
        first = [Hit(p, high + 1.0) for p in dict.fromkeys(exact)]
        return tuple([*first, *(h for h in hits if h.passage not in exact)][:top])

    def reply(self, question: str, conversation_id: str | None = None) -> Reply:
        _check_length(question)
        conversation = conversation_id or uuid.uuid4().hex
        said = one_line(clean(question))
        head = ReplyHead(uuid.uuid4().hex, conversation, self.snapshot, 0.0)
        query = self._retriever.reader.read(said)
        chat = self._chat(said, query)
        if chat is not None:
            return Chat(head, chat, self.examples())
        last = self._conversations.last_question(conversation)
        if last is not None and not any(m.steps for m in query.mentions) and leans_on_last(query.text):
            query = self._retriever.reader.read(f"{said} {last}")
        reply = self._lookup(query, head) or self._found(query, head)
        if isinstance(reply, Answer):
            self._conversations.remember(conversation, query.original)
        return reply

    def _chat(self, said: str, query: Query) -> str | None:
        """What to say to small talk, or None: a message that is nothing else once fillers are off."""
        if not words(said):
            return f"{_ABOUT} Silakan tulis pertanyaan Anda."
        for text in (said, query.text):
            if (answer := self._small_talk.get(" ".join(words(text)))) is not None:
                return answer
        if query.content or query.mentions or query.kind != "lain":
            return None
        padded = f" {' '.join(words(said))} "
        phrase = max((p for p in self._small_talk if f" {p} " in padded), key=len, default=None)
        return self._small_talk[phrase] if phrase is not None else None

    def _resolved(self, query: Query) -> list[Reference]:
        found = (self._resolve(m) for m in query.mentions if m.steps and not m.in_title)
        return [r.reference for r in found if isinstance(r, Resolved)]

    def _resolve(self, mention: Mention) -> Resolved | Ambiguous | Unknown:
        return resolve(mention, self._held, self._retriever.places, self._titles)

    def _lookup(self, query: Query, head: ReplyHead) -> Reply | None:
        mentions = [m for m in query.mentions if not m.in_title]
        evidence: dict[str, Passage] = {}
        missing: list[str] = []
        for mention in mentions:
            resolution = self._resolve(mention)
            named = mention.regulation is not None and mention.regulation.id is not None
            if not mention.steps:
                # A regulation named without a place filters; one that is not held cannot answer.
                if named and isinstance(resolution, Unknown) and resolution.reference is not None:
                    missing.append(self._composer.label(resolution.reference))
                if isinstance(resolution, Resolved) and not query.content:
                    # Nothing but the regulation is asked about: what it is.
                    evidence.update(
                        {
                            p.id: p
                            for p in self._retriever.at(resolution.reference)
                            if p.ref == resolution.reference
                        }
                    )
                continue
            match resolution:
                case Resolved(reference):
                    passages = self._retriever.at(reference)
                    if not passages and reference.locator.steps:
                        missing.append(self._composer.label(reference))
                    evidence.update({p.id: p for p in passages})
                case Ambiguous(candidates):
                    labels = [self._composer.label(c) for c in candidates]
                    options = tuple(Option(label, f"Apa isi {label}?") for label in labels)
                    return Clarification(
                        head,
                        "Rujukan itu ada di lebih dari satu peraturan. Yang mana yang Anda maksud?",
                        options,
                    )
                case Unknown(_, reference, _):
                    missing.append(
                        self._composer.label(reference) if reference else mention.span.of(query.original)
                    )
        if evidence:
            sure = ReplyHead(head.id, head.conversation_id, head.snapshot, 0.99)
            return self._gated(sure, query, tuple(evidence.values())[:_MOST_STATEMENTS])
        if missing:
            held = "; ".join(self._composer.label(Reference(card)) for card in self._held)
            message = (
                f"{', '.join(dict.fromkeys(missing))} tidak ada dalam korpus. Peraturan yang dimuat: {held}."
            )
            return NotFound(head, message, self.examples())
        return None

    def _found(self, query: Query, head: ReplyHead) -> Reply:
        retrieval = self._retriever.retrieve(query, 10)
        wanted = self._filter(query)
        hits = [h for h in retrieval.hits if wanted is None or _of(h.passage, wanted)]
        head = ReplyHead(head.id, head.conversation_id, head.snapshot, round(retrieval.confidence, 4))
        hits = _answering(query, hits)
        if not hits or retrieval.confidence < THRESHOLD:
            message = "Maaf, saya tidak menemukan jawabannya dalam peraturan dan dokumen yang saya miliki."
            return NotFound(head, message, self._nearby(retrieval.hits, 3))
        near = [h.passage for h in hits if h.score >= hits[0].score - _NEAR]
        if query.kind == "berapa":
            # A quantity that a program names is that of the article it rests on: the article is shown with it.
            basis = {ref for passage in near for ref in passage.legal_basis}
            near += [h.passage for h in hits if h.passage.ref in basis and h.passage not in near]
        # Among passages that answer equally well, the article is cited before the description of a program.
        near.sort(key=lambda p: not isinstance(p.ref, Reference))
        most = _MOST_STATEMENTS if query.kind in ("daftar", "beda") else 3
        return self._gated(head, query, tuple(near[:most]))

    def _filter(self, query: Query) -> RegulationId | None:
        for mention in query.mentions:
            resolution = self._resolve(mention)
            if isinstance(resolution, Resolved) and mention.regulation is not None and mention.regulation.id:
                return resolution.reference.regulation
        return None

    def _gated(self, head: ReplyHead, query: Query, evidence: tuple[Passage, ...]) -> Reply:
        answer = self._composer.answer(head, query.kind, evidence)
        if grounded(answer, evidence):
            return answer
        log.error("jawaban tanpa bukti ditahan: %s", [p.id for p in evidence])
        return NotFound(
            head, "Maaf, jawaban tidak dapat dibuktikan dari sumbernya, sehingga tidak ditampilkan."
        )

    def _nearby(self, hits: tuple[Hit, ...], count: int) -> tuple[Option, ...]:
        topics: dict[str, None] = {}
        for hit in hits:
            if hit.passage.topic:
                topics[hit.passage.topic] = None
            if len(topics) == count:
                break
        return tuple(Option(_capital(topic), f"Jelaskan {topic}") for topic in topics)


def _answering(query: Query, hits: list[Hit]) -> list[Hit]:
    """The hits that hold the kind of quantity asked for; all of them where none is asked for."""
    kinds = quantities_asked(query.text) if query.kind == "berapa" else None
    if kinds is None or not hits:
        return hits
    return [h for h in hits if h.score >= hits[0].score - _FAR and holds(h.passage.text, kinds)]


def _of(passage: Passage, regulation: RegulationId) -> bool:
    return isinstance(passage.ref, Reference) and passage.ref.regulation == regulation


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _check_length(question: str) -> None:
    if len(question) > MAX_QUESTION_CHARACTERS:
        raise QuestionTooLongError(
            f"Pertanyaan terlalu panjang ({len(question)} karakter); tulis paling banyak {MAX_QUESTION_CHARACTERS}."
        )


def _small_talk(language: Language) -> dict[str, str]:
    """Whole messages that are small talk, by their words, and what is said back."""
    answers = (
        (language.greetings, f"Halo! {_ABOUT} Silakan tulis pertanyaan Anda."),
        (language.wellbeing, f"Baik, terima kasih. {_ABOUT}"),
        (language.identity, _ABOUT + " Jawaban saya kutipan dari sumbernya, bukan nasihat hukum."),
        (language.thanks, "Sama-sama. Silakan bertanya lagi bila perlu."),
        (language.farewell, "Sampai jumpa. Silakan kembali bila ada pertanyaan."),
    )
    found: dict[str, str] = {}
    for phrases, answer in answers:
        for phrase in phrases:
            plain = " ".join(re.findall(r"[^\W_]+(?:[-'][^\W_]+)*", phrase.lower()))
            found.setdefault(plain, answer)
    return found
