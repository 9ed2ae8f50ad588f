"""How the packaged embedder is made: the small file says what the model says that it is made from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tanyapasal.index.adapting.embedder import embedder_of, main, make
from tanyapasal.index.adapting.weights import Weights, packaged_file, read_weights, tokenizer_of
from tanyapasal.index.embedding.e5_small_int8 import PackagedEmbedder

TEXTS = ["pegawai berhak atas cuti tahunan", "izin taman berlaku tiga tahun", "cuti"]


@pytest.fixture(scope="module")
def small() -> Weights:
    """The packaged weights with two layers of twelve."""
    weights = read_weights(packaged_file())
    gone = tuple(f"encoder.layer.{n}." for n in range(2, weights.layers))
    return replace(weights, layers=2, tensors=tuple(t for t in weights.tensors if not t[0].startswith(gone)))


@pytest.fixture(scope="module")
def made(small: Weights, tmp_path_factory: pytest.TempPathFactory) -> tuple[Weights, Path]:
    """The weights with 3,000 pieces, and the folder of the file made from them."""
    folder = tmp_path_factory.mktemp("made")
    return make(small, folder, 3000, TEXTS), folder


def test_the_file_says_what_the_model_says(made: tuple[Weights, Path]) -> None:
    import torch

    cut, folder = made
    told = PackagedEmbedder(folder).documents(TEXTS)
    tokenizer, model = tokenizer_of(cut).backend_tokenizer, embedder_of(cut)
    for text, vector in zip(TEXTS, told, strict=True):
        ids = torch.tensor([tokenizer.encode(f"passage: {text}").ids])
        with torch.inference_mode():
            whole = model(ids, torch.ones_like(ids))[0].numpy()
        assert float(np.dot(whole, vector)) > 0.97


@pytest.mark.slow
def test_another_file_has_another_id(made: tuple[Weights, Path], small: Weights, tmp_path: Path) -> None:
    make(small, tmp_path, 2900, TEXTS)
    assert PackagedEmbedder(made[1]).id != PackagedEmbedder(tmp_path).id


def test_a_text_that_is_not_there_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        "sys.argv", ["embedder", str(tmp_path / "out"), "--texts", str(tmp_path / "none.txt")]
    )
    assert main() == 1
    assert "none.txt" in capsys.readouterr().err
