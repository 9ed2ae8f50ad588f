"""The vocabulary in ``corpus/`` is sound: the tables can be applied word by word without surprises."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from tanyapasal.index.asking.reading import QueryReader
from tanyapasal.index.corpus import read_corpus
from tanyapasal.index.language.field import Field
from tanyapasal.index.language.words.general import GeneralWords
from tanyapasal.index.text import words

CORPUS = Path(__file__).parents[3] / "corpus"
SMALL_TALK = ("greetings", "thanks", "identity", "farewell", "wellbeing")

# Words that look like chat spelling but mean something here: kartu keluarga, penetapan angka kredit, Badan
# Pemeriksa Keuangan, surat peringatan, surat pemberitahuan tahunan, tata usaha, nomor induk, dinas luar, …
MEANINGFUL = words(
    "kk pak bpk ma mk ky sp spt sma smp sd smk tu ni dl tl st sk ak an kl bkn lan jp jf ppk pt pa kpa kek "
    "ada tes pas buat tahu setahun daftar ibu bapak kota mata sama hari biar kali pp uu pns asn wi it ti"
)

# Nouns that name what a question is about; a general word is not counted, so these must not be general.
SUBJECTS = words(
    "cuti gaji pensiun mutasi tunjangan pelatihan sertifikat kompetensi biaya lokasi jadwal sanksi "
    "nilai ujian seragam lembur pajak jabatan pangkat golongan kinerja disiplin etik promosi rotasi "
    "magang seminar kursus asrama pegawai instansi lembaga kementerian kerja pendidikan anggaran "
    "akreditasi platform tautan modul kurikulum guru dosen dokter kepemimpinan teknis manajerial "
    "kultural fungsional struktural administrator pengawas pelajaran beasiswa perjanjian kontrak "
    "pelayanan keuangan integritas karier eselon penilaian seleksi formasi dinas rumah kendaraan "
    "penghargaan pemberhentian keluarga agama politik korupsi negara kredit portofolio pembelajaran "
    "pengembangan belajar daring klasikal mandiri sipil aparatur pemerintah daerah menteri kesehatan"
)
# Subjects that are made of a general word, or look like it (percobaan and coba).
SUBJECTS_BY_ROOT = ["peserta", "pengadaan", "percobaan", "perjalanan", "izin", "data", "hukuman", "barang"]


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_Loader):  # type: ignore[misc, valid-type]
    """Loads as ``safe_load`` does, but a key that is written twice is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = [key for key, count in Counter(keys).items() if count > 1]
        if twice:
            raise yaml.constructor.ConstructorError(None, None, f"written twice: {twice}", node.start_mark)
        return super().construct_mapping(node, deep)


def _load(name: str) -> dict[str, Any]:
    text = (CORPUS / name).read_text(encoding="utf-8")
    loaded = yaml.load(text, Loader=_StrictLoader)
    assert loaded == yaml.load(text, Loader=_Loader)
    return dict(loaded)


KNOWN = read_corpus(CORPUS)
READER = QueryReader(Field(KNOWN), KNOWN.kinds)
LANGUAGE = _load("language.yaml")
INFORMAL: dict[str, str] = LANGUAGE["informal"]
GENERAL = [word for name in ("words", "verbs", "families", "subjects") for word in LANGUAGE["general"][name]]
LIGHT: list[str] = LANGUAGE["general"]["light"]
GLOSSARY = _load("glossary.yaml")
TERMS: list[dict[str, Any]] = GLOSSARY["terms"]
RELATED: list[dict[str, Any]] = GLOSSARY["related"]


def _forms(term: dict[str, Any]) -> list[str]:
    """The short forms and synonyms of a term, without the term itself."""
    return [*term.get("abbreviations", []), *term.get("synonyms", [])]


OWNERS = {form.casefold(): term["term"] for term in TERMS for form in _forms(term)}
_ANY_FORM = re.compile(
    r"(?<!\w)(?:" + "|".join(re.escape(form) for form in sorted(OWNERS, key=len, reverse=True)) + r")(?!\w)",
    re.IGNORECASE,
)


