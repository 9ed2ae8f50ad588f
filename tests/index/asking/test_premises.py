"""The quantity that a question takes for granted, in the measure it speaks of."""

from __future__ import annotations

import pytest

from tanyapasal.index.asking.reading import QueryReader
from tests.index.passages.read import CORPUS, FIELD

READER = QueryReader(FIELD, CORPUS.kinds)


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("Kan jatah JP PNS cuma 10 jam setahun ya?", "10 JP per tahun"),
        ("bukankah jampel ASN 24 jam per tahun?", "24 JP per tahun"),
        ("bukankah rapat lamanya 2 jam?", "2 jam"),
    ],
)
def test_hours_beside_a_measure_are_of_that_measure(question: str, claim: str) -> None:
    assert str(READER.read(question).claim) == claim
