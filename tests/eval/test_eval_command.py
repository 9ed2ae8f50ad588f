"""``tanyapasal eval`` as it is called, with the embedder that needs no model and official texts of our own making."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tanyapasal.bot.cli import main

ROOT = Path(__file__).parents[2]
LAW = """PERATURAN PEMERINTAH REPUBLIK INDONESIA
NOMOR 7 TAHUN 2031
TENTANG
PERAWATAN TAMAN KANTOR

DENGAN RAHMAT TUHAN YANG MAHA ESA
PRESIDEN REPUBLIK INDONESIA,

Menimbang : bahwa taman kantor perlu dirawat;

MEMUTUSKAN:
Menetapkan : PERATURAN PEMERINTAH TENTANG PERAWATAN TAMAN KANTOR.

BAB I
KETENTUAN UMUM

Pasal 1
Dalam Peraturan Pemerintah ini yang dimaksud dengan taman kantor adalah taman di halaman kantor.

Pasal 2
(1) Petugas taman wajib menyiram anggrek paling sedikit 3 (tiga) kali dalam 1 (satu) minggu.
(2) Petugas taman yang lalai diberi teguran tertulis.

Pasal 3
Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.
"""


def question(name: str, text: str, kind: str, *refs: str) -> str:
    expect = {"kind": kind, "refs": list(refs), "keywords": []}
    return json.dumps({"id": name, "category": "lookup", "turns": [text], "expect": expect}) + "\n"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TANYAPASAL_EMBEDDER", "hashing")
    monkeypatch.chdir(ROOT)
    folder = tmp_path / "data"
    assert main(["index", "build", "--data", str(folder)]) == 0
    return folder


def test_it_measures_reports_compares_and_writes(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = tmp_path / "mine.jsonl"
    asked.write_text(
        question("held", "uu asn pasal 63 ayat 3", "answer", "uu-20-2023/pasal-63/ayat-3")
        + question("not held", "UU 5/2014 pasal 3", "not_found")
    )
    baseline = tmp_path / "baseline.json"
    common = ["eval", "--data", str(data), "--questions", str(asked), "--baseline", str(baseline)]
    assert main([*common, "--write-baseline"]) == 0
    assert "lookup                  2/2" in capsys.readouterr().out
    assert main([*common, "--json", "--report", str(tmp_path / "report")]) == 0
    found = json.loads(capsys.readouterr().out)["sets"]["mine"]
    assert found["categories"]["lookup"]["right"] == 2
    assert found["baseline"] == {"asked": 2, "gained": [], "lost": [], "p": 1.0, "fallen": []}
    assert (tmp_path / "report" / "index.html").read_text().startswith("<!doctype html>")


def test_official_texts_of_a_folder_are_read_and_asked(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "taman.txt").write_text(LAW)
    (texts / "catatan.txt").write_text("Catatan rapat, bukan peraturan.")
    asked = tmp_path / "official-mine.jsonl"
    asked.write_text(
        question("place", "Pasal 2 ayat (1) PP 7 Tahun 2031", "answer", "pp-7-2031/pasal-2/ayat-1")
    )
    common = ["eval", "--data", str(data), "--questions", str(asked), "--json"]
    assert main([*common, "--official", str(texts)]) == 0
    found = json.loads(capsys.readouterr().out)["sets"]["official-mine"]
    assert found["categories"]["lookup"] == {
        "right": 1,
        "count": 1,
        "value": 1.0,
        "interval": [found["categories"]["lookup"]["interval"][0], 1.0],
    }
    assert main(common) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["sets"] == {}
    assert "official-mine" in said.err


def test_a_folder_without_official_texts_is_one_clear_sentence(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = tmp_path / "official-mine.jsonl"
    asked.write_text(question("x", "apa?", "not_found"))
    command = ["eval", "--data", str(data), "--questions", str(asked), "--official", str(tmp_path / "none")]
    assert main(command) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_questions_that_cannot_be_read_are_one_clear_sentence(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = tmp_path / "mine.jsonl"
    asked.write_text("{}\n")
    capsys.readouterr()
    assert main(["eval", "--data", str(data), "--questions", str(asked)]) == 2
    assert "mine.jsonl:1" in capsys.readouterr().err
