"""Official texts as Markdown: written, read back, edited by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from tanyapasal.index.corpus import known_kinds
from tanyapasal.index.corpus.official.file import OfficialFile
from tanyapasal.index.corpus.official.read import read_official, with_operations
from tanyapasal.index.corpus.official.write import official_markdown
from tanyapasal.index.errors import CorpusMistake
from tanyapasal.index.law.passages import Source
from tanyapasal.index.law.regulation import Regulation
from tanyapasal.index.parsing import parse
from tanyapasal.index.parsing.amendments.read import read_amendments
from tanyapasal.index.parsing.identity import UNIDENTIFIED
from tests.index.corpus.regulations import ID, heads, regulations, tree

ROOT = Path(__file__).parents[3]


def filed(regulation: Regulation) -> OfficialFile:
    return OfficialFile(ID, regulation.title, "berlaku", ("PP Taman",), Source("official", "PP 7/2031: \"salinan\""),
                        "salinan OCR", regulation)  # fmt: skip


def read(text: str) -> tuple[OfficialFile | None, list[str]]:
    mistakes: list[CorpusMistake] = []
    return read_official(text, "official/pp-7-2031.md", "pp-7-2031", mistakes), [str(m) for m in mistakes]


@settings(max_examples=120, deadline=None)
@given(regulations())
def test_what_is_written_reads_back_to_the_same_tree(regulation: Regulation) -> None:
    text = official_markdown(filed(regulation))
    back, mistakes = read(text)
    assert mistakes == []
    assert back is not None
    assert tree(back.regulation) == tree(regulation)
    assert heads(back.regulation) == heads(regulation)
    assert (back.title, back.source, back.note, back.aliases) == (
        regulation.title, Source("official", "PP 7/2031: \"salinan\""), "salinan OCR", ("PP Taman",)
    )  # fmt: skip
    assert (back.regulation.amends, back.regulation.enacted) == (regulation.amends, regulation.enacted)
    assert official_markdown(back) == text


EDITED = """---
id: pp-7-2031
title: Perawatan Taman
status: berlaku
source: {kind: official, document: PP Nomor 7 Tahun 2031}
---

# Batang Tubuh

## BAB II: PETUGAS TAMAN

### Bagian Kesatu: Kewajiban

##### Pasal 4

(1) Petugas taman sebagaimana dimaksud dalam Pasal 3 ayat
(1) wajib:

  a. menyiram tanaman
     setiap pagi; dan
  b. memangkas tanaman:

     1. setiap bulan; dan
     2. setiap musim.

  Kewajiban itu dicatat.

(2) Petugas yang lalai ditegur.

##### Pasal 5a

\\(1) bukan ayat.

# Penjelasan

##### Pasal 4

