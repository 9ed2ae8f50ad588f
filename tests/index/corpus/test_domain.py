"""A field of law as a file: what is read, and every mistake with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tanyapasal.index.corpus import read_corpus
from tanyapasal.index.corpus.domain import read_domain
from tanyapasal.index.corpus.positions import load
from tanyapasal.index.errors import CorpusMistake
from tanyapasal.index.language.aspects import Aspect, AspectReader, extended
from tanyapasal.index.language.quantities.reader import QuantityReader
from tanyapasal.index.law.domain import Domain

ROOT = Path(__file__).parents[3]
SHIPPED = ROOT / "corpus"


def documented() -> str:
    """The example of the documentation."""
    section = (SHIPPED / "README.md").read_text(encoding="utf-8").split("## `domain.yaml`")[1]
    return section.split("```yaml\n")[1].split("```")[0]


def read(text: str) -> tuple[Domain, list[CorpusMistake]]:
    mistakes: list[CorpusMistake] = []
    domain, _ = read_domain(load(text, "domain.yaml", mistakes))
    return domain, mistakes


def test_the_documented_example_is_read_without_a_mistake() -> None:
    domain, mistakes = read(documented())
    assert mistakes == []
    assert [group.name for group in domain.groups] == ["petugas tetap", "petugas musiman", "petugas"]
    assert domain.measures[0].lasting
    assert domain.others[0].refused
    assert domain.families[0].names == ("mawar", "melati")
    assert domain.records.own == ("poin",)
    assert domain.starters == ("Kapan taman kota dibuka?",)


def test_every_part_may_be_left_out() -> None:
    assert read("starters: [Apa itu taman?]") == (Domain(starters=("Apa itu taman?",)), [])


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("golongan: []", 1, "tidak dikenal"),
        ("groups:\n  - {name: A, written: [a], example: zzz}", 2, "tidak menyebut 'A'"),
        ("sides:\n  - groups: [A]", 2, "bukan nama di 'groups'"),
        ("others:\n\n  - {written: [lurah], example: Berapa gaji camat}", 3, "tidak menyebut satu pun"),
        (
            "families:\n  - {names: [mawar, melati], before: Kapan mawar mekar, said: melati, meant: Kapan}",
            2,
            "tidak menghasilkan 'Kapan'",
        ),
        ("records:\n  kept: [kartu]", 2, "'examples'"),
        ("aspects:\n  - {id: a, asked: [b]}", 2, "'found'"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, line: int, words: str) -> None:
    _, mistakes = read(text)
    assert any(mistake.line == line and words in mistake.message for mistake in mistakes), mistakes


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.yaml")), ids=lambda path: path.name)
def test_every_table_is_read_by_the_plain_loader_too(path: Path) -> None:
    """libyaml, which is more lenient about question marks, is missing on some machines."""
    assert yaml.safe_load(path.read_text(encoding="utf-8"))


def test_an_aspect_of_the_field_adds_its_words_to_the_one_of_every_field() -> None:
    general = (Aspect("tempat", ("di mana",), ("kota",)), Aspect("biaya", ("biaya",), ("tarif",)))
    own = (
        Aspect("tempat", ("kampus mana",), ("kampus",), required=True),
        Aspect("cuti", ("cuti",), ("cuti",)),
    )
    place, fee, leave = extended(general, own)
    assert (place.asked, place.found, place.required) == (
        ("di mana", "kampus mana"),
        ("kota", "kampus"),
        True,
    )
    assert fee == general[1]
    assert leave == own[1]


def test_the_aspects_of_the_field_are_read_in_their_own_examples() -> None:
    mistakes: list[CorpusMistake] = []
    text = (SHIPPED / "domain.yaml").read_text(encoding="utf-8")
    domain, own = read_domain(load(text, "domain.yaml", mistakes))
    reader = AspectReader(read_corpus(SHIPPED).language.aspects, QuantityReader(domain.measures))
    assert own
    assert [
        a.id for a in own if a.id not in reader.asked(a.question) or a.id not in reader.told(a.text)
    ] == []
