"""Pairs of questions and pasal: what the rules ask, what the structure of a text gives, when it is not enough."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tanyapasal.index.adapting.articles import articles_in, articles_of
from tanyapasal.index.adapting.everyday_wording import EverydayWording
from tanyapasal.index.adapting.pairs import LEAST_PAIRS, enough, pairs_of
from tanyapasal.index.adapting.questions import AmountQuestions, asked_of, subject_of
from tanyapasal.index.adapting.rules import (
    ACTIVE,
    AMOUNTS,
    RULES,
    AmountRule,
    QuestionRule,
    measure_rule,
)
from tanyapasal.index.asking.kinds_of_questions import question_kind
from tanyapasal.index.corpus import Corpus, read_corpus
from tanyapasal.index.errors import AdaptingError
from tanyapasal.index.language.glossary import Language
from tanyapasal.index.language.words.everyday import Everyday
from tanyapasal.index.law.domain import Measure
from tanyapasal.index.parsing import parse
from tests.index.adapting.law_texts import article

CORPUS = Path(__file__).parents[3] / "corpus"
LESSON = Measure("jam pelajaran", "JP", ("jam pelajaran", "jp"))
AMOUNT_QUESTIONS = AmountQuestions((LESSON,))
LAW = """PERATURAN PEMERINTAH REPUBLIK INDONESIA
NOMOR 1 TAHUN 2031
TENTANG
PEMELIHARAAN TAMAN

BAB I
KETENTUAN UMUM

Pasal 1
Dalam Peraturan Pemerintah ini yang dimaksud dengan:
1. Taman Kota adalah tempat terbuka yang ditanami dan dipelihara bagi warga kota.
2. Petugas adalah pegawai yang memelihara taman kota setiap hari.

BAB II
PEMELIHARAAN TANAMAN

Pasal 2
(1) Petugas wajib menyiram seluruh tanaman setiap pagi.
(2) Laporan kerusakan tanaman diajukan kepada kepala dinas paling lambat 3 (tiga) hari.
"""


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus(CORPUS)


class _First(random.Random):
    """Always the first form, so that an example has one outcome."""

    def choice(self, seq):  # type: ignore[no-untyped-def]
        return seq[0]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.kind)
def test_a_rule_asks_what_its_example_says(rule: QuestionRule) -> None:
    text, formal, everyday = rule.example
    asked = {a.kind: a for a in asked_of(text, _First(), AMOUNT_QUESTIONS)}[rule.kind]
    assert (asked.formal, asked.everyday) == (formal, everyday)
    assert question_kind(formal) == rule.asks


@pytest.mark.parametrize("rule", [*AMOUNTS, measure_rule(LESSON)], ids=lambda rule: rule.unit)
def test_an_amount_is_asked_for_as_its_example_says(rule: AmountRule) -> None:
    text, formal, everyday = rule.example
    asked = {a.kind: a for a in asked_of(text, _First(), AMOUNT_QUESTIONS)}["berapa"]
    assert (asked.formal, asked.everyday) == (formal, everyday)
    assert question_kind(formal) == "berapa"


def test_every_passive_verb_has_an_active_one_without_its_passive_prefix() -> None:
    assert all(passive.startswith("di") and active.startswith("me") for passive, active in ACTIVE.items())


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Tata cara cuti sebagaimana dimaksud pada ayat (1)", "tata cara cuti"),
        ("Menteri dan gubernur", "Menteri dan gubernur"),
        ("Ketentuan lebih lanjut", ""),
        ("Biaya perawatan taman atau", "biaya perawatan taman"),
        ("Taman_ kota|", ""),
    ],
)
def test_a_subject_is_what_can_be_asked_for(text: str, subject: str) -> None:
    assert subject_of(text) == subject


def test_the_structure_of_a_text_gives_pairs() -> None:
    """Heading, penjelasan, ayat: each question leads to the pasal it was taken from, an ayat to the rest of it."""
    pairs = pairs_of([article(0), article(1)], Language())
    assert {"judul", "penjelasan", "ayat", "berapa", "wajib"} <= {pair.kind for pair in pairs}
    ayat = next(pair for pair in pairs if pair.kind == "ayat" and pair.style == "formal")
    assert not ayat.whole_too
    assert ayat.question not in ayat.part
    heading = next(pair for pair in pairs if pair.kind == "judul" and pair.article == 1)
    assert "anggrek" in heading.question.lower()


def test_definitions_and_references_give_pairs(corpus: Corpus) -> None:
    articles = articles_of("pp-1-2031", parse(LAW, corpus.kinds))
    assert [a.number for a in articles] == ["1", "2"]
    assert articles[1].titles == ("Pemeliharaan Tanaman",)
    pairs = pairs_of(articles, Language())
    assert any("Taman Kota" in pair.part and pair.kind == "istilah" for pair in pairs)
    assert any("menyiram seluruh tanaman" in pair.question and pair.article == 1 for pair in pairs)


def test_the_same_seed_makes_the_same_pairs() -> None:
    articles = [article(n) for n in range(5)]
    language = Language(informal=(("thn", "tahun"),))
    assert pairs_of(articles, language, 3) == pairs_of(articles, language, 3)
    assert pairs_of(articles, language, 3) != pairs_of(articles, language, 4)


def test_everyday_wording_says_what_people_say() -> None:
    language = Language(informal=(("brp", "berapa"),), everyday=(Everyday(("dipecat",), ("diberhentikan",)),))
    wording = EverydayWording(language)
    made = {wording.of("Berapa lama diberhentikan?", random.Random(n)) for n in range(40)}
    assert any("dipecat" in question for question in made)
    assert any("brp" in question for question in made)
    assert all("?" not in question and question == question.lower() for question in made)


def test_too_few_pairs_are_refused_with_what_to_add() -> None:
    pairs = pairs_of([article(0)], Language())
    assert len(pairs) < LEAST_PAIRS
    with pytest.raises(AdaptingError, match=r"sedikitnya 500 .*regulation add.*--texts"):
        enough(pairs)


def test_texts_of_a_folder_are_read_and_unusable_ones_are_named(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "pp.txt").write_text(LAW, encoding="utf-8")
    (tmp_path / "again.txt").write_text(LAW, encoding="utf-8")
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "letter.txt").write_text("Selamat pagi, ini bukan peraturan.", encoding="utf-8")
    articles, refused = articles_in(corpus, tmp_path)
    from_folder = [a for a in articles if a.text_id == "pp-1-2031"]
    assert [a.number for a in from_folder] == ["1", "2"]
    assert len(refused) == 2
    assert any("letter.txt" in line for line in refused)


def test_a_missing_folder_of_texts_is_refused(corpus: Corpus, tmp_path: Path) -> None:
    with pytest.raises(AdaptingError, match="tidak ada; sebutkan folder"):
        articles_in(corpus, tmp_path / "nowhere")
