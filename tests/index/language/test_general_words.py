"""Words that say nothing about a topic: listed, derived from roots, frequent; and what is not one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tanyapasal.index.corpus import read_corpus
from tanyapasal.index.language.words.derived import nouns, verbs
from tanyapasal.index.language.words.general import GeneralList, GeneralWords

GENERAL = GeneralWords(read_corpus(Path(__file__).parents[3] / "corpus").language.general)


@pytest.mark.parametrize(
    ("root", "verb"),
    [
        ("tulis", "menuliskan"),
        ("pakai", "memakai"),
        ("sebut", "menyebutkan"),
        ("kutip", "mengutip"),
        ("buat", "dibuatkan"),
        ("cek", "mengecek"),
        ("syarat", "mensyaratkan"),
        ("akhir", "berakhir"),
        ("rangkum", "merangkum"),
        ("roda", "beroda"),
        ("letak", "terletak"),
    ],
)
def test_verbs_are_made_by_the_rules_of_the_language(root: str, verb: str) -> None:
    assert verb in verbs(root)


def test_nouns_are_not_verbs() -> None:
    assert {"pertanyaan", "penanya"} <= nouns("tanya")
    assert {"penjelasan", "kejelasan"} <= nouns("jelas")
    assert "peserta" not in verbs("serta") | nouns("sertai")
    assert not verbs("coba") & {"percobaan", "cobaan"}


def test_a_listed_word_counts_in_all_its_forms() -> None:
    words = GeneralWords(GeneralList(words=("kriteria", "rupa")))
    forms = (
        "kriteria",
        "kriterianya",
        "kriterianyakah",
        "kriteriakah",
        "kriteria-kriteria",
        "serupa",
        "berupa",
    )
    assert [form for form in forms if form not in words] == []
    assert "kriteriawan" not in words


def test_a_root_brings_its_verbs_and_only_a_family_its_nouns() -> None:
    words = GeneralWords(GeneralList(verbs=("coba",), families=("jelas",), subjects=("kejelasan",)))
    assert "mencobanya" in words
    assert "percobaan" not in words
    assert "penjelasannya" in words
    assert "kejelasan" not in words
    assert "kejelasannya" not in words


def test_a_subject_is_not_made_general_by_what_stands_before_it() -> None:
    words = GeneralWords(GeneralList(words=("rumah",), subjects=("rumah",)))
    assert "serumah" not in words


@pytest.mark.parametrize("word", ["maret", "kesebelas", "puluh", "keduanya", "yang", "the", "which", "tidak"])
def test_numbers_months_and_frequent_words_need_no_list(word: str) -> None:
    assert word in GeneralWords(GeneralList())


@pytest.mark.parametrize("word", ["government", "leave", "cuti", "berhimpun", "himpunan"])
def test_other_words_name_a_topic(word: str) -> None:
    assert word not in GENERAL


def test_words_that_repairs_may_lead_to_are_words_in_use() -> None:
    used = set(GeneralWords(GeneralList(verbs=("jelas",))).in_use())
    assert "menjelaskan" in used
    assert "berjelasi" not in used
