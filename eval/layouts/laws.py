"""Small regulations of our own, each with its gold; the same number gives the same regulation."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

_SUBJECTS = ("PASAR RAKYAT", "PERAHU NELAYAN", "TAMAN BACAAN", "KEBUN SAYUR", "RUMAH SINGGAH", "JEMBATAN GANTUNG", "SUMUR RESAPAN", "PANGGUNG SENI")  # fmt: skip
_WHO = ("pengelola", "petugas", "kepala dinas", "pemilik kios", "warga sekitar", "ketua kelompok", "penjaga", "bendahara")  # fmt: skip
_DOES = ("memelihara", "memeriksa", "mencatat", "melaporkan", "membersihkan", "menyediakan", "mengawasi", "memperbaiki")  # fmt: skip
_WHAT = ("pintu masuk", "daftar pengunjung", "tempat sampah", "saluran air", "papan nama", "buku tamu", "lampu penerangan", "pagar pembatas", "bangku kayu", "alat pemadam")  # fmt: skip
_WHEN = ("setiap hari kerja", "pada awal bulan", "paling lambat pukul delapan pagi", "sebelum musim hujan", "sesudah jam pelayanan", "dua kali dalam satu minggu")  # fmt: skip
_WHY = ("demi keselamatan pengunjung", "sesuai dengan petunjuk dinas", "dengan biaya kas daerah", "bersama perangkat desa", "menurut jadwal yang telah disusun")  # fmt: skip
_TITLES = ("KETENTUAN UMUM", "PENGELOLAAN", "PEMELIHARAAN", "PENGAWASAN", "KETENTUAN PENUTUP")
_ROMAN = ("I", "II", "III", "IV", "V")
_PASAL_A_BAB = 3


@dataclass(frozen=True, slots=True)
class SmallLaw:
    """Its paragraphs in order, and number and text (items by lines) of each pasal."""

    paragraphs: tuple[str, ...]
    gold: tuple[tuple[str, str], ...]

    def with_table(self, rows: Sequence[Sequence[str]], between: str) -> SmallLaw:
        """The law with a table behind its third article; in the gold cells are parted by ``between``."""
        at = self.paragraphs.index("BAB II")
        paragraphs = (*self.paragraphs[:at], *("\t".join(row) for row in rows), *self.paragraphs[at:])
        gold = [
            (n, "\n".join([text, *(between.join(row) for row in rows)]) if n == "3" else text)
            for n, text in self.gold
        ]
        return SmallLaw(paragraphs, tuple(gold))

    @property
    def last_article(self) -> int:
        """Where the paragraphs of the last article but one begin."""
        headings = [i for i, paragraph in enumerate(self.paragraphs) if paragraph.startswith("Pasal ")]
        return headings[-2]


def small_law(seed: int, articles: int = 14) -> SmallLaw:
    """A regulation of ``articles`` pasal, with ayat and huruf, on about two pages."""
    chance = random.Random(seed)
    subject = _SUBJECTS[seed % len(_SUBJECTS)]
    name = f"PERATURAN PEMERINTAH TENTANG {subject}"
    paragraphs = [
        "PERATURAN PEMERINTAH REPUBLIK INDONESIA", f"NOMOR {seed % 90 + 1} TAHUN 2031", "TENTANG", subject,
        "DENGAN RAHMAT TUHAN YANG MAHA ESA", "PRESIDEN REPUBLIK INDONESIA,",
        f"Menimbang : bahwa {subject.lower()} perlu dikelola dengan baik untuk kepentingan umum;",
        "Mengingat : Pasal 5 ayat (2) Undang-Undang Dasar Negara Republik Indonesia Tahun 1945;",
        "MEMUTUSKAN:", f"Menetapkan : {name}.",
    ]  # fmt: skip
    gold: list[tuple[str, str]] = []
    for number in range(1, articles + 1):
        if number % _PASAL_A_BAB == 1:
            bab = min(number // _PASAL_A_BAB, len(_TITLES) - 1)
            paragraphs += [f"BAB {_ROMAN[bab]}", _TITLES[bab]]
        text = _article(number, articles, subject, chance)
        paragraphs += [f"Pasal {number}", *text]
        gold.append((str(number), "\n".join(text)))
    paragraphs += ["Ditetapkan di Jakarta", "pada tanggal 9 Mei 2031", "PRESIDEN REPUBLIK INDONESIA,", "ttd.", "SITI RAHAYU"]  # fmt: skip
    return SmallLaw(tuple(paragraphs), tuple(gold))


def _article(number: int, last: int, subject: str, chance: random.Random) -> list[str]:
    if number == 1:
        return [f"Dalam Peraturan Pemerintah ini yang dimaksud dengan {subject.title()} adalah tempat yang dikelola untuk {_pick(chance, _WHO)} dan warga."]  # fmt: skip
    if number == last:
        return ["Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan."]
    if number % 3 == 0:
        return [f"{_sentence(chance).capitalize()}, {_pick(chance, _WHY)}."]
    items = [
        f"{letter}. {_pick(chance, _DOES)} {_pick(chance, _WHAT)} {_pick(chance, _WHEN)}" for letter in "abc"
    ]
    return [
        f"(1) {_sentence(chance).capitalize()}.",
        f"(2) Selain kewajiban sebagaimana dimaksud pada ayat (1), {_pick(chance, _WHO)} bertugas:",
        f"{items[0]};",
        f"{items[1]}; dan",
        f"{items[2]}.",
    ]


def _sentence(chance: random.Random) -> str:
    return f"{_pick(chance, _WHO)} wajib {_pick(chance, _DOES)} {_pick(chance, _WHAT)} dan {_pick(chance, _WHAT)} {_pick(chance, _WHEN)}"


def _pick(chance: random.Random, words: tuple[str, ...]) -> str:
    return chance.choice(words)
