"""When a regulation was enacted and promulgated, as its closing says."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari djanuari", "februari pebruari", "maret", "april", "mei", "juni djuni", "juli djuli", "agustus",
            "september", "oktober", "november nopember", "desember",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_DATE = (
    r"(?:\s+(?:di|Di|DI)\s++[\w .]{2,40}?)?[\s,:]++(?:(?:pada\s+tanggal|pada\s+hari\s+\w+\s+tanggal|pd\s+tanggal|tanggal|Pada\s+tanggal)[\s:]*+)?"
    r"(?P<day>[\dlIO]{1,2})(?:\s*+-\s*+|\s++)(?P<month>[A-Za-z]{3,10})(?:\s*+-\s*+|\s++)(?P<year>[12lI][\dlIOo]{3})"
)
_ENACTED = re.compile(r"(?:Ditetapkan|Disahkan|Disjahkan|DITETAPKAN|DISAHKAN)" + _DATE, re.IGNORECASE)
_PROMULGATED = re.compile(r"(?:Diundangkan)" + _DATE, re.IGNORECASE)
_SIGNED = re.compile(r"^[ \t]*(?:Ditetapkan|Disahkan|Disjahkan|DITETAPKAN|DISAHKAN)" + _DATE, re.MULTILINE)
# "LEMBARAN NEGARA REPUBLIK INDONESIA TAHUN 2031 NOMOR 12", "BERITA DAERAH KABUPATEN BOGOR TAHUN 2021 NOMOR 5"
_GAZETTE = re.compile(
    r"^[ \t(]*(?:LEMBARAN|BERITA)\s+(?:NEGARA|DAERAH)\b[A-Z\s.]{0,80}?\bTAHUN\s+(?P<year>[12][0-9]{3})\b",
    re.MULTILINE,
)
_SIGNS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})


def read_dates(closing: str) -> tuple[date | None, date | None]:
    """When it was enacted (ditetapkan, disahkan) and promulgated (diundangkan); None where no date stands."""
    return _date(_ENACTED.search(closing)), _date(_PROMULGATED.search(closing))


def years_signed(masked: str) -> frozenset[int]:
    """The years that signatures and the gazette give, each on a line of its own."""
    dates = (_date(match) for match in _SIGNED.finditer(masked))
    gazettes = (int(match["year"]) for match in _GAZETTE.finditer(masked))
    return frozenset([*(day.year for day in dates if day), *gazettes])


def _date(match: re.Match[str] | None) -> date | None:
    if match is None:
        return None
    month = _MONTHS.get(match["month"].lower())
    try:
        year, day = int(match["year"].translate(_SIGNS)), int(match["day"].translate(_SIGNS))
        return date(year, month, day) if month else None
    except ValueError:
        return None
