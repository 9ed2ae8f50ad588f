"""How questions are made of sentences of law: data, each with an example that a test runs.

In patterns, ``x`` (and ``who``, ``verb``) are what templates name. Templates are formal (as in a letter) and
everyday (as in a chat); ``asks`` is the kind that ``tanyapasal.index.asking.kinds_of_questions`` reads in the formal ones.
"""

from __future__ import annotations

from dataclasses import dataclass

from tanyapasal.index.asking.kinds_of_questions import QuestionKind
from tanyapasal.index.law.domain import Measure


@dataclass(frozen=True, slots=True)
class QuestionRule:
    """One rule: where ``pattern`` fits a sentence of law, its templates ask what it answers.

    ``example``: such a sentence, and the first formal and the first everyday question made of it.
    """

    kind: str
    pattern: str
    formal: tuple[str, ...]
    everyday: tuple[str, ...]
    example: tuple[str, str, str]
    asks: QuestionKind


_SUBJECT = r"(?P<x>[A-Z][\w-]+(?: [\w,/()-]+){1,12}?)"

# "ditetapkan oleh Menteri": who does it asks for the active verb.
ACTIVE = {
    "ditetapkan": "menetapkan",
    "dilakukan": "melakukan",
    "diberikan": "memberikan",
    "dilaksanakan": "melaksanakan",
    "diselenggarakan": "menyelenggarakan",
    "diangkat": "mengangkat",
    "dibentuk": "membentuk",
    "disahkan": "mengesahkan",
    "ditunjuk": "menunjuk",
    "diterbitkan": "menerbitkan",
    "dikeluarkan": "mengeluarkan",
    "diawasi": "mengawasi",
    "dikelola": "mengelola",
}

RULES: tuple[QuestionRule, ...] = (
    QuestionRule(
        "definisi",
        r"^(?P<x>[A-Z][\w /-]{2,60}?)(?:,? (?:yang )?selanjutnya (?:disebut|disingkat)(?: dengan)? [\w /-]{2,40}?)?,? adalah \w.{28,}",
        ("Apa yang dimaksud dengan {x}?", "Apa pengertian {x}?", "Apa itu {x}?"),
        ("{x} itu apa", "apa sih {x}", "arti {x}", "{x} maksudnya apa"),
        (
            "Pusat Belajar yang selanjutnya disingkat PB adalah lembaga yang menyelenggarakan pembelajaran.",
            "Apa yang dimaksud dengan Pusat Belajar?",
            "pusat belajar itu apa",
        ),
        "definisi",
    ),
    QuestionRule(
        "siapa",
        _SUBJECT + r" (?P<verb>" + "|".join(ACTIVE) + r") oleh \w",
        ("Siapa yang {active} {x}?", "Siapa yang berwenang {active} {x}?"),
        ("siapa yang {active} {x}", "yang {active} {x} siapa"),
        (
            "Pedoman penilaian kinerja ditetapkan oleh Menteri.",
            "Siapa yang menetapkan pedoman penilaian kinerja?",
            "siapa yang menetapkan pedoman penilaian kinerja",
        ),
        "siapa",
    ),
    QuestionRule(
        "kepada",
        _SUBJECT + r" (?P<verb>diajukan|disampaikan|dilaporkan|diserahkan) (?:secara tertulis )?kepada \w",
        ("Kepada siapa {x} {verb}?", "Kepada siapa {x} harus {verb}?"),
        ("{x} {verb} ke siapa", "{x} ke siapa"),
        (
            "Permohonan cuti tahunan diajukan kepada atasan langsung.",
            "Kepada siapa permohonan cuti tahunan diajukan?",
            "permohonan cuti tahunan diajukan ke siapa",
        ),
        "siapa",
    ),
    QuestionRule(
        "sanksi",
        r"^(?:Setiap orang|Barang ?siapa|Pelaku usaha|Korporasi|Pejabat|Pegawai|[A-Z]{3,})\b[^.;]{0,40}?"
        r" yang (?P<x>[a-z][^.;]{8,110}?),? (?:dapat )?(?:dipidana|diancam|dikenai|dikenakan|dihukum|dijatuhi)\b",
        ("Apa sanksi bagi yang {x}?", "Apa sanksi jika {x}?", "Apa akibat hukumnya jika {x}?"),
        ("kalau {x} kena apa", "hukuman {x}", "{x} bisa dihukum apa"),
        (
            "Setiap orang yang merusak tanaman kota dipidana dengan denda.",
            "Apa sanksi bagi yang merusak tanaman kota?",
            "kalau merusak tanaman kota kena apa",
        ),
        "lain",
    ),
    QuestionRule(
        "wajib",
        r"(?P<who>[A-Z][\w/-]+(?: [\w/-]+){0,4}?) (?:wajib|harus) (?P<x>[a-z][\w/-]+(?: [\w/-]+){2,9})",
        ("Apakah {who} wajib {x}?", "Apakah {who} harus {x}?"),
        ("{who} wajib {x} ga", "harus ga {who} {x}"),
        (
            "Peserta wajib mengikuti seluruh kegiatan.",
            "Apakah peserta wajib mengikuti seluruh kegiatan?",
            "peserta wajib mengikuti seluruh kegiatan ga",
        ),
        "bolehkah",
    ),
    QuestionRule(
        "boleh",
        r"(?P<who>[A-Z][\w/-]+(?: [\w/-]+){0,4}?) (?:dilarang|dapat|berhak) (?P<x>[a-z][\w/-]+(?: [\w/-]+){2,9})",
        ("Apakah {who} boleh {x}?", "Bolehkah {who} {x}?"),
        ("{who} boleh {x} ga", "bisa gak {who} {x}"),
        (
            "Pegawai dilarang menerima hadiah dari peserta.",
            "Apakah pegawai boleh menerima hadiah dari peserta?",
            "pegawai boleh menerima hadiah dari peserta ga",
        ),
        "bolehkah",
    ),
    QuestionRule(
        "apa saja",
        r"^" + _SUBJECT + r" (?:meliputi|terdiri atas|terdiri dari|paling sedikit memuat|memuat|berupa)\b",
        ("Apa saja {x}?", "Meliputi apa saja {x}?"),
        ("{x} apa aja", "apa aja sih {x}", "{x} isinya apa aja"),
        (
            "Jenis sertifikat pelatihan terdiri atas tiga macam.",
            "Apa saja jenis sertifikat pelatihan?",
            "jenis sertifikat pelatihan apa aja",
        ),
        "daftar",
    ),
    QuestionRule(
        "syarat",
        r"(?P<x>(?:persyaratan|syarat|kriteria)(?: (?:untuk|sebagai|menjadi))?(?: [a-zA-Z/-]+){2,6})",
        ("Apa saja {x}?", "Sebutkan {x}."),
        ("{x} apa aja", "{x} gimana"),
        (
            "Menteri menetapkan syarat menjadi penilai kinerja.",
            "Apa saja syarat menjadi penilai kinerja?",
            "syarat menjadi penilai kinerja apa aja",
        ),
        "daftar",
    ),
)


