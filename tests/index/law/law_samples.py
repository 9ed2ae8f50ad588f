"""Small regulations in the style of law, written for tests."""

from __future__ import annotations

import re

from tanyapasal.index.audit.official import OfficialTexts
from tanyapasal.index.law.domain import Domain, Group, Measure
from tanyapasal.index.law.kinds import Kind, Kinds
from tanyapasal.index.law.places import Locator, Reference, RegulationId, RegulationStatus, Step, Unit
from tanyapasal.index.law.regulation import Provision, Regulation
from tanyapasal.index.text import Span

DOMAIN = Domain(
    groups=(
        Group("PNS", ("pns",), "pns"),
        Group("PPPK", ("pppk",), "pppk"),
        Group("ASN", ("asn",), "asn"),
    ),
    sides=(("PNS",), ("PPPK",)),
    everyone="ASN",
    measures=(Measure("jam pelajaran", "JP", ("jam pelajaran", "jp")),),
)
KINDS = Kinds.of(
    tuple(
        Kind(id_, name, label, rank, (), f"{label} 1/2020", f"{id_}-1-2020")
        for id_, name, label, rank in (
            ("uu", "Undang-Undang", "UU", 20),
            ("pp", "Peraturan Pemerintah", "PP", 30),
        )
    )
)
_MARKERS: tuple[tuple[Unit, str], ...] = (
    ("ayat", r"\((\d+)\) "),
    ("huruf", r"([a-z])\. "),
    ("angka", r"(\d+)\. "),
)


def regulation(id_: str, title: str, pasal: dict[str, str], revokes: tuple[str, ...] = ()) -> Regulation:
    """A regulation of pasal by number; lines begin with "(1) ", "a. " or "1. " where they are divided."""
    ident = RegulationId.parse(id_)
    provisions: list[Provision] = []
    for number, text in pasal.items():
        provisions += _provisions(ident, (Step("pasal", number),), text, _MARKERS, len(provisions))
    return Regulation(
        ident, title, (), tuple(map(RegulationId.parse, revokes)), tuple(provisions), (), (), ()
    )


def _provisions(
    ident: RegulationId, steps: tuple[Step, ...], text: str, markers: tuple[tuple[Unit, str], ...], at: int
) -> list[Provision]:
    own, below = text, []
    for n, (unit, marker) in enumerate(markers):
        parts = re.split(rf"(?m)^{marker}", text)
        if len(parts) > 1:
            own = parts[0]
            for number, part in zip(parts[1::2], parts[2::2], strict=True):
                below += _provisions(ident, (*steps, Step(unit, number)), part, markers[n + 1 :], at)
            break
    ref = Reference(ident, Locator(steps))
    return [Provision(ref, own.strip(), text.strip(), Span(at, at + 1)), *below]


LEARNING = regulation(
    "uu-7-2021",
    "Pembelajaran Pegawai",
    {
        "1": "Dalam Undang-Undang ini yang dimaksud dengan:\n1. Pusat Belajar Negara yang selanjutnya disingkat PBN adalah "
        "lembaga yang menyelenggarakan pembelajaran pegawai.\n2. Peserta adalah pegawai yang mengikuti pembelajaran.",
        "4": "(1) Setiap pegawai berhak mengikuti pembelajaran paling sedikit 30 (tiga puluh) jam pelajaran dalam 1 (satu) "
        "tahun.\n(2) Pembelajaran sebagaimana dimaksud pada ayat (1) diselenggarakan oleh PBN.\n(3) Peserta yang lulus "
        "menerima sertifikat paling lambat 14 (empat belas) hari kerja setelah pembelajaran berakhir.",
        "5": "Dewan pengawas PBN terdiri atas 5 (lima) orang anggota yang diangkat untuk masa jabatan 4 (empat) tahun.",
        "6": "Biaya perjalanan peserta ditanggung oleh instansi asal paling banyak Rp5.000.000,00 (lima juta rupiah).",
        "7": "Pegawai yang memalsukan sertifikat dikenai pemotongan tunjangan sebesar 25% (dua puluh lima persen) selama 6 "
        "(enam) bulan.",
    },
    revokes=("uu-3-2001",),
)
CONTRACT = regulation(
    "pp-9-2022",
    "Pembelajaran Pegawai Pemerintah dengan Perjanjian Kerja",
    {
        "2": "Pembelajaran bagi PPPK dilakukan paling lama 12 (dua belas) jam pelajaran dalam 1 (satu) tahun masa kontrak.",
        "3": "Kontrak PPPK dapat diperpanjang berdasarkan penilaian kinerja.",
    },
)
CIVIL = regulation(
    "pp-8-2022",
    "Pembelajaran Pegawai Negeri Sipil",
    {
        "2": "Setiap PNS mengikuti pembelajaran kepemimpinan paling sedikit 40 (empat puluh) jam pelajaran setiap tahun."
    },
)


def official(statuses: dict[str, RegulationStatus] | None = None) -> OfficialTexts:
    """The three regulations above; uu-3-2001 is revoked by the first."""
    return OfficialTexts.of(
        (LEARNING, CONTRACT, CIVIL), {RegulationId.parse(k): v for k, v in (statuses or {}).items()}
    )
