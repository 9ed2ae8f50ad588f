"""What the benchmark of growth asks its engines: texts and vectors that are like real ones, and any number of them."""

from __future__ import annotations

import numpy as np

from tanyapasal.eval.benchmarks.growth import overlap, texts_like, vectors_like


def test_texts_are_the_real_ones_and_then_two_halves_of_them() -> None:
    real = ["satu dua tiga empat", "lima enam"]
    made = list(texts_like(real, 20))
    assert made[:2] == real
    assert set(" ".join(made).split()) <= set(" ".join(real).split())
    assert made == list(texts_like(real, 20))


def test_vectors_have_length_one_and_lie_near_real_ones() -> None:
    chosen = np.random.default_rng(3)
    rows = (chosen.normal(size=(50, 64)) + 3).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    made = vectors_like(rows, 300)
    assert made.shape == (300, 64)
    np.testing.assert_allclose(np.linalg.norm(made, axis=1), 1, rtol=1e-5)
    assert np.median((made @ rows.T).max(axis=1)) > 0.95


def test_overlap_is_the_share_of_the_first_ones_found() -> None:
    assert overlap([[1, 2, 3], [4, 5], []], [[3, 1, 9], [4, 6], [7]], 2) == 0.5
