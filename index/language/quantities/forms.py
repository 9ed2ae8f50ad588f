"""How Indonesian law and everyday speech write quantities: phrases as data, each with an example that a test runs."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from tanyapasal.index.law.domain import Measure

Operator = Literal["minimal", "maksimal"]
# "waktu", "uang", "bagian", "kali", "orang", "jarak", "hitungan", "tanggal", or the name of a measure of the field
UnitKind = str
KINDS: tuple[UnitKind, ...] = ("waktu", "uang", "bagian", "kali", "orang", "jarak", "hitungan", "tanggal")


@dataclass(frozen=True, slots=True)
class OperatorForm:
    """A phrase before a number (or behind it), what it makes of the number, and a text with one such number.

    ``beyond``: the number itself is left out, as in "lebih dari 5".
    """

    phrase: str
    operator: Operator
    example: str
    beyond: bool = False


# UU 12/2011 Lampiran II angka 267 (paling …), older laws (se-…-nya), and everyday equivalents.
BEFORE: tuple[OperatorForm, ...] = (
    OperatorForm("paling sedikit", "minimal", "paling sedikit 20 (dua puluh) jam kerja"),
    OperatorForm("paling kurang", "minimal", "paling kurang 2 (dua) orang"),
    OperatorForm("paling singkat", "minimal", "pidana penjara paling singkat 1 (satu) tahun"),
    OperatorForm("paling rendah", "minimal", "berusia paling rendah 18 (delapan belas) tahun"),
    OperatorForm("paling cepat", "minimal", "paling cepat 7 (tujuh) hari"),
    OperatorForm("paling kecil", "minimal", "paling kecil 10% (sepuluh persen)"),
    OperatorForm("paling muda", "minimal", "paling muda 21 tahun"),
    OperatorForm("paling awal", "minimal", "paling awal 30 hari sebelum masa jabatan berakhir"),
    OperatorForm("paling dekat", "minimal", "paling dekat 500 meter"),
    OperatorForm("sekurang-kurangnya", "minimal", "sekurang-kurangnya 3 (tiga) orang"),
    OperatorForm("sekurangnya", "minimal", "sekurangnya dua kali"),
    OperatorForm("sedikitnya", "minimal", "sedikitnya lima orang"),
    OperatorForm("sedikit-dikitnya", "minimal", "sedikit-dikitnya 5 orang"),
    OperatorForm("serendah-rendahnya", "minimal", "serendah-rendahnya 10 persen"),
    OperatorForm("sesingkat-singkatnya", "minimal", "sesingkat-singkatnya 1 tahun"),
    OperatorForm("setidaknya", "minimal", "setidaknya 20 jam"),
    OperatorForm("setidak-tidaknya", "minimal", "setidak-tidaknya 20 jam"),
    OperatorForm("tidak kurang dari", "minimal", "tidak kurang dari 20 jam"),
    OperatorForm("tidak boleh kurang dari", "minimal", "tidak boleh kurang dari 20 jam"),
    OperatorForm("lebih dari", "minimal", "lebih dari 5 (lima) tahun", beyond=True),
    OperatorForm("melebihi", "minimal", "melebihi 30 hari", beyond=True),
    OperatorForm("melampaui", "minimal", "melampaui 60 hari", beyond=True),
    OperatorForm("di atas", "minimal", "di atas 50%", beyond=True),
    OperatorForm("minimal", "minimal", "minimal 20 jam"),
    OperatorForm("minimum", "minimal", "minimum 20 jam"),
    OperatorForm("min", "minimal", "min. 20 jam"),
    OperatorForm("mulai dari", "minimal", "mulai dari 3 tahun"),
    OperatorForm("≥", "minimal", "≥ 20 jam"),
    OperatorForm(">=", "minimal", ">= 20 jam"),
    OperatorForm(">", "minimal", "> 20 jam", beyond=True),
    OperatorForm("paling banyak", "maksimal", "denda paling banyak Rp5.000.000,00 (lima juta rupiah)"),
    OperatorForm("paling lama", "maksimal", "paling lama 24 (dua puluh empat) jam kerja"),
    OperatorForm("paling lambat", "maksimal", "paling lambat 14 (empat belas) hari kerja"),
    OperatorForm("paling tinggi", "maksimal", "paling tinggi 56 tahun"),
    OperatorForm("paling besar", "maksimal", "paling besar 25% (dua puluh lima persen)"),
    OperatorForm("paling tua", "maksimal", "paling tua 35 tahun"),
    OperatorForm("paling jauh", "maksimal", "paling jauh 2 kilometer"),
    OperatorForm("paling akhir", "maksimal", "paling akhir 7 hari"),
    OperatorForm("paling lambatnya", "maksimal", "paling lambatnya 7 hari"),
    OperatorForm("selama-lamanya", "maksimal", "selama-lamanya 5 (lima) tahun"),
    OperatorForm("selambat-lambatnya", "maksimal", "selambat-lambatnya 30 hari"),
    OperatorForm("selambatnya", "maksimal", "selambatnya 30 hari"),
    OperatorForm("setinggi-tingginya", "maksimal", "setinggi-tingginya Rp10.000.000,00"),
    OperatorForm("sebanyak-banyaknya", "maksimal", "sebanyak-banyaknya 5 orang"),
    OperatorForm("sebesar-besarnya", "maksimal", "sebesar-besarnya 10 persen"),
    OperatorForm("tidak melebihi", "maksimal", "tidak melebihi 25% (dua puluh lima persen)"),
    OperatorForm("tidak melampaui", "maksimal", "tidak melampaui 30 hari"),
    OperatorForm("tidak lebih dari", "maksimal", "tidak lebih dari 2 (dua) kali"),
    OperatorForm("tidak boleh lebih dari", "maksimal", "tidak boleh lebih dari 2 kali"),
    OperatorForm("tidak boleh melebihi", "maksimal", "tidak boleh melebihi 30 hari"),
    OperatorForm("tidak dapat melebihi", "maksimal", "tidak dapat melebihi 30 hari"),
    OperatorForm("tidak dapat lebih dari", "maksimal", "tidak dapat lebih dari 30 hari"),
    OperatorForm("kurang dari", "maksimal", "kurang dari 10 (sepuluh) orang", beyond=True),
    OperatorForm("di bawah", "maksimal", "di bawah 18 tahun", beyond=True),
    OperatorForm("maksimal", "maksimal", "maksimal 24 jam"),
    OperatorForm("maksimum", "maksimal", "maksimum 24 jam"),
    OperatorForm("maks", "maksimal", "maks. 24 jam"),
    OperatorForm("max", "maksimal", "max 24 jam"),
    OperatorForm("hingga", "maksimal", "dapat mencapai hingga 5 tahun"),
    OperatorForm("sampai dengan", "maksimal", "dapat dikenakan sampai dengan 5 tahun"),
    OperatorForm("≤", "maksimal", "≤ 24 jam"),
    OperatorForm("<=", "maksimal", "<= 24 jam"),
    OperatorForm("<", "maksimal", "< 24 jam", beyond=True),
)
BEHIND: tuple[OperatorForm, ...] = (
    OperatorForm("atau lebih", "minimal", "didirikan oleh 2 (dua) orang atau lebih"),
    OperatorForm("ke atas", "minimal", "berusia 17 tahun ke atas"),
    OperatorForm("atau kurang", "maksimal", "5 orang atau kurang"),
    OperatorForm("ke bawah", "maksimal", "usia 17 tahun ke bawah"),
    OperatorForm("sebagai batas minimal", "minimal", "20 jam sebagai batas minimal"),
    OperatorForm("sebagai batas maksimal", "maksimal", "20 jam sebagai batas maksimal"),
    OperatorForm("minimal", "minimal", "20 jam minimal."),
    OperatorForm("maksimal", "maksimal", "20 jam maksimal."),
)
# Words that may stand between an operator and its number.
FILLERS: tuple[str, ...] = (
    "selama", "dalam", "sebesar", "sebanyak", "sejumlah", "berjumlah", "terdiri", "atas", "dari", "jangka", "waktu",
    "untuk", "kurun", "tempo", "berusia", "berumur", "umur", "usia", "pada", "adalah", "yaitu", "yakni", "oleh",
    "dengan", "setelah", "hanya", "sekitar", "senilai", "bernilai", "mencapai", "memiliki", "masa", "kerja", "satu",
)  # fmt: skip
# A span of time within which something must be done binds like "paling lama".
DEADLINES: tuple[OperatorForm, ...] = (
    OperatorForm("dalam jangka waktu", "maksimal", "dalam jangka waktu 14 (empat belas) hari kerja sejak"),
    OperatorForm("dalam waktu", "maksimal", "dalam waktu 30 hari sejak"),
    OperatorForm("dalam tempo", "maksimal", "dalam tempo 7 hari sejak"),
    OperatorForm("dalam kurun waktu", "maksimal", "dalam kurun waktu 7 hari sejak"),
    OperatorForm("jangka waktu", "maksimal", "jangka waktu 60 hari sejak"),
)


@dataclass(frozen=True, slots=True)
class UnitForm:
    """A unit as written; ``short``: in headlines; ``base`` and ``factor``: the unit it is compared in.

    ``qualifier`` narrows it: working days are not calendar days. ``example``: a text with one such quantity.
    """

    written: str
    short: str
    kind: UnitKind
    base: str
    factor: Fraction
    example: str
    qualifier: str = ""


def _unit(
    written: str, short: str, kind: UnitKind, base: str, factor: int | Fraction, qualifier: str = ""
) -> UnitForm:
    return UnitForm(
        written, short, kind, base, Fraction(factor), f"paling banyak 5 (lima) {written}", qualifier
    )


def field_unit(measure: Measure, written: str) -> UnitForm:
    """One way of writing a measure of a field: a kind of quantity of its own, counted in itself."""
    return UnitForm(
        written, measure.short, measure.name, measure.name, Fraction(1), f"paling banyak 5 (lima) {written}"
    )


UNITS: tuple[UnitForm, ...] = (
    _unit("jam kerja", "jam kerja", "waktu", "hari", Fraction(1, 24), "kerja"),
    _unit("jam", "jam", "waktu", "hari", Fraction(1, 24)),
    _unit("menit", "menit", "waktu", "hari", Fraction(1, 1440)),
    _unit("hari kerja", "hari kerja", "waktu", "hari", 1, "kerja"),
    _unit("hari kalender", "hari kalender", "waktu", "hari", 1, "kalender"),
    _unit("hari", "hari", "waktu", "hari", 1),
    _unit("minggu", "minggu", "waktu", "hari", 7),
    _unit("pekan", "minggu", "waktu", "hari", 7),
    _unit("bulan", "bulan", "waktu", "bulan", 1),
    _unit("triwulan", "triwulan", "waktu", "bulan", 3),
    _unit("semester", "semester", "waktu", "bulan", 6),
    _unit("tahun", "tahun", "waktu", "bulan", 12),
    _unit("thn", "tahun", "waktu", "bulan", 12),
    _unit("rupiah", "rupiah", "uang", "rupiah", 1),
    _unit("persen", "%", "bagian", "bagian", Fraction(1, 100)),
    _unit("perseratus", "%", "bagian", "bagian", Fraction(1, 100)),
    _unit("%", "%", "bagian", "bagian", Fraction(1, 100)),
    _unit("bagian", "bagian", "bagian", "bagian", 1),
    _unit("kali", "kali", "kali", "kali", 1),
    _unit("x", "kali", "kali", "kali", 1),
    _unit("orang", "orang", "orang", "orang", 1),
    _unit("kilometer", "km", "jarak", "meter", 1000),
    _unit("km", "km", "jarak", "meter", 1000),
    _unit("meter", "m", "jarak", "meter", 1),
)
PERIODS: tuple[tuple[str, str], ...] = (
    ("tahun", "per tahun"),
    ("bulan", "per bulan"),
    ("minggu", "per minggu"),
    ("hari", "per hari"),
    ("semester", "per semester"),
)
# From when a deadline runs.
TRIGGERS: tuple[str, ...] = (
    "sejak",
    "setelah",
    "sesudah",
    "terhitung",
    "dihitung",
    "sebelum",
    "semenjak",
    "seusai",
)
MONTHS: tuple[str, ...] = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
    "desember",
)  # fmt: skip
