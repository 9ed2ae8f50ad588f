"""How people write references, as data: each form lists the words it is written with, and examples.

An example is a text and what must be found in it, as ``str(mention)``: ``uu-20-2023/pasal-47/ayat-2``, with
``?`` for what the text does not say. A test runs every example, so no word stands here that does not work.
Words are lower case and without dots. Spelling mistakes are not listed: see ``words.misspellings``.
"""

from __future__ import annotations

from dataclasses import dataclass

from tanyapasal.index.law.places import Part, Unit


@dataclass(frozen=True, slots=True)
class Example:
    """A text, and the mentions that must be found in it, in order."""

    text: str
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """Words that all say the same thing in a reference."""

    name: str
    words: tuple[str, ...]
    examples: tuple[Example, ...]


def words_of(text: str) -> tuple[str, ...]:
    """The words of a form, written with blanks between them."""
    return tuple(text.split())


@dataclass(frozen=True, slots=True)
class UnitForm(Form):
    """Words for one unit. ``misspelt``: the word whose misspellings are understood as well."""

    unit: Unit
    misspelt: str


@dataclass(frozen=True, slots=True)
class PartForm(Form):
    """Words for one part of a regulation."""

    part: Part


UNIT_FORMS: tuple[UnitForm, ...] = (
    UnitForm(
        "pasal",
        ("pasal", "psl", "ps", "fasal", "article", "articles", "art"),
        (
            Example("Pasal 47", ("?/pasal-47",)),
            Example("psl. 47(2)", ("?/pasal-47/ayat-2",)),
            Example("Ps. 47 ay. 2", ("?/pasal-47/ayat-2",)),
            Example("ps15 (1) a", ("?/pasal-15/ayat-1/huruf-a",)),
            Example("pasal nomor 47", ("?/pasal-47",)),
            Example("pasal ke-47", ("?/pasal-47",)),
            Example("Pasal 7A", ("?/pasal-7a",)),
            Example("Pasal 1 bis ayat (2)", ("?/pasal-1-bis/ayat-2",)),
            Example("Pasal 28J ayat (2) dan Pasal 1 ter", ("?/pasal-28j/ayat-2", "?/pasal-1-ter")),
            Example("pasal I", ("?/pasal-i",)),
            Example("pasla 47", ("?/pasal-47",)),
            Example("article 47 paragraph 2", ("?/pasal-47/ayat-2",)),
            Example("di pasar 47", ()),
            Example("pasal karet", ()),
        ),
        "pasal",
        "pasal",
    ),
    UnitForm(
        "ayat",
        ("ayat", "ay", "paragraph"),
        (
            Example("pasal 47 ayat 2", ("?/pasal-47/ayat-2",)),
            Example("pasal 47 ayt 2", ("?/pasal-47/ayat-2",)),
            Example("(UU 25/2009 Pasal 28 ayat (3))", ("uu-25-2009/pasal-28/ayat-3",)),
            Example("pasal 1 ayat (2a)", ("?/pasal-1/ayat-2a",)),
            Example("ayat 2 pasal 47", ("?/pasal-47/ayat-2",)),
            Example("kalau ayat (3)?", ("?/ayat-3",)),
            Example(
                "Pasal 24, 36 ayat (2), 46, dan 48",
                ("?/pasal-24", "?/pasal-36/ayat-2", "?/pasal-46", "?/pasal-48"),
            ),
            Example("Pasal 5 ayat (2) dan 3", ("?/pasal-5/ayat-2", "?/pasal-5/ayat-3")),
            Example("ayat suci", ()),
            Example("ayam 2 ekor, ayah 2", ()),
        ),
        "ayat",
        "ayat",
    ),
    UnitForm(
        "huruf",
        ("huruf", "hrf", "hurup", "letter"),
        (
            Example("Pasal 15 ayat (1) huruf a", ("?/pasal-15/ayat-1/huruf-a",)),
            Example("huruf a ayat (1) pasal 15", ("?/pasal-15/ayat-1/huruf-a",)),
            Example("pasal 9 hrf b", ("?/pasal-9/huruf-b",)),
            Example("huruf kapital", ()),
        ),
        "huruf",
        "huruf",
    ),
    UnitForm(
        "angka",
        ("angka", "ang", "agk", "romawi"),
        (
            Example("pasal 1 angka 3", ("?/pasal-1/angka-3",)),
            Example("Pasal 15 ayat (1) huruf b angka 2", ("?/pasal-15/ayat-1/huruf-b/angka-2",)),
            Example("Pasal 1 angka 3 huruf a", ("?/pasal-1/angka-3/huruf-a",)),
            Example("Lampiran angka III angka 2", ("?/lampiran/angka-iii/angka-2",)),
            Example("Romawi III angka 2 huruf a Lampiran", ("?/lampiran/angka-iii/angka-2/huruf-a",)),
            Example("angka 20 persen", ()),
        ),
        "angka",
        "angka",
    ),
)

POINT = Form(
    "huruf or angka, by what follows",
    words_of("butir poin point nomor no"),
    (
        Example("pasal 1 butir 3", ("?/pasal-1/angka-3",)),
        Example("pasal 15 ayat 1 poin b", ("?/pasal-15/ayat-1/huruf-b",)),
        Example("pasal 1 no 3", ("?/pasal-1/angka-3",)),
    ),
)

