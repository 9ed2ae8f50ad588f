"""``tanyapasal audit``: what it prints and how it exits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tanyapasal.bot.auditing.report import AuditReport, marked
from tanyapasal.bot.cli import main
from tanyapasal.index.audit.findings import Claim, Finding
from tanyapasal.index.corpus import read_corpus
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.passages import Verdict
from tanyapasal.index.law.places import Reference, parse_reference
from tanyapasal.index.text import Span
from tests.bot.auditing.audit_corpus import TRUE, UNHELD, WRONG, corpus_with_an_official_text


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project's corpus with one official text of ours, and an embedder that needs no model."""
    monkeypatch.setenv("TANYAPASAL_EMBEDDER", "hashing")
    return corpus_with_an_official_text(tmp_path)


def run(corpus: Path, tmp_path: Path, text: str, *options: str) -> int:
    file = tmp_path / "faq.txt"
    file.write_text(text, encoding="utf-8")
    return main(["audit", str(file), "--corpus", str(corpus), *options])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (TRUE, 0),
        (f"{TRUE}\n{WRONG}", 4),
        (f"{TRUE}\n\n{UNHELD}", 5),
        (f"{WRONG}\n\n{UNHELD}", 4),
        ("Hak pegawai diatur dalam Pasal 4 ayat (1).", 5),
        ("Tidak ada kutipan di sini.", 0),
    ],
)
def test_the_exit_code_tells_whether_all_match(corpus: Path, tmp_path: Path, text: str, code: int) -> None:
    assert run(corpus, tmp_path, text) == code


def test_json_counts_every_citation_and_points_into_the_document(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"{TRUE}\n\n{WRONG}\n\n{UNHELD}"
    run(corpus, tmp_path, text, "--json")
    report = json.loads(capsys.readouterr().out)
    assert (report["document"], report["citations"], report["checked"], report["unparsed"]) == (
        "faq.txt",
        3,
        2,
        0,
    )
    assert [f["verdict"] for f in report["findings"]] == ["match", "number_mismatch", "unverified"]
    assert set(report["findings"][0]) == {
        "ref",
        "span",
        "claim",
        "verdict",
        "note",
        "law_text",
        "see",
        "confidence",
    }
    start, end = report["findings"][1]["span"]
    assert text[start:end] == "Pasal 4 ayat (1) UU 7/2021"
    assert report["findings"][2]["law_text"] is None


def test_a_decision_of_a_court_is_counted_and_named_as_not_checked(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(corpus, tmp_path, f"{TRUE}\n\n- Putusan MK Nomor 41/PUU-XII/2014") == 5
    shown = capsys.readouterr().out
    assert "1 dari 2 kutipan diperiksa" in shown
    assert "Putusan MK Nomor 41/PUU-XII/2014" in shown


def test_the_page_puts_findings_first_and_marks_the_differing_words(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(corpus, tmp_path, f"{TRUE}\n\n{WRONG}", "--html")
    html = capsys.readouterr().out
    assert html.index("Angka berbeda</span>") < html.index("Sesuai</span>")
    assert "<mark>minimal 20 JP per tahun</mark>" in html
    assert "<mark>paling sedikit 30 (tiga puluh) jam pelajaran dalam 1 (satu) tahun</mark>" in html


def test_nothing_of_the_document_becomes_markup(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evil = "<script>alert(1)</script> Pegawai berhak belajar <img src=x onerror=alert(1)> (Pasal 4 ayat (1) UU 7/2021)."
    run(corpus, tmp_path, f"{evil}\n\n<b>Pasal 99</b>", "--html")
    html = capsys.readouterr().out
    assert "<script" not in html
    assert "<img" not in html


def test_a_file_that_is_not_there_is_one_clear_line(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", str(tmp_path / "tiada.pdf"), "--corpus", str(corpus)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_marks_that_overlap_are_joined() -> None:
    assert marked("abcdef", (Span(1, 3), Span(2, 4))) == [
        ("a", False),
        ("bc", True),
        ("d", True),
        ("ef", False),
    ]


@pytest.mark.parametrize("verdict", ["wrong_article", "revoked", "not_found"])
def test_every_accusation_is_shown_in_the_terminal(verdict: Verdict) -> None:
    ref = parse_reference("uu-7-2021/pasal-4")
    assert isinstance(ref, Reference)
    report = AuditReport("x", (Finding(Claim(ref, "pernyataan"), verdict, "Catatan."),), ("Pasal 9",))
    text = report.as_text(Kinds.of(()))
    assert "Catatan." in text
    assert "Pasal 9" in text
    assert "1 temuan" in text


def test_the_project_corpus_is_read(corpus: Path) -> None:
    assert read_corpus(corpus).official
