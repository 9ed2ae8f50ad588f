"""One contract, run on every engine behind VectorIndex and LexicalIndex."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest

from tanyapasal.index.embedding.embedder import Vectors
from tanyapasal.index.errors import SnapshotError
from tanyapasal.index.language.words.everyday import Sense
from tanyapasal.index.search.counted import Texts, counted
from tanyapasal.index.search.dense import VectorIndex
from tanyapasal.index.search.engines import by_size
from tanyapasal.index.search.engines.bm25 import Bm25Index
from tanyapasal.index.search.engines.faiss import FlatIndex, HnswIndex
from tanyapasal.index.search.engines.milvus import MilvusVectors, passages_in
from tanyapasal.index.search.engines.milvus_client import Collection
from tanyapasal.index.search.engines.tantivy import TantivyIndex
from tanyapasal.index.search.lexical import ANALYSES, Analysis, LexicalIndex
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


@pytest.fixture(scope="module")
def milvus(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A Milvus Lite of its own, by its URI."""
    return str(tmp_path_factory.mktemp("milvus") / "milvus.db")


class VectorEngine:
    """How an index of one engine is made, and read again."""

    def __init__(self, name: str, uri: str | None) -> None:
        self.name, self.uri = name, uri

    def build(self, vectors: Vectors) -> VectorIndex:
        if self.uri is not None:
            return MilvusVectors.build(vectors, Collection(self.uri, uuid4().hex[:12], "parts"))
        return FlatIndex.build(vectors) if self.name == "flat" else HnswIndex.build(vectors)

    def load(self, path: Path) -> VectorIndex:
        return by_size.read_vector_index(path, self.uri)


class LexicalEngine:
    """How an index of one engine is made, and read again."""

    def __init__(self, name: str, uri: str | None) -> None:
        self.name, self.uri = name, uri

    def build(self, analysis: Analysis, texts: tuple[str, ...]) -> LexicalIndex:
        if self.uri is not None:
            rows = np.eye(max(len(texts), 2), dtype=np.float32)[: len(texts)]
            return passages_in(Collection(self.uri, uuid4().hex[:12], "now"), rows, Texts(texts))[1][analysis]
        kind = Bm25Index if self.name == "bm25s" else TantivyIndex
        return kind.build(analysis, texts)

    def load(self, analysis: Analysis, folder: Path, size: int) -> LexicalIndex:
        return by_size.read_lexical_index(analysis, folder, size, self.uri)


NEEDS = {"tantivy": ("tantivy", "large"), "milvus": ("milvus_lite", "milvus")}


def _uri_of(request: pytest.FixtureRequest) -> str | None:
    """The Milvus that an engine needs, if it does; skips what is not installed."""
    library, extra = NEEDS.get(request.param, ("faiss", ""))
    if find_spec(library) is None:
        pytest.skip(f"{library} is not installed: pip install 'tanyapasal[{extra}]'")
    return str(request.getfixturevalue("milvus")) if request.param == "milvus" else None


@pytest.fixture(params=["flat", "hnsw", "milvus"])
def vectors(request: pytest.FixtureRequest) -> VectorEngine:
    return VectorEngine(request.param, _uri_of(request))


@pytest.fixture(params=["bm25s", "tantivy", "milvus"])
def lexical(request: pytest.FixtureRequest) -> LexicalEngine:
    return LexicalEngine(request.param, _uri_of(request))


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
    assert type(again) is type(index)


@pytest.mark.parametrize("kind", [FlatIndex, HnswIndex])
def test_vectors_that_cannot_be_read_are_told(kind: type[FlatIndex | HnswIndex], tmp_path: Path) -> None:
    kind.build(VECTORS).save(tmp_path / "dense.faiss")
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


def test_named_texts_are_scored_as_they_are_found(lexical: LexicalEngine) -> None:
    index = lexical.build("stems", TEXTS)
    senses = [Sense("dipecat", ("diberhentikan",))]
    found = dict(index.search("dipecat", 5, senses))
    named = [4, 1, 0, 2]
    np.testing.assert_allclose(
        index.scores("dipecat", named, senses), [found.get(n, 0.0) for n in named], rtol=1e-6
    )


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
    assert type(again) is type(index)


def test_small_indexes_are_exact_and_large_ones_are_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(by_size.vector_index(VECTORS), FlatIndex)
    assert isinstance(by_size.lexical_index("stems", Texts(TEXTS)), Bm25Index)
    monkeypatch.setattr(by_size, "FLAT_VECTORS", 100)
    monkeypatch.setattr(by_size, "DOCUMENTS_IN_MEMORY", 3)
    assert isinstance(by_size.vector_index(VECTORS), HnswIndex)
    if find_spec("tantivy") is None:
        with pytest.raises(SnapshotError, match=r"tanyapasal\[large\]"):
            by_size.lexical_index("stems", Texts(TEXTS))
    else:
        assert isinstance(by_size.lexical_index("stems", Texts(TEXTS)), TantivyIndex)


@pytest.mark.parametrize("analysis", ["stems", "chars4"])
def test_scores_from_counted_tokens_are_those_of_the_library(analysis: Analysis) -> None:
    import bm25s

    texts = [*TEXTS, "uji uji uji berkala", TEXTS[0]]
    tokens = counted(map(ANALYSES[analysis], texts))
    known = {token: number for number, token in enumerate(tokens.vocabulary)}
    library = bm25s.BM25(k1=1.5, b=0.75, method="lucene", backend="numpy")
    ids = [[known[token] for token in ANALYSES[analysis](text)] for text in texts]
    library.index((ids, known), show_progress=False, create_empty_token=False)
    ours = Bm25Index.of(analysis, tokens)._postings
    assert ours is not None
    assert ours.vocabulary == library.vocab_dict
    for made, name in ((ours.scores, "data"), (ours.texts, "indices"), (ours.starts, "indptr")):
        np.testing.assert_array_equal(made, library.scores[name])
    question = " ".join(texts[:2])
    theirs = library.get_scores([token for token in ANALYSES[analysis](question) if token in known])
    np.testing.assert_allclose(
        Bm25Index.of(analysis, tokens).scores(question, range(len(texts))), theirs, rtol=1e-6
    )