DIKTUM = Form(
    "place of a decree",
    words_of("diktum dictum"),
    (
        Example("Diktum KESATU", ("?/kesatu",)),
        Example("diktum kedua belas huruf a", ("?/keduabelas/huruf-a",)),
        Example("diktum itu", ()),
    ),
)

PART_FORMS: tuple[PartForm, ...] = (
    PartForm(
        "penjelasan",
        ("penjelasan", "penjelasannya"),
        (
            Example("penjelasan pasal 49 uu 20/2023", ("uu-20-2023/penjelasan/pasal-49",)),
            Example("Penjelasan atas UU 20/2023", ("uu-20-2023/penjelasan",)),
            Example("minta penjelasan pasal 49", ("?/pasal-49",)),
            Example("penjelasan tentang UU 20/2023", ("uu-20-2023",)),
        ),
        "penjelasan",
    ),
    PartForm(
        "lampiran",
        ("lampiran", "lamp"),
        (
            Example("lampiran perlan 10/2021", ("perlan-10-2021/lampiran",)),
            Example("Lampiran II UU 20/2023", ("uu-20-2023/lampiran-ii",)),
            Example("Pasal 3 ayat (1) Lampiran II UU 20/2023", ("uu-20-2023/lampiran-ii/pasal-3/ayat-1",)),
            Example("Lampiran Pasal 1 UU 20/2023", ("uu-20-2023/lampiran/pasal-1",)),
            Example("Lampiran I Pasal 3 dan Pasal 4", ("?/lampiran-i/pasal-3", "?/lampiran-i/pasal-4")),
            Example(
                "Lampiran BAB II huruf A angka 1 huruf b UU 20/2023",
                ("uu-20-2023/lampiran/bab-ii/huruf-a/angka-1/huruf-b",),
            ),
            Example("huruf C angka 2 Lampiran UU 20/2023", ("uu-20-2023/lampiran/huruf-c/angka-2",)),
            Example("lihat lampiran", ()),
        ),
        "lampiran",
    ),
)

# "minta penjelasan pasal 49" asks for an explanation; it does not name the part of the law of that name
REQUESTS = Form(
    "asks for something",
    words_of("minta meminta mohon tolong butuh perlu beri berikan kasih dapat ada mau"),
    (Example("mohon penjelasan pasal 49", ("?/pasal-49",)),),
)

AND = Form(
    "and",
    words_of(", ; & + dan serta atau maupun and or jo juncto junto jis dn vs"),
    (
        Example("Pasal 5, 6 dan 7", ("?/pasal-5", "?/pasal-6", "?/pasal-7")),
        Example("Pasal 5 jo. Pasal 6 UU 20/2023", ("uu-20-2023/pasal-5", "uu-20-2023/pasal-6")),
        Example("perlan 5 dan 6 tahun 2022", ("perlan-5-2022", "perlan-6-2022")),
        Example("pasal 47, 20 hari", ("?/pasal-47",)),
    ),
)

UNTIL = Form(
    "until",
    words_of("- – — sampai hingga sd until s.d s/d"),
    (
        Example("Pasal 49 ayat (1)–(3)", ("?/pasal-49/ayat-1", "?/pasal-49/ayat-2", "?/pasal-49/ayat-3")),
        Example("pasal 5 s.d. 7", ("?/pasal-5", "?/pasal-6", "?/pasal-7")),
        Example("huruf a s/d c pasal 9", ("?/pasal-9/huruf-a", "?/pasal-9/huruf-b", "?/pasal-9/huruf-c")),
        Example("Pasal 5 sampai dengan Pasal 6", ("?/pasal-5", "?/pasal-6")),
    ),
)

# Words that join a place to the regulation it is in, or to a wider place: nothing else can be meant.
WITHIN = Form(
    "within",
    words_of(
        "dari dalam dlm di pada pd menurut berdasarkan berdasar sesuai of in the nya milik yang "
        "yg itu tsb tersebut sebagaimana dimaksud diatur bagian"
    ),
    (
        Example("pasal 47 ayat 2 dari uu 20/2023", ("uu-20-2023/pasal-47/ayat-2",)),
        Example("pasal 47 nya ayat 2", ("?/pasal-47/ayat-2",)),
        Example("article 47 of law 20/2023", ("uu-20-2023/pasal-47",)),
    ),
)  # fmt: skip

# As which a unit of the field is read, whatever it is called there.
MEASURE = "satuan"
# A number before one of these counts something; it is not the next pasal of an enumeration.
COUNTED = Form(
    "counted things",
    words_of(
        f"{MEASURE} jam hari bulan minggu tahun thn menit orang peserta pegawai kali persen % rupiah "
        "rb ribu juta buah lembar macam jenis poin tahap kelas angkatan semester kegiatan unit "
        "ekor x"
    ),
    (
        Example("pasal 47 dan 20 jam kerja", ("?/pasal-47",)),
        Example("PP 3 hari naik bus", ("pp-?-?",)),
        Example("20 orang", ()),
    ),
)  # fmt: skip

FORMS: tuple[Form, ...] = (*UNIT_FORMS, POINT, DIKTUM, *PART_FORMS, REQUESTS, AND, UNTIL, WITHIN, COUNTED)
