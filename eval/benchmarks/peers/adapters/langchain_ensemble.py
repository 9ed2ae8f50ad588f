"""LangChain: EnsembleRetriever (RRF) over BM25Retriever and FAISS. BM25 is not kept on disk: opening indexes it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tanyapasal.eval.benchmarks.peers.adapters.loop import Ask, Given

# what a user writes
import re

from langchain_classic.retrievers import EnsembleRetriever
from langchain_community.retrievers import BM25Retriever
from langchain_community.vectorstores import FAISS
from langchain_core.embeddings import Embeddings


class _Engine(Embeddings):  # type: ignore[misc]  # LangChain is not there when types are checked
    def __init__(self, given: Given) -> None:
        self._engine = given.engine

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return list(self._engine(text).tolist())


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def build(given: Given) -> None:
    documents = given.documents
    store = FAISS.from_embeddings(
        zip((d.words for d in documents), given.vectors.tolist(), strict=True),
        _Engine(given),
        metadatas=[{"id": d.id} for d in documents],
    )
    store.save_local(str(given.index))


def opened(given: Given) -> Ask:
    store = FAISS.load_local(str(given.index), _Engine(given), allow_dangerous_deserialization=True)
    held = [store.docstore.search(i) for i in store.index_to_docstore_id.values()]
    bm25 = BM25Retriever.from_documents(held, preprocess_func=_words, k=20)
    dense = store.as_retriever(search_kwargs={"k": 20})
    both = EnsembleRetriever(retrievers=[bm25, dense], weights=[0.5, 0.5], id_key="id")

    def ask(text: str, top: int) -> tuple[list[str], bool]:
        found = both.invoke(text)[:top]
        return [str(d.metadata["id"]) for d in found], bool(found)

    return ask


# end of what a user writes
