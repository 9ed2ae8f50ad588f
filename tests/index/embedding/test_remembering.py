"""A question that is asked again is not embedded again, and what is given away is nobody else's."""

from collections.abc import Sequence

import numpy as np

from tanyapasal.index.embedding.embedder import Vectors
from tanyapasal.index.embedding.hashing import HashingEmbedder
from tanyapasal.index.embedding.remembering import RememberingEmbedder


class Counting(HashingEmbedder):
    count = 0

    def queries(self, texts: Sequence[str]) -> Vectors:
        self.count += len(texts)
        return super().queries(texts)


def test_a_question_is_embedded_once() -> None:
    counting = Counting()
    embedder = RememberingEmbedder(counting)
    first = embedder.queries(["berapa lama izin taman?"])
    first[:] = 0.0
    again = embedder.queries(["berapa lama izin taman?"])
    assert counting.count == 1
    assert np.array_equal(again, HashingEmbedder().queries(["berapa lama izin taman?"]))
    assert embedder.queries(["satu", "dua"]).shape == (2, embedder.dimension)
    assert embedder.id == counting.id
