"""Figures of reading regulations: what is found, reported missing, invented."""

from __future__ import annotations

from tanyapasal.eval.parsing import compare, sequence
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.parsing import parse

TEXT = "BAB I\nUMUM\nPasal 1\nKebun dibuka.\nPasal 2\n(1) Kebun\nditutup.\nPasal 4\nKebun dijaga.\n"


def test_found_invented_and_alike_are_counted_against_the_gold() -> None:
    gold = [("1", "Kebun dibuka."), ("2", "(1)\nKebun ditutup."), ("3", "Kebun disiram.")]
    score, differences = compare(parse(TEXT, Kinds()), gold)
    assert (score.gold, score.found, score.invented, score.alike) == (3, 2, 1, 2)
    assert [d.pasal for d in differences] == ["3"]


def test_a_gap_in_the_numbers_is_found_reported_or_silent() -> None:
    regulation = parse(TEXT, Kinds())
    assert sequence(regulation) == (3, 1, 0)
    assert sequence(regulation, last=5) == (3, 1, 1)
