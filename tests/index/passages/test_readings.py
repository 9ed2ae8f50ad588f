"""A build reads only what is new or changed, and tells the same as if it had read everything."""

from __future__ import annotations

from pathlib import Path

import pytest

from tanyapasal.index.law.passages import Passage, Source
from tanyapasal.index.law.places import parse_reference
from tanyapasal.index.passages.facts import CorpusFacts
from tanyapasal.index.passages.reading import reader
from tanyapasal.index.passages.reading.reader import FactReader
from tanyapasal.index.passages.reading.readings import Reading, Readings
from tests.index.passages.read import CORPUS, FIELD

TABLES = ("tabel",)


def passage(ref: str, text: str) -> Passage:
    source = Source("official", "Perda Nomor 7 Tahun 2031")
    return Passage(f"{ref}!", parse_reference(ref), ref, "", text, source)


LIST = passage("perda-7-2031/pasal-4", "Izin taman dicabut apabila:\na. habis; atau\nb. disewakan.")
ITEMS = (
    passage("perda-7-2031/pasal-4/huruf-a", "a. habis; atau"),
    passage("perda-7-2031/pasal-4/huruf-b", "b. disewakan."),
)
LEANS = passage("perda-7-2031/pasal-5", "Izin sebagaimana dimaksud dalam Pasal 4 berlaku 5 tahun.")
ALL = (LIST, *ITEMS, LEANS)


def read(passages: tuple[Passage, ...], kept: Readings | None = None) -> CorpusFacts:
    return FactReader(FIELD, CORPUS.kinds, ()).read(passages, (), kept)


@pytest.fixture
def texts_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are read from now on."""
    found: list[str] = []
    whole = reader.PassageReader.read

    def counted(self: reader.PassageReader, one: Passage) -> Reading:
        found.append(one.text)
        return whole(self, one)

    monkeypatch.setattr(reader.PassageReader, "read", counted)
    return found


def kept_of(passages: tuple[Passage, ...], data: Path) -> Readings:
    kept = Readings()
    read(passages, kept)
    kept.save(data, TABLES)
    return Readings.load(data, TABLES)


def test_nothing_is_read_again_and_the_facts_are_the_same(tmp_path: Path, texts_read: list[str]) -> None:
    kept = kept_of(ALL, tmp_path)
    texts_read.clear()
    assert read(ALL, kept) == read(ALL)
    assert len(texts_read) == len(ALL)  # by the second alone


def test_what_changed_is_read_with_the_list_it_is_an_item_of(tmp_path: Path, texts_read: list[str]) -> None:
    kept = kept_of(ALL, tmp_path)
    text = LIST.text.replace("habis", "lewat")
    changed = (
        passage("perda-7-2031/pasal-4", text),
        passage("perda-7-2031/pasal-4/huruf-a", "a. lewat; atau"),
        ITEMS[1],
        LEANS,
    )
    texts_read.clear()
    found = read(changed, kept)
    assert LEANS.text not in texts_read
    assert text in texts_read
    assert found == read(changed)


def test_places_that_are_held_no_more_are_not_led_to(tmp_path: Path, texts_read: list[str]) -> None:
    kept = kept_of(ALL, tmp_path)
    texts_read.clear()
    (alone,) = read((LEANS,), kept).passages
    assert texts_read == []
    assert alone.leans == ()
    assert read(ALL).passages[-1].leans == (LIST.ref,)


def test_other_tables_and_a_damaged_file_have_nothing_read(tmp_path: Path, texts_read: list[str]) -> None:
    kept_of(ALL, tmp_path)
    texts_read.clear()
    read(ALL, Readings.load(tmp_path, ("tabel lain",)))
    assert len(texts_read) == len(ALL)
    (file,) = (tmp_path / "readings").iterdir()
    file.write_bytes(file.read_bytes()[:-9])
    read(ALL, Readings.load(tmp_path, TABLES))
    assert len(texts_read) == 2 * len(ALL)
