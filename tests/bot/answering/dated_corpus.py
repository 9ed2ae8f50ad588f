"""A small corpus in the style of law: a regulation, one that amends it, and one that revokes another."""

from __future__ import annotations

import shutil
from pathlib import Path

TABLES = Path(__file__).parents[3] / "corpus"
HEAD = """---
id: {id}
title: {title}
status: berlaku
amends: [{amends}]
revokes: [{revokes}]
{dates}source: {{kind: official, document: {document}}}
---

# Batang Tubuh

"""
GARDENS = """##### Pasal 1

Setiap petugas taman wajib mengikuti pelatihan berkebun paling sedikit 10 (sepuluh) jam pelajaran dalam 1 (satu) tahun.

##### Pasal 2

(1) Pupuk kandang disimpan di gudang kompos.

(2) Gudang kompos dikunci setiap malam.

##### Pasal 3

Sepatu bot dipinjamkan kepada petugas taman selama musim hujan.

##### Pasal 4

Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.
"""
CHANGE = """##### Pasal I

Beberapa ketentuan dalam Peraturan Pemerintah Nomor 7 Tahun 2011 tentang Perawatan Taman diubah sebagai berikut:

1. Ketentuan Pasal 1 diubah sehingga berbunyi sebagai berikut:

    > Pasal 1
    > Setiap petugas taman wajib mengikuti pelatihan berkebun paling sedikit 24 (dua puluh empat) jam pelajaran dalam 1 (satu) tahun.

2. Di antara Pasal 2 dan Pasal 3 disisipkan 1 (satu) pasal, yakni Pasal 2A sehingga berbunyi sebagai berikut:

    > Pasal 2A
    > Kebun bibit dipagari dengan bambu.

3. Ketentuan Pasal 3 dihapus.

##### Pasal II

Peraturan Pemerintah ini mulai berlaku setelah 3 (tiga) bulan terhitung sejak tanggal diundangkan.
"""
OLD_PONDS = """##### Pasal 1

Kolam ikan dikuras setiap 6 (enam) bulan.

##### Pasal 2

Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.
"""
NEW_PONDS = """##### Pasal 1

Kolam ikan dikuras setiap 2 (dua) bulan.

##### Pasal 2

Pada saat Peraturan Pemerintah ini mulai berlaku, Peraturan Pemerintah Nomor 3 Tahun 2005 tentang Kolam Ikan dicabut dan dinyatakan tidak berlaku.

##### Pasal 3

Pada saat Peraturan Pemerintah ini mulai berlaku, ketentuan Pasal 2 Peraturan Pemerintah Nomor 7 Tahun 2011 tentang Perawatan Taman dicabut dan dinyatakan tidak berlaku.

##### Pasal 4

Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.
"""
UNDATED = """##### Pasal 1

Bangku taman dicat setiap tahun.
"""


def write_corpus(folder: Path) -> Path:
    """Write the corpus into ``folder``; returns it."""
    shutil.copytree(TABLES, folder, ignore=shutil.ignore_patterns("official", "regulations", "programs"))
    (folder / "verification.yaml").write_text("source: uji\nplaces: []\n", encoding="utf-8")
    (folder / "official").mkdir()
    for id_, title, amends, revokes, day, body in (
        ("pp-7-2011", "Perawatan Taman", "", "", "2011-05-01", GARDENS),
        ("pp-9-2015", "Perubahan atas Peraturan Pemerintah Nomor 7 Tahun 2011", "pp-7-2011", "", "2015-03-31", CHANGE),
        ("pp-3-2005", "Kolam Ikan", "", "", "2005-02-03", OLD_PONDS),
        ("pp-4-2018", "Kolam Ikan Hias", "", "pp-3-2005", "2018-08-17", NEW_PONDS),
        ("pp-5-2012", "Bangku Taman", "", "", "", UNDATED),
    ):  # fmt: skip
        _, number, year = id_.split("-")
        dates = f"promulgated: {day}\n" if day else ""
        head = HEAD.format(
            id=id_, title=title, amends=amends, revokes=revokes, dates=dates, document=f"PP {number}/{year}"
        )
        (folder / "official" / f"{id_}.md").write_text(head + body, encoding="utf-8")
    return folder