@dataclass(frozen=True, slots=True)
class AmountRule:
    """What is asked of a quantity of this kind (``tanyapasal.index.language.quantities.norms``) in a sentence; ``x`` is what stands before it."""

    unit: str
    formal: tuple[str, ...]
    everyday: tuple[str, ...]
    example: tuple[str, str, str]


AMOUNTS: tuple[AmountRule, ...] = (
    AmountRule(
        "waktu",
        ("Berapa lama {x}?", "Berapa batas waktu {x}?"),
        ("{x} berapa lama", "batas waktunya berapa kalau {x}"),
        (
            "Masa jabatan anggota dewan pengawas paling lama 4 (empat) tahun.",
            "Berapa lama masa jabatan anggota dewan pengawas?",
            "masa jabatan anggota dewan pengawas berapa lama",
        ),
    ),
    AmountRule(
        "uang",
        ("Berapa {x}?", "Berapa besar {x}?"),
        ("{x} berapa", "{x} bayar berapa"),
        (
            "Biaya pendaftaran peserta paling banyak Rp500.000,00 (lima ratus ribu rupiah).",
            "Berapa biaya pendaftaran peserta?",
            "biaya pendaftaran peserta berapa",
        ),
    ),
    AmountRule(
        "orang",
        ("Berapa orang {x}?", "Berapa jumlah {x}?"),
        ("{x} berapa orang",),
        (
            "Anggota dewan pengawas paling banyak 5 (lima) orang.",
            "Berapa orang anggota dewan pengawas?",
            "anggota dewan pengawas berapa orang",
        ),
    ),
    AmountRule(
        "usia",
        ("Berapa usia {x}?", "Berapa batas usia {x}?"),
        ("umur berapa {x}", "{x} umur berapa"),
        (
            "Pelamar jabatan fungsional berusia paling tinggi 40 (empat puluh) tahun.",
            "Berapa usia pelamar jabatan fungsional?",
            "umur berapa pelamar jabatan fungsional",
        ),
    ),
)


def measure_rule(measure: Measure) -> AmountRule:
    """What is asked of a quantity in a measure of the field."""
    name, short = measure.name, measure.short.lower()
    return AmountRule(
        name,
        (f"Berapa {name} {{x}}?",),
        (f"{{x}} berapa {short}",),
        (
            f"Latihan bagi petugas baru paling sedikit 20 (dua puluh) {name}.",
            f"Berapa {name} latihan bagi petugas baru?",
            f"latihan bagi petugas baru berapa {short}",
        ),
    )


@dataclass(frozen=True, slots=True)
class Wording:
    """Ways of asking for a subject ``x`` that the structure of a text names: a heading, a reference, a snippet."""

    formal: tuple[str, ...]
    everyday: tuple[str, ...]


HEADING = Wording(
    ("Bagaimana {x} diatur?", "Apa ketentuan tentang {x}?", "{x}", "Bagaimana ketentuan mengenai {x}?"),
    ("aturan soal {x}", "{x} gimana aturannya", "{x} gimana"),
)
REFERRED = Wording(
    ("Apa yang dimaksud dengan {x}?", "Bagaimana ketentuan {x}?", "{x}"),
    ("{x} itu gimana", "aturan {x} apa", "{x} gimana sih"),
)
LIST = Wording(("Apa saja {x}?", "Sebutkan {x}.", "{x}"), ("{x} apa aja", "apa aja {x}"))
TERM = Wording(
    ("Apa sebutan untuk {x}?", "Apa istilah bagi {x}?"), ("{x} namanya apa", "apa istilah buat {x}")
)
PLAIN = Wording(("{x}",), ("{x}",))
SNIPPET = Wording(
    ("Bagaimana ketentuan tentang {x}?", "Apa aturan mengenai {x}?"),
    ("aturan {x} gimana", "kalau {x} gimana", "{x} diatur dimana"),
)
