"""Follow-up questions, made to stand alone: "kalau untuk warga asing?", "yang tingkat II?", "ayat 4-nya?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tanyapasal.bot.answering.dialogue import Turn
from tanyapasal.bot.answering.understanding.again import wants_explanation, wants_more
from tanyapasal.index.asking.query import Query
from tanyapasal.index.asking.reading import QueryReader
from tanyapasal.index.language.families import FamilyReader
from tanyapasal.index.language.glossary import Term
from tanyapasal.index.language.words.stemming import stem
from tanyapasal.index.law.places import AnyReference, Reference, Step
from tanyapasal.index.references.mentions import Mention
from tanyapasal.index.text import Span, one_line, words

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
    rf"^(?:yang|pilih|pilihan|opsi)?\s*+(?:(?:nomor|no\.?|ke-?|pilihan|opsi)\s*+)?(?P<n>\d|{'|'.join(_ORDINALS)})\s*+(?:saja|ya|dong|itu)?\W*$",
    re.IGNORECASE,
)
# "kewajibannya?": something of what was spoken of.
_POSSESSED = re.compile(r"(?P<what>[a-z]{4,})nya\W*", re.IGNORECASE)
# Words by which the question before asked; the rest is what it was about.
_QUESTIONING = re.compile(
    r"\b(?:berapa(?:kah)?(?: (?:lama|banyak|hari(?: kerja)?|bulan|tahun|minggu|jam|kali|orang|persen))?(?:nya)?|apa(?:kah)?(?: (?:saja|itu|isi|yang dimaksud(?: dengan)?))?"
    r"|siapa(?:kah)?(?: saja)?(?: yang)?|kapan(?:kah)?|bagaimana(?:kah)?|mengapa|kenapa|di mana|ke mana|dari mana|boleh(?:kah)?|bisa(?:kah)?"
    r"|jelaskan|sebutkan|tolong|minta|dong|ya|sih|lamanya|saja|yaitu|adalah|menurut|sebenarnya)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 10
# A quantity for each year is nothing of what was spoken of.
_EACH = re.compile(r"\b(?:setahun|sebulan|(?:per|tiap|setiap) (?:tahun|bulan|orang))\b", re.IGNORECASE)
_NUMERAL = re.compile(r"[IVX]+|\d+")


class FollowUps:
    """Reads a message in the light of the turn before it.

    ``label``: how a place is written; ``items``: of the list at a place; ``held``: whether anything is held of a place.
    """

    def __init__(
        self,
        reader: QueryReader,
        label: Callable[[Reference], str],
        items: Callable[[AnyReference], tuple[str, ...]] = lambda _: (),
        held: Callable[[Reference], bool] = lambda _: True,
    ) -> None:
        self._held = held
        measures = (
            w for measure in reader.field.domain.measures for name in measure.written for w in words(name)
        )
        self._measures = frozenset(map(stem, measures))
        self._items = items
        self._reader = reader
        self._aspects = reader.field.aspects
        self._groups = reader.field.groups
        self._exchange = FamilyReader(reader.field.domain).exchange
        self._label = label

    def wants_more(self, query: Query, turn: Turn | None) -> bool:
        """True if the message asks for the whole of what was cited before or what it means, and for nothing else."""
        if turn is None or not turn.answered or not turn.refs or query.mentions:
            return False
        return wants_explanation(query.text) or (not query.named and wants_more(query.text))

    def with_subject_of(self, question: str, others: Sequence[str]) -> str:
        """``question`` with what the first of ``others`` that names something is about, if it names nothing itself."""
        if self._things(self._reader.read(question)):
            return question
        about = next((other for other in others if self._things(self._reader.read(other))), None)
        return question if about is None else f"{question.rstrip(' ?.!')} {self._subject_words(about)}"

    def standing_alone(self, query: Query, turn: Turn) -> str:
        """The question that is meant; the message itself if it needs no context."""
        chosen = self._chosen(query, turn)
        if chosen is not None:
            return chosen
        placed = self._placed(query, turn)
        if placed is not None:
            return placed
        if any(m.steps for m in query.mentions) or len(words(query.text)) > _MOST_WORDS:
            return query.original
        own = self._things(query)
        asks = query.kind != "lain" or bool(self._aspects.asked(query.focus))
        if not _LEANS.search(query.text) and (own or not asks):
            return query.original
        if asks and not own and not turn.answered:
            # More about what was refused: it is refused again.
            return turn.question
        if asks and not own:
            return f"{query.original} {self._subject_words(turn.question)}".strip()
        if (
            asks
            and len(own) > 1
            and any(self._groups.named(term.term) for _, term in self._terms(query.text))
        ):
            return _OPENING.sub("", query.text)  # it says what is asked, of what and for whom
        possessed = _POSSESSED.fullmatch(query.text)
        if possessed is not None and not asks:
            exchanged = self._exchange(turn.question, possessed["what"])
            if exchanged is not None:
                return exchanged
            owners = dict.fromkeys(span.of(turn.question) for span, _ in self._terms(turn.question))
            return f"Apa {possessed['what']} {' '.join(owners)}?"
        return self._substituted(query.text, turn.question, asks)

    def asks_where(self, query: Query, turn: Turn | None) -> bool:
        """True if the message asks where that stands which was answered before, and for nothing else."""
        if turn is None or not turn.answered or query.kind != "dasar_hukum" or query.mentions:
            return False
        return any(isinstance(ref, Reference) for ref in turn.refs) and not self._subject(query)

    def _chosen(self, query: Query, turn: Turn) -> str | None:
        """The option, or the item of the list cited before, that a message picks by its number or its name."""
        said = words(_OPENING.sub("", query.text))
        for option in turn.options:
            if said and said == words(option.label):
                return option.question
        choice = _CHOICE.match(query.original)
        if choice is None:
            return None
        number = _ORDINALS.get(choice["n"].lower()) or int(choice["n"])
        if turn.options:
            return turn.options[number - 1].question if 1 <= number <= len(turn.options) else None
        items = self._items(turn.refs[0]) if turn.answered else ()
        if not 1 <= number <= len(items):
            return None
        people = [
            span.of(turn.question)
            for span, term in self._terms(turn.question)
            if self._groups.named(term.term)
        ]
        return " ".join(["Jelaskan", items[number - 1], *people])

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
        if mention.regulation is not None or mention.part != "batang_tubuh":
            return None
        meant = [
            Reference(before.regulation, type(before.locator)(steps))
            for before in turn.refs
            if isinstance(before, Reference) and (steps := _under(before.locator.steps, mention)) is not None
        ]
        if not meant:
            return None
        # Of the regulations that were cited the first that has such a place.
        place = self._label(next(filter(self._held, meant), meant[0]))
        return f"{query.original[: mention.span.start]}{place}{query.original[mention.span.end :]}"

    def _subject(self, query: Query) -> tuple[str, ...]:
        """Topic words that the message names itself, apart from what it asks of them."""
        content = set(query.content) - query.duties
        return tuple(
            word
            for word in words(query.text)
            if stem(word) in content and not self._aspects.asked(word) and not word.endswith("nya")
        )

    def _things(self, query: Query) -> tuple[str, ...]:
        """Its topic words without units: "berapa poin" names nothing that it is about, unless it is due to somebody or yearly."""
        own = self._subject(query)
        if query.kind != "berapa" or query.people or _EACH.search(query.text):
            return own
        return tuple(word for word in own if stem(word) not in self._measures)

    def _subject_words(self, question: str) -> str:
        """What a question is about: its terms of the field, or else its topic words."""
        query = self._reader.read(question)
        rest = one_line(_QUESTIONING.sub(" ", query.text).strip(" ?.!,"))
        content = set(query.content)
        kept = [
            w for w in rest.split() if not self._aspects.asked(w) or stem(w.lower().strip(",.?")) in content
        ]
        return " ".join(kept) or " ".join(self._subject(query))

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
        # "kalau yang manajerial apa bentuknya?": what it names beside what it asks
        own = " ".join(self._subject(self._reader.read(new)))
        exchanged = self._exchange(last, own if asks else new)
        if exchanged is not None:
            same = self._aspects.asked(new) == self._aspects.asked(last)
            return exchanged if same or not asks else f"{new} {self._subject_words(exchanged)}"
        named = self._terms(new) or [(Span(0, len(new)), term) for term in self._ending_in(own or new)]
        before = list(reversed(self._terms(last)))
        for alike in (_alike, _both_short):
            for span, term in before:
                other = next(
                    (o for s, o in named if term != o and alike(term, o, span.of(last), s.of(new))), None
                )
                if other is not None:
                    written = new if self._terms(new) else other.term
                    if asks:
                        return new if self._terms(new) else f"{new} {written}"
                    return f"{last[: span.start]}{written}{last[span.end :]}"
        read = self._reader.read(new)
        if read.unknown and set(read.unknown) == set(read.content):
            # About something the corpus does not know: what was asked before must not answer for it.
            return new
        if asks:
            return f"{new}? {self._subject_words(last)}"
        said_words, last_words = new.split(), [w.rstrip("?.!,") for w in last.split()]
        for i, word in enumerate(said_words[:-1]):
            at = next((k for k, w in enumerate(last_words[:-1]) if w.lower() == word.lower()), None)
            if at is not None:
                # "Ujian Tingkat I" and "yang tingkat II": from the common word on, as much is exchanged as is said.
                return " ".join([*last_words[:at], *said_words, *last_words[at + len(said_words) - i :]])
        at = next((k for k, w in enumerate(last_words) if _NUMERAL.fullmatch(w)), None)
        if at is not None and _NUMERAL.fullmatch(said_words[-1]):
            return " ".join([*last_words[:at], said_words[-1], *last_words[at + 1 :]])
        return f"{last.rstrip(' ?.!')} {new}?"

    def _ending_in(self, text: str) -> tuple[Term, ...]:
        """Terms whose last words these are: "taman kota" of "petugas taman kota"."""
        said = words(text)
        return tuple(
            t for t in self._reader.field.terms.terms if said and words(t.term)[-len(said) :] == said
        )


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
