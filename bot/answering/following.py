"""Follow-up questions, made to stand alone: "kalau untuk PPPK?", "yang tingkat II?", "ayat 4-nya?"."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.dialogue import Turn
from index.aspects import AspectReader
from index.glossary import Term
from index.law import Reference, Step
from index.query import Query, QueryReader
from index.references.mentions import Mention
from index.text import Span, stem, words

# Openings and endings by which a short question leans on the one before it.
_LEANS = re.compile(
    r"^(?:kalau|terus|lalu|bagaimana (?:dengan|kalau)|yang|untuk|bagi|dan|itu|nah|jika|lantas|maksud saya|what about|and)\b"
    r"|\b(?:itu|tersebut|tadi)\b|\w{3}nya\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:(?:kalau|terus|lalu|bagaimana dengan|bagaimana kalau|nah|dan|jika|lantas|maksud saya|yang|untuk|bagi)\s+)+",
    re.IGNORECASE,
)
_ORDINALS = {"pertama": 1, "kesatu": 1, "kedua": 2, "ketiga": 3, "keempat": 4, "kelima": 5}
_CHOICE = re.compile(
    rf"^(?:yang|pilih|pilihan|opsi)?\s*(?:nomor|no\.?|ke-?|pilihan|opsi)?\s*(?P<n>\d|{'|'.join(_ORDINALS)})\s*(?:saja|ya|dong|itu)?\W*$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:lebih (?:lengkap|detail|detil|rinci|jelas|lanjut|panjang)|selengkapnya|lengkapnya|detailnya|bunyi lengkap|teks lengkap|isi lengkap\w*|more detail)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 10
_NUMERAL = re.compile(r"[IVX]+|\d+")


class FollowUps:
    """Reads a message in the light of the turn before it. ``label``: how a place is written."""

    def __init__(self, reader: QueryReader, aspects: AspectReader, label: Callable[[Reference], str]) -> None:
        self._reader = reader
        self._aspects = aspects
        self._label = label

    def wants_more(self, query: Query, turn: Turn | None) -> bool:
        """True if the message asks for the whole of what was cited before, and for nothing else."""
        return turn is not None and turn.answered and not query.named and _MORE.search(query.text) is not None

    def standing_alone(self, query: Query, turn: Turn) -> str:
        """The question that is meant; the message itself if it needs no context."""
        choice = _CHOICE.match(query.original)
        if choice and turn.options:
            number = _ORDINALS.get(choice["n"].lower()) or int(choice["n"])
            if 1 <= number <= len(turn.options):
                return turn.options[number - 1].question
        placed = self._placed(query, turn)
        if placed is not None:
            return placed
        if any(m.steps for m in query.mentions) or len(words(query.text)) > _MOST_WORDS:
            return query.original
        own = self._subject(query)
        asks = query.kind != "lain" or bool(self._aspects.asked(query.focus))
        if not _LEANS.search(query.text) and (own or not asks):
            return query.original
        if asks and not own and not turn.answered:
            # More about what was refused: it is refused again.
            return turn.question
        if asks and not own:
            return f"{query.original} {self._subject_words(turn.question)}".strip()
        return self._substituted(query.text, turn.question, asks)

    def _placed(self, query: Query, turn: Turn) -> str | None:
        """The place meant by a message that names only a part of it."""
        mention = next((m for m in query.mentions if not m.in_title), None)
        if mention is None:
            return None
        named = mention.regulation.id if mention.regulation else None
        if not mention.steps:
            if named and turn.locator is not None and not turn.answered:
                return f"Apa isi {self._label(Reference(named, turn.locator))}?"
            return None
        before = next((ref for ref in turn.refs if isinstance(ref, Reference)), None)
        if mention.regulation is not None or before is None or mention.part != "batang_tubuh":
            return None
        steps = _under(before.locator.steps, mention)
        if steps is None:
            return None
        place = self._label(Reference(before.regulation, type(before.locator)(steps)))
        return f"{query.original[: mention.span.start]}{place}{query.original[mention.span.end :]}"

    def _subject(self, query: Query) -> tuple[str, ...]:
        """Topic words that the message names itself, apart from what it asks of them."""
        content = set(query.content)
        return tuple(
            word
            for word in words(query.text)
            if stem(word) in content and not self._aspects.asked(word) and not word.endswith("nya")
        )

    def _subject_words(self, question: str) -> str:
        """What a question is about: its terms of the field, or else its topic words."""
        terms = [span.of(question) for span, _ in self._terms(question)]
        if terms:
            return " ".join(dict.fromkeys(terms))
        return " ".join(self._subject(self._reader.read(question)))

    def _terms(self, text: str) -> list[tuple[Span, Term]]:
        """Terms of the field that a text names, apart from words that ask ("tujuan", "berapa")."""
        return [
            (span, term)
            for span, term in self._reader.terms(text)
            if not self._aspects.asked(term.term) and self._reader.read(term.term).kind == "lain"
        ]

    def _substituted(self, said: str, last: str, asks: bool) -> str:
        """``last`` with what ``said`` names in the place of the thing of the same kind."""
        new = _OPENING.sub("", said).rstrip(" ?.!")
        named = self._terms(new) or [(Span(0, len(new)), term) for term in self._ending_in(new)]
        before = list(reversed(self._terms(last)))
        for alike in (_alike, _both_short):
            for span, term in before:
                other = next(
                    (o for s, o in named if term != o and alike(term, o, span.of(last), s.of(new))), None
                )
                if other is not None:
                    written = new if self._terms(new) else other.term
                    return new if asks else f"{last[: span.start]}{written}{last[span.end :]}"
        if asks:
            return f"{new}? {self._subject_words(last)}"
        read = self._reader.read(new)
        if read.unknown and set(read.unknown) == set(read.content):
            return (
                new  # about something the corpus does not know; what was asked before must not answer for it
            )
        said_words, last_words = new.split(), [w.rstrip("?.!,") for w in last.split()]
        for i, word in enumerate(said_words[:-1]):
            at = next((k for k, w in enumerate(last_words[:-1]) if w.lower() == word.lower()), None)
            if at is not None:
                # "PKN Tingkat I" and "yang tingkat II": what follows the common word is exchanged.
                return " ".join([*last_words[:at], *said_words[i:], *last_words[at + 2 :]])
        at = next((k for k, w in enumerate(last_words) if _NUMERAL.fullmatch(w)), None)
        if at is not None and _NUMERAL.fullmatch(said_words[-1]):
            return " ".join([*last_words[:at], said_words[-1], *last_words[at + 1 :]])
        return f"{last.rstrip(' ?.!')} {new}?"

    def _ending_in(self, text: str) -> tuple[Term, ...]:
        """Terms whose last words these are: "sosial kultural" of "kompetensi sosial kultural"."""
        said = words(text)
        return tuple(t for t in self._reader.glossary_terms if said and words(t.term)[-len(said) :] == said)


def _under(before: tuple[Step, ...], mention: Mention) -> tuple[Step, ...] | None:
    """The steps meant by a mention, within the place that was cited before."""
    first = mention.steps[0]
    if first.unit == "pasal":
        return mention.steps
    head: list[Step] = []
    for step in before:
        if step.unit == first.unit:
            break
        head.append(step)
    return (*head, *mention.steps) if head and head[0].unit == "pasal" else None


def _alike(term: Term, other: Term, *_: str) -> bool:
    """True if two terms name things of one kind: their written-out forms share a word."""
    return bool(set(words(term.term)) & set(words(other.term)))


def _both_short(term: Term, other: Term, written: str, other_written: str) -> bool:
    """True if both are written as abbreviations: names of bodies, platforms, programs."""
    return term != other and written[:3].isupper() and other_written[:3].isupper()
