"""The day a question is asked about: read strictly, written in words."""

from __future__ import annotations

import re
from datetime import date

from tanyapasal.bot.errors import DayError

_WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip


def read_day(text: str) -> date:
    """``2019-02-01`` as a date; raises DayError for anything else."""
    try:
        if _WRITTEN.fullmatch(text.strip()):
            return date.fromisoformat(text.strip())
    except ValueError:
        pass
    raise DayError(
        f"Tanggal '{text[:40]}' tidak benar; tulis tahun-bulan-hari yang ada di kalender, misalnya 2019-02-01."
    )


def day_in_words(day: date) -> str:
    """``1 Februari 2019``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
