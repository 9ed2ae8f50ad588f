"""Who cites a place: by legal basis and by words, and never by a guess."""

from __future__ import annotations

import pytest

from tanyapasal.bot.answering.finding.citing import Citing
from tanyapasal.bot.answering.finding.links import Links
from tanyapasal.index.law.passages import Passage, RegulationCard, Source
from tanyapasal.index.law.places import Reference, RegulationId, parse_reference
from tanyapasal.index.search.shelf import MemoryShelf
from tests.index.passages.read import facts_of

LAW, OTHER = RegulationId("uu", "5", 2019), RegulationId("uu", "6", 2019)
CARDS = (
    RegulationCard(LAW, "Belajar Pegawai", "UU Nomor 5 Tahun 2019", "berlaku", aliases=("UU Belajar",)),
    RegulationCard(OTHER, "Cuti Pegawai", "UU Nomor 6 Tahun 2019", "berlaku"),
)


def passage(ref: str, text: str, basis: tuple[str, ...] = (), parent: str | None = None) -> Passage:
    bases = tuple(parse_reference(one) for one in basis)
    source = Source("official", "Naskah")
    return Passage(ref, parse_reference(ref), ref, ref, text, source, legal_basis=bases, parent=parent)


PASSAGES = (
    passage("uu-5-2019/pasal-1", "Belajar dilakukan setiap tahun."),
    passage("uu-5-2019/pasal-2/ayat-1", "Lamanya sebagaimana dimaksud dalam Pasal 1 diatur kemudian."),
    passage("uu-6-2019/pasal-1", "Cuti diberikan kepada pegawai."),
    passage("uu-6-2019/pasal-3", "Pegawai yang belajar menurut Pasal 2 ayat (1) UU Nomor 5 Tahun 2019."),
    passage("program/belajar#lama", "Rincian lama belajar.", ("uu-5-2019/pasal-2",)),
    passage("program/belajar#dasar", "Diatur dalam UU Belajar Pasal 1."),
    passage("program/belajar#umum", "Lihat UU Nomor 5 Tahun 2019 dan Pasal 77."),
    passage("program/belajar#butir", "Diatur dalam UU Belajar Pasal 1.", parent="program/belajar#dasar"),
)


PLACES = frozenset(p.ref for p in PASSAGES if isinstance(p.ref, Reference))


@pytest.fixture
def links() -> Links:
    return Links(facts_of(PASSAGES, CARDS), PLACES)


@pytest.fixture
def citing(links: Links) -> Citing:
    facts = facts_of(PASSAGES, CARDS)
    shelf = MemoryShelf(PASSAGES, [facts(p) for p in PASSAGES])
    return Citing(lambda regulation: [PASSAGES[n] for n in shelf.citing(regulation)], links)


@pytest.mark.parametrize(
    ("place", "by"),
    [
        ("uu-5-2019/pasal-1", ["uu-5-2019/pasal-2/ayat-1", "program/belajar#dasar"]),
        ("uu-5-2019/pasal-2", ["uu-6-2019/pasal-3", "program/belajar#lama"]),
        ("uu-5-2019/pasal-2/ayat-1", ["uu-6-2019/pasal-3", "program/belajar#lama"]),
        ("uu-5-2019/pasal-2/ayat-2", ["program/belajar#lama"]),
        ("uu-6-2019/pasal-1", []),
        (
            "uu-5-2019",
            ["uu-6-2019/pasal-3", "program/belajar#lama", "program/belajar#dasar", "program/belajar#umum"],
        ),
        ("uu-9-1999/pasal-1", []),
    ],
)
def test_a_place_is_cited_by_those_who_name_it_or_what_is_around_it(
    citing: Citing, place: str, by: list[str]
) -> None:
    ref = parse_reference(place)
    assert isinstance(ref, Reference)
    assert sorted(p.id for p in citing.of(ref)) == sorted(by)


def test_a_passage_leads_one_step_to_the_places_its_words_rest_on(links: Links) -> None:
    led = {p.id: [str(place) for place in links.led_to(p)] for p in PASSAGES}
    assert led["uu-5-2019/pasal-2/ayat-1"] == ["uu-5-2019/pasal-1"]
    assert led["uu-6-2019/pasal-3"] == ["uu-5-2019/pasal-2/ayat-1"]
    # Pasal 77 is not held, and a regulation as a whole is no place to read.
    assert led["program/belajar#umum"] == []
    assert led["uu-5-2019/pasal-1"] == []
