"""Comparisons: of groups of people, of more than two things, "sama tidak dengan"."""

from __future__ import annotations

import pytest

from tanyapasal.bot.answering.understanding.comparing import Comparison, comparison, of_groups

PASSING = frozenset({"apa", "apakah", "yang", "tidak", "berapa", "itu"})
ASKING = frozenset({"lama", "tujuan"})


def sides(text: str) -> tuple[str, ...] | None:
    found = comparison(text, PASSING, ASKING)
    return None if found is None else found.sides


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Apa beda taman kota dan hutan kota?", ("taman kota", "hutan kota")),
        ("jatah hari petani sama tidak dengan nelayan?", ("jatah hari petani", "nelayan")),
        ("apakah izin taman sama dengan izin kebun?", ("izin taman", "izin kebun")),
        ("apakah izin taman dan izin kebun sama?", ("izin taman", "izin kebun")),
        ("apa yang membedakan taman, kebun, dan hutan?", ("taman", "kebun", "hutan")),
        ("apakah taman dan kebun dibuka tiap hari?", None),
    ],
)
def test_the_sides_of_a_comparison(text: str, expected: tuple[str, ...] | None) -> None:
    assert sides(text) == expected


def test_what_one_group_is_asked_about_is_asked_of_all() -> None:
    found = of_groups(
        Comparison(("jatah hari petani", "nelayan"), "", False), {"petani", "nelayan"}.__contains__
    )
    assert found == Comparison(("petani", "nelayan"), "jatah hari", True)


def test_things_that_are_no_groups_stay_as_they_are() -> None:
    found = Comparison(("taman kota", "hutan kota"), "", False)
    assert of_groups(found, {"petani"}.__contains__) is found
