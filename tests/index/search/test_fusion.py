"""How scores are put together."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tanyapasal.index.build import embed_under_headings
from tanyapasal.index.embedding.named import HashingEmbedder
from tanyapasal.index.language.words.everyday import Everyday, EverydayReader, Sense
from tanyapasal.index.search.fusion import told_apart, weighted


def test_a_list_of_equal_scores_gives_all_its_weight_to_each() -> None:
    assert weighted({"a": {1: 2.0, 2: 2.0}, "b": {1: 0.0, 2: 4.0}}, {"a": 0.5, "b": 0.5}) == {1: 0.5, 2: 1.0}


def test_a_gain_among_the_first_orders_them() -> None:
    scores = {1: 0.9, 2: 0.8, 3: 0.7, 4: 0.1}
    assert list(told_apart(scores, {1: 0.0, 2: 0.15, 3: 0.0})) == [2, 1, 3, 4]


def test_no_gain_and_no_loss_among_the_first_lets_one_of_them_fall_out() -> None:
    scores = {1: 0.9, 2: 0.8, 3: 0.7, 4: 0.69}
    again = told_apart(scores, {1: -0.6, 2: 0.0, 3: -0.3})
    assert list(again) == [2, 3, 1, 4]
    assert list(again.values()) == sorted(again.values(), reverse=True)
    assert told_apart({5: 0.2}, {5: 0.1}) == {5: pytest.approx(0.3)}
    assert told_apart({}, {}) == {}


def test_everyday_words_keep_what_was_said_beside_what_is_meant() -> None:
    reader = EverydayReader(
        [Everyday(("kena phk",), ("pemutusan hubungan kerja",))], {"putus": 9, "hubung": 9, "kerja": 9}
    )
    assert reader.senses("saya kena PHK kemarin") == (Sense("kena phk", ("pemutusan hubungan kerja",)),)


def test_a_vector_leans_towards_its_heading_and_is_kept_for_the_next_build(tmp_path: Path) -> None:
    embedder = HashingEmbedder(64)
    texts, headings = ["tiga hari kerja", "lima tahun"], ["Cuti Tahunan", ""]
    vectors = embed_under_headings(texts, headings, tmp_path, embedder)
    plain, heading = embedder.documents(texts), embedder.documents(["Cuti Tahunan"])[0]
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, rtol=1e-5)
    np.testing.assert_allclose(vectors[1], plain[1], rtol=1e-5)
    assert vectors[0] @ heading > plain[0] @ heading
    assert list((tmp_path / "embeddings").glob("*.npz"))
    np.testing.assert_array_equal(vectors, embed_under_headings(texts, headings, tmp_path, embedder))
