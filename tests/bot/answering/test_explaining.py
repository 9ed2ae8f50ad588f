"""What a thing is, and how things differ, is answered only by texts that tell it; naming them is not enough."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tanyapasal.bot.answering.finding.defining import explaining
from tanyapasal.bot.answering.saying.composing import _say
from tanyapasal.bot.answering.saying.deciding import decided
from tanyapasal.bot.answering.service import Answerer
from tanyapasal.bot.reply import Answer, NotFound, Statement
from tanyapasal.index.asking.reading import QueryReader
from tanyapasal.index.build import build
from tanyapasal.index.embedding.hashing import HashingEmbedder
from tanyapasal.index.judging.confidence import THRESHOLD
from tanyapasal.index.law.passages import Hit, Passage, Source
from tanyapasal.index.law.places import parse_reference
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.search.snapshot import load
from tests.index.passages.read import CORPUS, FIELD, facts_of

SAYS = "Tujuan kelas kebun adalah panen. Kelas kebun merupakan kelas bagi petani muda."
NAMES = "Contoh kegiatan lapangan adalah lomba untuk kelas kebun, kelas ternak, dan kelas perahu."
HEADED = "Diikuti oleh tiga puluh petani."
TEXT = """---
id: pp-{number}-2021
title: {title}
status: berlaku
source: {{kind: official, document: naskah}}
---

# Batang Tubuh

##### Pasal 1

Upah panen raya dibayar paling lambat 3 (tiga) hari setelah panen raya selesai.

##### Pasal 2

Lumbung kering, lumbung basah, dan saung terbuka dibangun di tepi sawah desa.

##### Pasal 3

(1) Gerobak kayu ditarik kerbau.

(2) Gerobak besi ditarik mesin.
"""


def _passage(number: str, text: str, topic: str = "") -> Passage:
    ref = parse_reference(f"pp-1-2030/pasal-{number}")
    return Passage(number, ref, "", "", text, Source("secondary", "x"), topic=topic)


def found(question: str, *said: tuple[str, str]) -> list[str]:
    passages = [_passage(str(n), text, topic) for n, (topic, text) in enumerate(said, 1)]
    facts = facts_of(passages)
    vocabulary = {word for topic, text in said for word in f"{topic} {text}".lower().split()}
    query = QueryReader(FIELD, CORPUS.kinds, (), vocabulary).read(question)
    return [hit.passage.text for hit in explaining(query, [Hit(p, 1.0) for p in passages], facts)]


def test_what_says_what_it_is_comes_before_what_is_headed_by_it_and_a_mention_tells_nothing() -> None:
    said = (("lapangan", NAMES), ("peserta kelas kebun", HEADED), ("tujuan", SAYS))
    assert found("kelas kebun itu apa", *said) == [SAYS, HEADED]
    assert found("siapa peserta kelas kebun", *said) == [NAMES, HEADED, SAYS]


@pytest.mark.parametrize(
    ("text", "explained"),
    [
        ("Sawah, kebun, dan ladang adalah tempat tanam.", {"sawah", "kebun", "ladang"}),
        ("a. Kelas Kebun yang selanjutnya disingkat KK ialah kelas.", {"kelas", "kebun", "kk"}),
        ("Sertifikat memuat jumlah JT (Jam Tanam).", {"jt"}),
        ("Sertifikat memuat Jam Tanam (JT).", {"jt"}),
    ],
)
def test_what_a_text_says_something_to_be_is_read(text: str, explained: set[str]) -> None:
    passage = _passage("1", text)
    assert explained in facts_of((passage,))(passage).explained


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    corpus = tmp_path_factory.mktemp("texts") / "corpus"
    shutil.copytree(Path(__file__).parents[3] / "corpus", corpus)
    (corpus / "official").mkdir(exist_ok=True)
    for number, title in (("61", "Panen Raya di Ladang"), ("62", "Panen Raya di Sawah")):
        text = TEXT.format(number=number, title=title)
        (corpus / "official" / f"pp-{number}-2021.md").write_text(text, encoding="utf-8")
    data = tmp_path_factory.mktemp("data")
    embedder = HashingEmbedder()
    build(corpus, data, embedder)
    return Answerer(Retriever(load(data, embedder.id, embedder.dimension), embedder))


def test_things_that_are_named_in_one_breath_are_not_told_apart(answerer: Answerer) -> None:
    reply = answerer.reply("Apa beda lumbung kering dan lumbung basah?")
    assert isinstance(reply, NotFound)
    assert reply.head.confidence < THRESHOLD


def test_things_that_one_text_tells_of_in_turn_are(answerer: Answerer) -> None:
    assert isinstance(answerer.reply("Apa beda gerobak kayu dan gerobak besi?"), Answer)


def test_the_same_words_in_two_places_are_read_once_with_both_places(answerer: Answerer) -> None:
    reply = answerer.reply("Kapan paling lambat upah panen raya dibayar?")
    assert isinstance(reply, Answer)
    same = reply.statements[0]
    assert {str(reply.citations[n].ref) for n in same.citations} == {
        "pp-61-2021/pasal-1",
        "pp-62-2021/pasal-1",
    }
    assert [s.text for s in reply.statements].count(same.text) == 1


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("apakah petani wajib ikut kelas kebun?", "Wajib"),
        ("petani wajib ikut kelas kebun tidak?", "Wajib"),
        ("petani wajib ikut kelas apa ya?", None),
        ("kelas wajib petani apa", None),
    ],
)
def test_yes_or_no_is_said_only_where_it_is_asked(question: str, said: str | None) -> None:
    passage = _passage("1", "Petani wajib ikut kelas kebun.")
    vocabulary = set(passage.text.lower().split())
    query = QueryReader(FIELD, CORPUS.kinds, (), vocabulary).read(question)
    assert decided(query, facts_of((passage,))(passage)) == said


def test_the_same_words_are_read_once_where_the_text_of_one_goes_on() -> None:
    said: list[Statement] = []
    for statement in (
        Statement("Cuti 12 hari. …", (0,)),
        Statement("Cuti 12 hari.", (1,)),
        Statement("Cuti", (2,)),
    ):
        _say(said, statement)
    assert said == [Statement("Cuti 12 hari. …", (0, 1)), Statement("Cuti", (2,))]
