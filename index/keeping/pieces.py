"""The passages of a corpus as rows, by pieces: each official text, all documents together, and earlier wordings."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from tanyapasal.index.audit.verdicts import Auditor
from tanyapasal.index.corpus import Corpus
from tanyapasal.index.history.times import Times
from tanyapasal.index.keeping.kept import Kept
from tanyapasal.index.keeping.rows import PASSAGE, RowReader
from tanyapasal.index.law.mends import MENDS_SUFFIX
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.law.places import Reference, RegulationId
from tanyapasal.index.passages.of_corpus import of_documents, of_text, regulations_of
from tanyapasal.index.passages.of_earlier_times import times_of

DOCUMENTS, PAST = "documents", "past"


@dataclass(frozen=True, slots=True)
class Pieces:
    """The names of the pieces, in the order of their passages; ``times``: what is known of days, with past passages."""

    official: tuple[str, ...]
    times: Times

    @property
    def now(self) -> tuple[str, ...]:
        """What counts now."""
        return (*self.official, DOCUMENTS)

    @property
    def whole(self) -> tuple[str, ...]:
        """That, then earlier wordings."""
        return (*self.now, PAST)


class PieceReader:
    """Reads the pieces of one corpus and keeps their rows.

    ``hashes``: of every corpus file; ``told_by``: what all readings depend on beside the tables.
    """

    def __init__(
        self, corpus: Corpus, kept: Kept, rows: RowReader, hashes: dict[str, str], told_by: str
    ) -> None:
        self._corpus = corpus
        self._kept = kept
        self._rows = rows
        self._hashes = hashes
        self._told_by = told_by

    def read_some(self, chosen: Callable[[RegulationId], bool]) -> tuple[str, ...]:
        """Bring the rows of some official texts up to date; their pieces."""
        documents = self._by_regulation(of_documents(self._corpus, Counter()))
        return tuple(self._official(documents, chosen))

    def read(self, auditor: Callable[[], Auditor | None]) -> Pieces:
        """Bring the rows that are kept up to date; ``auditor``: asked for where documents are held against the law."""
        unnumbered = self._by_regulation(of_documents(self._corpus, Counter()))
        official = tuple(self._official(unnumbered))
        seen = Counter(self._kept.places(official))
        needed = any(file.statements for file in self._corpus.regulations)
        documents = tuple(of_documents(self._corpus, seen, auditor() if needed else None))
        beside = self._by_regulation(documents)
        shared = [id_ for id_, passages in beside.items() if any(_within(p) for p in passages)]
        self._put(DOCUMENTS, documents, [p for id_ in shared for p in self._of(id_)])
        times = times_of(
            self._corpus,
            lambda id_: (*self._of(id_), *(p for p in beside.get(id_, ()) if p.source.kind == "official")),
        )
        changed = dict.fromkeys(p.ref.regulation for p in times.past if isinstance(p.ref, Reference))
        self._put(PAST, times.past, [p for id_ in changed for p in (*self._of(id_), *beside.get(id_, ()))])
        files = {_name(file.id) for file in self._corpus.official}
        self._kept.only({*official, DOCUMENTS, PAST}, files)
        return Pieces(official, times)

    def _official(
        self,
        documents: dict[RegulationId, list[Passage]],
        chosen: Callable[[RegulationId], bool] = lambda _: True,
    ) -> Iterator[str]:
        """Read each official text that is chosen and new or changed, by itself or by others; the names of all chosen."""
        regulations, copies = regulations_of(self._corpus)
        changing: dict[RegulationId, dict[RegulationId, None]] = defaultdict(dict)
        for file in self._corpus.official:
            for operation in file.regulation.operations:
                changing[operation.target.regulation][file.id] = None
        for file in (each for each in self._corpus.official if chosen(each.id)):
            name = _name(file.id)
            # A document of the same name stands with the text, as if it were a part of it.
            behind = [p for p in documents.get(file.id, ()) if p.source.document == file.source.document]
            texts = [self._read_from(id_) for id_ in (file.id, *changing[file.id])]
            key = hashlib.sha256(repr((self._told_by, texts, behind)).encode("utf-8", "replace")).digest()
            if not self._kept.has(name, key):
                passages = tuple(of_text(file, self._corpus.kinds, regulations, copies, Counter()))
                rows = self._rows.rows(passages, (), behind, self._kept.by_told(name), copied=True)
                self._kept.put(name, key, rows)
            yield name

    def _read_from(self, regulation: RegulationId) -> tuple[str, str]:
        """The hashes of an official text and of what is mended in it."""
        name = _name(regulation)
        return self._hashes[name], self._hashes.get(name.removesuffix(".md") + MENDS_SUFFIX, "")

    def _put(self, piece: str, passages: Sequence[Passage], before: Sequence[Passage]) -> None:
        copied = piece == DOCUMENTS
        self._kept.put(piece, b"", self._rows.rows(passages, before, (), self._kept.by_told(piece), copied))

    def _of(self, regulation: RegulationId) -> list[Passage]:
        """The passages of an official text that is held."""
        return [PASSAGE.validate_json(row.passage) for row in self._kept.rows((_name(regulation),))]

    @staticmethod
    def _by_regulation(passages: Iterable[Passage]) -> dict[RegulationId, list[Passage]]:
        found: dict[RegulationId, list[Passage]] = defaultdict(list)
        for passage in passages:
            if isinstance(passage.ref, Reference):
                found[passage.ref.regulation].append(passage)
        return dict(found)


def _within(passage: Passage) -> bool:
    """True for what may be an item of an official text: one that speaks of a place within a pasal."""
    return isinstance(passage.ref, Reference) and len(passage.ref.locator.steps) > 1


def _name(regulation: RegulationId) -> str:
    return f"official/{regulation}.md"
