"""Words of a question that are left as they are written, that are no everyday words."""

from __future__ import annotations

import pytest

from tanyapasal.index.asking.kinds_of_questions import question_kind
from tanyapasal.index.asking.reading import QueryReader
from tanyapasal.index.language.words.spelling import Spelling
from tanyapasal.index.text import words
from tests.index.passages.read import CORPUS, FIELD

READER = QueryReader(FIELD, CORPUS.kinds)


def test_a_name_in_capitals_that_is_to_be_explained_is_no_everyday_word() -> None:
    assert READER.read("Apa yang dimaksud dengan ELO?").text == "Apa yang dimaksud dengan ELO?"
    assert READER.read("kepanjangan GA apa").text == "kepanjangan GA apa"


@pytest.mark.parametrize("question", ["elo wajib ikut?", "GA boleh ikut?", "apa itu elo wajib"])
def test_elsewhere_it_is_one(question: str) -> None:
    assert READER.read(question).text.lower() != question


def test_frequent_english_words_are_not_repaired() -> None:
    spelling = Spelling(["resistance", "elektoral", "pelatihan"])
    assert spelling.repair("assistance") == "assistance"
    assert spelling.repair("electoral") == "electoral"
    assert spelling.repair("pelathan") == "pelatihan"


def test_accents_tell_no_words_apart() -> None:
    assert words("El Niño di Café Władysław") == ["el", "nino", "di", "cafe", "władysław"]


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("Apa itu Pelatihan Dasar?", "dasar"),
        ("berapa hari cuti tahunan", "tahun"),
        ("apa hak petugas taman?", "hak"),
        ("calon PNS yang tidak memenuhi syarat", "penuh"),
        ("apa larangan bagi pegawai", "larang"),
        ("cuti alasan penting berapa hari", "penting"),
    ],
)
def test_a_word_of_law_is_never_lost(question: str, kept: str) -> None:
    assert kept in READER.read(question).content


def test_a_word_of_law_is_no_subject_beside_one() -> None:
    assert READER.read("apa syarat cuti tahunan?").subject == {"cuti"}
    assert READER.read("apa syaratnya?").subject == {"syarat"}


def test_what_a_question_denies_and_supposes_is_read() -> None:
    query = READER.read("CPNS yg gak lulus ujian bisa ikut lagi?")
    assert query.negated == {"lulus", "uji"}
    assert READER.read("PNS yang sudah lulus ujian dapat apa?").condition == {"lulus", "uji"}
    assert READER.read("siapa yang wajib lapor?").duties == {"wajib"}


@pytest.mark.parametrize(
    ("question", "people"),
    [
        ("selain PNS siapa yang dapat JP?", set()),
        ("yang bukan PNS dapat cuti?", set()),
        ("selain PNS, apakah PPPK dapat JP?", {"PPPK"}),
        ("apakah PNS boleh cuti?", {"PNS"}),
    ],
)
def test_who_is_left_out_is_not_asked_about(question: str, people: set[str]) -> None:
    assert READER.read(question).people == people


@pytest.mark.parametrize(
    "name",
    ["BKPSDM", "bkpsdm", "Bkpsdm", "permenpan", "kemendagri", "perkalan", "sapk", "bkbn", "setda", "lpnk"],
)
def test_an_abbreviation_is_never_read_as_another_one(name: str) -> None:
    vocabulary = ["bpsdm", "kemenpan", "sipka", "bkkbn", "setia", "perkalian", "bkn"]
    assert (
        QueryReader(FIELD, CORPUS.kinds, vocabulary=vocabulary).read(f"apa tugas {name}").text.endswith(name)
    )


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("kmptensi", "kompetensi"),
        ("pelathian", "pelatihan"),
        ("plthn", "pelatihan"),
        ("admnistrator", "administrator"),
    ],
)
def test_a_slip_is_still_mended(slip: str, meant: str) -> None:
    assert READER.read(f"apa itu {slip}").text == f"apa itu {meant}"


@pytest.mark.parametrize(
    "question", ["tahun berapa aturan itu terbit?", "mulai berlaku tanggal berapa", "PP itu tahun berapa ya"]
)
def test_which_year_asks_for_a_date(question: str) -> None:
    assert question_kind(question) == "kapan"


@pytest.mark.parametrize(
    "question",
    [
        "kerja 2 tahun berapa hari cutinya?",
        "per tahun berapa JP",
        "dalam satu tahun berapa kali",
        "berapa tahun",
    ],
)
def test_a_quantity_of_years_is_no_date(question: str) -> None:
    assert question_kind(question) == "berapa"


@pytest.mark.parametrize(
    ("question", "kind"),
    [("lama cuti besar", "berapa"), ("Lama kontrak kerja?", "berapa"), ("lama sekali prosesnya", "lain")],
)
def test_a_length_of_time_is_asked_without_a_question_word(question: str, kind: str) -> None:
    assert question_kind(question) == kind


def test_so_many_hours_are_no_time_of_day() -> None:
    assert "jadwal" not in READER.read("ikut webinar 10 jam berapa JP?").aspects
    assert "jadwal" in READER.read("sidang mulai jam berapa?").aspects


@pytest.mark.parametrize(
    ("question", "standard"),
    [
        ("cuti buat PPPK", "cuti untuk PPPK"),
        ("syarat buat naik jabatan", "syarat untuk naik jabatan"),
        ("buat siapa pelatihan itu", "untuk siapa pelatihan itu"),
        ("siapa yang buat sertifikat", "siapa yang buat sertifikat"),
        ("cara buat laporan", "cara buat laporan"),
    ],
)
def test_buat_is_untuk_before_whom_or_what_something_is_for(question: str, standard: str) -> None:
    assert READER.read(question).text == standard


@pytest.mark.parametrize(
    ("question", "bound"),
    [
        ("cuma boleh berapa hari?", "maksimal"),
        ("paling berapa bulan?", "maksimal"),
        ("izin sampai berapa lama?", "maksimal"),
        ("sewa paling lama berapa tahun", "maksimal"),
        ("lamanya maksimal berapa", "maksimal"),
        ("paling dikit berapa hari", "minimal"),
        ("berapa hari?", None),
    ],
)
def test_the_bound_that_is_asked_for(question: str, bound: str | None) -> None:
    wanted = READER.read(question).wanted
    assert wanted is not None
    assert wanted.bound == bound


@pytest.mark.parametrize(
    ("question", "other"),
    [("hak PNS", "kewajiban"), ("PNS berhak apa", "wajib"), ("tenaga honorer", "pemerintah")],
)
def test_what_law_holds_apart_does_not_stand_for_one_another(question: str, other: str) -> None:
    frequencies = dict.fromkeys(["wajib", "perintah", "janji", "kerja", "gawa"], 90)
    query = QueryReader(FIELD, CORPUS.kinds, frequencies=frequencies).read(question)
    assert not [
        phrase for sense in (*query.terms, *query.law) for phrase in sense.meant if other in phrase.lower()
    ]
