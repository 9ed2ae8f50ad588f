"""Things of one kind that follow-ups exchange: "kalau pimpinan tinggi?" after a question about administrators.

Data: each family with a follow-up that a test runs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Family:
    """Names of things of one kind; ``before``, ``said``, ``meant``: a question, a follow-up, and what it means."""

    names: tuple[str, ...]
    before: str
    said: str
    meant: str


FAMILIES: tuple[Family, ...] = (
    Family(
        (
            "pegawai swasta", "karyawan swasta", "pekerja swasta", "karyawan", "buruh", "pegawai bumn", "tni", "polri",
            "prajurit tni", "anggota polri", "honorer", "tenaga honorer", "pegawai non-asn", "hakim", "dosen", "guru",
            "pppk", "p3k", "cpns", "calon pns", "pns", "asn", "pegawai asn", "pegawai negeri sipil", "pejabat negara",
            "calon pegawai negeri sipil", "pegawai pemerintah dengan perjanjian kerja", "orang asing",
        ),
        "Berapa hari cuti tahunan PNS?", "pegawai swasta", "Berapa hari cuti tahunan pegawai swasta?",
    ),
    Family(
        (
            "pejabat pimpinan tinggi utama", "pejabat pimpinan tinggi madya", "pejabat pimpinan tinggi pratama",
            "pejabat pimpinan tinggi", "pimpinan tinggi utama", "pimpinan tinggi madya", "pimpinan tinggi pratama",
            "pimpinan tinggi", "jpt utama", "jpt madya", "jpt pratama", "jpt", "pejabat administrator", "administrator",
            "pejabat pengawas", "pengawas", "pejabat pelaksana", "pelaksana", "pejabat fungsional", "pejabat administrasi",
            "ahli utama", "ahli madya", "ahli muda", "ahli pertama", "penyelia", "mahir", "terampil", "pemula",
            "eselon i", "eselon ii", "eselon iii", "eselon iv",
        ),
        "Berapa batas usia pensiun administrator?", "pimpinan tinggi", "Berapa batas usia pensiun pimpinan tinggi?",
    ),
    Family(
        (
            "cuti tahunan", "cuti besar", "cuti sakit", "cuti melahirkan", "cuti lahiran", "cuti karena alasan penting",
            "cuti alasan penting", "cuti bersama", "cuti di luar tanggungan negara", "cltn",
        ),
        "Berapa lama cuti sakit PNS?", "cuti besar", "Berapa lama cuti besar PNS?",
    ),
    Family(
        ("tidak dengan hormat", "dengan hormat", "sementara", "atas permintaan sendiri"),
        "Kapan PNS diberhentikan dengan hormat?", "tidak dengan hormat", "Kapan PNS diberhentikan tidak dengan hormat?",
    ),
    Family(
        ("nonmanajerial", "non manajerial", "manajerial", "sosial kultural", "teknis", "fungsional", "struktural"),
        "Apa itu Jabatan Manajerial?", "Nonmanajerial", "Apa itu Jabatan Nonmanajerial?",
    ),
    Family(
        ("ringan", "sedang", "berat"),
        "Apa saja hukuman disiplin ringan?", "berat", "Apa saja hukuman disiplin berat?",
    ),
    Family(
        ("minimal", "maksimal", "paling sedikit", "paling banyak", "paling lama", "paling singkat"),
        "Berapa JP minimal per tahun?", "maksimal", "Berapa JP maksimal per tahun?",
    ),
    Family(
        ("hak", "kewajiban", "larangan", "sanksi", "syarat", "tugas", "wewenang"),
        "Apa kewajiban PNS?", "larangan", "Apa larangan PNS?",
    ),
)  # fmt: skip


def _names(family: Family) -> re.Pattern[str]:
    longest = sorted(family.names, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])", re.IGNORECASE)


_COMPILED = tuple(_names(family) for family in FAMILIES)


def exchange(question: str, said: str) -> str | None:
    """``question`` with what ``said`` names in the place of the thing of the same kind; None if there is none.

    Only where ``said`` is nothing but one such name; of several places in the question, the last one.
    """
    new = said.strip(" ?.!,")
    for names in _COMPILED:
        if names.fullmatch(new) is None:
            continue
        places = [m for m in names.finditer(question) if m.group().lower() != new.lower()]
        if places:
            return f"{question[: places[-1].start()]}{new}{question[places[-1].end() :]}"
    return None
