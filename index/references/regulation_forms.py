"""How people write regulations, as data; see ``tanyapasal.index.references.forms`` for what a form is."""

from __future__ import annotations

from dataclasses import dataclass

from tanyapasal.index.law.kinds import Level
from tanyapasal.index.references.forms import Example, Form, words_of

NUMBER = Form(
    "number follows",
    words_of("nomor no nomer nmr nomr nmer nomo nr number num # №"),
    (
        Example("UU No. 20 Tahun 2023", ("uu-20-2023",)),
        Example("uu nomer 20 thn 2023", ("uu-20-2023",)),
        Example("peraturan nomor 5 tahun 2022", ("?-5-2022",)),
        Example("nomor 5 tahun 2022 pasal 1", ("?-5-2022/pasal-1",)),
    ),
)

YEAR = Form(
    "year follows",
    words_of("tahun thn th tahn thun taun tahu thaun year"),
    (
        Example("PerLAN 10 th 2021", ("perlan-10-2021",)),
        Example("Undang Undang No 20 Thn 2023", ("uu-20-2023",)),
        Example("uu 20/23", ("uu-20-2023",)),
        Example("UU tahun 2023", ("uu-?-2023",)),
        Example("UU tahun 2023 nomor 20", ("uu-20-2023",)),
        Example("UU 2023", ("uu-?-2023",)),
        Example("5 tahun 2022", ()),
    ),
)

TITLE = Form(
    "a title follows",
    words_of("tentang ttg tntg mengenai perihal soal on concerning"),
    (
        Example("UU 20/2023 tentang Jalan Tol pasal 47", ("uu-20-2023/pasal-47",)),
        Example(
            "PP 17/2020 tentang Perubahan atas PP 11/2017 tentang Jalan Tol → Pasal 203",
            ("pp-17-2020/pasal-203", "pp-11-2017"),
        ),
    ),
)

# The last word before a regulation that is named inside the title of another
IN_TITLE = Form(
    "names another regulation in a title",
    words_of("atas pelaksanaan pencabutan penetapan terhadap dari melaksanakan amendment to"),
    (
        Example("perlan 6/2022 tentang perubahan atas perlan 5/2022", ("perlan-6-2022", "perlan-5-2022")),
        Example(
            "PP 11/2017 sebagaimana telah diubah dengan PP 17/2020, Pasal 203",
            ("pp-11-2017/pasal-203", "pp-17-2020"),
        ),
        Example("UU 1/2000 diubah dengan UU 2/2003, Pasal 4", ("uu-1-2000", "uu-2-2003/pasal-4")),
    ),
)

# Words that may further stand between a regulation and the pasal that is named after it.
TOWARDS = Form(
    "towards a pasal",
    words_of(
        "apakah apa isi isinya bunyi bunyinya mengatur menyebut menyebutkan menyatakan disebut "
        "disebutkan tertulis tercantum termuat terdapat terutama khususnya khusus yaitu yakni "
        "adalah tepatnya lihat ada kan sih ini untuk melalui bagaimana jelaskan gimana bahwa "
        "kalau kalo mana terkait lewat"
    ),
    (
        Example("menurut UU 20/2023, apakah pasal 47 berlaku?", ("uu-20-2023/pasal-47",)),
        Example("UU 20/2023 mengatur dalam Pasal 47", ("uu-20-2023/pasal-47",)),
        Example("UU 20/2023 berlaku sejak lama. Pasal 47", ("uu-20-2023", "?/pasal-47")),
    ),
)  # fmt: skip


# "Peraturan Menteri X Nomor 5 Tahun 2022" of a kind that is not in the table: the words before a name, and
# how the kind's id begins. No id: the words name no kind at all.
@dataclass(frozen=True, slots=True)
class Head(Form):
    """First words of a kind that is not listed, and the beginning of its id (None: no kind is named)."""

    id: str | None


