"""What was embedded is kept: nothing is embedded twice, and a build that is stopped goes on where it was."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from tanyapasal.index.embedding import keeping
from tanyapasal.index.embedding.embedder import Vectors
from tanyapasal.index.embedding.hashing import HashingEmbedder
from tanyapasal.index.embedding.keeping import KeepingEmbedder

TEXTS = [f"izin taman nomor {n} " + "kata " * (n % 7) for n in range(100)]


class Counting(HashingEmbedder):
    """Counts texts; the one that is ``broken`` cannot be embedded."""

    def __init__(self, broken: str = "") -> None:
        super().__init__()
        self.broken = broken
        self.seen: list[str] = []

    def documents(self, texts: Sequence[str]) -> Vectors:
        if self.broken in texts:
            raise RuntimeError(self.broken)
        self.seen += texts
        return HashingEmbedder().documents(texts)


def test_a_text_is_embedded_once_and_the_vectors_are_those_of_the_embedder(tmp_path: Path) -> None:
    counting = Counting()
    kept = KeepingEmbedder(counting, tmp_path)
    first = kept.documents([*TEXTS, TEXTS[0]])
    question = kept.queries(["izin taman"])
    kept.save()
    again = KeepingEmbedder(counting, tmp_path)
    np.testing.assert_array_equal(again.documents([*TEXTS, TEXTS[0]]), first)
    np.testing.assert_array_equal(again.queries(["izin taman"]), question)
    np.testing.assert_array_equal(first[:-1], HashingEmbedder().documents(TEXTS))
    assert sorted(counting.seen) == sorted([*TEXTS, "izin taman"])


def test_a_question_is_not_taken_for_a_document(tmp_path: Path) -> None:
    counting = Counting()
    kept = KeepingEmbedder(counting, tmp_path)
    kept.queries(["izin taman"])
    counting.seen.clear()
    kept.documents(["izin taman"])
    assert counting.seen == ["izin taman"]


def test_what_was_embedded_before_a_build_was_stopped_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "_cores", lambda: 1)
    shortest = min(TEXTS, key=len)
    with pytest.raises(RuntimeError):
        KeepingEmbedder(Counting(broken=shortest), tmp_path).documents(TEXTS)
    counting = Counting()
    KeepingEmbedder(counting, tmp_path).documents(TEXTS)
    assert shortest in counting.seen
    assert len(counting.seen) < len(TEXTS) / 2


def test_a_few_new_texts_are_written_beside_the_others(tmp_path: Path) -> None:
    for count in (80, 90):
        kept = KeepingEmbedder(Counting(), tmp_path)
        kept.documents(TEXTS[:count])
        kept.save()
    small, large = sorted(f.stat().st_size for f in (tmp_path / "embeddings").iterdir())
    assert small < large / 4


def test_what_nobody_asks_for_is_left_out_once_it_is_most(tmp_path: Path) -> None:
    for texts in (TEXTS, TEXTS[:20]):
        kept = KeepingEmbedder(Counting(), tmp_path)
        kept.documents(texts)
        kept.save()
    (file,) = (tmp_path / "embeddings").iterdir()
    with np.load(file) as stored:
        assert len(stored["keys"]) == 20


def test_a_damaged_file_costs_time_and_nothing_else(tmp_path: Path) -> None:
    kept = KeepingEmbedder(Counting(), tmp_path)
    kept.documents(TEXTS)
    kept.save()
    (file,) = (tmp_path / "embeddings").iterdir()
    file.write_bytes(file.read_bytes()[:-100])
    assert KeepingEmbedder(Counting(), tmp_path).documents(TEXTS).shape == (100, 512)
