"""How amending regulations say what they change, as data: every form with examples that a test runs.

The new style is that of UU 12/2011 Lampiran II numbers 230 to 238; the old one is that of regulations before
2004, with active verbs ("Mengubah ketentuan Pasal 3"), "lama" and "baru". An example is an instruction and the
orders read from it, each as ``str(order)``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Act = Literal["ubah", "hapus", "sisip", "tambah", "ganti_nomor"]
Role = Literal["anchor", "new", "within", "restated", "stop"]


@dataclass(frozen=True, slots=True)
class Example:
    """An instruction and its orders: ``ubah pasal-5/ayat-2``."""

    text: str
    orders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActForm:
    """Words that order one kind of change. ``active``: what is changed stands behind the verb."""

    act: Act
    active: bool
    words: tuple[str, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class RoleForm:
    """Words that say what part the places behind them play in the instruction."""

    role: Role
    words: tuple[str, ...]
    examples: tuple[Example, ...]


ACT_FORMS: tuple[ActForm, ...] = (
    ActForm(
        "ubah",
        False,
        (
            "diubah",
            "dirubah",
            "diganti",
            "disempurnakan",
            "disesuaikan",
            "dibaca",
            "diadakan perubahan",
            "mengalami perubahan",
            "perubahan penjelasan",
            "perubahan pada penjelasan",
        ),
        (
            Example("Ketentuan Pasal 20 diubah sehingga berbunyi sebagai berikut:", ("ubah pasal-20",)),
            Example(
                "Ketentuan ayat (2) Pasal 30 diubah, sehingga Pasal 30 berbunyi sebagai berikut:",
                ("ubah pasal-30/ayat-2 pasal-30",),
            ),
            Example(
                "Ketentuan Pasal 8 ayat (1) dan ayat (3) huruf b diubah, sehingga Pasal 8 berbunyi:",
                ("ubah pasal-8/ayat-1 pasal-8", "ubah pasal-8/ayat-3/huruf-b pasal-8"),
            ),
            Example("Ketentuan Pasal 1 angka 3 diubah sehingga berbunyi:", ("ubah pasal-1/angka-3",)),
            Example("Penjelasan Pasal 4 diubah sehingga berbunyi:", ("ubah penjelasan/pasal-4",)),
            Example(
                "Ketentuan Pasal 6 tetap dengan perubahan penjelasan sebagaimana tercantum dalam penjelasan.",
                ("ubah penjelasan/pasal-6",),
            ),
            Example("Pasal 14 ayat (1) dibaca sebagai berikut:", ("ubah pasal-14/ayat-1",)),
            Example(
                'Pada Pasal 1 ayat (3) huruf b, perkataan "dan pengurus" dihapus, dan kata "satu" diganti dengan '
                'perkataan "lima".',
                ("ubah pasal-1/ayat-3/huruf-b",),
            ),
            Example(
                "Ketentuan ayat (1) dan ayat (2b) Pasal 17 diubah, Pasal 17 ayat (2a) dihapus, di antara ayat (2d) dan "
                "ayat (3) Pasal 17 disisipkan 1 (satu) ayat, yakni ayat (2e), serta penjelasan ayat (5) Pasal 17 diubah "
                "sebagaimana tercantum dalam penjelasan pasal demi pasal sehingga Pasal 17 berbunyi:",
                (
                    "ubah pasal-17/ayat-1 pasal-17",
                    "ubah pasal-17/ayat-2b pasal-17",
                    "hapus pasal-17/ayat-2a pasal-17",
                    "sisip pasal-17/ayat-2e pasal-17",
                    "ubah penjelasan/pasal-17/ayat-5",
                ),
            ),
            Example("Judul BAB IV diubah sehingga berbunyi sebagai berikut:", ("ubah bab-IV",)),
            Example("Lampiran II diubah sehingga menjadi sebagai berikut:", ("ubah lampiran",)),
        ),
    ),
    ActForm(
        "ubah",
        True,
        ("mengubah", "merubah", "mengganti", "menyempurnakan", "perubahan"),
        (
            Example("Mengubah ketentuan Pasal 3 sehingga seluruhnya berbunyi:", ("ubah pasal-3",)),
            Example("Mengubah ketentuan ayat (2) Pasal 5 sehingga berbunyi:", ("ubah pasal-5/ayat-2",)),
        ),
    ),
    ActForm(
        "hapus",
        False,
        ("dihapus", "dihapuskan", "dihilangkan", "dicabut", "ditiadakan", "dinyatakan tidak berlaku"),
        (
            Example("Ketentuan Pasal 9 dihapus.", ("hapus pasal-9",)),
            Example("Pasal 8 dihapuskan.", ("hapus pasal-8",)),
            Example(
                "Pasal 10, Pasal 11, dan Pasal 12 dihapus.",
                ("hapus pasal-10", "hapus pasal-11", "hapus pasal-12"),
            ),
            Example(
                "Pasal 3 sampai dengan Pasal 5 dihapus.", ("hapus pasal-3", "hapus pasal-4", "hapus pasal-5")
            ),
            Example(
                "Ketentuan Pasal 18 ayat (2) dihapus sehingga Pasal 18 berbunyi sebagai berikut:",
                ("hapus pasal-18/ayat-2 pasal-18",),
            ),
            Example("BAB V dihapus.", ("hapus bab-V",)),
        ),
    ),
    ActForm(
        "hapus",
        True,
        ("menghapus", "menghapuskan", "menghilangkan", "meniadakan", "mencabut"),
        (Example("Menghapus ketentuan ayat (4) Pasal 12.", ("hapus pasal-12/ayat-4",)),),
    ),
    ActForm(
        "sisip",
        False,
        ("disisipkan", "disisipi", "diselipkan", "disispkan"),
        (
            Example(
                "Di antara Pasal 7 dan Pasal 8 disisipkan 2 (dua) pasal, yakni Pasal 7A dan Pasal 7B yang berbunyi:",
                ("sisip pasal-7a", "sisip pasal-7b"),
            ),
            Example(
                "Di antara ayat (1) dan ayat (2) Pasal 18 disisipkan 2 (dua) ayat, yakni ayat (1a) dan ayat "
                "(1b) sehingga Pasal 18 berbunyi:",
                ("sisip pasal-18/ayat-1a pasal-18", "sisip pasal-18/ayat-1b pasal-18"),
            ),
            Example(
                "Di antara angka 3 dan angka 4 Pasal 1 disisipkan 1 (satu) angka, yakni angka 3a yang berbunyi:",
                ("sisip pasal-1/angka-3a",),
            ),
            Example(
                "Di antara BAB III dan BAB IV disisipkan 1 (satu) BAB, yakni BAB IIIA yang berbunyi:",
                ("sisip bab-IIIA",),
            ),
        ),
    ),
    ActForm(
        "sisip",
        True,
        ("menyisipkan",),
        (Example("Menyisipkan Pasal 5A yang berbunyi:", ("sisip pasal-5a",)),),
    ),
    ActForm(
        "tambah",
        False,
        ("ditambah", "ditambahkan", "dilengkapi"),
        (
            Example(
                "Ketentuan ayat (2) Pasal 5 diubah, dan setelah ayat (3) ditambahkan 1 (satu) ayat, yakni ayat "
                "(4), sehingga Pasal 5 berbunyi:",
                ("ubah pasal-5/ayat-2 pasal-5", "tambah pasal-5/ayat-4 pasal-5"),
            ),
            Example(
                "Pasal 6 ditambah 1 (satu) ayat, yakni ayat (3) yang berbunyi:", ("tambah pasal-6/ayat-3",)
            ),
            Example(
                "Sesudah Pasal 16 baru ditambah satu ketentuan baru, yang dijadikan Pasal 17 baru yang berbunyi:",
                ("tambah pasal-17",),
            ),
        ),
    ),
    ActForm(
        "tambah",
        True,
        ("menambah", "menambahkan"),
        (
            Example(
                "Menambah 1 (satu) ayat pada Pasal 5, yaitu ayat (4) yang berbunyi:",
                ("tambah pasal-5/ayat-4",),
            ),
            Example("Menambah ketentuan ayat (3) dalam Pasal 9 yang berbunyi:", ("tambah pasal-9/ayat-3",)),
        ),
    ),
    ActForm(
        "ganti_nomor",
        False,
        ("dijadikan", "berubah menjadi", "diubah menjadi", "selanjutnya menjadi", "menjadi"),
        (
            Example(
                "Ketentuan Pasal 12 lama dijadikan ketentuan Pasal 11 baru.",
                ("ganti_nomor pasal-12 -> pasal-11",),
            ),
            Example(
                "Mengubah ketentuan Pasal 13 lama dan selanjutnya dijadikan ketentuan Pasal 12 baru, sehingga "
                "berbunyi sebagai berikut:",
                ("ganti_nomor pasal-13 -> pasal-12",),
            ),
            Example("Ayat (4) Pasal 7 menjadi ayat (5).", ("ganti_nomor pasal-7/ayat-4 -> pasal-7/ayat-5",)),
        ),
    ),
)

ROLE_FORMS: tuple[RoleForm, ...] = (
    RoleForm(
        "anchor",
        ("di antara", "diantara", "antara", "setelah", "sesudah", "di belakang", "dibelakang", "sebelum"),
        (Example("Sesudah Pasal 4 disisipkan pasal baru yaitu Pasal 4A:", ("sisip pasal-4a",)),),
    ),
    RoleForm(
        "new",
        ("yakni", "yaitu", "ialah", "berupa", "sebagai", "masing-masing"),
        (Example("Pasal 6 ditambah 1 (satu) ayat yaitu ayat (3):", ("tambah pasal-6/ayat-3",)),),
    ),
    RoleForm(
        "within",
        ("pada", "dalam", "di dalam", "dari"),
        (
            Example("Ketentuan huruf c pada ayat (1) Pasal 5 dihapus.", ("hapus pasal-5/ayat-1/huruf-c",)),
            Example("Dalam Pasal 5 ditambahkan ayat (4) yang berbunyi:", ("tambah pasal-5/ayat-4",)),
        ),
    ),
    RoleForm(
        "restated",
        ("sehingga", "hingga", "maka"),
        (
            Example(
                "Ketentuan huruf a Pasal 2 diubah sehingga Pasal 2 berbunyi:",
                ("ubah pasal-2/huruf-a pasal-2",),
            ),
        ),
    ),
    RoleForm(
        "stop",
        (
            "berbunyi",
            "sebagaimana tercantum",
            "sebagaimana dimaksud",
            "sebagaimana diatur",
            "sebagai berikut",
        ),
        (Example("Ketentuan Pasal 2 diubah, sebagaimana dimaksud dalam Pasal 7.", ("ubah pasal-2",)),),
    ),
)

# An item that begins like this and has an act is an instruction; other numbered items belong to quoted text.
OPENERS: tuple[str, ...] = (
    "ketentuan", "ketentuan-ketentuan", "beberapa ketentuan", "pasal", "ayat", "huruf", "angka", "butir",
    "di antara", "diantara", "antara", "sesudah", "setelah", "di belakang", "dibelakang", "judul", "bab",
    "bagian", "paragraf", "penjelasan", "mengubah", "merubah", "menambah", "menambahkan", "menghapus",
    "menghapuskan", "menyisipkan", "mengganti", "menyempurnakan", "dalam", "pada", "lampiran", "kata",
    "frasa", "frase", "perkataan", "istilah", "sebutan", "semua", "seluruh", "substansi", "rumusan", "nama",
    "konsideran", "menghilangkan", "mencabut",
)  # fmt: skip
