"""The one use case: a question in, a grounded reply out."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import assert_never

from tanyapasal.bot.answering.as_of import AnsweringAsOf
from tanyapasal.bot.answering.dialogue import Conversations, Memory, Turn
from tanyapasal.bot.answering.finding.citing import Citing
from tanyapasal.bot.answering.finding.evidence import Evidence, Found
from tanyapasal.bot.answering.finding.looking_up import Lookup, NotHeld, Open, Places
from tanyapasal.bot.answering.finding.standing import ending, standing, status
from tanyapasal.bot.answering.finding.told import facts_in, told
from tanyapasal.bot.answering.finding.weights import MOST_STATEMENTS
from tanyapasal.bot.answering.saying.composing import Composer
from tanyapasal.bot.answering.saying.offering import Offers
from tanyapasal.bot.answering.together import Together
from tanyapasal.bot.answering.understanding import orders
from tanyapasal.bot.answering.understanding.again import Again
from tanyapasal.bot.answering.understanding.audience import whose
from tanyapasal.bot.answering.understanding.following import FollowUps
from tanyapasal.bot.answering.understanding.orders import without_orders
from tanyapasal.bot.answering.understanding.personal import PersonalRecords
from tanyapasal.bot.answering.understanding.small_talk import SmallTalk
from tanyapasal.bot.answering.understanding.turns import Turns
from tanyapasal.bot.assistant import check_length
from tanyapasal.bot.reply import Answer, Chat, Clarification, Contact, NotFound, Option, Reply, ReplyHead
from tanyapasal.index.asking.kinds_of_questions import asks
from tanyapasal.index.asking.query import Query
from tanyapasal.index.judging.confidence import THRESHOLD
from tanyapasal.index.law.passages import Hit, Passage, RegulationCard
from tanyapasal.index.law.places import AnyReference, ProgramReference, Reference
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.text import clean, one_line

log = logging.getLogger(__name__)

_NOTHING = "Maaf, saya tidak menemukan jawabannya dalam peraturan dan dokumen yang saya miliki."
# Characters of two rules that are still read at once.
_READ_AT_ONCE = 700


class Answerer:
    """Answers from one snapshot; see ``tanyapasal.bot.assistant.Assistant``. Thread-safe.

    ``whole``: gives the retriever with earlier wordings among its passages, for questions about a day. ``contact``: who
    can be asked instead, told with refusals. ``threshold``: below this confidence an answer is refused.
    """

    def __init__(
        self,
        retriever: Retriever,
        show_verification: bool = True,
        conversations: Memory | None = None,
        whole: Callable[[], Retriever] | None = None,
        contact: Contact | None = None,
        threshold: float = THRESHOLD,
    ) -> None:
        self._contact = contact
        self._retriever = retriever
        knowledge = retriever.snapshot.knowledge
        self._cards = knowledge.cards
        self._domain = knowledge.domain
        self._facts = facts = facts_in(retriever)
        self._ending = cache(lambda: ending(retriever.ending(), retriever.at))
        self.composer = self._composer = Composer(
            knowledge.kinds,
            knowledge.cards,
            retriever.at,
            facts,
            retriever.snapshot.facts.repairs,
            show_verification,
        )
        self._lookup = Lookup(retriever, self._composer.label)
        self._evidence = Evidence(retriever, self._lookup, threshold)
        self._citing = Citing(retriever.citing, self._evidence.links)
        # A refusal tries what it offers: three questions more, which the judge need not read.
        cheap = self._evidence.unjudged()
        self._offers = Offers(
            retriever.sampled(),
            self._evidence.links.led_to,
            self._composer.label,
            lambda question: bool(cheap.of(retriever.reader.read(question)).passages),
            lambda query, passage: len(told(query, facts(passage))),
            knowledge.domain.starters,
        )
        self._conversations: Memory = conversations or Conversations()
        self._as_of = AnsweringAsOf(
            whole or (lambda: retriever),
            lambda there: Answerer(
                there, show_verification, self._conversations, contact=contact, threshold=threshold
            ),
            self._composer.label,
            self._conversations,
        )
        self._small_talk = SmallTalk(knowledge.language, retriever.reader.read)
        self._records = PersonalRecords(knowledge.domain)
        self._following = FollowUps(
            retriever.reader, self._composer.label, self._evidence.items_at, retriever.places.__contains__
        )
        self._turns = Turns(retriever.reader, self._following)
        self._again = Again(retriever.at, self._composer.label)
        self._together = Together(retriever, self._evidence, self._turns, self._gated)

    @property
    def snapshot(self) -> str:
        return self._retriever.snapshot.manifest.id

    def regulations(self) -> tuple[RegulationCard, ...]:
        return self._cards

    def passages_at(self, ref: AnyReference) -> tuple[Passage, ...]:
        return self._retriever.at(ref)

    def programs(self) -> tuple[ProgramReference, ...]:
        return self._retriever.held.programs()

    def citing(self, place: Reference) -> tuple[Passage, ...]:
        return self._citing.of(place)

    def examples(self) -> tuple[Option, ...]:
        return self._offers.examples()

    def search(self, question: str, top: int = 10) -> tuple[Hit, ...]:
        check_length(question)
        query = self._retriever.reader.read(question)
        exact = [p for place in self._lookup.places(query) for p in self._retriever.at(place)]
        hits = self._retriever.retrieve(query, top + len(exact)).hits
        high = max((h.score for h in hits), default=0.0)
        first = [Hit(p, high + 1.0) for p in dict.fromkeys(exact)]
        return tuple([*first, *(h for h in hits if h.passage not in exact)][:top])

    def reply(self, question: str, conversation_id: str | None = None, as_of: date | None = None) -> Reply:
        check_length(question)
        if as_of is not None:
            return self._as_of.reply(question, conversation_id, as_of)
        reply = self._replied(question, conversation_id)
        return replace(reply, contact=self._contact) if isinstance(reply, NotFound) else reply

    def _replied(self, question: str, conversation_id: str | None) -> Reply:
        conversation = conversation_id or uuid.uuid4().hex
        said = one_line(clean(question))
        head = ReplyHead(uuid.uuid4().hex, conversation, self.snapshot, 0.0)
        query = self._retriever.reader.read(said)
        chat = self._small_talk.answer(said, query)
        if chat is not None:
            if chat.wants_person:
                return Chat(head, chat.message, contact=self._contact)
            return Chat(head, chat.message, self.examples())
        if self._records.asked(said):
            # Not remembered: what names a person is not kept.
            return NotFound(head, self._records.message, self.examples())
        rest = without_orders(said)
        if rest != said:
            query = self._retriever.reader.read(rest)
            if not asks(query.text) or not (query.content or query.mentions):
                return NotFound(head, orders.MESSAGE, self.examples())
        last = self._conversations.last(conversation)
        again = None if last is None else self._told_again(last, query, head)
        if last is not None and again is not None:
            shown = tuple(c.passage.ref for c in again.citations) if isinstance(again, Answer) else ()
            self._conversations.remember(conversation, replace(last, options=(), shown=(*last.shown, *shown)))
            return again
        meant = self._turns.meant(query, last)
        if meant.said is not None and meant.turn is not None:
            self._conversations.remember(conversation, meant.turn)
            return Chat(head, meant.said, self.examples())
        query = meant.query
        reply: Reply = (
            self._looked_up(query, head)
            or self._together.compared(query, head)
            or self._together.parted(query, head)
            or self._found(query, head)
        )
        self._conversations.remember(conversation, _turn(query, reply, meant.turn))
        return reply

    def _told_again(self, last: Turn, query: Query, head: ReplyHead) -> Reply | None:
        """What was answered, in full or by its place, if the message asks for that and nothing else."""
        if self._following.wants_more(query, last):
            return self._in_full(last, head)
        return self._where(last, query, head) if self._following.asks_where(query, last) else None

    def _in_full(self, last: Turn, head: ReplyHead) -> Reply | None:
        """All that is held of the pasal, or of the program, that the last reply cited first; or that this is all.

        None if nothing of it is held any more.
        """
        found = self._again.of(last, MOST_STATEMENTS)
        if not found:
            return None
        if isinstance(found, str):
            return Chat(head, found)
        return self._gated(replace(head, confidence=0.99), None, found, len(found))

    def _where(self, last: Turn, query: Query, head: ReplyHead) -> Reply | None:
        """The place that the last reply cited first, and what it says; None if it is no longer held."""
        held = tuple(p for p in self._retriever.at(last.refs[0]) if p.ref == last.refs[0])
        if not held:
            return None
        reply = self._gated(replace(head, confidence=0.99), query, held)
        if not isinstance(reply, Answer):
            return reply
        return replace(reply, headline=f"Diatur dalam {reply.citations[0].label}")

    def _looked_up(self, query: Query, head: ReplyHead) -> Reply | None:
        """What the places named in the question say; None if it names none."""
        ended = standing(query, self._ending, self._facts)
        if ended:
            return self._gated(replace(head, confidence=0.97), query, ended)
        kept = status(query, self._cards)
        if kept is not None:
            held = [p for r in kept.places for p in self._retriever.at(Reference(r)) if p.ref == Reference(r)]
            if held:
                reply = self._gated(replace(head, confidence=0.95), query, tuple(held[:1]))
                label = self._composer.label(Reference(kept.regulation))
                return (
                    replace(reply, headline=f"{label}: {kept.told}") if isinstance(reply, Answer) else reply
                )
        found = self._lookup.look_up(query)
        match found:
            case Places(passages, shown):
                refusal = self._evidence.refusal(query, passages[0])
                if refusal is not None:
                    return NotFound(head, refusal, self.examples())
                return self._gated(replace(head, confidence=0.99), query, passages[:MOST_STATEMENTS], shown)
            case Open(message, options):
                return Clarification(head, message, options)
            case NotHeld(message):
                return NotFound(head, message, self.examples())
            case None:
                return None
            case _:
                assert_never(found)

    def _found(self, query: Query, head: ReplyHead) -> Reply:
        found = self._evidence.of(query)
        if not self._together.told_apart(query, [self._facts(p) for p in found.passages]):
            found = Found((), 0.0, found.hits)
        head = replace(head, confidence=found.confidence)
        if not found.passages:
            return NotFound(
                head, found.refusal or _NOTHING, self._offers.nearby(query, (h.passage for h in found.hits))
            )
        if found.across is not None:
            return self._for_each_side(query, found, head)
        if found.choice is not None:
            return Clarification(head, found.choice.message, found.choice.options)
        reply = self._gated(head, query, found.passages, found.together)
        return (
            replace(reply, options=self._offers.context(found.passages))
            if isinstance(reply, Answer)
            else reply
        )

    def _for_each_side(self, query: Query, found: Found, head: ReplyHead) -> Reply:
        """What holds for each side, if the question names none; whose rule is meant is asked where that is long to read."""
        assert found.across is not None
        both = tuple(dict.fromkeys((found.passages[0], found.across, *found.passages)))
        sides = [side[0] for side in self._domain.sides]
        reply = self._gated(head, query, both, 2)
        if not isinstance(reply, Answer) or sum(len(s.text) for s in reply.statements[:2]) > _READ_AT_ONCE:
            return Clarification(head, self._domain.which, whose(query.original, sides))
        return replace(
            reply, headline=f"Ketentuan bagi {' dan '.join(sides)}", options=whose(query.original, sides)
        )

    def _gated(
        self, head: ReplyHead, query: Query | None, evidence: tuple[Passage, ...], shown: int = 1
    ) -> Reply:
        answer = self._composer.answer(head, query, evidence, shown=shown)
        if self._composer.proves(evidence, answer):
            return answer
        log.error("jawaban tanpa bukti ditahan: %s", [p.id for p in evidence])
        return NotFound(
            head, "Maaf, jawaban tidak dapat dibuktikan dari sumbernya, sehingga tidak ditampilkan."
        )


def _turn(query: Query, reply: Reply, last: Turn | None) -> Turn:
    """What is remembered of a turn."""
    refs: tuple[AnyReference, ...] = ()
    locator = None
    if isinstance(reply, Answer):
        # Where the words stand comes first: that is what "selengkapnya" goes on with; then the articles they rest on.
        places = (*(c.passage.ref for c in reply.citations), *(c.ref for c in reply.citations))
        refs = tuple(dict.fromkeys(places))
    if isinstance(reply, Clarification):
        locator = next((m.locator for m in query.mentions if m.steps), None)
    asker = last.asker if last is not None else ""
    return Turn(query.original, isinstance(reply, Answer), refs, reply.options, locator, asker=asker)
