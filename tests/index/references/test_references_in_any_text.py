"""Properties of the finder: any text is searched, labels are found back, cost is linear."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanyapasal.index.law.kinds import Kind, Kinds
from tanyapasal.index.law.places import Locator, Part, Reference, RegulationId, Step, Unit, parse_reference
from tanyapasal.index.references.find import find_references
from tanyapasal.index.references.forms import words_of
from tanyapasal.index.references.mentions import Mention
from tests.timing import growth

KINDS = Kinds.of(
    (
        Kind("uu", "Undang-Undang", "UU", 1, (), "", ""),
        Kind("pp", "Peraturan Pemerintah", "PP", 2, (), "", ""),
        Kind("permenpanrb", "Peraturan Menteri PANRB", "Permen PANRB", 3, ("PermenPAN RB",), "", ""),
        Kind("perlan", "Peraturan Lembaga Administrasi Negara", "Peraturan LAN", 4, ("Perlan",), "", ""),
        Kind("se", "Surat Edaran", "SE", 5, (), "", ""),
    )
)
ALIASES = (("UU ASN", RegulationId("uu", "20", 2023)),)


def find(text: str) -> tuple[Mention, ...]:
    return find_references(text, KINDS, ALIASES)


def found(text: str) -> list[str]:
    return [str(mention) for mention in find(text)]


FRAGMENTS = st.sampled_from(
    (
        *words_of(
            "pasal ayat huruf angka 47 2 (2) a , dan jo. UU 20/2023 Perlan No. tahun 2021 – s.d. tentang atas"
        ),
        *words_of("( ) penjelasan lampiran uu-20-2023/pasal-1 . : / I dua puluh peraturan menteri poin ke -"),
        *("2a", "İ", "ß", "²", "٣", "\n", "\n\n"),
    )
)


@given(st.lists(st.one_of(FRAGMENTS, st.text(max_size=5)), max_size=30))
def test_any_text_is_searched_and_spans_lie_in_it(fragments: list[str]) -> None:
    text = " ".join(fragments)
    mentions = find(text)
    for mention in mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert mention.span.of(text) == mention.span.of(text).strip()
        assert mention.steps or mention.regulation
        if mention.regulation and mention.regulation.id:
            reference = Reference(mention.regulation.id, mention.locator)
            if not mention.steps or mention.steps[0].unit == "pasal" or mention.part != "batang_tubuh":
                assert parse_reference(str(reference)) == reference
    assert [m.span.start for m in mentions] == sorted(m.span.start for m in mentions)


@st.composite
def references(draw: st.DrawFn) -> Reference:
    def number(pattern: str) -> str:
        return draw(st.from_regex(pattern, fullmatch=True))

    regulation = RegulationId(
        draw(st.sampled_from([kind.id for kind in KINDS.kinds])),
        number("[1-9][0-9]{0,2}"),
        draw(st.integers(1945, 2050)),
    )
    numbers: dict[Unit, str] = {
        "pasal": number("[1-9][0-9]{0,2}[a-z]?|i|ii|iii|iv"),
        "ayat": number("[1-9][0-9]?[a-z]?"),
        "huruf": number("[a-z]"),
        "angka": number("[1-9][0-9]?"),
    }
    orders: list[tuple[Unit, ...]] = [
        (),
        ("pasal",),
        ("pasal", "ayat"),
        ("pasal", "ayat", "huruf"),
        ("pasal", "ayat", "huruf", "angka"),
        ("pasal", "huruf"),
        ("pasal", "angka"),
        ("pasal", "angka", "huruf"),
    ]
    steps = tuple(Step(unit, numbers[unit]) for unit in draw(st.sampled_from(orders)))
    part: Part = draw(st.sampled_from(("batang_tubuh", "penjelasan", "lampiran")))
    return Reference(regulation, Locator(steps, part))


@given(references(), st.sampled_from(("{}", "apa isi {}?", "({})", "Menurut {}, berapa 20 JP?")))
def test_a_label_is_found_back_as_its_reference(reference: Reference, sentence: str) -> None:
    for label in (KINDS.label_of(reference), KINDS.label_of(reference).lower()):
        assert found(sentence.format(label)) == [str(reference)]


@given(st.lists(references(), min_size=1, max_size=4))
def test_labels_joined_by_jo_are_all_found(many: list[Reference]) -> None:
    many = [r for r in many if r.locator.steps and r.locator.part == "batang_tubuh"]
    text = " jo. ".join(map(KINDS.label_of, many))
    assert found(text) == list(map(str, many))


@pytest.mark.parametrize(
    "junk",
    ["pasal ", "pasal 1 ", "ayat 1, ", "(", "()", "uu ", "uu 1 dan ", "peraturan menteri ", "a-1-2020/", "\n",
     "9", "x",
     "pasal 1 uu 1/2020 tentang ", "uu 1/2020 tentang perubahan atas ", ".-", "permen panrb ("],
)  # fmt: skip
def test_junk_costs_linear_time(junk: str) -> None:
    """Ten times as much text takes about ten times as long; quadratic work would take a hundred times."""
    assert growth(lambda size: find(junk * (size // len(junk))), 10_000) < 30
