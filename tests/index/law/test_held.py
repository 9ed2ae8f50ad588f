"""What is held is found by place as it would be found by walking through all of it."""

import pytest

from tanyapasal.index.law.held import HeldPlaces, PassagesByPlace
from tanyapasal.index.law.passages import Passage, Source
from tanyapasal.index.law.places import Reference, RegulationId, Step, parse_reference

HELD = (
    "perda-7-2031/pasal-4",
    "perda-7-2031/pasal-4/ayat-2",
    "perda-8-2031/pasal-4/ayat-2/huruf-a",
    "perda-7-2031/penjelasan/pasal-4",
    "perda-7-2031",
    "program/kursus-taman#biaya",
    "perda-7-2031/pasal-40",
    "program/kursus-taman",
    "perda-7-2031/pasal-4/ayat-2",
)


def passage(number: int, ref: str) -> Passage:
    return Passage(f"p{number}", parse_reference(ref), ref, "", "Teks.", Source("official", "Perda"))


PASSAGES = tuple(passage(number, ref) for number, ref in enumerate(HELD))
PLACES = HeldPlaces(p.ref for p in PASSAGES if isinstance(p.ref, Reference))


@pytest.mark.parametrize(
    ("ref", "found"),
    [
        ("perda-7-2031/pasal-4", "p0 p1 p8"),
        ("perda-7-2031/pasal-4/ayat-2", "p1 p8"),
        ("perda-8-2031/pasal-4", "p2"),
        ("perda-7-2031/penjelasan/pasal-4", "p3"),
        ("perda-7-2031", "p0 p1 p4 p6 p8"),
        ("perda-7-2031/pasal-5", ""),
        ("perda-9-2031", ""),
        ("program/kursus-taman", "p5 p7"),
        ("program/kursus-taman#biaya", "p5"),
        ("program/kursus-taman#waktu", ""),
        ("program/kursus-lain", ""),
    ],
)
def test_passages_at_a_place_are_those_there_and_below_it_in_order(ref: str, found: str) -> None:
    by_place = PassagesByPlace(PASSAGES)
    for _ in range(2):
        assert " ".join(p.id for p in by_place.at(parse_reference(ref))) == found


def test_programs_are_told_once_in_the_order_of_the_corpus() -> None:
    assert list(map(str, PassagesByPlace(PASSAGES).programs())) == ["program/kursus-taman"]


def test_a_place_is_held_in_every_regulation_that_has_something_beneath_it() -> None:
    place = parse_reference("perda-7-2031/pasal-4/ayat-2")
    assert isinstance(place, Reference)
    both = {RegulationId("perda", "7", 2031), RegulationId("perda", "8", 2031)}
    assert set(PLACES.holding(place.locator)) == both
    assert place in PLACES
    assert PLACES.below(place)
    absent = parse_reference("perda-8-2031/pasal-4/ayat-3")
    assert isinstance(absent, Reference)
    assert not PLACES.below(absent)


def test_places_are_found_by_their_last_steps_in_order() -> None:
    ends = PLACES.ending((Step("pasal", "4"), Step("ayat", "2")))
    assert list(map(str, ends)) == ["perda-7-2031/pasal-4/ayat-2"]
    assert [str(p) for p in PLACES.ending((Step("pasal", "4"),))] == sorted(
        ("perda-7-2031/pasal-4", "perda-7-2031/penjelasan/pasal-4")
    )
    assert not list(PLACES.ending((Step("angka", "9"),)))
