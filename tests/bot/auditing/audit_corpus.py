"""A corpus with one official text of our own, and statements about it."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[3]
OFFICIAL = """---
id: uu-7-2021
title: Pembelajaran Pegawai
status: berlaku
source:
  kind: official
  document: UU Nomor 7 Tahun 2021
---

# Batang Tubuh

##### Pasal 4

(1) Setiap pegawai berhak mengikuti pembelajaran paling sedikit 30 (tiga puluh) jam pelajaran dalam 1 (satu) tahun.
(2) Pembelajaran sebagaimana dimaksud pada ayat (1) diselenggarakan oleh pusat belajar.

##### Pasal 5

Dewan pengawas pusat belajar terdiri atas 5 (lima) orang anggota untuk masa jabatan 4 (empat) tahun.
"""
TRUE = "Setiap pegawai berhak mengikuti pembelajaran minimal 30 JP per tahun (Pasal 4 ayat (1) UU 7/2021)."
WRONG = "Setiap pegawai berhak mengikuti pembelajaran minimal 20 JP per tahun (Pasal 4 ayat (1) UU 7/2021)."
UNHELD = "Peserta wajib hadir setiap hari (Pasal 3 UU 88/2019)."


def corpus_with_an_official_text(folder: Path) -> Path:
    """The project's corpus and the text, below ``folder``."""
    corpus = folder / "corpus"
    shutil.copytree(ROOT / "corpus", corpus)
    (corpus / "official").mkdir(exist_ok=True)
    (corpus / "official" / "uu-7-2021.md").write_text(OFFICIAL, encoding="utf-8")
    return corpus
