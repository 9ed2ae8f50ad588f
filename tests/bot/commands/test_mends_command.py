"""``tanyapasal regulation mends``: listed, undone, used again, found in what is held; and the copy shown on demand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tanyapasal.bot.cli import main
from tests.index.mending.mended_corpus import corpus_in, mended_corpus


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return mended_corpus(tmp_path)


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test notes a change of its corpus beside an index of another one."""
    monkeypatch.setenv("TANYAPASAL_DATA", str(tmp_path / "data"))


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    assert main(["regulation", *map(str, arguments)]) == 0
    return capsys.readouterr().out


def test_every_mend_is_listed_with_its_place_and_its_reason(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "PP Nomor 7 Tahun 2031: 4 perbaikan" in said(capsys, "mends", "--corpus", corpus)
    listed = said(capsys, "mends", "pp-7-2031", "--corpus", corpus)
    assert "hadir paling lambat [2O → 20] (dua puluh) menit" in listed
    assert "tertulis dengan huruf: dua puluh" in listed
    of_place = said(capsys, "mends", "pp-7-2031/pasal-1/ayat-3", "--corpus", corpus)
    assert "[(21 → (2)]" in of_place
    assert "2O" not in of_place


def test_a_mend_is_undone_and_used_again_by_its_number(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "1 perbaikan dibatalkan" in said(capsys, "mends", "pp-7-2031", "--undo", 2, "--corpus", corpus)
    assert "(dibatalkan " in said(capsys, "mends", "pp-7-2031", "--corpus", corpus)
    assert "2O (dua puluh)" in said(capsys, "show", "pp-7-2031/pasal-1", "--corpus", corpus)
    assert "1 perbaikan dipakai lagi" in said(capsys, "mends", "pp-7-2031", "--redo", 2, "--corpus", corpus)
    assert "20 (dua puluh)" in said(capsys, "show", "pp-7-2031/pasal-1", "--corpus", corpus)


def test_a_place_is_shown_mended_and_as_the_copy_has_it(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = said(capsys, "show", "pp-7-2031/pasal-1", "--corpus", corpus)
    assert "Teks OCR diperbaiki di 4 tempat" in shown
    copied = said(capsys, "show", "pp-7-2031/pasal-1", "--as-copied", "--corpus", corpus)
    assert "2O (dua puluh)" in copied
    assert "diperbaiki" not in copied


def test_a_text_that_was_filed_before_is_looked_through_on_demand(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "mends", "pp-7-2031", "--undo", 2, "--corpus", corpus)
    assert "4 perbaikan teks OCR, 1 dibatalkan" in said(
        capsys, "mends", "pp-7-2031", "--find", "--corpus", corpus
    )
    (corpus / "official" / "pp-7-2031.mends.jsonl").unlink()
    assert "0 perbaikan" in said(capsys, "mends", "pp-7-2031", "--corpus", corpus)
    assert "4 perbaikan" in said(capsys, "mends", "pp-7-2031", "--find", "--corpus", corpus)


@pytest.mark.parametrize(
    "arguments",
    [
        ["pp-7-2031", "--undo", "9"],
        ["pp-9-2031"],
        ["--undo", "1"],
        ["program/latsar"],
        ["pp-9-2031", "--find"],
    ],
)
def test_what_is_not_there_is_told_in_one_line(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["regulation", "mends", *arguments, "--corpus", str(corpus_in(tmp_path))]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
