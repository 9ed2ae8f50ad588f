"""What the corpus holds, arranged for people who do not know what to ask.

Nothing here knows a title: programs whose titles begin or end alike form a group that is named after what they
share ("Kompetensi Manajerial", "Kompetensi Teknis": Kompetensi), the others stand for themselves.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from tanyapasal.bot.assistant import Assistant
from tanyapasal.index.law.passages import Passage, RegulationCard
from tanyapasal.index.law.places import AnyReference, Reference

# Titles must share this many words at the end to belong together; at the beginning one is enough, because
# that is where Indonesian names the kind of thing.
_ENDING_WORDS = 2


def digest(text: str) -> str:
    """Eight characters that stand for ``text`` among the few hundred that a corpus has."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Program:
    """A program description: its title and its sections in order."""

    id: str
    title: str
    sections: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Programs whose titles share ``name``."""

    name: str
    programs: tuple[Program, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Groups in the order of the corpus; regulations with the places held of each, in reading order."""

    groups: tuple[Group, ...]
    regulations: tuple[tuple[RegulationCard, tuple[AnyReference, ...]], ...]

    def programs(self) -> tuple[Program, ...]:
        return tuple(program for group in self.groups for program in group.programs)

    def group(self, key: str) -> Group | None:
        return next((group for group in self.groups if digest(group.name) == key), None)

    def program(self, key: str) -> Program | None:
        return next((program for program in self.programs() if digest(program.id) == key), None)

    def regulation(self, key: str) -> tuple[RegulationCard, tuple[AnyReference, ...]] | None:
        return next((entry for entry in self.regulations if digest(str(entry[0].id)) == key), None)

    def place(self, key: str) -> AnyReference | None:
        """The section or pasal with this digest."""
        sections = (passage.ref for program in self.programs() for passage in program.sections)
        pasal = (ref for _, places in self.regulations for ref in places)
        return next((ref for ref in (*sections, *pasal) if digest(str(ref)) == key), None)


def catalogue(assistant: Assistant) -> Catalogue:
    """Everything that can be browsed."""
    return Catalogue(
        grouped(
            tuple(
                Program(ref.program, _title(held[0]), held)
                for ref in assistant.programs()
                if (held := assistant.passages_at(ref))
            )
        ),
        tuple((card, _places(assistant, card)) for card in assistant.regulations()),
    )


def documents(assistant: Assistant) -> tuple[str, ...]:
    """The documents that the corpus was taken from."""
    held = [p for card in assistant.regulations() for p in assistant.passages_at(Reference(card.id))]
    held += [p for program in assistant.programs() for p in assistant.passages_at(program)]
    return tuple(dict.fromkeys(p.source.document for p in held))


def _title(section: Passage) -> str:
    """A section's label is its program's title and its own heading."""
    return section.label.removesuffix(section.heading).rstrip(": ") or section.label


def _places(assistant: Assistant, card: RegulationCard) -> tuple[AnyReference, ...]:
    """The regulation itself, if something is said of it as a whole, and each pasal that is held."""
    found: dict[AnyReference, None] = {}
    for passage in assistant.passages_at(Reference(card.id)):
        ref = passage.ref
        if isinstance(ref, Reference) and ref.locator.part == "batang_tubuh":
            locator = type(ref.locator)(ref.locator.steps[:1])
            found[Reference(ref.regulation, locator)] = None
    return tuple(found)


def grouped(programs: tuple[Program, ...]) -> tuple[Group, ...]:
    """Programs that share the first word of their titles, else the last words; groups where their first is."""
    names: dict[str, str] = {}
    by_first = _together((_words(p.title)[0].lower(), p) for p in programs)
    for members in by_first:
        if len(members) > 1:
            shared = _common([_words(p.title) for p in members])
            names.update((p.id, " ".join(shared)) for p in members)
    rest = [p for p in programs if p.id not in names]
    for members in _together((" ".join(_words(p.title)[-_ENDING_WORDS:]).lower(), p) for p in rest):
        shared = _common([_words(p.title)[::-1] for p in members])[::-1]
        alone = len(members) == 1
        names.update((p.id, p.title if alone else " ".join(shared)) for p in members)
    order = dict.fromkeys(names[p.id] for p in programs)
    return tuple(Group(name, tuple(p for p in programs if names[p.id] == name)) for name in order)


def _together(keyed: Iterable[tuple[str, Program]]) -> list[list[Program]]:
    found: dict[str, list[Program]] = {}
    for key, program in keyed:
        found.setdefault(key, []).append(program)
    return list(found.values())


def _words(title: str) -> list[str]:
    """The words of a title without what stands in brackets; the title itself if nothing else is left."""
    return re.sub(r"\([^()]*\)", " ", title).split() or [title or "?"]


def _common(titles: list[list[str]]) -> list[str]:
    """The words that all begin with."""
    shared: list[str] = []
    for column in zip(*titles, strict=False):
        if len({word.lower() for word in column}) > 1:
            break
        shared.append(column[0])
    return shared
