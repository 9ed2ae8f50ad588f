"""A corpus with one regulation of our own, from a copy in which four places are misread with certainty."""

from __future__ import annotations

import shutil
from pathlib import Path

from tanyapasal.index.corpus import read_corpus
from tanyapasal.index.filing import checked, write_official
from tanyapasal.index.reading import read_file

CORPUS = Path(__file__).parents[3] / "corpus"
LAW = """PERATURAN PEMERINTAH REPUBLIK INDONESIA
NOMOR 7 TAHUN 2031
TENTANG
PERAWATAN TAMAN

BAB I
KETENTUAN UMUM

Pasal 1
(1) Petugas taman menyiram tanaman sebagaimana dimaksud dalam peraturan ini.
(2) Petugas taman sebagaimana dimaksud pada ayat (l) wajib hadir paling lambat 2O (dua puluh) menit sebelumnya:
    a. setiap pagi sebagaimana ditetapkan; dan
    b. setiap sore sebagaimaaa ditetapkan.
(3) Petugas sebagaimana dimaksud pada ayat (21 ditegur sebagaimana mestinya.

Pasal 2
Petugas sebagaimana dimaksud dalam Pasal 1 ditegur paling lama 3 (dua puluh) hari.
"""


def corpus_in(folder: Path) -> Path:
    """The project's corpus, to be changed by a test."""
    return shutil.copytree(CORPUS, folder / "corpus")


def mended_corpus(folder: Path) -> Path:
    """That corpus with the regulation filed; its copy is ``taman.txt`` in ``folder``."""
    corpus = corpus_in(folder)
    source = folder / "taman.txt"
    source.write_text(LAW, encoding="utf-8")
    write_official(corpus, checked(read_file(source), read_corpus(corpus)))
    return corpus