(2) Teguran lisan.
"""


def test_text_that_a_person_wrapped_and_indented_is_read() -> None:
    file, mistakes = read(EDITED)
    assert mistakes == []
    assert file is not None
    texts = {str(p.ref).removeprefix("pp-7-2031/"): p.text for p in file.regulation.provisions}
    assert texts == {
        "pasal-4": "",
        "pasal-4/ayat-1": "Petugas taman sebagaimana dimaksud dalam Pasal 3 ayat (1) wajib:\nKewajiban itu dicatat.",
        "pasal-4/ayat-1/huruf-a": "menyiram tanaman setiap pagi; dan",
        "pasal-4/ayat-1/huruf-b": "memangkas tanaman:",
        "pasal-4/ayat-1/huruf-b/angka-1": "setiap bulan; dan",
        "pasal-4/ayat-1/huruf-b/angka-2": "setiap musim.",
        "pasal-4/ayat-2": "Petugas yang lalai ditegur.",
        "pasal-5a": "(1) bukan ayat.",
        "penjelasan/pasal-4": "",
        "penjelasan/pasal-4/ayat-2": "Teguran lisan.",
    }
    ayat = next(p for p in file.regulation.provisions if str(p.ref).endswith("2031/pasal-4/ayat-1"))
    assert ayat.full_text.split("\n")[-3:] == [
        "1. setiap bulan; dan",
        "2. setiap musim.",
        "Kewajiban itu dicatat.",
    ]
    assert (ayat.bab, ayat.bagian, ayat.paragraf) == ("II", "Kesatu", None)
    starts = [p.span.of(EDITED).split()[0] for p in file.regulation.provisions]
    assert starts == ["#####", "(1)", "a.", "b.", "1.", "2.", "(2)", "#####", "#####", "(2)"]


def test_mistakes_say_the_line_and_what_to_write() -> None:
    text = (
        EDITED.replace("## BAB II", "## BABII")
        .replace("(2) Petugas", "(1) Petugas")
        .replace("##### Pasal 5a", "##### Pasal lima")
        .replace("status: berlaku", "status: entah\nenacted: kemarin")
    )
    _, mistakes = read(text)
    said = "\n".join(mistakes)
    assert "official/pp-7-2031.md:4: 'status' harus salah satu dari" in said
    assert "official/pp-7-2031.md:5: 'kemarin' bukan tanggal" in said
    assert "official/pp-7-2031.md:11: judul dengan 2 tanda '#' harus berupa '## BAB …'" in said
    assert "sudah ada di baris" in said
    assert "nomor pasal tidak terbaca" in said


def test_an_item_inside_of_the_same_kind_is_a_mistake() -> None:
    _, mistakes = read(EDITED.replace("  b. memangkas", "     b. memangkas").replace("  a. men", "  a. men"))
    assert any("huruf di dalam huruf" in m for m in mistakes)


def test_text_before_the_first_part_is_a_mistake() -> None:
    _, mistakes = read(EDITED.replace("# Batang Tubuh", "Catatan lepas."))
    assert any(":8: teks sebelum judul bagian" in m for m in mistakes)


AMENDING = """PERATURAN PEMERINTAH REPUBLIK INDONESIA
NOMOR 7 TAHUN 2031
TENTANG
PERUBAHAN ATAS PERATURAN PEMERINTAH NOMOR 1 TAHUN 2030 TENTANG TAMAN
Menimbang: a. bahwa taman berubah;
MEMUTUSKAN:
Menetapkan: PERATURAN PEMERINTAH TENTANG PERUBAHAN ATAS PERATURAN PEMERINTAH NOMOR 1 TAHUN 2030 TENTANG TAMAN.
Pasal I
Beberapa ketentuan dalam Peraturan Pemerintah Nomor 1 Tahun 2030 tentang Taman diubah sebagai berikut:
1. Ketentuan Pasal 4 diubah sehingga berbunyi sebagai berikut:
Pasal 4
(1) Petugas menyiram:
a. bunga; dan
b. rumput.
(2) Petugas memupuk.
2. Pasal 5 dihapus.
Pasal II
Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.
"""


def test_new_text_of_an_amended_regulation_is_quoted_line_by_line() -> None:
    regulation = parse(AMENDING, known_kinds(ROOT / "corpus"))
    text = official_markdown(filed(regulation))
    assert "    > (1) Petugas menyiram:\n    > a. bunga; dan\n" in text
    back, mistakes = read(text)
    assert mistakes == []
    assert back is not None
    assert tree(back.regulation) == tree(regulation)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "tests" / "golden").glob("*.txt")), ids=lambda path: path.stem
)
def test_what_was_parsed_is_written_and_read_back(path: Path) -> None:
    regulation = parse(path.read_text(encoding="utf-8"), known_kinds(ROOT / "corpus"))
    own = regulation.id or UNIDENTIFIED
    text = official_markdown(replace(filed(regulation), id=own))
    mistakes: list[CorpusMistake] = []
    back = read_official(text, "official/x.md", str(own), mistakes)
    assert mistakes == []
    assert back is not None
    assert tree(back.regulation) == tree(regulation)
    assert heads(back.regulation) == heads(regulation)


def test_operations_read_from_the_file_are_those_read_from_the_text() -> None:
    kinds = known_kinds(ROOT / "corpus")
    regulation = parse(AMENDING, kinds)
    read_first = read_amendments(AMENDING, ID, regulation.amends, regulation.provisions, kinds).operations
    back, _ = read(official_markdown(filed(regulation)))
    assert back is not None
    read_again = with_operations(back, kinds).regulation.operations
    assert [(o.kind, o.target, o.by, o.renumbered) for o in read_again] == [
        (o.kind, o.target, o.by, o.renumbered) for o in read_first
    ]
    assert [[(str(p.ref), p.text) for p in o.provisions] for o in read_again] == [
        [(str(p.ref), p.text) for p in o.provisions] for o in read_first
    ]
    assert [(o.kind, str(o.target)) for o in read_again] == [
        ("ubah", "pp-1-2030/pasal-4"),
        ("hapus", "pp-1-2030/pasal-5"),
    ]
    assert [str(p.ref) for p in read_again[0].provisions] == [
        "pp-1-2030/pasal-4",
        "pp-1-2030/pasal-4/ayat-1",
        "pp-1-2030/pasal-4/ayat-1/huruf-a",
        "pp-1-2030/pasal-4/ayat-1/huruf-b",
        "pp-1-2030/pasal-4/ayat-2",
    ]
