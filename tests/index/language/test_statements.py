"""The one reader of sentences, list items, ayat and of what a text leans on; and that every place reads by it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanyapasal.index.adapting.questions import unmarked
from tanyapasal.index.audit.amounts import _items
from tanyapasal.index.language.statements import (
    FORMS,
    MarkerForm,
    ayat,
    clause_before,
    items,
    leanings,
    marker_at,
    opening,
    sentences,
    statements,
    without_leaning,
    without_markers,
)
from tanyapasal.index.passages.parts import children
from tanyapasal.index.passages.reading.reader import statements as searched
from tanyapasal.index.passages.search_words import asked_for
from tanyapasal.index.text import Span
from tests.timing import growth

INLINE = "Tugas petugas taman meliputi: a. satu; b. dua; dan c. tiga."
PIECES = st.sampled_from(
    [
        "a. ",
        "b. ",
        "1. ",
        "(1) ",
        "\n(2) ",
        "\n",
        "\n- ",
        ": ",
        "; ",
        ". ",
        ", ",
        " dan ",
        "Upah ",
        "menyiram ",
        "sebagaimana dimaksud dalam ",
        "Pasal 3 ",
        "ayat (1) ",
        "gaima",
        "No. 7 ",
        " ",
        "1\ufe0f\u20e3",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


def said(text: str) -> list[tuple[str, int, list[str]]]:
    """Of each item its words, its level and the words above it."""
    return [(i.said.of(text), i.level, [span.of(text) for span in i.introduction]) for i in items(text)]


def told(text: str) -> list[str]:
    return [
        " | ".join([*(span.of(text) for span in s.introduction), s.span.of(text)]) for s in statements(text)
    ]


def test_every_place_reads_three_items_in_a_list_within_a_line() -> None:
    long = INLINE.replace("satu", "satu " * 25).replace("dua", "dua " * 25).replace("tiga", "tiga " * 25)
    assert [i.said.of(INLINE) for i in items(INLINE)] == ["satu", "dua", "tiga"]
    assert tuple(i.said.of(INLINE) for i in items(INLINE, ayat_too=True)) == ("satu", "dua", "tiga")
    assert _items(INLINE) == 3
    assert len(children(long)) == 3
    assert "apa saja" in asked_for(INLINE)
    assert [s for s in searched(INLINE) if s.startswith("Tugas petugas taman meliputi ")] == [
        "Tugas petugas taman meliputi satu",
        "Tugas petugas taman meliputi dua",
        "Tugas petugas taman meliputi tiga",
    ]
    assert unmarked(INLINE) == "Tugas petugas taman meliputi: satu; dua; dan tiga"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.style)
def test_every_form_of_marker_matches_its_examples(form: MarkerForm) -> None:
    for example in form.examples:
        marker = marker_at(example)
        assert marker is not None
        assert marker.style == form.style
        assert items(f"Tugas:\n{example}", ayat_too=True)[0].said.of(f"Tugas:\n{example}")


@pytest.mark.parametrize(
    "text", ["no. 7", "ps. 5", "dr. Soetomo", "2014. Tahun", "a.b", "kata. ", "-5", "A. Judul"]
)
def test_abbreviations_numbers_and_words_are_no_markers(text: str) -> None:
    assert marker_at(text) is None


def test_items_at_line_starts_stand_without_markers_and_joining_words() -> None:
    text = "Cuti terdiri atas:\na. cuti tahunan;\nb. cuti besar; dan/atau\nc. cuti sakit, serta\nd. cuti bersama."
    assert [words for words, _, _ in said(text)] == [
        "cuti tahunan",
        "cuti besar",
        "cuti sakit",
        "cuti bersama",
    ]


def test_a_list_within_a_list_has_the_words_above_both() -> None:
    text = "Petugas wajib:\na. menyiram:\n1) anggrek; dan\n2) melati;\nb. menyapu.\nUpah dibayar bulanan."
    assert said(text) == [
        ("menyiram:", 0, ["Petugas wajib"]),
        ("anggrek", 1, ["Petugas wajib", "menyiram"]),
        ("melati", 1, ["Petugas wajib", "menyiram"]),
        ("menyapu", 0, ["Petugas wajib"]),
    ]
    assert told(text)[-1] == "Upah dibayar bulanan."


def test_what_stands_below_a_list_introduces_the_next() -> None:
    text = "Petugas wajib:\na. menyiram.\nPetugas dilarang:\na. memetik."
    assert said(text)[-1] == ("memetik", 0, ["Petugas dilarang"])
    run_on = "Petugas wajib:\na. menyiram. Petugas dilarang:\na. memetik."
    assert said(run_on)[-1] == ("memetik", 0, ["Petugas dilarang"])


def test_an_item_within_a_line_ends_with_its_sentence() -> None:
    text = f"{INLINE} Upah dibayar bulanan."
    assert [words for words, _, _ in said(text)] == ["satu", "dua", "tiga"]
    assert told(text)[-1] == "Upah dibayar bulanan."


@pytest.mark.parametrize(
    "text",
    [
        "Surat nomor 5 dan 6. Tahun 2020",
        "Lihat UU No. 7; 2. Pasal",
        "Golongan ruang a. dan b. dihapus",
        "Upah dibayar tanggal 1, 2, dan 3. Setelah itu libur.",
        "Rencana b. dan c. ditunda: d. tetap",
        "Lihat kitab (butir: 1) dan seterusnya",
    ],
)
def test_numbers_and_letters_that_open_no_list_are_no_items(text: str) -> None:
    assert items(text) == ()


def test_a_list_goes_on_where_a_copy_has_lost_an_item() -> None:
    assert [i.marker.number for i in items("meliputi: a. satu; c. tiga; dan z. akhir")] == [1, 3]


def test_bullets_and_keycaps_mark_items_at_line_starts_only() -> None:
    assert [w for w, _, _ in said("Jenis:\n- satu\n• dua\n* tiga\n1️⃣ empat")] == [
        "satu",
        "dua",
        "tiga",
        "empat",
    ]
    assert items("Senin - Jumat: 8 - 16") == ()


def test_ayat_are_cut_at_line_starts_and_are_no_items_unless_asked_for() -> None:
    text = "(1) Petugas menyiram.\n(2a) Upah sebagaimana dimaksud pada ayat (1) dibayar."
    assert [cut.of(text)[:4] for cut in ayat(text)] == ["(1) ", "(2a)"]
    assert items(text) == ()
    assert len(items(text, ayat_too=True)) == 2


def test_the_opening_is_what_stands_above_the_list() -> None:
    assert opening(INLINE).of(INLINE) == "Tugas petugas taman meliputi:"
    assert opening("(1) Petugas menyiram.").start == opening("(1) Petugas menyiram.").end
    whole = "Petugas menyiram: setiap pagi."
    assert opening(whole).of(whole) == "Petugas menyiram"


def test_what_a_colon_introduces_is_told_with_it() -> None:
    assert told("Jadwal: setiap pagi.") == ["Jadwal", "Jadwal | setiap pagi."]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Lihat UU No. 7 Tahun 2021 dll. yang berlaku. Selesai.", 2),
        ("Upah paling sedikit Rp. 500.000 sebulan. Lembur dihitung.", 2),
        ("Upah dibayar; lembur dihitung.", 2),
        ("1. Dasar hukum. Lain.", 2),
        ("baris yang\nberlanjut di sini", 1),
        ("Judul\nKalimat pertama", 2),
        ("", 0),
        (" \n ", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_lines_of_a_wrapped_document_are_no_sentences_and_paragraphs_are() -> None:
    text = "Menurut Pasal 5\nUndang-Undang ini berlaku.\n\nSelesai"
    assert len(sentences(text)) == 3
    assert len(sentences(text, wrapped=True)) == 2


def test_semicolons_part_what_one_sentence_enumerates() -> None:
    text = "Upah dibayar; lembur; dan cuti."
    assert len(sentences(text)) == 3
    assert len(sentences(text, semicolons=False)) == 1


@pytest.mark.parametrize(
    ("text", "places", "called"),
    [
        ("Upah sebagaimana dimaksud dalam Pasal 3 ayat (1) huruf a dan huruf b dibayar.", "Pasal 3 ayat (1) huruf a dan huruf b", "Upah"),
        ("Bila hujan; kebun yang dimaksud pada ayat (1), ayat (2), dan ayat (3)", "ayat (1), ayat (2), dan ayat (3)", "kebun"),
        ("PNS sebagaimana dimalsud pada ay at (3) wajib", "ay at (3)", "PNS"),
        ("PNS sslagaimana dimaksud dalam ^pasal 7", "pasal 7", "PNS"),
        ("Hal sebagaimana diatur dalam Pasal 5 sampai dengan Pasal 9", "Pasal 5 sampai dengan Pasal 9", "Hal"),
        ("Jabatan sebagaimana dimaksud Pasal 13 huruf a terdiri", "Pasal 13 huruf a", "Jabatan"),
        ("Upah sebagaimana dimaksud dalam surat keputusan", "", "Upah"),
    ],
)  # fmt: skip
def test_what_a_text_leans_on(text: str, places: str, called: str) -> None:
    (leaning,) = leanings(text)
    assert leaning.places.of(text) == places
    assert leaning.called.of(text) == called


@pytest.mark.parametrize(
    "text",
    [
        "Apa yang dimaksud dengan cuti?",
        "barang yang dimasukkan dalam Pasal 5",
        "yang dimulai pada ayat",
        "Pasal 5",
    ],
)
def test_what_leans_on_nothing(text: str) -> None:
    assert leanings(text) == ()


def test_a_text_without_its_leaning_keeps_the_rest_and_a_question_only_the_subject() -> None:
    text = "Upah sebagaimana dimaksud pada ayat (1) ditetapkan oleh Menteri, dan dibayar."
    assert without_leaning(text).split() == ["Upah", "ditetapkan", "oleh", "Menteri,", "dan", "dibayar."]
    assert without_leaning(text, to_mark=True).split() == ["Upah", ",", "dan", "dibayar."]


def test_the_clause_before_a_place_begins_behind_the_last_mark() -> None:
    text = "Upah 1.000 rupiah; kebun raya"
    assert clause_before(text, len(text)).of(text) == "kebun raya"
    assert clause_before(text, text.index(";")).of(text) == "Upah 1.000 rupiah"


@given(TEXTS)
def test_spans_lie_in_order_inside_any_text(text: str) -> None:
    for spans in (
        [s.span for s in statements(text)],
        list(sentences(text)),
        list(sentences(text, wrapped=True, semicolons=False)),
        [leaning.span for leaning in leanings(text)],
        [item.marker.span for item in items(text)],
        [item.said for item in items(text, ayat_too=True)],
    ):
        assert all(0 <= span.start <= span.end <= len(text) for span in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
    for item in items(text):
        assert all(a.end <= b.start for a, b in pairwise([*item.introduction, item.marker.span]))
    for statement in statements(text):
        assert statement.span.of(text).strip()
        assert all(a.end <= b.start for a, b in pairwise([*statement.introduction, statement.span]))
        for leaning in statement.leaning:
            assert statement.span.start <= leaning.span.start <= leaning.span.end <= statement.span.end


@given(TEXTS)
def test_no_word_is_lost(text: str) -> None:
    assert "".join(cut.of(text) for cut in ayat(text)) == text
    assert "".join("".join(s.of(text) for s in sentences(text)).split()) == "".join(text.split())
    covered = bytearray(len(text))
    markers = [item.marker.span for item in items(text)]
    for span in [s.span for s in statements(text)] + markers:
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    rest = "".join(" " if held else char for held, char in zip(covered, text, strict=True))
    left = without_markers(rest).split()
    assert {word.strip(";,.:") for word in left} <= {"", "dan", "atau", "dan/atau", "serta"} | {
        f"({n})" for n in ("1", "2")
    }


@pytest.mark.parametrize(
    "piece",
    [
        "a. satu; ",
        "\n",
        " ",
        "\n1. x:",
        "gaima",
        ": a. ",
        "sebagaimana dimaksud dalam ",
        "ayat (1), ",
        ". ",
        "dan ",
    ],
)
def test_any_text_is_read_in_time_linear_in_its_length(piece: str) -> None:
    def read(times: int) -> None:
        text = piece * times
        statements(text)
        items(text, ayat_too=True)
        without_leaning(text)
        sentences(text, wrapped=True)

    read(200)
    assert growth(read, 800) < 30


def test_a_part_of_a_text_is_read_where_it_stands() -> None:
    text = "Upah. Lembur. Cuti."
    assert [s.of(text) for s in sentences(text, Span(6, 13))] == ["Lembur."]
