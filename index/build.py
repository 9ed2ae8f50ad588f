"""Corpus folder to snapshot."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from tanyapasal.index.corpus import corpus_hash, read_corpus, source_hashes
from tanyapasal.index.embedding.embedder import Embedder
from tanyapasal.index.embedding.keeping import KeepingEmbedder
from tanyapasal.index.errors import CorpusError, CorpusMistake, SnapshotError
from tanyapasal.index.keeping.building import building, change_noted, took_in
from tanyapasal.index.keeping.embedding import embedded
from tanyapasal.index.keeping.headings import embed_under_headings
from tanyapasal.index.keeping.kept import Kept, KeptDocuments
from tanyapasal.index.keeping.links import link
from tanyapasal.index.keeping.pieces import DOCUMENTS, PAST, PieceReader
from tanyapasal.index.keeping.rows import SHORT, WORDS, RowReader
from tanyapasal.index.keeping.shards import Shard, check_finished, take, take_vectors
from tanyapasal.index.keeping.terms import KeptTerms
from tanyapasal.index.language.field import Field
from tanyapasal.index.language.words.damaged import repairs_among
from tanyapasal.index.passages.facts import CorpusFacts
from tanyapasal.index.passages.holdings import auditor_of
from tanyapasal.index.passages.of_corpus import cards_of
from tanyapasal.index.passages.reading.reader import FactReader
from tanyapasal.index.search.engines.by_size import lexical_index, vector_index
from tanyapasal.index.search.engines.milvus_client import Collection
from tanyapasal.index.search.hosted import NOW, WHOLE, hosted, is_hosted, retire
from tanyapasal.index.search.manifest import Manifest, read_manifest, snapshot_id, verify
from tanyapasal.index.search.parts import Parts
from tanyapasal.index.search.shelf.stored import Encoded
from tanyapasal.index.search.snapshot import Indexes, Knowledge, without_collecting, write

__all__ = ["Shard", "build", "build_shard", "embed_under_headings", "join"]


@without_collecting()
def build(
    corpus_folder: Path, data: Path, embedder: Embedder, progress: bool = False, milvus: str | None = None
) -> tuple[Manifest, bool]:
    """Build or keep the snapshot; returns its manifest and whether anything was built.

    ``milvus``: the URI of the Milvus that its indexes go to; that of the snapshot before stays there too.
    While another build of the same data folder goes on, this one waits. Raises CorpusError with all mistakes of the
    corpus; the snapshot in use stays as it was.
    """
    with building(data):
        return _build(corpus_folder, data, embedder, progress, milvus)


def _build(
    corpus_folder: Path, data: Path, embedder: Embedder, progress: bool, milvus: str | None
) -> tuple[Manifest, bool]:
    changed, digest = change_noted(data), corpus_hash(corpus_folder)
    identity = snapshot_id(digest, embedder.id, milvus is not None)
    before = _in_use(data)
    if before == identity and (milvus is None or is_hosted(milvus, before)):
        try:
            manifest = verify(data, quick=True)
            took_in(data, changed)
            return manifest, False
        except SnapshotError:
            pass  # damaged: build it
    with closing(Kept(data, _tables(corpus_folder))) as kept:
        made = _Making(corpus_folder, kept, KeepingEmbedder(embedder, data, progress))
        now, whole = (None if milvus is None else Collection(milvus, identity, name) for name in (NOW, WHOLE))
        manifest = write(
            data,
            made.knowledge,
            made.words,
            made.indexes(made.pieces.now, now),
            digest,
            embedder.id,
            made.indexes(made.pieces.whole, whole) if made.pieces.times.past else None,
            hosted=milvus is not None,
            rows=made.rows(),
        )
    took_in(data, changed)
    if milvus is not None:
        retire(milvus, frozenset((identity, before)))
    return manifest, True


@without_collecting()
def build_shard(
    corpus_folder: Path, data: Path, embedder: Embedder, shard: Shard, progress: bool = False
) -> int:
    """Read and embed the official texts of one shard alone, into ``data``; returns how many passages it has.

    What an earlier run has done is not done again. Documents and earlier wordings are read by ``join``. Raises CorpusError.
    """
    with building(data), closing(Kept(data, _tables(corpus_folder))) as kept:
        reading = Reading(corpus_folder, kept)
        pieces = reading.reader.read_some(shard.has)
        own, _, _ = embedded(lambda: kept.rows(pieces), KeepingEmbedder(embedder, data, progress))
    shard.finish(data, corpus_hash(corpus_folder), embedder.id)
    return len(own)


@without_collecting()
def join(
    parts: Sequence[Path],
    corpus_folder: Path,
    data: Path,
    embedder: Embedder,
    progress: bool = False,
    milvus: str | None = None,
) -> tuple[Manifest, bool]:
    """Build from what the shards in ``parts``, one data folder each, have read and embedded; as ``build``.

    Raises SnapshotError if a shard is missing, not finished, or of another corpus, model or program.
    """
    check_finished(parts, corpus_hash(corpus_folder), embedder.id)
    with building(data):
        with closing(Kept(data, _tables(corpus_folder))) as kept:
            for part in parts:
                take(kept, part)
        take_vectors(parts, data)
        return _build(corpus_folder, data, embedder, progress, milvus)


def _in_use(data: Path) -> str:
    """The id of the snapshot in use; "" if there is none."""
    try:
        return read_manifest(data).id
    except SnapshotError:
        return ""


def _tables(corpus: Path) -> list[tuple[str, str]]:
    """The files of a corpus on which readings of all others depend."""
    return [file for file in source_hashes(corpus) if "/" not in file[0]]


class Reading:
    """A corpus, and the reader of its passages."""

    def __init__(self, folder: Path, kept: Kept) -> None:
        self.corpus = corpus = read_corpus(folder, kept)
        self.sources = source_hashes(folder)
        self.cards = cards_of(corpus)
        self.facts = FactReader(Field(corpus), corpus.kinds, self.cards)
        # How regulations are called is all of other files that the reading of a passage depends on.
        told_by = repr([(str(card.id), card.aliases) for card in self.cards if card.aliases])
        rows = RowReader(self.facts, kept.known, told_by)
        self.reader = PieceReader(corpus, kept, rows, dict(self.sources), told_by)


class _Making:
    """A snapshot in the making: everything up to its indexes."""

    def __init__(self, folder: Path, kept: Kept, embedder: KeepingEmbedder) -> None:
        self._kept = kept
        reading = Reading(folder, kept)
        corpus, reader = reading.corpus, reading.reader
        terms = KeptTerms(kept)
        self.pieces = reader.read(
            partial(auditor_of, corpus, embedder, terms) if corpus.official else lambda: None
        )
        terms.save()
        if not any(kept.places(self.pieces.now)):
            raise CorpusError((CorpusMistake(str(folder), 1, "korpus tidak memuat satu pernyataan pun"),))
        link(kept, self.pieces.official, (DOCUMENTS, PAST), reading.facts)
        self._vectors, self._parts, self._owners = embedded(lambda: kept.rows(self.pieces.whole), embedder)
        self.knowledge = Knowledge(
            (),
            reading.cards,
            corpus.glossary,
            corpus.language,
            corpus.kinds,
            reading.sources,
            self.pieces.times,
            corpus.domain,
        )

    @property
    def words(self) -> CorpusFacts:
        """The words of all passages, and what damaged ones of them were."""
        vocabulary = self._kept.counted(WORDS, self.pieces.whole).vocabulary
        short = self._kept.counted(SHORT, self.pieces.now).totals()
        return CorpusFacts((), frozenset(vocabulary), repairs_among(short))

    def rows(self) -> Iterator[Encoded]:
        """The passages that count now, then those of earlier wordings, with what they tell."""
        return (row.encoded() for row in self._kept.rows(self.pieces.whole))

    def indexes(self, pieces: Sequence[str], place: Collection | None) -> Indexes:
        """Indexes over pieces, the first ones of all, in ``place`` if there is one."""
        count = sum(1 for _ in self._kept.places(pieces))
        texts = KeptDocuments(self._kept, pieces, count)
        held = bisect_left(self._owners, count)
        vectors, parts, owners = self._vectors[:count], self._parts[:held], self._owners[:held]
        if place is not None:
            return hosted(place, vectors, texts, parts, owners)
        return Indexes(
            vector_index(vectors),
            Parts.build(parts, owners),
            lexical_index("stems", texts),
            lexical_index("chars4", texts),
        )
