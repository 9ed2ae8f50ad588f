"""What a snapshot holds of each passage, and what its indexes are made of: read once, and kept as long as it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from tanyapasal.index.embedding.keeping import key_of
from tanyapasal.index.language.words.damaged import abbreviations
from tanyapasal.index.law.passages import Passage, search_form
from tanyapasal.index.passages.facts import Facts
from tanyapasal.index.passages.parts import children
from tanyapasal.index.passages.reading.reader import FactReader, PassageReader
from tanyapasal.index.passages.reading.readings import Reading
from tanyapasal.index.passages.search_words import lexical_form
from tanyapasal.index.references.mentions import Mention
from tanyapasal.index.search.counted import numbered
from tanyapasal.index.search.lexical import ANALYSES
from tanyapasal.index.search.shelf import cited
from tanyapasal.index.search.shelf.stored import Encoded
from tanyapasal.index.text import words

# The ways in which a passage is counted: for its two indexes, for the words of the corpus, and for what copying damaged.
WORDS, SHORT = "words", "short"
COUNTED = (*ANALYSES, WORDS, SHORT)
_DIGEST = 32
NO_BASE = "-"
PASSAGE = TypeAdapter(Passage)
FACTS = TypeAdapter(Facts)
MENTIONS = TypeAdapter(tuple[tuple[Mention, ...], tuple[Mention, ...]])


@dataclass(slots=True)
class Row:
    """One passage. ``told``: digest of all that it was read from; ``facts``: JSON without ``named`` and ``leans``.

    ``mentions``: JSON of those that these come from, b"" if there are none; ``links``: JSON of both, as far as they lead
    to what is held; ``open``: where they lead depends on other regulations too; ``cites``: the regulations named.
    ``vectors``: one digest after the other of what is embedded, the passage and its parts; ``tokens``: see ``COUNTED``.
    """

    told: bytes
    id: str
    place: str
    passage: bytes
    facts: bytes
    mentions: bytes
    based: str
    defined: str
    ends: bool
    open: bool
    vectors: bytes
    links: bytes = b""
    cites: str = ""
    tokens: tuple[bytes, ...] = ()

    @property
    def keys(self) -> list[str]:
        """The keys under which the vectors of the passage and of its parts are kept."""
        return [self.vectors[n : n + _DIGEST].hex() for n in range(0, len(self.vectors), _DIGEST)]

    def encoded(self) -> Encoded:
        """As a snapshot holds it."""
        facts = self.facts[:-1] + b"," + self.links[1:]
        defined = self.defined.split("\n") if self.defined else ()
        return Encoded(self.id, self.place, defined, bool(self.ends), self.cites.split(), self.passage, facts)


class RowReader:
    """Makes rows of passages.

    ``known``: for each of ``COUNTED`` the tokens by their numbers, which it adds to; ``told_by``: what all readings depend
    on beside passages and tables.
    """

    def __init__(self, facts: FactReader, known: Mapping[str, dict[str, int]], told_by: str) -> None:
        self._facts = facts
        self._known = known
        self._told_by = told_by

    def rows(
        self,
        passages: Sequence[Passage],
        before: Sequence[Passage],
        behind: Sequence[Passage],
        kept: Mapping[bytes, Row],
        copied: bool = False,
    ) -> list[Row]:
        """Rows of ``passages``, which stand with others ``before`` and ``behind`` them; what ``kept`` has is not read again.

        ``copied``: in official ones damaged words are looked for.
        """
        held = (*before, *passages, *behind)
        standing = self._facts.standing(held)
        wholes = {p.parent for p in held if p.parent is not None}
        return [self._row(p, standing, p.id in wholes, kept, copied) for p in passages]

    def _row(
        self,
        passage: Passage,
        standing: PassageReader,
        divided: bool,
        kept: Mapping[bytes, Row],
        copied: bool,
    ) -> Row:
        alone = passage.parent is None
        told_by = repr((self._told_by, alone, copied, standing.told_by(passage)))
        told = hashlib.sha256(told_by.encode("utf-8", "replace")).digest()
        encoded, place = PASSAGE.dump_json(passage), str(passage.ref)
        based = " ".join(map(str, cited(passage, Facts()))) if alone else NO_BASE
        old = kept.get(told)
        if old is not None:
            return replace(old, id=passage.id, passage=encoded, based=based, links=b"", cites="")
        reading = standing.read(passage)
        embedded = embedded_of(passage, divided)
        official = copied and alone and passage.source.kind == "official"
        counted = (
            *(analyse(lexical_form(passage)) for analyse in ANALYSES.values()),
            words(search_form(passage)),
            abbreviations(passage.text) if official else (),
        )
        return Row(
            told,
            passage.id,
            place,
            encoded,
            FACTS.dump_json(reading.facts, exclude={"named", "leans"}),
            _mentions(reading),
            based,
            "\n".join(reading.facts.defined),
            bool(reading.facts.ends),
            any(mention.regulation is not None for mention in reading.mentions),
            b"".join(bytes.fromhex(key_of(text)) for text in embedded),
            tokens=tuple(numbered(t, self._known[n]) for n, t in zip(COUNTED, counted, strict=True)),
        )


def embedded_of(passage: Passage, divided: bool) -> list[str]:
    """What is embedded of a passage: itself, and its parts where they are no passages of their own (``divided``)."""
    parts: Iterable[str] = children(passage.text) if passage.parent is None and not divided else ()
    return [search_form(passage), *(f"{passage.context}\n{part}" for part in parts)]


def _mentions(reading: Reading) -> bytes:
    if not reading.mentions and not reading.leaning:
        return b""
    return MENTIONS.dump_json((reading.mentions, reading.leaning))