HEADS: tuple[Head, ...] = (
    Head("ministry", ("peraturan menteri", "permen"), (
        Example("Permen Kelautan No. 5 Tahun 2020 pasal 3", ("permenkelautan-5-2020/pasal-3",)),), "permen"),
    Head("ministry decision", ("keputusan menteri", "kepmen"), (
        Example("Keputusan Menteri Kelautan Nomor 5 Tahun 2020", ("kepmenkelautan-5-2020",)),), "kepmen"),
    Head("decision", ("keputusan",), (
        Example("Keputusan Kepala Arsip Nomor 5 Tahun 2020", ("kepkepalaarsip-5-2020",)),), "kep"),
    Head("body", ("peraturan",), (
        Example("Peraturan Badan Pangan Nomor 5 Tahun 2020", ("perbadanpangan-5-2020",)),), "per"),
    Head("circular", ("surat edaran", "edaran"), (
        Example("Edaran Kepala Arsip Nomor 5 Tahun 2020", ("sekepalaarsip-5-2020",)),), "se"),
    Head("no kind", ("aturan", "regulasi", "ketentuan", "yang", "yg"), (
        Example("kalau yang nomor 6 tahun 2022?", ("?-6-2022",)),), None),
)  # fmt: skip


# Codes that are cited without number and year, known also where the table of kinds has none of them: the pasal of
# a code is never taken for that of another regulation.
@dataclass(frozen=True, slots=True)
class Code(Form):
    """A code of law, and its id."""

    id: str


CODES: tuple[Code, ...] = (
    Code("criminal", ("kuhp", "kuhpidana", "kitab undang-undang hukum pidana"), (
        Example("Pasal 5 KUHP", ("kuhp/pasal-5",)),), "kuhp"),
    Code("civil", ("kuhperdata", "kuhper", "bw", "kitab undang-undang hukum perdata"), (
        Example("Pasal 1365 KUHPerdata", ("kuhperdata/pasal-1365",)),), "kuhperdata"),
    Code("criminal procedure", ("kuhap", "kitab undang-undang hukum acara pidana"), (
        Example("pasal 7 kuhap", ("kuhap/pasal-7",)),), "kuhap"),
    Code("commercial", ("kuhd", "kuh dagang", "kitab undang-undang hukum dagang"), (
        Example("pasal 7 KUHD", ("kuhd/pasal-7",)),), "kuhd"),
    Code("islamic", ("khi", "kompilasi hukum islam"), (
        Example("pasal 7 kompilasi hukum islam", ("khi/pasal-7",)),), "khi"),
)  # fmt: skip

# What a region is called before its name. Each says the level of those that make regulations.
LEVEL_FORMS: dict[Level, Form] = {
    "provinsi": Form("a province", words_of("provinsi propinsi prov prop"), (
        Example("Perda Prov. Bali 5/2019", ("perda-bali-5-2019",)),)),
    "kabupaten": Form("a regency", words_of("kabupaten kab kabupten"), (
        Example("Perda Kab. Bogor Nomor 5 Tahun 2021", ("perda-kab-bogor-5-2021",)),)),
    "kota": Form("a city", words_of("kota kotamadya kodya"), (
        Example("Perda 5/2021 Kota Bandung", ("perda-kota-bandung-5-2021",)),)),
}  # fmt: skip

# Words that do not begin a title: "UU yang mengatur …" is any UU, "UU Ketenagakerjaan" is one of them.
NO_TITLE = Form(
    "no title",
    words_of(
        "berapa siapa kapan dimana kenapa mengapa dong ya yah saja aja tidak bukan wajib harus "
        "bisa boleh juga sudah telah akan oleh karena agar sebagai dengan ke terbaru lain lama "
        "baru berlaku saya kami kita maka jika bila setiap seluruh semua seperti secara adakah "
        "dapat is are says "
        # what is done with a regulation, not what it is about: "sejak UU diundangkan"
        "diundangkan disahkan ditetapkan dicabut diubah terbit menyatakan menyebutkan mewajibkan"
    ),
    (
        Example("pasal 5 UU berapa?", ("uu-?-?/pasal-5",)),
        Example("UU saja", ("uu-?-?",)),
        Example("dua tahun sejak UU diundangkan (Pasal 77 UU 16/2012)", ("uu-?-?", "uu-16-2012/pasal-77")),
    ),
)  # fmt: skip

# Short forms that are everyday words too ("pp" pulang pergi, "se-Indonesia"): without a number they name a
# kind only in capitals.
EVERYDAY = frozenset({"se", "pp", "per", "kep", "permen", "art", "law", "perda"})

FORMS: tuple[Form, ...] = (
    NUMBER,
    YEAR,
    TITLE,
    IN_TITLE,
    TOWARDS,
    *HEADS,
    *CODES,
    *LEVEL_FORMS.values(),
    NO_TITLE,
)
