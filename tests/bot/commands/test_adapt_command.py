"""``tanyapasal adapt``: options, refusals, and what it says of the figures."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tanyapasal.bot.cli import main
from tanyapasal.bot.commands.adapt import as_text
from tanyapasal.index.adapting.adapting import Adaptation
from tanyapasal.index.adapting.measuring import Recall
from tanyapasal.index.adapting.pairs import Pair

PAIRS = (
    Pair("Apa itu taman?", 0, "", "definisi", "formal"),
    Pair("taman itu apa", 0, "", "definisi", "everyday"),
)
DONE = Adaptation(
    texts=3, articles=40, pairs=700, held=("pp-1-2031",), losses=(1.5, 0.5), asked=PAIRS,
    before=Recall((1, 0)), after=Recall((0, 0)), refused=("'a.pdf' tidak memuat teks",),
)  # fmt: skip


def test_figures_before_and_after_and_the_way_to_use_it_are_printed() -> None:
    text = as_text(DONE, Path("model-baru"))
    assert "urutan pertama 50.0% menjadi 100.0%" in text
    assert "kata-kata sehari-hari (1)" in text
    assert "1 pertanyaan membaik, 0 memburuk" in text
    assert "TANYAPASAL_EMBEDDER=model-baru tanyapasal index build" in text
    assert "'a.pdf' tidak memuat teks" in text
    assert "PERINGATAN" not in text


def test_a_loss_is_warned_of() -> None:
    assert "PERINGATAN" in as_text(replace(DONE, before=DONE.after, after=DONE.before), Path("m"))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--steps", "0"], "--steps harus"),
        (["--keep", "0"], "--keep harus"),
        (["--keep", "1.5"], "--keep harus"),
    ],
)
def test_options_out_of_range_are_refused(
    options: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["adapt", "--out", str(tmp_path / "m"), *options]) == 2
    assert said in capsys.readouterr().err


def test_a_folder_in_use_is_refused_before_any_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "there").write_text("x")
    assert main(["adapt", "--out", str(tmp_path)]) == 2
    assert "tidak kosong" in capsys.readouterr().err
    assert (tmp_path / "there").read_text() == "x"


def test_a_corpus_without_official_texts_is_told_what_to_add(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["adapt", "--out", str(tmp_path / "m")]) == 2
    assert "--texts" in capsys.readouterr().err
    assert not (tmp_path / "m").exists()


def test_without_the_libraries_of_models_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    assert main(["adapt", "--out", str(tmp_path / "m")]) == 2
    assert "pip install 'tanyapasal[adapt]'" in capsys.readouterr().err
