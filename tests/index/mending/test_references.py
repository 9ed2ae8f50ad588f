"""Numbers of ayat and pasal in references: read only as what the regulation has."""

from __future__ import annotations

import pytest

from tanyapasal.index.law.places import Reference, parse_reference
from tanyapasal.index.law.regulation import Provision
from tanyapasal.index.mending.references import References
from tanyapasal.index.text import Span


def _law(**ayat: int) -> References:
    """A regulation of pasal with so many ayat each."""
    places = []
    for pasal, count in ayat.items():
        places.append(f"pp-7-2031/pasal-{pasal[1:]}")
        places += [f"pp-7-2031/pasal-{pasal[1:]}/ayat-{n}" for n in range(1, count + 1)]
    return References([Provision(_ref(place), "", "", Span(0, 0)) for place in places])


def _ref(text: str) -> Reference:
    ref = parse_reference(text)
    assert isinstance(ref, Reference)
    return ref


LAW = _law(_1=0, _3=3, _5=21, _10=4, _21=2, _30=2)


def mended(text: str, place: str = "pasal-3/ayat-3") -> str:
    for proposal in sorted(LAW.read(text, _ref(f"pp-7-2031/{place}")), key=lambda p: -p.span.start):
        text = text[: proposal.span.start] + proposal.mended + text[proposal.span.end :]
    return text


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("dimaksud pada ayat (21 dilakukan", "dimaksud pada ayat (2) dilakukan"),
        ("dimaksud pada ayat (2l, dan", "dimaksud pada ayat (2), dan"),
        ("dimaksud pada ayat (l) wajib", "dimaksud pada ayat (1) wajib"),
        ("dimaksud pada ayat {2) wajib", "dimaksud pada ayat (2) wajib"),
        ("pada ayat (1) dan ayat (31 wajib", "pada ayat (1) dan ayat (3) wajib"),
        ("pada ayat (1), (21, dan (3t wajib", "pada ayat (1), (2), dan (3) wajib"),
        ("dalam Pasal 10 ayat (41 wajib", "dalam Pasal 10 ayat (4) wajib"),
        ("dalam Pasal 10 ayat (1) dan ayat (4t wajib", "dalam Pasal 10 ayat (1) dan ayat (4) wajib"),
        ("dalam ayat (4l Pasal 10 wajib", "dalam ayat (4) Pasal 10 wajib"),
        ("dimaksud dalam Pasal 3O ayat (1)", "dimaksud dalam Pasal 30 ayat (1)"),
        ("dimaksud dalam Pasal 2l dan Pasal 1O", "dimaksud dalam Pasal 21 dan Pasal 10"),
        ("pada ayat (2)", "pada ayat (2)"),
    ],
)
def test_a_number_of_which_one_reading_alone_exists_is_mended(read: str, printed: str) -> None:
    assert mended(read) == printed


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("dimaksud pada ayat (21) dilakukan", "pasal-5/ayat-21"),
        ("dimaksud pada ayat (21 dilakukan", "pasal-5/ayat-21"),
        ("dimaksud pada ayat (21) dilakukan", "pasal-3/ayat-3"),
        ("dimaksud pada ayat (71 dilakukan", "pasal-3/ayat-3"),
        ("pada ayat (2 dan 3) dilakukan", "pasal-3/ayat-3"),
        ("dalam Pasal 3 ayat (21 Undang-Undang Nomor 5 Tahun 2014", "pasal-10/ayat-1"),
        ("dalam Undang-Undang Nomor 5 Tahun 2014 Pasal 3 ayat (21 dilakukan", "pasal-10/ayat-1"),
        ("dimaksud dalam Pasal 3O Undang-Undang Nomor 5 Tahun 2014", "pasal-3"),
        ("dimaksud dalam Pasal 1O0 ayat (1)", "pasal-3"),
        ("dimaksud dalam Pasal 3A dan Pasal I", "pasal-3"),
        ("Pasal Pasal Pasal 3O Cukup jelas.", "pasal-3"),
        ("dimaksud pada ayat (21 dilakukan", "pasal-1"),
    ],
)
def test_what_may_be_read_in_two_ways_or_is_another_regulations_stays(text: str, place: str) -> None:
    assert mended(text, place) == text
