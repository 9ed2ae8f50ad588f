"""TanyaPasal: the retriever that answers are made from. A text of one's own goes in as the corpus does, or as here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tanyapasal.eval.benchmarks.peers.adapters.loop import Ask, Given

# what a user writes
import json

from tanyapasal.bot.settings import read_settings
from tanyapasal.eval.beir import open_folder
from tanyapasal.index.corpus import read_corpus
from tanyapasal.index.embedding.named import embedder_named
from tanyapasal.index.judging.reader import PackagedReader
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.search.snapshot import Indexes, Knowledge, load, write


def build(given: Given) -> None:
    settings = read_settings()
    embedder, corpus = embedder_named(settings.embedder), read_corpus(settings.corpus)
    language = Knowledge((), (), corpus.glossary, corpus.language, corpus.kinds, domain=corpus.domain)
    retriever, ids = open_folder(given.folder, given.folder, embedder, language, progress=True)
    held = retriever.snapshot
    indexes = Indexes(held.dense, held.parts, held.stems, held.chars4)
    write(given.index, held.knowledge, held.facts, indexes, held.manifest.corpus_hash, embedder.id)
    (given.index / "ids.json").write_text(json.dumps(ids))


def opened(given: Given) -> Ask:
    settings = read_settings()
    embedder = embedder_named(settings.embedder)
    embedder.warm_up()
    judge = PackagedReader() if settings.reader else None
    if judge is not None:
        judge.warm_up()
    retriever = Retriever(load(given.index, embedder.id, embedder.dimension), embedder, None, judge)
    ids = json.loads((given.index / "ids.json").read_text())

    def ask(text: str, top: int) -> tuple[list[str], bool]:
        found = retriever.retrieve(retriever.reader.read(text), top)
        return [str(ids[hit.passage.id]) for hit in found.hits], found.confidence >= settings.threshold

    return ask


# end of what a user writes
