"""Another field of law from its corpus alone: a law on taxes and one on villages, with the same program.

The corpus in ``second_field`` brings its own domain and glossary; what it copies from ``corpus`` is the language of
every field.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tanyapasal.bot.answering.service import Answerer
from tanyapasal.bot.reply import Answer, NotFound, Reply
from tanyapasal.index.build import build
from tanyapasal.index.embedding.named import embedder_named
from tanyapasal.index.judging.reader import PackagedReader
from tanyapasal.index.law.places import Reference, parse_reference
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.search.snapshot import load

OWN = Path(__file__).parent / "second_field"
SHIPPED = Path(__file__).parent.parent / "corpus"
# Of 30; without an embedding model words alone decide.
LEAST_RIGHT = {"hashing": 24, "e5-small-int8": 27, "e5-small-int8+reader": 27}
GENERAL = ("language.yaml", "everyday.yaml", "aspects.yaml", "kinds.yaml")
PACKAGED = [pytest.param(name, marks=pytest.mark.slow) for name in ("e5-small-int8", "e5-small-int8+reader")]


@dataclass(frozen=True, slots=True)
class Expected:
    """A question and the place that answers it; None: the two laws do not tell."""

    question: str
    place: Reference | None

    def met_by(self, reply: Reply) -> bool:
        if self.place is None or not isinstance(reply, Answer):
            return self.place is None and not isinstance(reply, Answer)
        first = reply.citations[0].passage.ref
        return isinstance(first, Reference) and (self.place == first or self.place.contains(first))


def _expected(line: str) -> Expected:
    row = json.loads(line)
    place = parse_reference(row["place"]) if row["place"] else None
    assert place is None or isinstance(place, Reference)
    return Expected(row["question"], place)


QUESTIONS = tuple(map(_expected, (OWN / "questions.jsonl").read_text(encoding="utf-8").splitlines()))


def answerer(folder: Path, name: str) -> Answerer:
    """An answerer over the second field, and nothing of the first."""
    corpus = shutil.copytree(OWN, folder / "corpus", ignore=shutil.ignore_patterns("questions.jsonl"))
    for table in GENERAL:
        shutil.copy(SHIPPED / table, corpus)
    (corpus / "verification.yaml").write_text("places: []\n", encoding="utf-8")
    model, _, read = name.partition("+")
    embedder = embedder_named(model)
    build(corpus, folder / "data", embedder)
    embedder.warm_up()
    judge = PackagedReader() if read else None
    return Answerer(Retriever(load(folder / "data", embedder.id, embedder.dimension), embedder, judge=judge))


@pytest.fixture(scope="module", params=["hashing", *PACKAGED])
def second(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Answerer]:
    return request.param, answerer(tmp_path_factory.mktemp("second"), request.param)


def test_half_of_the_questions_are_not_told_by_the_laws() -> None:
    assert len(QUESTIONS) == 30
    assert sum(asked.place is None for asked in QUESTIONS) == 15


def test_the_same_program_answers_another_field(second: tuple[str, Answerer]) -> None:
    name, assistant = second
    replies = [(asked, assistant.reply(asked.question)) for asked in QUESTIONS]
    wrong = [
        f"{asked.question} → {type(reply).__name__}" for asked, reply in replies if not asked.met_by(reply)
    ]
    assert len(QUESTIONS) - len(wrong) >= LEAST_RIGHT[name], "\n".join(wrong)


def test_who_holds_an_office_now_stands_in_no_law(second: tuple[str, Answerer]) -> None:
    _, assistant = second
    reply = assistant.reply("Siapa kepala desa Sukamaju sekarang?")
    assert isinstance(reply, NotFound)


def test_a_follow_up_exchanges_the_things_of_the_field(second: tuple[str, Answerer]) -> None:
    _, assistant = second
    first = assistant.reply("Apa itu Pajak Pertambahan Nilai?")
    then = assistant.reply("kalau Pajak Kendaraan?", first.head.conversation_id)
    assert isinstance(then, Answer)
    assert str(then.citations[0].passage.ref) == "uu-5-2033/pasal-1/angka-2"


def test_records_and_starters_are_those_of_the_field(second: tuple[str, Answerer]) -> None:
    _, assistant = second
    reply = assistant.reply("pajak saya sudah lunas?")
    assert isinstance(reply, NotFound)
    assert "silakan hubungi kantor pajak" in reply.message
    assert [option.question for option in assistant.examples()] == [
        "Berapa tarif Pajak Pertambahan Nilai?",
        "Kepala Desa dipilih oleh siapa?",
    ]
