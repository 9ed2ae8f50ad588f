"""Resolution: what a text names becomes one place, or a question, or an honest "unknown"."""

import pytest

from tanyapasal.index.law.held import HeldPlaces
from tanyapasal.index.law.kinds import Kind, Kinds
from tanyapasal.index.law.places import Reference, RegulationId, parse_reference
from tanyapasal.index.references.find import find_references
from tanyapasal.index.references.mentions import Mention, RegulationMention
from tanyapasal.index.references.resolve import Ambiguous, Resolved, Unknown, resolve

KINDS = Kinds.of(
    (
        Kind("uu", "Undang-Undang", "UU", 1, (), "", ""),
        Kind("pp", "Peraturan Pemerintah", "PP", 2, (), "", ""),
        Kind("perpres", "Peraturan Presiden", "Perpres", 3, (), "", ""),
        Kind("perlan", "Peraturan Lembaga Administrasi Negara", "Peraturan LAN", 4, ("Perlan",), "", ""),
    )
)
UU_ASN = RegulationId("uu", "20", 2023)


def one(text: str) -> Mention:
    (mention,) = find_references(text, KINDS, (("UU ASN", UU_ASN),))
    return mention


HELD = (
    UU_ASN,
    RegulationId("pp", "17", 2020),
    RegulationId("perlan", "10", 2021),
    RegulationId("perlan", "5", 2022),
    RegulationId("perlan", "6", 2022),
)
TITLES = {UU_ASN: "Aparatur Sipil Negara", HELD[2]: "Pelatihan Dasar Calon Pegawai Negeri Sipil"}


def places(*texts: str) -> tuple[Reference, ...]:
    parsed = tuple(parse_reference(text) for text in texts)
    return tuple(reference for reference in parsed if isinstance(reference, Reference))


PLACES = HeldPlaces(
    places(
        "uu-20-2023/pasal-47/ayat-2",
        "pp-17-2020/pasal-203/ayat-4",
        "perlan-5-2022/pasal-1/ayat-2",
        "perlan-10-2021/pasal-1",
    )
)


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("UU 20/2023", "uu-20-2023"),
        ("Perlan 10", "perlan-10-2021"),
        ("perlan 2021 pasal 6", "perlan-10-2021/pasal-6"),
        ("Pasal 99 PP", "pp-17-2020/pasal-99"),
        ("yang nomor 6 tahun 2022", "perlan-6-2022"),
        ("pasal 47", "uu-20-2023/pasal-47"),
        ("pasal 47 ayat 2", "uu-20-2023/pasal-47/ayat-2"),
        ("Peraturan LAN pasal 1 ayat 2", "perlan-5-2022/pasal-1/ayat-2"),
        ("penjelasan pasal 47", "uu-20-2023/pasal-47"),
        ("penjelasan pasal 99 uu asn", "uu-20-2023/penjelasan/pasal-99"),
        ("UU Aparatur Sipil Negara pasal 5", "uu-20-2023/pasal-5"),
        ("perlan pelatihan dasar CPNS pasal 6", "perlan-10-2021/pasal-6"),
    ],
)
def test_what_can_mean_one_place_only_is_that_place(text: str, reference: str) -> None:
    assert resolve(one(text), HELD, PLACES, TITLES) == Resolved(*places(reference))


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Perlan 2022", ["perlan-5-2022", "perlan-6-2022"]),
        ("peraturan LAN", ["perlan-10-2021", "perlan-5-2022", "perlan-6-2022"]),
        ("pasal 1", ["perlan-10-2021/pasal-1", "perlan-5-2022/pasal-1"]),
    ],
)
def test_what_can_mean_several_is_not_guessed(text: str, candidates: list[str]) -> None:
    assert resolve(one(text), HELD, PLACES, TITLES) == Ambiguous(places(*candidates))


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("pasal 70 UU 5/2014", "uu-5-2014/pasal-70"),
        ("UU 13 tahun 2003", "uu-13-2003"),
        ("Perlan 11", None),
        ("Perpres", None),
        ("pasal 999", None),
        ("pasal 999 perlan", None),
        ("kalau ayat 2?", None),
        ("Pasal 47 UU Ketenagakerjaan", None),
        ("Pasal 47 KUHP", "kuhp/pasal-47"),
        ("Pasal 47 Permen Kelautan Nomor 20 Tahun 2023", "permenkelautan-20-2023/pasal-47"),
    ],
)
def test_what_is_not_held_is_unknown_with_a_reason(text: str, reference: str | None) -> None:
    mention = one(text)
    resolution = resolve(mention, HELD, PLACES, TITLES)
    assert isinstance(resolution, Unknown)
    assert resolution.mention == mention
    assert (str(resolution.reference) if resolution.reference else None) == reference
    assert resolution.reason.endswith(".")


def test_a_bare_pasal_is_never_resolved_without_knowing_what_is_held() -> None:
    assert isinstance(resolve(one("pasal 47"), HELD), Ambiguous)
    assert isinstance(resolve(one("pasal 47"), (UU_ASN,)), Unknown)


def test_a_partial_mention_shows_what_it_does_not_say() -> None:
    assert str(RegulationMention("perlan", "10")) == "perlan-10-?"
    assert str(RegulationMention()) == "?"
    assert RegulationMention("perlan", "10").id is None
    assert RegulationMention.of(UU_ASN).id == UU_ASN
