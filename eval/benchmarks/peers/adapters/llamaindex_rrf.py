"""LlamaIndex: QueryFusionRetriever (RRF) over BM25Retriever, with the Indonesian stemmer, and a FAISS vector store."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tanyapasal.eval.benchmarks.peers.adapters.loop import Ask, Given

# what a user writes
import faiss
import Stemmer
from llama_index.core import StorageContext, VectorStoreIndex, load_index_from_storage
from llama_index.core.embeddings import BaseEmbedding
from llama_index.core.llms import MockLLM
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.schema import TextNode
from llama_index.retrievers.bm25 import BM25Retriever
from llama_index.vector_stores.faiss import FaissVectorStore
from pydantic import PrivateAttr


class _Engine(BaseEmbedding):  # type: ignore[misc]  # LlamaIndex is not there when types are checked
    _given: Given = PrivateAttr()

    def __init__(self, given: Given) -> None:
        super().__init__()
        self._given = given

    def _get_query_embedding(self, query: str) -> list[float]:
        return list(self._given.engine(query).tolist())

    _get_text_embedding = _get_query_embedding

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


def build(given: Given) -> None:
    documents, vectors = given.documents, given.vectors
    nodes = [
        TextNode(id_=d.id, text=d.words, embedding=v.tolist())
        for d, v in zip(documents, vectors, strict=True)
    ]
    store = FaissVectorStore(faiss_index=faiss.IndexFlatIP(vectors.shape[1]))
    context = StorageContext.from_defaults(vector_store=store)
    VectorStoreIndex(nodes, storage_context=context, embed_model=_Engine(given))
    context.persist(str(given.index))
    stemmer = Stemmer.Stemmer("indonesian")
    BM25Retriever.from_defaults(nodes=nodes, stemmer=stemmer, language=[], similarity_top_k=20).persist(
        str(given.index / "bm25")
    )


def opened(given: Given) -> Ask:
    store = FaissVectorStore.from_persist_dir(str(given.index))
    context = StorageContext.from_defaults(vector_store=store, persist_dir=str(given.index))
    dense = load_index_from_storage(context, embed_model=_Engine(given)).as_retriever(similarity_top_k=20)
    bm25 = BM25Retriever.from_persist_dir(str(given.index / "bm25"))
    bm25.stemmer = Stemmer.Stemmer("indonesian")
    both = QueryFusionRetriever(
        [bm25, dense],
        llm=MockLLM(),
        mode="reciprocal_rerank",
        similarity_top_k=20,
        num_queries=1,
        use_async=False,
    )

    def ask(text: str, top: int) -> tuple[list[str], bool]:
        found = both.retrieve(text)[:top]
        return [str(hit.node.node_id) for hit in found], bool(found)

    return ask


# end of what a user writes
