"""A build after a change reads only what changed, and gives what a build from nothing gives."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tanyapasal.index.build import build
from tanyapasal.index.corpus.official.mends import mends_lines
from tanyapasal.index.embedding.named import HashingEmbedder
from tanyapasal.index.law.mends import MEND_KINDS, MENDS_SUFFIX, Mend, Undone
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.law.places import Locator, Reference, RegulationId, Step
from tanyapasal.index.passages.reading.reader import PassageReader
from tanyapasal.index.passages.reading.readings import Reading
from tanyapasal.index.search.shelf.stored import FILE
from tests.bot.answering.dated_corpus import write_corpus


def contents(data: Path) -> dict[str, object]:
    """What is in a snapshot; of its database the rows, for where they lie on its pages says nothing."""
    folder = data / "index" / (data / "index" / "current").read_text(encoding="utf-8").strip()
    found: dict[str, object] = {}
    for file in sorted(
        f for f in folder.rglob("*") if f.is_file() and f.name not in ("manifest.json", "facts.json")
    ):
        if file.name == FILE:
            with sqlite3.connect(file) as db:
                found[FILE] = db.execute("SELECT * FROM passage ORDER BY n").fetchall()
                found["cites"] = db.execute("SELECT * FROM cites ORDER BY n, regulation").fetchall()
        else:
            found[str(file.relative_to(folder))] = file.read_bytes()
    return found


def appended(path: str, text: str) -> Callable[[Path], None]:
    def change(corpus: Path) -> None:
        file = corpus / path
        file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")

    return change


def replaced(path: str, old: str, new: str) -> Callable[[Path], None]:
    def change(corpus: Path) -> None:
        file = corpus / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return change


def removed(path: str) -> Callable[[Path], None]:
    return lambda corpus: (corpus / path).unlink()


DOCUMENT = """---
id: pp-7-2011
title: Perawatan Taman
status: berlaku
source: {kind: secondary, document: Buku saku taman}
---

## Pasal 1

Petugas taman ikut pelatihan berkebun paling sedikit 24 jam pelajaran setahun.

> Letak: Bab 1
> Topik: lama pelatihan
> Dasar: pp-9-2015/pasal-1

## Pasal 2 ayat (1)

Pupuk kandang disimpan di gudang kompos.

> Letak: Bab 2
> Topik: pupuk
"""
FIRST = "official/pp-7-2011.md"
LAST = "##### Pasal 4"
_MEND = Mend(
    Reference(RegulationId("pp", "7", 2011), Locator((Step("pasal", "2"), Step("ayat", "2")))),
    "dikunci",
    "dipagari",
    "Gudang kompos ",
    " setiap malam",
    MEND_KINDS[0],
    "uji",
)


def mended(mend: Mend) -> Callable[[Path], None]:
    return lambda corpus: (corpus / FIRST).with_suffix(MENDS_SUFFIX).write_text(mends_lines([mend]), "utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a misreading is mended": mended(_MEND),
    "its mend is undone": mended(replace(_MEND, undone=Undone("penguji", date(2031, 5, 6)))),
    "and used again": mended(_MEND),
    "a pasal more": appended(
        FIRST, "\n##### Pasal 5\n\nPagar sebagaimana dimaksud dalam Pasal 2 dicat hijau.\n"
    ),
    "a pasal before others, on which they lean": replaced(
        FIRST, LAST, f"##### Pasal 3A\n\nHalaman disapu menurut Pasal 9 PP Nomor 4 Tahun 2018.\n\n{LAST}"
    ),
    "a blank line": appended(FIRST, "\n\n"),
    "another amends it": replaced("official/pp-9-2015.md", "24 (dua puluh empat)", "30 (tiga puluh)"),
    "a place that others name is there now": appended(
        "official/pp-4-2018.md", "\n##### Pasal 9\n\nHalaman disapu setiap pagi.\n"
    ),
    "another name": replaced(FIRST, "status: berlaku", "status: berlaku\naliases: [PP Taman]"),
    "a text is gone": removed("official/pp-5-2012.md"),
    "an amending text is gone": removed("official/pp-9-2015.md"),
    "a document says something else": replaced("regulations/pp-7-2011.md", "24 jam", "20 jam"),
    "documents are gone": removed("regulations/pp-7-2011.md"),
    "other tables": appended("glossary.yaml", "\n"),
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = write_corpus(tmp_path / "corpus")
    (folder / "regulations").mkdir()
    (folder / "regulations" / "pp-7-2011.md").write_text(DOCUMENT, encoding="utf-8")
    return folder


@pytest.mark.slow
def test_whatever_changes_the_snapshot_is_that_of_a_build_from_nothing(corpus: Path, tmp_path: Path) -> None:
    build(corpus, tmp_path / "data", HashingEmbedder())
    for number, (name, change) in enumerate(CHANGES.items()):
        change(corpus)
        build(corpus, tmp_path / "data", HashingEmbedder())
        build(corpus, tmp_path / f"new{number}", HashingEmbedder())
        if name == "a misreading is mended":
            assert "dipagari" in str(contents(tmp_path / "data"))
        found, anew = contents(tmp_path / "data"), contents(tmp_path / f"new{number}")
        assert [key for key in anew if found.get(key) != anew[key]] == [], name
        assert found.keys() == anew.keys()


def test_of_a_changed_file_what_did_not_change_is_not_read_again(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(corpus, tmp_path / "data", HashingEmbedder())
    texts: list[str] = []
    whole = PassageReader.read

    def counted(self: PassageReader, passage: Passage) -> Reading:
        texts.append(passage.text)
        return whole(self, passage)

    monkeypatch.setattr(PassageReader, "read", counted)
    CHANGES["a pasal more"](corpus)
    build(corpus, tmp_path / "data", HashingEmbedder())
    assert texts == ["Pagar sebagaimana dimaksud dalam Pasal 2 dicat hijau."]


def test_what_is_kept_may_be_damaged_or_gone(corpus: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    build(corpus, data, HashingEmbedder())
    kept = data / "kept" / "rows.db"
    for content in (b"", kept.read_bytes()[:5000], b"kosong " * 2000):
        kept.write_bytes(content)
        CHANGES["a blank line"](corpus)
        build(corpus, data, HashingEmbedder())
    assert [p.name for p in kept.parent.iterdir() if p.suffix == ".db"] == ["rows.db"]
    found = contents(data)
    build(corpus, tmp_path / "new", HashingEmbedder())
    assert found == contents(tmp_path / "new")


def test_vectors_that_are_gone_are_embedded_again(corpus: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    build(corpus, data, HashingEmbedder())
    for file in (data / "embeddings").iterdir():
        file.unlink()
    CHANGES["a pasal more"](corpus)
    build(corpus, data, HashingEmbedder())
    build(corpus, tmp_path / "new", HashingEmbedder())
    assert contents(data) == contents(tmp_path / "new")
