"""Questions about the law of another country or time, about people whom no text here is about or who holds an office.

The forms are data with examples that a test runs; whom no text is about is told by the field. A text that itself
names the country, the time or the people may answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

from tanyapasal.index.asking.message_forms import MessageForm, compiled
from tanyapasal.index.asking.query import Query
from tanyapasal.index.language.families import written_as
from tanyapasal.index.law.domain import Domain
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
        ("berapa lama masa jabatan ketua di Malaysia?", "tarif parkir singapura brp"),
        ("kursus bahasa Inggris dihitung berapa jam?", "tarif parkir di Makassar berapa?"),
    ),
    MessageForm(
        r"\b(?:australian|british|american|malaysian|singaporean|japanese|dutch|philippine|indian) (?:\w+ )?(?:service|law|government|act)\b",
        ("What does the British law say?",),
        ("Indonesian law on land",),
    ),
    MessageForm(
        r"\bfederal (?:employees?|workers?|government|service)\b|\b(?:\w+ ){1,8}act (?:of )?\d{4}\b|\b(?:negara lain|luar negeri punya|hukum asing)\b",
        (
            "Apa isi Clean Air Act 1978?",
            "leave of US federal employees",
            "Bagaimana aturannya di negara lain?",
        ),
        ("perjalanan ke luar negeri", "belajar di luar negeri"),
    ),
)
TIMES: tuple[MessageForm, ...] = (
    MessageForm(
        r"\b(?:za?man|jaman|masa|era) (?:\w+ )?(?:belanda|jepang|kolonial|penjajahan|kerajaan|orde (?:lama|baru)|voc|majapahit|kemerdekaan|soeharto|sukarno|soekarno)\b",
        ("Berapa tarif pada zaman Hindia Belanda?", "gaji lurah jaman orde baru"),
        ("masa percobaan", "zaman sekarang berapa tarifnya"),
    ),
    MessageForm(
        r"\bsebelum (?:ada |terjadi )?(?:diubah|direvisi|diamandemen|revisi|perubahan(?:nya)?)\b|\b(?:versi|aturan|ketentuan|bunyi|naskah) (?:yang )?lama\b(?!\s+(?:cuti|waktu|masa|kerja|pelatihan|penyelenggaraan|jabatan|hukuman|tugas))",
        ("bagaimana bunyi Pasal 21 sebelum diubah?", "berapa tarif menurut aturan lama?"),
        ("paling lama berapa bulan?", "aturan lama cuti berapa hari sebelum diajukan?"),
    ),
    MessageForm(
        r"\b(?:perubahan|aturan|ketentuan|revisi)\b.{0,40}\b(?:akan|bakal)\b.{0,30}\btahun depan\b|\b(?:rancangan|rencana|ruu|draf) (?:perubahan|revisi|undang)",
        ("Apa perubahan UU Jalan yang akan berlaku tahun depan?",),
        ("sisa dana bisa dipakai tahun depan?",),
    ),
)
# Who holds an office now: a law names the office, never the person.
_OFFICE = r"(?:menteri|kepala|ketua|presiden|direktur|gubernur|bupati|wali ?kota|camat|lurah|rektor|sekretaris|pejabat)"
_NOW = r"(?:sekarang|saat ini|kini|hari ini|periode ini|yang (?:sedang |masih )?menjabat)"
# What follows asks of the office what a law can tell: "dipilih oleh siapa", "yang berwenang".
_DOES = (
    r"oleh|jika|bila|kalau|apabila|wajib|di(?!rektur)\w{5,}|me(?!njabat)[mnlryw]\w{5,}|ber\w{4,}|ter\w{4,}"
)
_ALONE = rf"(?!.{{0,400}}\b(?:{_DOES})\b)"
HOLDERS: tuple[MessageForm, ...] = (
    MessageForm(
        rf"\bsiapa(?:kah)?\b.{{0,20}}\b{_OFFICE}\b{_ALONE}.{{0,40}}\b{_NOW}|\b{_OFFICE}\b.{{0,40}}\b{_NOW}\s+(?:itu\s+)?siapa\b",
        (
            "Siapa menteri dalam negeri sekarang?",
            "siapa yang jadi ketua saat ini",
            "kepala daerah sekarang siapa",
            "siapa ketua yang sedang menjabat?",
        ),
        (
            "Apakah kepala desa sekarang wajib melapor?",
            "Siapa yang berwenang sekarang?",
            "Siapa pejabat yang saat ini berwenang menetapkan tarif?",
        ),
    ),
    MessageForm(
        rf"\b(?:siapa(?:kah)?\s+nama|^nama)\s+(?:lengkap\s+)?{_OFFICE}\b",
        ("siapa nama bupati Sleman?", "nama menteri keuangan"),
        ("Apakah nama kepala lembaga dicantumkan?",),
    ),
)
# This may also ask what the office is: a text that says so answers.
OFFICES: tuple[MessageForm, ...] = (
    MessageForm(
        rf"^\W*siapa(?:kah)?\s+{_OFFICE}\b{_ALONE}(?!.{{0,400}}\byang\b)(?:\s+[\w./-]+){{0,4}}\W*$",
        ("Siapa kepala dinas pendidikan?", "siapa presiden Indonesia", "siapa direktur utama"),
        (
            "Siapa kepala desa dipilih oleh siapa?",
            "Siapa menteri yang mengatur pajak?",
            "Siapa ketua rapat mewakili?",
            "siapa pejabat berwenang?",
        ),
    ),
)
_COUNTRY, _TIME, _HOLDER, _BARE = (compiled(forms) for forms in (COUNTRIES, TIMES, HOLDERS, OFFICES))
_DEFINES = re.compile(rf"\b{_OFFICE}\b[^.;:]{{0,60}}\b(?:adalah|ialah)\b")
_YEAR = re.compile(r"\b(?:tahun|thn|th\.?|pada|sejak|di|per)\s+(?P<year>1[5-9]\d\d|2\d\d\d)\b", re.IGNORECASE)

ABROAD = "Maaf, yang saya miliki hanya peraturan Indonesia. Ketentuan negara lain tidak dapat saya jawab."
WHO_HOLDS = "Maaf, peraturan mengatur jabatannya, bukan siapa orang yang mendudukinya. Namanya tidak dapat saya sebutkan."
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


def named_holder(text: str) -> str | None:
    """The words by which a question asks who holds an office now, or None."""
    return _first(_HOLDER, text)


def named_office(text: str) -> str | None:
    """The words by which a question asks who an office is and nothing else, or None."""
    return _first(_BARE, text)


class Elsewhere:
    """Holds questions about other countries, times and people against what was found. ``today``: for tests."""

    def __init__(self, domain: Domain, today: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._today = today
        refused = written_as(name for people in domain.others if people.refused for name in people.written)
        self._refused = (refused,) if refused is not None else ()

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
        people = self.named_people(asked)
        if people is not None and people.lower() not in text:
            return OTHERS
        if named_holder(asked) is not None or (named_office(asked) is not None and not _DEFINES.search(text)):
            return WHO_HOLDS
        years = [int(match["year"]) for match in _YEAR.finditer(asked)]
        if any(year > self._today().year or year < _since(first) for year in years if str(year) not in text):
            return ANOTHER_TIME
        return None

    def named_people(self, text: str) -> str | None:
        """The words by which a question names people whom no text of the field is about, or None."""
        return _first(self._refused, text)


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
