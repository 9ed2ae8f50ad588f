"""How surely a text was read, the order in which people look at texts, and how long they wait."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from tanyapasal.bot.intake.entries import Entry, Findings, Noted, findings_of, gaps_of
from tanyapasal.bot.intake.progress import Progress, duration, said
from tanyapasal.bot.intake.report import as_html, as_json, ordered
from tanyapasal.eval.benchmarks.adding.texts import regulation_text
from tanyapasal.index.corpus import known_kinds
from tanyapasal.index.law.regulation import Problem, Regulation
from tanyapasal.index.parsing import parse
from tanyapasal.index.text import Span

KINDS = known_kinds(Path(__file__).parents[3] / "corpus")
SURE = Findings(9, 0, 0, 0, (), recognised=False)
MISSING = replace(SURE, losses=1, gaps=1, noted=(Noted("missing_pasal", 4, "Pasal 5 tidak ditemukan."),))
WORSE = replace(SURE, pasal=3, losses=6, gaps=6)
MISREAD = replace(SURE, looks=2, noted=(Noted("ocr_suspect", 9, "Penanda '(l)' dibaca sebagai ayat 1."),))
SCANNED = replace(SURE, recognised=True, pages=7)


def regulation(text: str) -> Regulation:
    return parse(text, KINDS)


def test_what_may_be_missing_weighs_more_than_what_was_misread() -> None:
    assert [f.certainty for f in (SURE, MISSING, MISREAD, SCANNED)] == ["sure", "doubtful", "look", "look"]
    problems = [
        Problem(code, code, Span(0, 1)) for code in ("ocr_suspect", "missing_pasal", "page_recognised")
    ]
    found = findings_of(replace(regulation("x"), problems=tuple(problems)), "x", recognised=True)
    assert (found.losses, found.looks, found.gaps, found.pages) == (1, 2, 1, 1)
    assert [n.code for n in found.noted] == ["missing_pasal", "ocr_suspect", "page_recognised"]


def test_people_look_first_at_what_is_not_there_then_at_what_may_be_missing() -> None:
    named = {
        "gagal": Entry("gagal", "failed", "rusak"),
        "berbeda": Entry("berbeda", "clash", findings=SURE),
        "parah": Entry("parah", "filed", findings=WORSE),
        "hilang": Entry("hilang", "filed", findings=MISSING),
        "salah": Entry("salah", "filed", findings=MISREAD),
        "utuh": Entry("utuh", "filed", findings=SURE),
        "lewat": Entry("lewat", "skipped", "bukan naskah"),
    }
    mixed = list(named.values())
    random.Random(7).shuffle(mixed)
    order = [entry.source for entry in ordered(mixed)]
    assert set(order[:2]) == {"gagal", "berbeda"}
    assert order[2:] == ["parah", "hilang", "salah", "utuh", "lewat"]


def test_an_entry_comes_back_from_its_json() -> None:
    for findings in (None, SURE, MISSING):
        entry = Entry("a.pdf", "filed", "", "pp-1-2031", "PP Nomor 1 Tahun 2031", "Taman", findings)
        assert Entry.from_json(json.loads(json.dumps(entry.as_json()))) == entry


def test_names_and_texts_of_strangers_are_no_markup() -> None:
    nasty = '<script>alert("x")</script>'
    entry = Entry(f"/naskah/{nasty}.pdf", "filed", nasty, "pp-1-2031", nasty, nasty, MISSING)
    page = as_html([entry, Entry("javascript:alert(1)", "failed", nasty)], nasty)
    assert "<script" not in page
    assert 'href="javascript' not in page
    assert json.loads(as_json([entry]))["texts"][0]["title"] == nasty


def test_gaps_are_found_in_a_text_that_is_held() -> None:
    text = "\n".join(
        [
            *regulation_text(1, 0).splitlines()[:10],
            "Pasal 1", "Pengelola wajib:", "a. menyusun rencana;", "b. memelihara taman; dan", "d. melapor.",
            "Pasal 2", "(1) Pengelola melapor.", "(3) Laporan disimpan.",
            "Pasal 5", "Taman dirawat.", "Pasal 5A", "Taman dijaga.",
        ]
    )  # fmt: skip
    told = {p.message for p in gaps_of(regulation(text))}
    assert {
        "Pasal 1 huruf c tidak ada, sedangkan Pasal 1 huruf d ada.",
        "Pasal 2 ayat (2) tidak ada, sedangkan Pasal 2 ayat (3) ada.",
        "Pasal 3 tidak ada, sedangkan Pasal 5 ada.",
        "Pasal 4 tidak ada, sedangkan Pasal 5 ada.",
    } == told
    assert list(gaps_of(regulation(regulation_text(3, 25)))) == []


def test_the_estimate_goes_by_bytes_and_leaves_out_what_was_read_before(tmp_path: Path) -> None:
    paths = []
    for name, size in (("a", 1000), ("b", 1000), ("c", 3000)):
        paths.append(tmp_path / name)
        paths[-1].write_bytes(b"x" * size)
    times, lines = iter([0.0, 0.1, 10.1, 40.1]), list[str]()
    progress = Progress(paths, lambda: next(times), lines.append)
    progress.done([Entry("a", "filed", before=True)])
    assert progress.seconds_left() is None
    progress.done([Entry("b", "failed", "rusak")])
    assert progress.seconds_left() == pytest.approx(30.0)
    progress.done([Entry("c", "filed", label="PP Nomor 1 Tahun 2031", findings=MISSING)])
    assert lines == [
        "[1/3] a: masuk (sudah dibaca sebelumnya)",
        "[2/3] b: GAGAL — rusak",
        "    sisa sekitar 30 detik",
        "[3/3] c: masuk — PP Nomor 1 Tahun 2031 — 9 pasal, 1 hilang",
    ]


def test_times_are_told_as_people_say_them() -> None:
    assert [duration(s) for s in (0.2, 59, 90, 5400)] == ["1 detik", "59 detik", "2 menit", "1,5 jam"]
    assert said(Entry("a", "copy", "berkas yang sama dengan b")) == "salinan — berkas yang sama dengan b"
