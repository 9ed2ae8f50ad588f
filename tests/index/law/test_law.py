"""Values of law: canonical forms parse strictly and round-trip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanyapasal.index.errors import ReferenceSyntaxError
from tanyapasal.index.law.places import (
    PARTS,
    Locator,
    Part,
    ProgramReference,
    Reference,
    RegulationId,
    Step,
    Unit,
    parse_reference,
)

KINDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)
NUMBERS = st.from_regex(r"[1-9][0-9]{0,3}[a-z]{0,2}(-bis|-ter|-quater)?|[a-z]{1,4}", fullmatch=True)
ANNEXES = st.from_regex(r"[1-9][0-9]?|[ivx]{1,4}", fullmatch=True).map(lambda n: (Step("lampiran", n),))
PASAL = st.one_of(
    NUMBERS, st.sampled_from(("kesatu", "pertama", "kesebelas", "keduabelas", "ketigapuluhdua"))
)
INSIDE: tuple[Unit, ...] = ("ayat", "huruf", "angka")
SECTIONS: tuple[Unit, ...] = ("bab", "huruf", "angka")
REGULATIONS = st.builds(
    RegulationId, KINDS, st.from_regex(r"[1-9][0-9]{0,3}[a-z]?", fullmatch=True), st.integers(1900, 2099)
)


@st.composite
def locators(draw: st.DrawFn) -> Locator:
    part: Part = draw(st.sampled_from(PARTS))
    annex = draw(st.one_of(st.just(()), ANNEXES)) if part == "lampiran" else ()
    if part in ("batang_tubuh", "lampiran") and draw(st.booleans()):
        first = draw(st.sampled_from(SECTIONS))
        units = [first, *draw(st.lists(st.sampled_from(INSIDE), max_size=4))]
        return Locator((*annex, *(Step(unit, draw(NUMBERS)) for unit in units)), part)
    units = list(draw(st.permutations(INSIDE)))[: draw(st.integers(0, 3))]
    pasal = (Step("pasal", draw(PASAL)),) if units or draw(st.booleans()) else ()
    return Locator((*annex, *pasal, *(Step(unit, draw(NUMBERS)) for unit in units)), part)


@given(REGULATIONS, locators())
def test_every_reference_parses_back_to_itself(regulation: RegulationId, locator: Locator) -> None:
    reference = Reference(regulation, locator)
    assert parse_reference(str(reference)) == reference
    assert RegulationId.parse(str(regulation)) == regulation


@given(st.text())
def test_any_text_is_a_reference_or_a_clear_error(text: str) -> None:
    try:
        parsed = str(parse_reference(text))
    except ReferenceSyntaxError as error:
        parsed = text if "misalnya" in str(error) else "an error without an example"
    assert parsed == text


@pytest.mark.parametrize(
    "text",
    [
        "uu-20-2023",
        "uu-20-2023/pasal-47/ayat-2",
        "pp-17-2020/pasal-203/ayat-4",
        "perlan-10-2021/pasal-15/ayat-1/huruf-b/angka-2",
        "perlan-5-2022/pasal-1/angka-3/huruf-a",
        "uu-20-2023/penjelasan/pasal-49",
        "perlan-10-2021/lampiran",
        "perlan-6-2022/pasal-i",
        "uu-1-2020/pasal-7a/ayat-2a",
        "uu-1-2020/pasal-1-bis/ayat-2",
        "uu-1-2020/pembukaan",
        "uu-1-2020/pembukaan/huruf-a",
        "uu-1-2020/lampiran/pasal-1",
        "uu-1-2020/lampiran-ii/pasal-3/ayat-1",
        "uu-1-2020/lampiran-ii",
        "uu-1-2020/lampiran/bab-ii/huruf-a/angka-1",
        "semendagri-12-2031/huruf-c/angka-2/huruf-b",
        "sekebun-12-2031/angka-iii/angka-2/huruf-b/angka-1",
        "kepmen-12-2031/kesatu",
        "kepmen-12-2031/keduabelas/huruf-a",
        "program/platform-e-learning#lan-ri",
        "program/platform-e-learning",
    ],
)
def test_canonical_forms_round_trip(text: str) -> None:
    assert str(parse_reference(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "UU-20-2023",
        "uu-20-23",
        "uu 20 2023",
        "uu-20-2023/",
        "uu-20-2023/ayat-2",
        "uu-20-2023/pasal-47/pasal-48",
        "uu-20-2023/pasal-47/",
        "uu-20-2023//pasal-47",
        "uu-20-2023/pasal-",
        "uu-20-2023/Pasal-47",
        "uu-20-2023/pasal-47\n",
        "uu-20-2023/pasal-47/penjelasan",
        "uu-20-2023/pasal-47/huruf-a/huruf-b",
        "uu-20-2023/huruf-a/pasal-47",
        "uu-20-2023/bab-i/pasal-47",
        "uu-20-2023/pasal-47/lampiran-ii",
        "uu-20-2023/penjelasan/bab-i",
        "uu-20-2023/pasal-47-kwartet",
        "uu-20-2023/ketinggian",
        "uu-20-2023/lampiran-",
        "uu-20-2023/lampiran-II",
        "program/",
        "program/x#",
        "program/X",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ReferenceSyntaxError):
        parse_reference(text)


def test_a_place_contains_itself_and_what_is_beneath_it() -> None:
    def place(text: str) -> Reference:
        reference = parse_reference(text)
        assert isinstance(reference, Reference)
        return reference

    pasal = place("uu-20-2023/pasal-47")
    assert pasal.contains(pasal)
    assert pasal.contains(place("uu-20-2023/pasal-47/ayat-2"))
    assert not pasal.contains(place("uu-20-2023/pasal-4"))
    assert not pasal.contains(place("uu-20-2023/penjelasan/pasal-47"))
    assert not pasal.contains(place("uu-5-2014/pasal-47/ayat-2"))
    assert place("uu-20-2023").contains(pasal)


def test_numbers_of_a_place_are_read_by_unit() -> None:
    locator = Locator((Step("pasal", "15"), Step("ayat", "1"), Step("huruf", "b"), Step("angka", "2")))
    assert (locator.pasal, locator.ayat, locator.huruf, locator.angka) == ("15", "1", "b", "2")
    assert Locator().pasal is None


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("uu-1-2020/pasal-3/ayat-1", "uu-1-2020/pasal-3"),
        ("uu-1-2020/lampiran-ii/pasal-3/ayat-1", "uu-1-2020/lampiran-ii/pasal-3"),
        ("uu-1-2020/lampiran-ii", "uu-1-2020/lampiran-ii"),
        ("uu-1-2020/lampiran/pasal-3/ayat-1", "uu-1-2020/lampiran/pasal-3"),
        ("sekebun-1-2020/huruf-c/angka-2", "sekebun-1-2020/huruf-c"),
    ],
)
def test_every_place_lies_in_an_article_or_what_stands_in_its_stead(text: str, article: str) -> None:
    parsed = parse_reference(text)
    assert isinstance(parsed, Reference)
    assert str(parsed.article) == article


def test_older_references_to_a_diktum_are_understood() -> None:
    assert str(parse_reference("kepmen-12-2031/pasal-kesatu")) == "kepmen-12-2031/kesatu"


def test_a_program_is_no_place_in_a_regulation() -> None:
    assert parse_reference("program/platform#lan-ri") == ProgramReference("platform", "lan-ri")
