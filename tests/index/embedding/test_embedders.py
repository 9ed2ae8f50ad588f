"""The contract of ``Embedder``, run on every engine that has a name."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from tanyapasal.index.embedding.e5_small_int8 import PackagedEmbedder
from tanyapasal.index.embedding.embedder import Embedder
from tanyapasal.index.embedding.named import DEFAULT, NAMED, embedder_named
from tanyapasal.index.embedding.sentence_transformer import SentenceTransformerEmbedder
from tanyapasal.index.errors import EmbedderError

TEXTS = ["Pegawai berhak atas cuti tahunan.", "", "\x00 \ud800 ‒", "kata " * 3000]


@pytest.fixture(scope="module", params=sorted(NAMED))
def embedder(request: pytest.FixtureRequest) -> Embedder:
    found = embedder_named(request.param)
    found.warm_up()
    return found


def test_every_text_has_a_vector_of_length_one(embedder: Embedder) -> None:
    for vectors in (embedder.documents(TEXTS), embedder.queries(TEXTS)):
        assert vectors.shape == (len(TEXTS), embedder.dimension)
        assert vectors.dtype == np.float32
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-3)


def test_no_texts_are_no_rows(embedder: Embedder) -> None:
    assert embedder.documents([]).shape == (0, embedder.dimension)
    assert embedder.queries([]).shape == (0, embedder.dimension)


def test_a_question_is_nearest_to_the_passage_with_its_words(embedder: Embedder) -> None:
    passages = embedder.documents(
        [TEXTS[0], "Tarif parkir ditetapkan wali kota.", "Taman dibuka setiap hari."]
    )
    [question] = embedder.queries(["cuti tahunan pegawai"])
    assert int(np.argmax(passages @ question)) == 0


def test_an_id_names_the_engine_and_is_the_same_each_time(embedder: Embedder) -> None:
    assert embedder.id
    others = {embedder_named(name).id for name in NAMED}
    assert len(others) == len(NAMED)
    assert embedder.id in others


def test_another_name_is_a_model_of_the_library() -> None:
    assert isinstance(embedder_named("models/adapted"), SentenceTransformerEmbedder)


def test_a_model_by_name_without_its_libraries_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EmbedderError, match=r"pip install 'tanyapasal\[models\]'"):
        SentenceTransformerEmbedder("folder/model").queries(["cuti"])


def test_the_packaged_file_says_what_the_engine_says_that_its_weights_come_from() -> None:
    texts = [
        "Pegawai berhak atas cuti tahunan paling lama 12 (dua belas) hari kerja.",
        "Setiap orang dilarang menanam pohon di tepi jalan tanpa izin tertulis dari kepala dinas.",
        "brp lama masa percobaan?",
        "Kabeh wong duwe hak sing padha.",
    ]
    packaged, engine = (embedder_named(name).documents(texts) for name in (DEFAULT, "e5-small-q4"))
    assert (packaged * engine).sum(axis=1).min() > 0.97


def test_a_long_text_beside_a_short_one_changes_nothing() -> None:
    embedder = embedder_named(DEFAULT)
    alone, beside = (
        embedder.documents(["izin taman"]),
        embedder.documents(["taman kota " * 300, "izin taman"]),
    )
    assert beside[1] == pytest.approx(alone[0], abs=0.02)


def test_a_folder_without_the_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match="Pasang ulang"):
        PackagedEmbedder(tmp_path).queries(["cuti"])
    with pytest.raises(EmbedderError, match="Pasang ulang"):
        _ = PackagedEmbedder(tmp_path).id
