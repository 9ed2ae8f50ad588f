"""One contract for what is held, in memory and on disk; and the same answers from both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tanyapasal.bot.bootstrap import load_assistant
from tanyapasal.bot.reply import Answer, Clarification, NotFound, Reply
from tanyapasal.bot.settings import Settings
from tanyapasal.index.build import build
from tanyapasal.index.embedding.named import HashingEmbedder
from tanyapasal.index.law.passages import Passage, Source
from tanyapasal.index.law.places import ProgramReference, Reference, RegulationId, Step, parse_reference
from tanyapasal.index.passages.facts import Facts
from tanyapasal.index.search.shelf import FactsById, MemoryShelf, Shelf, stored
from tanyapasal.index.search.shelf.stored import Encoded, StoredShelf, opened, passages_from, write_rows
from tanyapasal.index.search.snapshot import load
from tests.bot.answering.dated_corpus import write_corpus

PLACES = (
    "perda-7-2031",
    "perda-7-2031/pasal-4",
    "perda-7-2031/pasal-4/ayat-2",
    "perda-7-2031/pasal-40",
    "perda-7-2031/penjelasan/pasal-4",
    "perda-8-2031/pasal-4/ayat-2/huruf-a",
    "perda-7-2031/pasal-4/ayat-2",
    "program/kursus-taman",
    "program/kursus-taman#biaya",
    "program/kursus-kebun#biaya",
)
ASKED = (
    *PLACES,
    "perda-7-2031/pasal-5",
    "perda-8-2031/pasal-4",
    "perda-9-2031",
    "program/kursus",
    "program/kursus-taman#waktu",
)
NAMED = parse_reference("perda-8-2031/pasal-4")
assert isinstance(NAMED, Reference)


def passage(number: int, ref: str) -> Passage:
    return Passage(
        f"p{number}",
        parse_reference(ref),
        ref,
        "",
        f"Teks {number}.",
        Source("official", "Perda"),
        legal_basis=(NAMED,) if number == 8 else (),
        parent="p1" if number == 2 else None,
    )


PASSAGES = tuple(passage(number, ref) for number, ref in enumerate(PLACES))
FACTS = tuple(
    Facts(
        text=frozenset({f"teks{number}"}),
        defined=("Taman", "TMN") if number == 1 else (),
        ends=(("8", "2031"),) if number == 3 else (),
        named=(NAMED,) if number in (2, 4) else (),
    )
    for number in range(len(PLACES))
)
# Behind the others two that are only held where earlier wordings are.
PAST = tuple(
    replace(PASSAGES[n], id=f"p{n}@1", ref=parse_reference(f"perda-6-2031/pasal-{n + 1}")) for n in (3, 4)
)


@pytest.fixture(params=["memory", "disk"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    if request.param == "disk":
        monkeypatch.setattr(stored, "IN_MEMORY", 3)
    write_rows(tmp_path, map(Encoded.of, (*PASSAGES, *PAST), (*FACTS, *FACTS[3:5])))
    found = opened(tmp_path, len(PASSAGES))
    assert isinstance(found, StoredShelf if request.param == "disk" else MemoryShelf)
    assert tuple(passages_from(tmp_path, len(PASSAGES))) == PAST
    assert tuple(opened(tmp_path).passages) == (*PASSAGES, *PAST)
    return found


def test_passages_and_facts_are_those_that_were_written(shelf: Shelf) -> None:
    assert tuple(shelf.passages) == PASSAGES
    assert tuple(shelf.facts) == FACTS
    assert (shelf.passages[-1], tuple(shelf.passages[2:4])) == (PASSAGES[-1], PASSAGES[2:4])
    with pytest.raises(IndexError):
        shelf.passages[len(PASSAGES)]
    assert FactsById(shelf)["p3"] == FACTS[3]
    for missing in ("p99", "p3@1"):
        with pytest.raises(KeyError):
            shelf.position(missing)


@pytest.mark.parametrize("place", ASKED)
def test_places_are_looked_up_as_in_memory(shelf: Shelf, place: str) -> None:
    ref = parse_reference(place)
    memory = MemoryShelf(PASSAGES, FACTS)
    assert shelf.by_place.at(ref) == memory.by_place.at(ref)
    if not isinstance(ref, Reference):
        return
    assert (ref in shelf.places) == (ref in memory.places)
    assert shelf.first(ref) == memory.first(ref)
    assert shelf.places.below(ref) == memory.places.below(ref)
    assert set(shelf.places.holding(ref.locator)) == set(memory.places.holding(ref.locator))
    assert list(shelf.of_regulation(ref.regulation)) == list(memory.of_regulation(ref.regulation))
    assert list(shelf.citing(ref.regulation)) == list(memory.citing(ref.regulation))


def test_what_is_gone_through_is_marked(shelf: Shelf) -> None:
    assert list(shelf.defining()) == [(1, ("Taman", "TMN"))]
    assert list(shelf.ending()) == [3]
    assert list(shelf.citing(RegulationId("perda", "8", 2031))) == [4, 8]
    assert set(shelf.places.ending((Step("ayat", "2"),))) == {parse_reference("perda-7-2031/pasal-4/ayat-2")}
    assert set(shelf.places) == {p.ref for p in PASSAGES if isinstance(p.ref, Reference)}
    assert shelf.by_place.programs() == (ProgramReference("kursus-taman"), ProgramReference("kursus-kebun"))
    assert set(shelf.sampled()) <= set(PASSAGES)


def told(reply: Reply) -> object:
    match reply:
        case Answer():
            return reply.headline, reply.warning, [c.quote for c in reply.citations], reply.options
        case NotFound() | Clarification():
            return reply.message, reply.options
        case _:
            return type(reply)


def test_the_same_is_answered_from_disk_as_from_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, data = write_corpus(tmp_path / "corpus"), tmp_path / "data"
    questions = (
        "Berapa jam pelajaran pelatihan berkebun petugas taman?",
        "Apa isi Pasal 2 ayat 1 PP 7/2011?",
        "pasal 2",
        "ayat 1",
        "Apakah PP 3/2005 masih berlaku?",
        "Bagaimana cara menanam padi?",
    )
    settings = Settings(corpus=corpus, data=data, embedder="hashing")

    def replies() -> list[object]:
        build(corpus, data, HashingEmbedder())
        ask: Callable[[str], Reply] = load_assistant(settings).reply
        return [told(ask(question)) for question in questions]

    in_memory = replies()
    (data / "index" / "current").unlink()
    monkeypatch.setattr(stored, "IN_MEMORY", 3)
    assert replies() == in_memory
    assert isinstance(load(data, HashingEmbedder().id, HashingEmbedder().dimension).shelf, StoredShelf)
