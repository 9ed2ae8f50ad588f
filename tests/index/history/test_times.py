"""What was in force on a day."""

from __future__ import annotations

from datetime import date

import pytest

from tanyapasal.index.history.times import Calendar, Life, Start, Times
from tanyapasal.index.law.passages import Passage, Source
from tanyapasal.index.law.places import ProgramReference, RegulationId, parse_reference

ID = RegulationId.parse("pp-7-2011")


@pytest.mark.parametrize(
    ("day", "on", "reached"),
    [
        (date(2011, 5, 1), date(2011, 4, 30), False),
        (date(2011, 5, 1), date(2011, 5, 1), True),
        (None, date(2010, 12, 31), False),
        (None, date(2011, 6, 1), None),
        (None, date(2012, 1, 1), True),
    ],
)
def test_without_a_day_only_other_years_are_certain(day: date | None, on: date, reached: bool | None) -> None:
    assert Start(ID, day).reached(on) is reached


def test_a_program_counts_as_long_as_something_it_rests_on_is_there() -> None:
    calendar = Calendar(Times(lives=(Life(Start(ID, date(2011, 5, 1))),)))
    basis = parse_reference("pp-7-2011/pasal-1")
    source = Source("program", "Buku Saku")
    resting = Passage(
        "program/a#b", ProgramReference("a", "b"), "A", "A", "Taman dirawat.", source, legal_basis=(basis,)
    )
    free = Passage("program/a#c", ProgramReference("a", "c"), "A", "A", "Taman dirawat.", source)
    assert not calendar.counts(resting, date(2010, 1, 1))
    assert calendar.counts(resting, date(2012, 1, 1))
    assert calendar.counts(free, date(1950, 1, 1))
