"""Regulations of any number: their texts are made up, their form is that of real ones. The same numbers give the same texts."""

from __future__ import annotations

import io
import random
import zipfile
from html import escape
from pathlib import Path

_THINGS = [
    "taman",
    "pasar",
    "jembatan",
    "sungai",
    "perpustakaan",
    "terminal",
    "pelabuhan",
    "hutan",
    "sekolah",
    "museum",
    "irigasi",
    "arsip",
]
_WHO = [
    "Menteri",
    "Gubernur",
    "Bupati",
    "Pengelola",
    "Petugas",
    "Pengawas",
    "Pemohon",
    "Penyedia",
    "Penerima",
    "Kepala",
]
_DOES = [
    "menetapkan",
    "menyusun",
    "memeriksa",
    "melaporkan",
    "mengumumkan",
    "menyimpan",
    "memelihara",
    "menilai",
    "membiayai",
]
_WHAT = ["rencana", "laporan", "daftar", "izin", "jadwal", "standar", "anggaran", "peta", "catatan", "hasil"]
_WHEN = [
    "setiap tahun",
    "paling lama 30 (tiga puluh) hari",
    "paling sedikit 2 (dua) kali dalam 1 (satu) tahun",
    "sebelum bulan Maret",
]

# The least that a Word file has (ECMA-376, 11.2).
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006"
_PARTS = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_PACKAGE = {
    "[Content_Types].xml": f'<Types xmlns="{_PARTS}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PARTS}/relationships">'
    f'<Relationship Id="rId1" Type="{_DOCUMENTS}" Target="word/document.xml"/></Relationships>',
}


def regulation_text(number: int, pasal: int, year: int = 2031) -> str:
    """A Peraturan Pemerintah of so many pasal in the layout of the state gazette, with its penjelasan."""
    chosen = random.Random(number)
    title = f"PENGELOLAAN {chosen.choice(_THINGS)} {chosen.choice(_THINGS)} {number}".upper()
    lines = [
        "PERATURAN PEMERINTAH REPUBLIK INDONESIA",
        f"NOMOR {number} TAHUN {year}",
        "TENTANG",
        title,
        "DENGAN RAHMAT TUHAN YANG MAHA ESA",
        "PRESIDEN REPUBLIK INDONESIA,",
        "Menimbang:",
        "a. bahwa pengelolaan perlu diatur dengan Peraturan Pemerintah;",
        "MEMUTUSKAN:",
        f"Menetapkan: PERATURAN PEMERINTAH TENTANG {title}.",
    ]
    for article in range(1, pasal + 1):
        if article % 10 == 1:
            lines += [f"BAB {_roman(article // 10 + 1)}", f"PENGELOLAAN TAHAP {article // 10 + 1}"]
        lines += [f"Pasal {article}", *_article(chosen)]
    lines += [
        "Ditetapkan di Jakarta",
        f"pada tanggal 6 Mei {year}",
        "PENJELASAN",
        "ATAS",
        *lines[:4],
        "I. UMUM",
    ]
    lines += ["Pengelolaan adalah urusan bersama.", "II. PASAL DEMI PASAL"]
    for article in range(1, pasal + 1):
        lines += [f"Pasal {article}", "Cukup jelas."]
    return "\n".join(lines) + "\n"


def written(folder: Path, regulations: int, pasal: int) -> list[Path]:
    """Write so many regulations into a folder; their paths. Of every ten one is HTML and one Word, the others are text."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(1, regulations + 1):
        text = regulation_text(number, pasal)
        kind = {3: "html", 7: "docx"}.get(number % 10, "txt")
        path = folder / f"pp-{number:03d}.{kind}"
        path.write_bytes(_file(text, kind))
        paths.append(path)
    return paths


def _article(chosen: random.Random) -> list[str]:
    def sentence() -> str:
        return f"{chosen.choice(_WHO)} wajib {chosen.choice(_DOES)} {chosen.choice(_WHAT)} {chosen.choice(_THINGS)} {chosen.choice(_WHEN)}."

    match chosen.randrange(3):
        case 0:
            return [sentence()]
        case 1:
            return [f"({n}) {sentence()}" for n in range(1, chosen.randrange(2, 5) + 1)]
        case _:
            items = [f"{letter}. {chosen.choice(_WHAT)} {chosen.choice(_THINGS)};" for letter in "abc"]
            return [
                f"{chosen.choice(_WHO)} {chosen.choice(_DOES)}:",
                *items[:-1],
                items[-1].replace(";", "."),
            ]


def _file(text: str, kind: str) -> bytes:
    if kind == "docx":
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
            for name, part in _PACKAGE.items():
                package.writestr(name, f"{_XML}{part}")
            lines = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.splitlines())
            document = f'<w:document xmlns:w="{_WORD}/main"><w:body>{lines}</w:body></w:document>'
            package.writestr("word/document.xml", f"{_XML}{document}")
        return stream.getvalue()
    if kind == "html":
        return (
            "<html><body>"
            + "".join(f"<p>{escape(line)}</p>" for line in text.splitlines())
            + "</body></html>"
        ).encode()
    return text.encode()


def _roman(number: int) -> str:
    signs = (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    )
    text = ""
    for value, sign in signs:
        text += sign * (number // value)
        number %= value
    return text
