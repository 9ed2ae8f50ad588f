"""Official addresses: those of the corpus are read, and mistakes in them are told with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tanyapasal.index.corpus import known_kinds
from tanyapasal.index.corpus.sources import read_sources
from tanyapasal.index.errors import CorpusError
from tanyapasal.index.law.places import RegulationId

CORPUS = Path(__file__).parents[3] / "corpus"


def test_addresses_of_its_own_come_before_those_of_its_kind() -> None:
    sources = read_sources(CORPUS)
    assert sources.addresses(RegulationId.parse("uu-20-2023")) == (
        "https://peraturan.bpk.go.id/Details/269470/uu-no-20-tahun-2023",
        "https://peraturan.go.id/id/uu-no-20-tahun-2023",
    )
    assert sources.addresses(RegulationId.parse("perda-1-2020")) == ()


def test_the_corpus_names_kinds_that_exist() -> None:
    kinds = known_kinds(CORPUS)
    named = {name for form in read_sources(CORPUS).forms for name, _ in form.kinds}
    assert {name for name in named if kinds.get(name) is None} == set()


def test_a_corpus_need_not_have_the_file(tmp_path: Path) -> None:
    assert read_sources(tmp_path).addresses(RegulationId.parse("uu-20-2023")) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("regulations: [{id: uu-20, addresses: []}]", "bukan id peraturan"),
        ("regulations: [{id: uu-20-2023, addresses: ['http://a.go.id/x']}]", "bukan alamat https"),
        ("regulations: [{id: uu-20-2023, adresses: []}]", "tidak dikenal"),
        ("forms: [{address: 'https://a.go.id/{kind}-{number}', kinds: {uu: uu}}]", "harus memuat"),
        (
            "forms: [{address: 'https://a.go.id/{kind}-{number}-{year}-{0}', kinds: {uu: uu}}]",
            "kurung kurawal",
        ),
        ("forms: uu", "harus berupa daftar"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "sources.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=said) as caught:
        read_sources(tmp_path)
    assert "sources.yaml:1:" in str(caught.value)
