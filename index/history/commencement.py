"""From when a regulation is in force, by what its closing article says (UU 12/2011 Pasal 87)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tanyapasal.index.law.regulation import Regulation
from tanyapasal.index.text import one_line

_MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
    "desember",
)  # fmt: skip
_THIS = r"\bini\s+(?:dinyatakan\s+)?mulai\s+berlaku\s+"
_EVENT = r"(?:(?:pada|sejak|terhitung|mulai|saat|dari|tanggal)\s+)*(?P<event>diundangkan|pengundangan|ditetapkan|penetapan|disahkan)"
_DAY = rf"(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(_MONTHS)})\s+(?P<year>\d{{4}})"


@dataclass(frozen=True, slots=True)
class CommencementForm:
    """A way to say from when; ``example`` is a sentence that a test reads."""

    kind: Literal["retroactive", "dated", "delayed", "event"]
    pattern: str
    example: str


# In order: what is said more exactly comes first.
FORMS: tuple[CommencementForm, ...] = (
    CommencementForm(
        "retroactive",
        rf"{_THIS}[^.;]{{0,400}}?\bsurut\s+(?:sejak|terhitung\s+sejak|terhitung\s+mulai|mulai)\s+(?:tanggal\s+)?{_DAY}",
        "Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan dan berlaku surut sejak tanggal 1 Januari 2030.",
    ),
    CommencementForm(
        "dated",
        rf"{_THIS}(?:(?:pada|sejak|terhitung|mulai)\s+)*tanggal\s+{_DAY}",
        "Undang-Undang ini mulai berlaku pada tanggal 1 Januari 2030.",
    ),
    CommencementForm(
        "delayed",
        rf"{_THIS}(?:setelah\s+)?(?P<count>\d{{1,3}})\s*(?:\([^)]*\)\s*)?(?P<unit>hari|bulan|tahun)\s+"
        rf"(?:(?:setelah|kemudian)\s+)?{_EVENT}",
        "Undang-Undang ini mulai berlaku setelah 3 (tiga) tahun terhitung sejak tanggal diundangkan.",
    ),
    CommencementForm(
        "event",
        rf"{_THIS}{_EVENT}",
        "Peraturan Menteri ini mulai berlaku pada tanggal diundangkan.",
    ),
)
_FORMS = tuple((form.kind, re.compile(form.pattern, re.IGNORECASE)) for form in FORMS)


def commencement(regulation: Regulation) -> date | None:
    """The day from which the regulation is in force; None if neither its closing article nor its dates tell.

    Where it says nothing of it, or says "diundangkan" and only the day of enactment is known, the day of
    promulgation, else of enactment, is taken.
    """
    promulgated = regulation.promulgated or regulation.enacted
    for provision in reversed(regulation.provisions):
        locator = provision.ref.locator
        if (
            locator.part != "batang_tubuh"
            or len(locator.steps) != 1
            or provision.ref.regulation != regulation.id
        ):
            continue
        text = one_line(provision.full_text)
        for kind, pattern in _FORMS:
            match = pattern.search(text)
            if match is None:
                continue
            if kind in ("retroactive", "dated"):
                return _date(match)
            enacted = match["event"].lower() in ("ditetapkan", "penetapan", "disahkan")
            begun = regulation.enacted if enacted else promulgated
            if kind == "event" or begun is None:
                return begun
            return _later(begun, int(match["count"]), match["unit"].lower())
    return promulgated


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), _MONTHS.index(match["month"].lower()) + 1, int(match["day"]))
    except ValueError:
        return None


def _later(day: date, count: int, unit: str) -> date:
    if unit == "hari":
        return day + timedelta(days=count)
    months = day.month - 1 + count * (12 if unit == "tahun" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
