"""One contract, run on every engine behind VectorIndex and LexicalIndex."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from tanyapasal.index.embedding.embedder import Vectors
from tanyapasal.index.errors import SnapshotError
from tanyapasal.index.language.words.everyday import Sense
from tanyapasal.index.search.dense import VectorIndex
from tanyapasal.index.search.engines import by_size
from tanyapasal.index.search.engines.bm25s import Bm25sIndex
from tanyapasal.index.search.engines.faiss import FlatIndex, HnswIndex
from tanyapasal.index.search.engines.tantivy import TantivyIndex
from tanyapasal.index.search.lexical import Analysis, LexicalIndex
from tanyapasal.index.search.weights import SENSE

TEXTS = (
    "PNS diberhentikan tidak dengan hormat",
    "Pegawai dipecat karena mangkir",
    "Kendaraan wajib diuji",
    "Kendaraan bermotor wajib diuji berkala, dan uji berkala dikenai biaya",
    "",
)
GENERATOR = np.random.default_rng(1)


def _unit(rows: Vectors) -> Vectors:
    unit: Vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return unit


# 60 subjects, 20 texts near each, as the vectors of a corpus lie.
CENTRES = _unit(GENERATOR.normal(size=(60, 32)))
VECTORS = _unit(np.repeat(CENTRES, 20, axis=0) + 0.15 * GENERATOR.normal(size=(1200, 32)))
QUERIES = _unit(CENTRES + 0.1 * GENERATOR.normal(size=CENTRES.shape))


@dataclass(frozen=True)
class VectorEngine:
    """How one is made, and read again."""

    build: Callable[[Vectors], VectorIndex]
    load: Callable[[Path], VectorIndex]


@dataclass(frozen=True)
class LexicalEngine:
    """How one is made, and read again."""

    build: Callable[[Analysis, tuple[str, ...]], LexicalIndex]
    load: Callable[[Analysis, Path, int], LexicalIndex]


VECTOR_ENGINES = {
    "flat": VectorEngine(FlatIndex.build, FlatIndex.load),
    "hnsw": VectorEngine(HnswIndex.build, HnswIndex.load),
}
LEXICAL_ENGINES = {
    "bm25s": LexicalEngine(Bm25sIndex.build, Bm25sIndex.load),
    "tantivy": LexicalEngine(
        TantivyIndex.build, lambda analysis, folder, _: TantivyIndex.load(analysis, folder)
    ),
}


@pytest.fixture(params=VECTOR_ENGINES)
def vectors(request: pytest.FixtureRequest) -> VectorEngine:
    return VECTOR_ENGINES[request.param]


@pytest.fixture(params=LEXICAL_ENGINES)
def lexical(request: pytest.FixtureRequest) -> LexicalEngine:
    if find_spec(request.param) is None:
        pytest.skip(f"{request.param} is not installed: pip install 'tanyapasal[large]'")
    return LEXICAL_ENGINES[request.param]


def test_the_nearest_come_first_with_their_cosines(vectors: VectorEngine) -> None:
    index = vectors.build(VECTORS)
    assert (index.size, index.dimension) == VECTORS.shape
    for query in QUERIES[:5]:
        positions, cosines = index.search(query, 10)
        np.testing.assert_allclose(cosines, VECTORS[positions] @ query, atol=2e-3)
        assert list(cosines) == sorted(cosines, reverse=True)


def test_ten_nearest_are_those_of_an_exact_search(vectors: VectorEngine) -> None:
    index = vectors.build(VECTORS)
    exact = np.argsort(-(QUERIES @ VECTORS.T), axis=1)[:, :10]
    found = [index.search(query, 10)[0] for query in QUERIES]
    assert np.mean([len(np.intersect1d(a, b)) / 10 for a, b in zip(exact, found, strict=True)]) >= 0.97


def test_more_than_there_are_is_all_there_are(vectors: VectorEngine) -> None:
    few = VECTORS[:60]
    positions, _ = vectors.build(few).search(QUERIES[0], 1000)
    assert sorted(positions) == list(range(60))


def test_cosines_of_named_positions_come_in_their_order(vectors: VectorEngine) -> None:
    index = vectors.build(VECTORS)
    named = np.array([7, 3, 3, 900], dtype=np.int64)
    np.testing.assert_allclose(index.cosines(QUERIES[0], named), VECTORS[named] @ QUERIES[0], atol=2e-3)
    assert index.cosines(QUERIES[0], named[:0]).shape == (0,)


def test_vectors_that_were_saved_are_found_as_before(vectors: VectorEngine, tmp_path: Path) -> None:
    index = vectors.build(VECTORS)
    index.save(tmp_path / "dense.faiss")
    again = vectors.load(tmp_path / "dense.faiss")
    for before, after in zip(index.search(QUERIES[0], 10), again.search(QUERIES[0], 10), strict=True):
        np.testing.assert_array_equal(before, after)
    assert (again.size, again.dimension) == VECTORS.shape
    assert type(by_size.read_vector_index(tmp_path / "dense.faiss")) is type(index)


def test_vectors_that_cannot_be_read_are_told(vectors: VectorEngine, tmp_path: Path) -> None:
    vectors.build(VECTORS).save(tmp_path / "dense.faiss")
    (tmp_path / "dense.faiss").write_bytes(b"?")
    with pytest.raises(SnapshotError, match="index build"):
        by_size.read_vector_index(tmp_path / "dense.faiss")


def test_exact_vectors_of_another_number_are_told(tmp_path: Path) -> None:
    HnswIndex.build(VECTORS).save(tmp_path / "dense.faiss")
    np.save(tmp_path / "dense.exact.npy", VECTORS[:9].astype(np.float16))
    with pytest.raises(SnapshotError, match="tidak cocok"):
        HnswIndex.load(tmp_path / "dense.faiss")


@pytest.mark.parametrize("analysis", ["stems", "chars4"])
def test_texts_that_share_words_are_found_best_first(lexical: LexicalEngine, analysis: Analysis) -> None:
    index = lexical.build(analysis, TEXTS)
    assert index.size == len(TEXTS)
    found = index.search("uji berkala kendaraan bermotor", 5)
    assert [position for position, _ in found][:2] == [3, 2]
    scores = [score for _, score in found]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)
    assert index.search("uji berkala kendaraan bermotor", 1) == found[:1]


@pytest.mark.parametrize("text", ["", "xyzzy", "' - _ \" (", "kendaraan AND (wajib OR"])
def test_any_question_may_be_asked(lexical: LexicalEngine, text: str) -> None:
    found = lexical.build("stems", TEXTS).search(text, 5)
    assert {position for position, _ in found} <= {2, 3}


def test_texts_of_equal_scores_stay_in_their_order(lexical: LexicalEngine) -> None:
    found = lexical.build("stems", ("izin usaha", "cuti", "izin usaha", "izin usaha")).search("izin", 4)
    assert [position for position, _ in found] == [0, 2, 3]


def test_no_text_and_texts_without_words_find_nothing(lexical: LexicalEngine) -> None:
    assert list(lexical.build("stems", ()).search("izin", 3)) == []
    assert list(lexical.build("stems", ("", "…")).search("izin", 3)) == []


def test_a_text_gains_by_the_best_of_several_phrases_and_not_by_their_number(lexical: LexicalEngine) -> None:
    index = lexical.build("stems", TEXTS)
    one = dict(index.search("kapan dipecat", 5, [Sense("dipecat", ("diberhentikan",))]))
    many = dict(
        index.search("kapan dipecat", 5, [Sense("dipecat", ("diberhentikan", "diberhentikan tidak"))])
    )
    assert one[0] > 0.0
    assert many == pytest.approx(one)


def test_the_phrase_that_was_said_counts_more_than_what_it_means(lexical: LexicalEngine) -> None:
    found = lexical.build("stems", TEXTS).search("dipecat", 5, [Sense("dipecat", ("diberhentikan",))])
    assert [position for position, _ in found] == [1, 0]
    assert SENSE < 1.0


def test_document_frequencies_count_texts_not_words(lexical: LexicalEngine) -> None:
    frequencies = lexical.build("stems", TEXTS).document_frequencies()
    assert frequencies.get("uji") == 2
    assert frequencies.get("xyzzy", 0) == 0
    assert {"uji", "pecat"} <= set(frequencies)
    assert lexical.build("chars4", ("uang muka",)).document_frequencies().get("g mu") == 1


@pytest.mark.parametrize("analysis", ["stems", "chars4"])
def test_texts_that_were_saved_are_found_as_before(
    lexical: LexicalEngine, analysis: Analysis, tmp_path: Path
) -> None:
    index = lexical.build(analysis, TEXTS)
    index.save(tmp_path / "words")
    again = lexical.load(analysis, tmp_path / "words", len(TEXTS))
    senses = [Sense("dipecat", ("diberhentikan",))]
    assert again.search("dipecat", 5, senses) == index.search("dipecat", 5, senses)
    assert again.size == len(TEXTS)
    assert type(by_size.read_lexical_index(analysis, tmp_path / "words", len(TEXTS))) is type(index)


def test_small_indexes_are_exact_and_large_ones_are_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(by_size.vector_index(VECTORS), FlatIndex)
    assert isinstance(by_size.lexical_index("stems", TEXTS), Bm25sIndex)
    monkeypatch.setattr(by_size, "FLAT_VECTORS", 100)
    monkeypatch.setattr(by_size, "DOCUMENTS_IN_MEMORY", 3)
    assert isinstance(by_size.vector_index(VECTORS), HnswIndex)
    if find_spec("tantivy") is None:
        with pytest.raises(SnapshotError, match=r"tanyapasal\[large\]"):
            by_size.lexical_index("stems", TEXTS)
    else:
        assert isinstance(by_size.lexical_index("stems", TEXTS), TantivyIndex)
