"""From when a regulation is in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tanyapasal.index.history.commencement import FORMS, commencement
from tests.index.law.law_samples import regulation


@pytest.mark.parametrize(
    ("closing", "day"),
    [
        ("Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.", date(2021, 5, 31)),
        ("Keputusan Menteri ini mulai berlaku pada tanggal ditetapkan.", date(2021, 5, 20)),
        ("Undang-Undang ini mulai berlaku setelah 9 (sembilan) bulan terhitung sejak tanggal diundangkan.", date(2022, 2, 28)),
        ("Undang-Undang ini mulai berlaku 30 (tiga puluh) hari sejak diundangkan.", date(2021, 6, 30)),
        ("Undang-Undang ini mulai berlaku 2 (dua) tahun setelah diundangkan.", date(2023, 5, 31)),
        ("Peraturan ini mulai berlaku pada tanggal 1 Januari 2025.", date(2025, 1, 1)),
        ("Peraturan ini mulai berlaku pada tanggal diundangkan dan berlaku surut terhitung sejak tanggal 1 Maret 2020.", date(2020, 3, 1)),
        ("Pada saat Peraturan Pemerintah ini mulai berlaku, semua izin tetap berlaku.", date(2021, 5, 31)),
    ],
)  # fmt: skip
def test_the_closing_article_says_from_when(closing: str, day: date) -> None:
    law = replace(
        regulation("pp-7-2021", "Taman", {"1": "Taman dirawat.", "2": closing}),
        enacted=date(2021, 5, 20),
        promulgated=date(2021, 5, 31),
    )
    assert commencement(law) == day


def test_without_any_date_the_day_is_not_known() -> None:
    assert commencement(regulation("pp-7-2021", "Taman", {"1": "Taman dirawat."})) is None


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
def test_each_form_reads_its_example(form: object) -> None:
    import re

    assert re.search(form.pattern, form.example, re.IGNORECASE)  # type: ignore[attr-defined]