def _read(question: str) -> str:
    """The question with every form of the glossary replaced by its term, longest forms first."""
    return _ANY_FORM.sub(lambda match: OWNERS[match.group().casefold()], question).casefold()


def _says(text: str, phrase: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(phrase.casefold())}(?!\w)", text.casefold()) is not None


def test_the_strict_loader_refuses_a_key_that_is_written_twice() -> None:
    with pytest.raises(yaml.constructor.ConstructorError, match="written twice"):
        yaml.load("a: 1\na: 2\n", Loader=_StrictLoader)


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.yaml")), ids=lambda path: path.name)
def test_every_table_loads_where_libyaml_is_missing(path: Path) -> None:
    assert yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)


def test_language_holds_enough_to_read_everyday_questions() -> None:
    assert len(INFORMAL) >= 500
    assert len(GENERAL) >= 400
    assert all(len(LANGUAGE[name]) >= 20 for name in SMALL_TALK)


def test_yaml_took_no_word_for_a_number_or_a_truth_value() -> None:
    assert all(isinstance(word, str) for pair in INFORMAL.items() for word in pair)
    for words_of in (GENERAL, *(LANGUAGE[name] for name in SMALL_TALK)):
        assert [item for item in words_of if not isinstance(item, str)] == []
    for term in TERMS:
        assert [form for form in (term["term"], *_forms(term)) if not isinstance(form, str)] == []


def test_everything_in_language_is_lower_case_with_single_spaces() -> None:
    everything = [*INFORMAL, *INFORMAL.values(), *GENERAL]
    everything += [phrase for name in SMALL_TALK for phrase in LANGUAGE[name]]
    assert [text for text in everything if text != " ".join(text.lower().split())] == []


def test_an_informal_key_is_what_the_reader_calls_words() -> None:
    assert [key for key in INFORMAL if " ".join(words(key)) != key] == []


def test_informal_values_are_standard_words_or_nothing() -> None:
    standard = re.compile(r"[a-z]*[aeiou][a-z]*(?:-[a-z]+)?")
    odd = {value for value in INFORMAL.values() for word in value.split() if not standard.fullmatch(word)}
    assert odd == set()


def test_informal_values_need_no_second_reading() -> None:
    """No entry maps to itself, and no word of a value is a key: one pass is enough."""
    assert [key for key, value in INFORMAL.items() if set(value.split()) & set(INFORMAL)] == []


@pytest.mark.parametrize("word", MEANINGFUL)
def test_a_word_with_its_own_meaning_in_the_field_is_not_informal(word: str) -> None:
    assert word not in INFORMAL


def test_letters_and_roman_numerals_stay_what_they_are() -> None:
    """``huruf d``, ``golongan iv``, ``pkn ii`` must not be rewritten."""
    assert [key for key in INFORMAL if len(key) == 1 or re.fullmatch(r"[ivx]+", key)] == []


@pytest.mark.parametrize(
    ("question", "standard"),
    [
        ("brp jp klo pns dlm setaon", "berapa jp kalau pns dalam setahun"),
        ("gmn cara dapetin sertif", "bagaimana cara dapatkan sertifikat"),
        ("siapa yg nerbitin sertipikat", "siapa yang menerbitkan sertifikat"),
        ("dmn sertif dicatet sih", "di mana sertifikat dicatat"),
        ("tlg jelasin jenis2 plthn dong", "tolong jelaskan jenis-jenis pelatihan"),
    ],
)
def test_everyday_questions_become_standard_words(question: str, standard: str) -> None:
    assert READER.read(question).text == standard


def test_general_words_are_single_and_listed_once() -> None:
    assert [word for word, count in Counter(GENERAL).items() if count > 1] == []
    assert [word for word in GENERAL if words(word) != [word]] == []


def test_a_word_of_law_is_light_and_no_more() -> None:
    """What is listed to be kept is not listed to be left out; a root may be, for its other forms."""
    assert len(LIGHT) == len(set(LIGHT))
    assert not set(LIGHT) & {*LANGUAGE["general"]["words"], *LANGUAGE["general"]["subjects"]}
    general = GeneralWords(KNOWN.language.general)
    assert [word for word in LIGHT if word in general or not general.light(word)] == []
    assert not general.light("pelatihan")


