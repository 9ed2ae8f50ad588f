"""Questions about the law of another country or another time, or for people whom no text here is about, which the texts at hand do not answer.

The forms are data with examples that a test runs. A text that itself names the country or the time may answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

from tanyapasal.index.asking.message_forms import MessageForm, compiled
from tanyapasal.index.asking.query import Query
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.law.places import Reference
from tanyapasal.index.references.mentions import Mention

_COUNTRIES = (
    "malaysia|singapura|singapore|brunei|thailand|vietnam|filipina|philippines?|myanmar|kamboja|laos|timor leste|papua nugini"
    "|australia|selandia baru|new zealand|jepang|japan|korea(?: selatan| utara)?|tiongkok|china|cina|taiwan|hong ?kong|india"
    "|pakistan|bangladesh|arab saudi|turki|turkiye|iran|irak|mesir|qatar|uni emirat arab|dubai|rusia|ukraina|jerman|prancis"
    "|perancis|inggris|britania|united kingdom|irlandia|italia|spanyol|portugal|belanda|belgia|swiss|austria|swedia|norwegia"
    "|denmark|finlandia|polandia|amerika(?: serikat)?|united states|kanada|canada|meksiko|brasil|argentina|nigeria|kenya"
    "|afrika selatan|uni eropa|eropa"
)


COUNTRIES: tuple[MessageForm, ...] = (
    MessageForm(
        rf"(?<!bahasa )\b(?:{_COUNTRIES})\b(?! van\b)",
        ("berapa hari cuti pegawai negeri di Malaysia?", "usia pensiun pns singapura brp"),
        ("kursus bahasa Inggris dihitung JP?", "cuti pegawai negeri di Makassar berapa hari?"),
    ),
    MessageForm(
        r"\b(?:australian|british|american|malaysian|singaporean|japanese|dutch|philippine|indian) (?:\w+ )?(?:service|law|government|act)\b",
        ("Bagaimana sistem merit di Australian Public Service?",),
        ("Indonesian civil service law",),
    ),
    MessageForm(
        r"\bfederal (?:employees?|workers?|government|service)\b|\b(?:\w+ )+act (?:of )?\d{4}\b|\b(?:negara lain|luar negeri punya|hukum asing)\b",
        (
            "Apa isi Civil Service Reform Act 1978?",
            "leave of US federal employees",
            "Bagaimana aturannya di negara lain?",
        ),
        ("cuti ke luar negeri", "tugas belajar di luar negeri"),
    ),
)
TIMES: tuple[MessageForm, ...] = (
    MessageForm(
        r"\b(?:za?man|jaman|masa|era) (?:\w+ )?(?:belanda|jepang|kolonial|penjajahan|kerajaan|orde (?:lama|baru)|voc|majapahit|kemerdekaan|soeharto|sukarno|soekarno)\b",
        ("Berapa usia pensiun PNS pada zaman Hindia Belanda?", "gaji pegawai jaman orde baru"),
        ("masa percobaan CPNS", "zaman sekarang berapa JP"),
    ),
    MessageForm(
        r"\bsebelum (?:ada |terjadi )?(?:diubah|direvisi|diamandemen|revisi|perubahan(?:nya)?)\b|\b(?:versi|aturan|ketentuan|bunyi|naskah) (?:yang )?lama\b(?!\s+(?:cuti|waktu|masa|kerja|pelatihan|penyelenggaraan|jabatan|hukuman|tugas))",
        ("bagaimana bunyi Pasal 21 sebelum diubah?", "berapa JP menurut aturan lama?"),
        ("paling lama berapa bulan?", "aturan lama cuti berapa hari sebelum diajukan?"),
    ),
    MessageForm(
        r"\b(?:perubahan|aturan|ketentuan|revisi)\b.{0,40}\b(?:akan|bakal)\b.{0,30}\btahun depan\b|\b(?:rancangan|rencana|ruu|draf) (?:perubahan|revisi|undang)",
        ("Apa perubahan UU ASN yang akan berlaku tahun depan?",),
        ("sisa cuti bisa dipakai tahun depan?",),
    ),
)
PEOPLE: tuple[MessageForm, ...] = (
    MessageForm(
        r"\b(?:pegawai|karyawan|pekerja) (?:swasta|bumn|bumd|bank|toko|pabrik)\b|\b(?:buruh|asisten rumah tangga|ojek online)\b",
        ("berapa hari cuti pegawai swasta?", "masa percobaan karyawan BUMN berapa lama?"),
        ("berapa hari cuti pegawai negeri?",),
    ),
    MessageForm(
        r"\b(?:tentara|prajurit|polisi)\b",
        ("kalau untuk tentara berapa JP?", "usia pensiun polisi berapa?"),
        ("berapa JP untuk pegawai negeri?",),
    ),
)
_COUNTRY, _TIME, _PEOPLE = (compiled(forms) for forms in (COUNTRIES, TIMES, PEOPLE))
_YEAR = re.compile(r"\b(?:tahun|thn|th\.?|pada|sejak|di|per)\s+(?P<year>1[5-9]\d\d|2\d\d\d)\b", re.IGNORECASE)

ABROAD = "Maaf, yang saya miliki hanya peraturan Indonesia. Ketentuan negara lain tidak dapat saya jawab."
OTHERS = "Maaf, peraturan yang saya miliki tidak mengatur hal itu bagi mereka yang Anda sebut."
ANOTHER_TIME = (
    "Maaf, yang saya miliki hanya naskah yang ada sekarang; ketentuan untuk waktu yang Anda sebut tidak ada di "
    "dalamnya."
)


def named_abroad(text: str) -> str | None:
    """The words by which a question names another country's law, or None."""
    return _first(_COUNTRY, text)


def named_time(text: str) -> str | None:
    """The words by which a question names another time than now, apart from years, or None."""
    return _first(_TIME, text)


def named_people(text: str) -> str | None:
    """The words by which a question names people whom no text here is about, or None."""
    return _first(_PEOPLE, text)


class Elsewhere:
    """Holds questions about other countries and times against what was found. ``today``: for tests."""

    def __init__(self, today: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._today = today

    def refusal(self, query: Query, first: Passage) -> str | None:
        """Why ``first`` does not answer, in one sentence; None if it may."""
        asked = _beside_regulations(query)
        text = first.text.lower()
        country = named_abroad(asked)
        if country is not None and country.lower() not in text:
            return ABROAD
        time = named_time(asked)
        if time is not None and time.lower() not in text:
            return ANOTHER_TIME
        people = _first(_PEOPLE, asked)
        if people is not None and people.lower() not in text:
            return OTHERS
        years = [int(match["year"]) for match in _YEAR.finditer(asked)]
        if any(year > self._today().year or year < _since(first) for year in years if str(year) not in text):
            return ANOTHER_TIME
        return None


def _since(passage: Passage) -> int:
    """The year from which the text can have been in force; 0 if that is not known."""
    refs = [ref for ref in (passage.ref, *passage.legal_basis) if isinstance(ref, Reference)]
    return min((ref.regulation.year for ref in refs), default=0)


def _beside_regulations(query: Query) -> str:
    """The question without the regulations it names, whose years are no times; titles and other years stay."""
    return query.without(m for m in query.mentions if not m.in_title and _years_are_its_own(query, m))


def _years_are_its_own(query: Query, mention: Mention) -> bool:
    own = mention.regulation.year if mention.regulation else None
    return all(int(year) == own for year in re.findall(r"\b\d{4}\b", mention.span.of(query.original)))


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> str | None:
    found = (match.group() for pattern in patterns if (match := pattern.search(text)))
    return next(found, None)
