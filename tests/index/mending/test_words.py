"""Words that are none: mended to what the regulation says again and again, if that is the only word they can be."""

from __future__ import annotations

import pytest

from tanyapasal.index.law.places import Locator, Reference, RegulationId, Step
from tanyapasal.index.mending.misreadings import MISREADINGS, Misreading
from tanyapasal.index.mending.numbers import numbers
from tanyapasal.index.mending.references import References
from tanyapasal.index.mending.spaces import Spaces
from tanyapasal.index.mending.spellings import misread_forms
from tanyapasal.index.mending.words import Words

LAW = [
    f"Pemerintah Daerah menetapkan ketentuan sebagaimana dimaksud pada ayat ({n}) dalam peraturan tentang kewajiban "
    f"pejabat dan seleksi administrasi pengelola Negara Republik Indonesia di wilayah masing-masing."
    for n in range(1, 31)
]


def mended(sentence: str, law: list[str] = LAW) -> str:
    for reader in (Words([*law, sentence]), Spaces([*law, sentence])):
        for proposal in sorted(reader.read(sentence), key=lambda p: -p.span.start):
            sentence = sentence[: proposal.span.start] + proposal.mended + sentence[proposal.span.end :]
    return sentence


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("sebagaimaaa dimaksud", "sebagaimana dimaksud"),
        ("sebagalmana dimaksud", "sebagaimana dimaksud"),
        ("Pemerin1ah dan peiabat", "Pemerintah dan pejabat"),
        ("PEMERlNTAH", "PEMERINTAH"),
        ("menetapk€rn kctentuan", "menetapkan ketentuan"),
        ("perafuran rnenetapkan", "peraturan menetapkan"),
        ("Republik lndonesia", "Republik Indonesia"),
        ("kewa jiban pejabat", "kewajiban pejabat"),
        ("seleksiadministrasi", "seleksi administrasi"),
        ("PEME RINTAH dan P emerintah", "PEMERINTAH dan Pemerintah"),
        ("yang menrpakan", "yang menrpakan"),
    ],
)
def test_a_damaged_word_is_mended_to_the_one_word_that_it_can_be(read: str, printed: str) -> None:
    assert mended(read) == printed


@pytest.mark.parametrize(
    "text",
    [
        "Presiden Pejaba dan Bupati Ketentua",
        "sistem software dan stakeholder",
        "mengeruk sungai, litigasi, kolusi, penyelia",
        "Soeharto, Sumarno, Yogyakarta, Namlea",
        "www.peraturan.go.id dan surel a@pejaba.id",
        "antarpejabat dan nonketentuan",
        "pejabatan",
        "UU 5/2014 dan PP 1l/2017",
        "Nomor 5 Tahun 20l4",
    ],
)
def test_names_foreign_and_rare_words_and_numbers_stay(text: str) -> None:
    assert mended(text) == text


def test_texts_without_an_end_take_no_time_without_an_end() -> None:
    """Words and lists of references of any length are looked at in time that grows with it."""
    references = References([])
    place = Reference(RegulationId("pp", "7", 2031), Locator((Step("pasal", "1"),)))
    for text in (
        "rn" * 50_000,
        "ayat (1l " * 10_000,
        "2O (dua puluh " * 5_000,
        "Pasal 3O ayat (2l, " * 5_000,
    ):
        assert not [
            *references.read(text, place),
            *numbers(text),
            *Words([text]).read(text),
            *Spaces([text]).read(text),
        ]


def test_a_word_that_may_be_two_stays() -> None:
    law = [*LAW, *(f"Pasal {n} dan pasar {n} diatur dalam peraturan." for n in range(60))]
    assert mended("menurut pasaj ini", law) == "menurut pasaj ini"


def test_what_the_copy_makes_of_a_word_again_and_again_is_no_word_to_mend_to() -> None:
    law = [*(["Perseroan didirikan oleh pemegang saham."] * 80), *(["Persetoan bubar."] * 6)]
    assert mended("Persetoau bubar", law) == "Persetoau bubar"


@pytest.mark.parametrize("misreading", MISREADINGS, ids=lambda m: f"{m.read} for {m.printed}")
def test_every_misreading_leads_from_its_example_to_the_right_word(misreading: Misreading) -> None:
    read, printed = misreading.example
    assert printed in misread_forms(read)
    assert misreading.read in read
