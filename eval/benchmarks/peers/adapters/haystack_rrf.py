"""Haystack: a pipeline of the in-memory BM25 and embedding retrievers, joined by reciprocal rank fusion."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tanyapasal.eval.benchmarks.peers.adapters.loop import Ask, Given

# what a user writes
from haystack import Document, Pipeline
from haystack.components.joiners import DocumentJoiner
from haystack.components.retrievers import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore


def build(given: Given) -> None:
    store = InMemoryDocumentStore(embedding_similarity_function="dot_product")
    store.write_documents(
        [
            Document(id=d.id, content=d.words, embedding=v.tolist())
            for d, v in zip(given.documents, given.vectors, strict=True)
        ]
    )
    store.save_to_disk(str(given.index / "store.json"))


def opened(given: Given) -> Ask:
    store = InMemoryDocumentStore.load_from_disk(str(given.index / "store.json"))
    both = Pipeline()
    both.add_component("bm25", InMemoryBM25Retriever(store, top_k=20))
    both.add_component("dense", InMemoryEmbeddingRetriever(store, top_k=20))
    both.add_component("join", DocumentJoiner(join_mode="reciprocal_rank_fusion"))
    both.connect("bm25", "join")
    both.connect("dense", "join")

    def ask(text: str, top: int) -> tuple[list[str], bool]:
        vector = given.engine(text).tolist()
        found = both.run({"bm25": {"query": text}, "dense": {"query_embedding": vector}})["join"]["documents"]
        return [str(d.id) for d in found[:top]], bool(found)

    return ask


# end of what a user writes