def test_a_general_word_is_listed_only_if_no_root_or_other_word_brings_it() -> None:
    listed = KNOWN.language.general
    needless = [
        word
        for word in listed.words
        if word in GeneralWords(replace(listed, words=tuple(w for w in listed.words if w != word)))
    ]
    assert needless == []


def test_a_subject_is_listed_only_if_it_would_count_as_general() -> None:
    others = GeneralWords(replace(KNOWN.language.general, subjects=()))
    assert [word for word in LANGUAGE["general"]["subjects"] if word not in others] == []
    assert len(LANGUAGE["general"]["subjects"]) <= 40


def test_general_words_are_not_everyday_spelling() -> None:
    assert sorted(set(GENERAL) & set(INFORMAL)) == []


def test_words_that_name_a_subject_are_not_general() -> None:
    general = GeneralWords(KNOWN.language.general)
    assert [word for word in (*SUBJECTS, *SUBJECTS_BY_ROOT) if word in general] == []


def test_a_phrase_of_small_talk_belongs_to_one_list() -> None:
    counts = Counter(phrase for name in SMALL_TALK for phrase in LANGUAGE[name])
    assert [phrase for phrase, count in counts.items() if count > 1] == []


def test_small_talk_names_no_subject() -> None:
    """Otherwise a question would lose its topic with its greeting."""
    phrases = [phrase for name in SMALL_TALK for phrase in LANGUAGE[name]]
    assert [phrase for phrase in phrases if set(words(phrase)) & set(SUBJECTS)] == []


def test_glossary_terms_are_many_and_unique() -> None:
    counts = Counter(term["term"].casefold() for term in TERMS)
    assert len(counts) >= 120
    assert [term for term, count in counts.items() if count > 1] == []


def test_a_form_belongs_to_one_term_and_is_no_term_itself() -> None:
    counts = Counter(form.casefold() for term in TERMS for form in (term["term"], *_forms(term)))
    assert [form for form, count in counts.items() if count > 1] == []


def test_every_term_has_another_form() -> None:
    assert [term["term"] for term in TERMS if not _forms(term)] == []


def test_glossary_forms_survive_the_reading_of_everyday_spelling() -> None:
    """The language table is applied first, so a form that it would change could never be found."""
    forms = [form for term in TERMS for form in (term["term"], *_forms(term))]
    assert [form for form in forms if form.lower() in INFORMAL or set(words(form)) & set(INFORMAL)] == []


@pytest.mark.parametrize("term", TERMS, ids=[term["term"] for term in TERMS])
def test_the_example_of_a_term_means_what_it_says(term: dict[str, Any]) -> None:
    """The question uses a form of this term, and means the term once the forms are replaced."""
    example = term["example"]
    assert set(example) == {"question", "means"}
    assert any(_says(example["question"], form) for form in _forms(term))
    assert not _says(example["question"], example["means"])
    assert _says(_read(example["question"]), example["means"])


@pytest.mark.parametrize("pair", RELATED, ids=[" - ".join(pair["terms"]) for pair in RELATED])
def test_related_words_are_near_but_not_the_same(pair: dict[str, Any]) -> None:
    """Both are written as their term and are no synonyms; the example leads from one to the other."""
    first, second = pair["terms"]
    assert first.casefold() != second.casefold()
    assert first.casefold() not in OWNERS
    assert second.casefold() not in OWNERS
    assert {first.casefold(), second.casefold()} & {term["term"].casefold() for term in TERMS}
    assert _says(pair["example"]["question"], first)
    assert not _says(pair["example"]["question"], second)
    assert pair["example"]["means"] == second


def test_related_pairs_are_listed_once() -> None:
    counts = Counter(frozenset(word.casefold() for word in pair["terms"]) for pair in RELATED)
    assert [set(pair) for pair, count in counts.items() if count > 1] == []
