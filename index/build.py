"""Corpus folder to snapshot."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tanyapasal.index.corpus import Corpus, corpus_hash, read_corpus, source_hashes
from tanyapasal.index.embedding.embedder import Embedder, Vectors
from tanyapasal.index.embedding.keeping import KeepingEmbedder
from tanyapasal.index.errors import CorpusError, CorpusMistake, SnapshotError
from tanyapasal.index.language.field import Field
from tanyapasal.index.law.passages import Passage, search_form
from tanyapasal.index.passages.facts import CorpusFacts
from tanyapasal.index.passages.holdings import auditor_of
from tanyapasal.index.passages.of_corpus import cards_of, passages_of
from tanyapasal.index.passages.of_earlier_times import times_of
from tanyapasal.index.passages.parts import children
from tanyapasal.index.passages.reading.reader import FactReader
from tanyapasal.index.passages.reading.readings import Readings
from tanyapasal.index.passages.search_words import lexical_form
from tanyapasal.index.search.engines.by_size import lexical_index, vector_index
from tanyapasal.index.search.engines.milvus_client import Collection
from tanyapasal.index.search.hosted import NOW, WHOLE, hosted, is_hosted, retire
from tanyapasal.index.search.parts import Parts
from tanyapasal.index.search.snapshot import (
    Indexes,
    Knowledge,
    Manifest,
    snapshot_id,
    verify,
    without_collecting,
    write,
)

# How far the vector of a text leans towards that of its heading; measured in eval/ablations.md.
HEADING_WEIGHT = 0.3


@without_collecting()
def build(
    corpus_folder: Path, data: Path, embedder: Embedder, progress: bool = False, milvus: str | None = None
) -> tuple[Manifest, bool]:
    """Build or keep the snapshot; returns its manifest and whether anything was built.

    ``milvus``: the URI of the Milvus that its indexes go to; that of the snapshot before stays there too.
    Raises CorpusError with all mistakes of the corpus; the snapshot in use stays as it was.
    """
    digest = corpus_hash(corpus_folder)
    identity = snapshot_id(digest, embedder.id, milvus is not None)
    before = ""
    try:
        manifest = verify(data)
        before = manifest.id
        if before == identity and (milvus is None or is_hosted(milvus, before)):
            return manifest, False
    except SnapshotError:
        pass  # none yet, or damaged: build it
    corpus = read_corpus(corpus_folder)
    kept = KeepingEmbedder(embedder, data, progress)
    passages = passages_of(corpus, auditor_of(corpus, kept) if corpus.official else None)
    if not passages:
        raise CorpusError((CorpusMistake(str(corpus_folder), 1, "korpus tidak memuat satu pernyataan pun"),))
    times = times_of(corpus, passages)
    every = (*passages, *times.past)
    texts = [search_form(passage) for passage in every]
    parts = _parts_of(every)
    vectors = kept.documents([*texts, *(text for _, text in parts)])
    kept.save()
    own, of_parts = vectors[: len(texts)], vectors[len(texts) :]
    knowledge = Knowledge(
        passages,
        cards_of(corpus),
        corpus.glossary,
        corpus.language,
        corpus.kinds,
        source_hashes(corpus_folder),
        times,
        corpus.domain,
    )
    count, owners = len(passages), [owner for owner, _ in parts]
    places = [None if milvus is None else Collection(milvus, identity, name) for name in (NOW, WHOLE)]
    manifest = write(
        data,
        knowledge,
        _read(corpus, knowledge, data),
        _indexes(every[:count], own[:count], owners, of_parts, places[0]),
        digest,
        embedder.id,
        _indexes(every, own, owners, of_parts, places[1]) if times.past else None,
        hosted=milvus is not None,
    )
    if milvus is not None:
        retire(milvus, frozenset((identity, before)))
    return manifest, True


def _read(corpus: Corpus, knowledge: Knowledge, data: Path) -> CorpusFacts:
    """What the passages tell; those that were read before as they stand are not read again."""
    # All of the corpus that readings depend on beside the passages: its tables, and how regulations are called.
    tables = [file for file in knowledge.sources if not file[0].endswith(".md")]
    aliases = [(str(card.id), card.aliases) for card in knowledge.cards if card.aliases]
    kept = Readings.load(data, (tables, aliases))
    reader = FactReader(Field(corpus), corpus.kinds, knowledge.cards)
    facts = reader.read(knowledge.passages, knowledge.times.past, kept)
    kept.save(data, (tables, aliases))
    return facts


def _indexes(
    passages: Sequence[Passage],
    vectors: Vectors,
    owners: list[int],
    parts: Vectors,
    place: Collection | None = None,
) -> Indexes:
    """Indexes over these, in ``place`` if there is one; ``owners``: of the rows of parts, those of others left out."""
    held = bisect_left(owners, len(passages))
    texts = [lexical_form(passage) for passage in passages]
    if place is not None:
        return hosted(place, vectors, texts, parts[:held], owners[:held])
    return Indexes(
        vector_index(vectors),
        Parts.build(parts[:held], owners[:held]),
        lexical_index("stems", texts),
        lexical_index("chars4", texts),
    )


def _parts_of(passages: Sequence[Passage]) -> list[tuple[int, str]]:
    """The parts of passages that have no passages of their own: whose they are, and what is embedded of them."""
    divided = {p.parent for p in passages if p.parent is not None}
    return [
        (position, f"{passage.context}\n{part}")
        for position, passage in enumerate(passages)
        if passage.parent is None and passage.id not in divided
        for part in children(passage.text)
    ]


def embed_under_headings(
    texts: list[str], headings: list[str], data: Path, embedder: Embedder, progress: bool = False
) -> Vectors:
    """Vectors of texts that lean towards the vector of the heading each stands under ("" for none).

    A pasal seldom says again what its law and chapter are about. The heading is embedded once for all that stands
    under it, so this costs a few hundred texts where embedding heading and text together costs the whole corpus
    again. Shape (len(texts), dimension), rows of length 1.
    """
    named = sorted({heading for heading in headings if heading})
    kept = KeepingEmbedder(embedder, data, progress)
    vectors = kept.documents([*texts, *named])
    kept.save()
    rows = {heading: len(texts) + i for i, heading in enumerate(named)}
    leaning = vectors[: len(texts)].copy()
    for i, heading in enumerate(headings):
        if heading:
            leaning[i] += HEADING_WEIGHT * vectors[rows[heading]]
    unit: Vectors = leaning / np.linalg.norm(leaning, axis=1, keepdims=True)
    return unit
