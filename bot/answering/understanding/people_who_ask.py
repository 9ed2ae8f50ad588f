"""Who asks: "Saya pejabat administrator." tells it once, and later questions about "saya" are about that person.

A statement about oneself is no question. It is acknowledged, remembered for the conversation, and put in the place of
"saya" in what is asked later; nothing but the group or the position is kept.
"""

from __future__ import annotations

import re

from tanyapasal.bot.answering.dialogue import Turn
from tanyapasal.index.asking.kinds_of_questions import asks
from tanyapasal.index.asking.message_forms import MessageForm, compiled
from tanyapasal.index.asking.query import Query
from tanyapasal.index.asking.reading import QueryReader
from tanyapasal.index.language.families import written_as
from tanyapasal.index.text import words

_I = r"(?:saya|aku|kami|gue|gw|sy)"
_BEING = (
    r"(?:\s+(?:ini|adalah|itu|seorang|sebagai|sudah|udah|baru|baru saja|masih|sekarang|kini|juga|kebetulan|statusnya|berstatus"
    r"|menjabat|bekerja|kerja|bertugas|jadi|menjadi|diangkat|dilantik|punya|selaku|jabatan|jabatannya))*"
)
_REST = r"(?P<who>[^?]{2,60}?)"
FORMS: tuple[MessageForm, ...] = (
    MessageForm(
        rf"^\W*(?:halo\W+|maaf\W+|kalau\s+)?{_I}{_BEING}\s+{_REST}\W*$",
        (
            "Saya petugas taman.",
            "saya sudah jadi ketua",
            "Aku ini masih calon petugas",
            "kami bekerja sebagai juru kunci",
        ),
        ("apakah saya petugas?", "petugas taman saya"),
    ),
    MessageForm(
        rf"^\W*(?:jabatan|status|posisi|pangkat)\s+(?:saya|aku|kami|gue)\b{_BEING}\s+{_REST}\W*$",
        ("Jabatan saya ketua taman", "status saya sekarang calon petugas"),
        ("jabatan ketua taman",),
    ),
)
_COMPILED = compiled(FORMS)
_MOST_WORDS = 12
_ME = re.compile(r"\b(?:bagi\s+|untuk\s+)?(?P<me>saya|aku|kami|gue)\b", re.IGNORECASE)
# What a person says of themselves beside who they are is no question either: "golongan III/a", "di Dinas Pertanian".
_WANTS = re.compile(
    r"\b(?:mau|ingin|butuh|perlu|minta|mohon|cari|tanya|bertanya|harus|wajib|boleh|bisa|dapat)\b",
    re.IGNORECASE,
)


def stated(message: str) -> str | None:
    """What a message says of the person who writes it, if it says nothing else; else None."""
    if len(words(message)) > _MOST_WORDS or "?" in message:
        return None
    found = next((match for pattern in _COMPILED if (match := pattern.search(message))), None)
    return None if found is None or asks(found["who"]) or _WANTS.search(message) else found["who"].strip()


class PeopleWhoAsk:
    """Reads who asks, in one field: its groups and the positions and people of its families."""

    def __init__(self, reader: QueryReader) -> None:
        self._reader = reader
        domain, glossary = reader.field.domain, reader.field.glossary
        # A family with a name that begins with "pejabat" is one of positions; those of leave or training are not.
        positions = {
            name
            for family in domain.families
            for name in family.names
            if any(other.startswith("pejabat") for other in family.names)
        }
        written = {name for group in domain.groups for name in group.written}
        written.update(name for others in domain.others for name in others.written)
        offices = {said for said, *meant in glossary.related if positions.intersection(meant)}
        self._people = written_as(written | positions | offices)

    def told(self, query: Query) -> str | None:
        """Who writes, as they call themselves, if the message says just that: "pejabat administrator"."""
        who = stated(query.text)
        if who is None or self._people is None or query.mentions:
            return None
        found = [match.group() for match in self._people.finditer(who)]
        return " ".join(dict.fromkeys(found)) or None

    def chosen(self, turn: Turn) -> str | None:
        """The question of the one option offered that is for who asks; None if none is: "saya juru kunci" after "Ketua atau juru kunci?"."""
        groups = self._reader.field.groups.named
        said, of = set(words(turn.asker)), groups(turn.asker)
        fitting = [
            o.question for o in turn.options if said == set(words(o.label)) or (of and of == groups(o.label))
        ]
        return fitting[0] if len(fitting) == 1 and not turn.answered else None

    def in_place(self, question: str, asker: str) -> str:
        """``question`` about the person who asks: "saya" is who that is; without it, a rule for a group is for them."""
        if not asker:
            return question
        query = self._reader.read(question)
        if query.people or self._named(query.text):
            return question
        if _ME.search(question) is not None:
            return _ME.sub(lambda match: match.group().replace(match["me"], asker), question)
        if (
            query.mentions
            or query.kind in ("definisi", "beda", "dasar_hukum", "tautan")
            or not asks(query.text)
        ):
            return question
        return (
            f"{question.rstrip(' ?.!')} untuk {asker}?"
            if self._reader.field.groups.named(asker)
            else question
        )

    def _named(self, text: str) -> bool:
        return self._people is not None and self._people.search(text) is not None


def acknowledged(asker: str) -> str:
    """What is said to somebody who told who they are."""
    return f"Baik, saya catat untuk percakapan ini: Anda {asker}. Apa yang ingin Anda ketahui?"
