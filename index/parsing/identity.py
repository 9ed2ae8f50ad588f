"""Which regulation a text is: kind, number, year, title, dates, and what it amends."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from datetime import date

from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.places import RegulationId
from tanyapasal.index.parsing.pages.hyphens import put_together
from tanyapasal.index.references.find import find_references
from tanyapasal.index.text import one_line

# A text that does not say which regulation it is gets this id in its references
UNIDENTIFIED = RegulationId("naskah", "0", 0)

_OPENING = re.compile(
    r"(?:DENGAN\s+RAHMAT|Menimbang|MENIMBANG|Mengingat|PRESIDEN\s+REPUBLIK\s+INDONESIA\s*[,:]|Presiden\s+Republik\s+Indonesia\s*,"
    r"|\n\s*(?:MENTERI|KEPALA|GUBERNUR|BUPATI|WALI\s?KOTA|DIREKTUR|KETUA|SEKRETARIS)[^\n]{3,120},\s*\n|KAMI,?\s+PRESIDEN|\n\s*BAB\s+I\b|\n\s*Pasal\s+[1I]\b)"
)
_HEAD_LENGTH = 6000
# The name in capitals: "PERATURAN PEMERINTAH REPUBLIK INDONESIA NOMOR 11 TAHUN 2017"
_NAME = re.compile(
    r"(?<![A-Z])(?:UNDANG[-.\s]{0,3}UNDANG|PERATURAN|KEPUTUSAN|INSTRUKSI|SURAT\s+EDARAN|KETETAPAN|QANUN)(?:[\s,./-]+[A-Z&]+){0,14}?\s+"
    r"(?:NOMOR|NO|N0M0R)\s?[.:]?\s*[\w./-]{1,30}\s+(?:TAHUN|T[AH]{2}UN)\s"
)
_TENTANG = re.compile(r"\bT\s?E\s?N\s?T\s?A\s?N\s?G\b|\btentang\b|\bTentang\b")
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
    r"(?:\s+(?:di|Di|DI)\s+[\w .]{2,40}?)?[\s,:]+(?:pada\s+tanggal|pada\s+hari\s+\w+\s+tanggal|pd\s+tanggal|tanggal|Pada\s+tanggal)?"
    r"[\s:]*(?P<day>[\dlIO]{1,2})\s*(?:-|\s)\s*(?P<month>[A-Za-z]{3,10})\s*(?:-|\s)\s*(?P<year>[12lI][\dlIOo]{3})"
)
_ENACTED = re.compile(r"(?:Ditetapkan|Disahkan|Disjahkan|DITETAPKAN|DISAHKAN)" + _DATE, re.IGNORECASE)
_PROMULGATED = re.compile(r"(?:Diundangkan)" + _DATE, re.IGNORECASE)
_AMENDED = re.compile(r"PERUBAHAN\s+(?:[A-Z]+\s+)?(?:ATAS|TERHADAP)?", re.IGNORECASE)
_SIGNS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "S": "5", "Z": "2"})
_BARE = re.compile(r"(?:SURAT\s+EDARAN|KEPUTUSAN|INSTRUKSI|PERATURAN)\s+(?=NOMOR\b)")
_OFFICE = re.compile(
    r"^(?:KEMENTERIAN|MENTERI|BADAN|LEMBAGA|KEPALA|KEPOLISIAN|ARSIP|PERPUSTAKAAN|GUBERNUR|BUPATI|WALI\s?KOTA)\b[A-Z ,\n-]{0,150}$",
    re.MULTILINE,
)
_MARKER = re.compile(r"[A-Z0-9]{1,2}\.")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a regulation says of itself. ``id`` is None if it does not say enough.

    ``named``: it has the name, number and year of a regulation, if of a kind that is not known.
    """

    id: RegulationId | None
    title: str
    amends: tuple[RegulationId, ...]
    named: bool = False


def read_identity(masked: str, kinds: Kinds) -> Identity:
    """Read the title block at the beginning of a text."""
    head = masked[:_HEAD_LENGTH]
    named = _NAME.search(head)
    opening = _OPENING.search(head, named.end() if named else min(len(head), 20))
    start = named.start() if named else 0
    block = _mended(one_line(put_together(head[start : opening.start() if opening else start + 1200])))
    found: RegulationId | None = None
    if re.search(r"(?:NOMOR|Nomor|No\.|NO\.)", block):
        found = next(iter(_regulations(block[:400], kinds)), None)
        bare = _BARE.match(block)
        if bare is not None and found is None:
            # the office stands above: "KEMENTERIAN KESEHATAN / SURAT EDARAN / NOMOR 5 TAHUN 2020"
            for office in _offices(head[:start]):
                read = _regulations(f"{bare[0]}{office} {block[bare.end() : 100]}", kinds)
                found = found or next(iter(read), None)
    title = ""
    split = _TENTANG.search(block)
    if split:
        title = block[split.end() :].strip(" :.,")
        capitals = list(
            itertools.takewhile(lambda w: w == w.upper() and not _MARKER.fullmatch(w), title.split())
        )
        if len(capitals) >= 2:
            # a title in capitals ends where the text goes on in small letters
            title = " ".join(capitals).strip(" :.,")
    amends: tuple[RegulationId, ...] = ()
    amended = _AMENDED.search(title)
    if amended:
        amends = _regulations(title[amended.end() :][:600], kinds)[:1]
    return Identity(found, title, tuple(i for i in amends if i != found), named is not None)


def _offices(above: str) -> list[str]:
    """The officials of the offices that the lines above a name say, as they stand in names of regulations."""
    found: list[str] = []
    for match in _OFFICE.finditer(above):
        office = one_line(match[0])
        if office.startswith("KEMENTERIAN"):
            found.append("MENTERI" + office.removeprefix("KEMENTERIAN"))
        elif office.startswith(("BADAN", "LEMBAGA", "KEPOLISIAN", "ARSIP", "PERPUSTAKAAN")):
            found += [f"KEPALA {office}", office]
        else:
            found.append(office)
    return found


def _mended(block: str) -> str:
    """The title block with the misreadings undone that hide a number or a kind."""
    block = re.sub(r"(?<=[A-Z])\.(?=[A-Z]{2})", "-", block)
    block = re.sub(r"\bNOMOR\s*[:.]?\s*", "NOMOR ", block)
    return re.sub(
        r"(?<=NOMOR )(?=\S*\d)[\dlIOSZ]+|(?<=TAHUN )[\dlIOSZ]{4}", lambda m: m[0].translate(_SIGNS), block
    )


def _regulations(text: str, kinds: Kinds) -> tuple[RegulationId, ...]:
    found: dict[RegulationId, None] = {}
    for mention in find_references(text, kinds):
        if mention.regulation is not None and mention.regulation.id is not None:
            found[mention.regulation.id] = None
    return tuple(found)


def read_dates(closing: str) -> tuple[date | None, date | None]:
    """When it was enacted (ditetapkan, disahkan) and promulgated (diundangkan); None where no date stands."""
    return _date(_ENACTED.search(closing)), _date(_PROMULGATED.search(closing))


def _date(match: re.Match[str] | None) -> date | None:
    if match is None:
        return None
    month = _MONTHS.get(match["month"].lower())
    try:
        year, day = int(match["year"].translate(_SIGNS)), int(match["day"].translate(_SIGNS))
        return date(year, month, day) if month else None
    except ValueError:
        return None
