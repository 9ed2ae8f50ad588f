"""What a question takes for granted: "bukankah dua tahun?", "minimal kan 40 ya?"."""

from __future__ import annotations

import re

from tanyapasal.index.asking.kinds_of_questions import QuestionKind
from tanyapasal.index.asking.message_forms import MessageForm, compiled
from tanyapasal.index.language.quantities.norms import Norm
from tanyapasal.index.language.quantities.reader import QuantityReader
from tanyapasal.index.text import words

FORMS: tuple[MessageForm, ...] = (
    MessageForm(
        r"\b(?:bukankah|bukannya|bukan kah|benarkah|betulkah|apa benar|apa betul|masa sih|apakah benar|apakah betul)\b",
        ("bukankah masa sewa dua tahun?", "benarkah izin berlaku 6 bulan?"),
        ("berapa lama masa sewa?",),
    ),
    MessageForm(
        r"\b(?:kan|ya|yah|bukan|benar|betul|toh|iya)\b(?:\s+(?:ya|kak|min|kah|tidak|pak|bu|admin)){0,8}\s*+(?:[?!.]++\s*+)?$|\bkan\b",
        ("denda maksimal kan 40 ya?", "izin itu 6 bulan kan ya?", "masa kontrak 50%, benar?"),
        ("berapa denda minimal?", "siapa yang bukan warga dan berapa jumlahnya?"),
    ),
    MessageForm(
        r"\b(?:katanya|kata orang|kabarnya|setahu saya|setahuku|setau saya|saya dengar|dengar-dengar|konon|saya baca|infonya)\b",
        ("katanya izin diterbitkan DPRD", "setahu saya masa sewa 2 tahun"),
        ("kata kunci apa yang dipakai?",),
    ),
    MessageForm(
        r"^(?:apakah|apa|bolehkah|bisakah)\b(?!\s+(?:saja|itu|yang))",
        ("Apakah jangka waktunya 30 hari?",),
        ("Apa itu jangka waktu?",),
    ),
)
_COMPILED = compiled(FORMS)
_UNITS = ("hari kerja", "hari", "minggu", "bulan", "tahun", "persen", "orang", "kali")
_BOUND = re.compile(
    r"\b(?:minimal|maksimal|paling (?:sedikit|banyak|lama|singkat|kurang|rendah|tinggi))\b", re.IGNORECASE
)


def _any(written: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, written))})\b", re.IGNORECASE)


def assumes(text: str) -> bool:
    """True if a message takes something for granted."""
    return any(pattern.search(text) for pattern in _COMPILED)


class PremiseReader:
    """Reads the quantities that questions take for granted, in the measures of one field. Thread-safe."""

    def __init__(self, quantities: QuantityReader) -> None:
        self._quantities = quantities
        written = (*(w for measure in quantities.measures for w in measure.written), *_UNITS)
        named = "|".join(map(re.escape, sorted(written, key=len, reverse=True)))
        self._unit = re.compile(rf"\b(?:{named})\b", re.IGNORECASE)
        self._shortened = tuple(
            (
                measure.name,
                _any(measure.written),
                re.compile(rf"\b(?P<number>\d+) {re.escape(said)}\b(?! pelajaran)"),
            )
            for measure in quantities.measures
            for said in (asked.removeprefix("berapa ") for asked in measure.asked)
        )

    def claimed(self, kind: QuestionKind, original: str, text: str) -> Norm | None:
        """The one quantity that a question takes for granted, or None; ``text``: the question in standard spelling."""
        if kind in ("daftar", "definisi", "beda") or not assumes(original):
            return None
        if kind == "berapa" and "berapa" in words(text):
            return None
        norms = self._quantities.norms(self._measured(text)) or self._counted(text)
        return norms[0] if len({(n.base, n.values) for n in norms}) == 1 else None

    def _measured(self, text: str) -> str:
        """``text`` with the measure in full where people say less: "10 jam" where the measure is one of hours."""
        for measure, named, short in self._shortened:
            if named.search(text):
                text = short.sub(lambda m, name=measure: f"{m['number']} {name}", text)  # type: ignore[misc]
        return text

    def _counted(self, text: str) -> tuple[Norm, ...]:
        """A bare number read with the one unit that stands elsewhere: "hari kerja minimal kan 40 ya?"."""
        numbers = [amount for amount in self._quantities.amounts(text) if amount.kind == "hitungan"]
        units = {match.group().lower() for match in self._unit.finditer(text)}
        if len(numbers) != 1 or len(units) != 1:
            return ()
        bound = _BOUND.search(text)
        return self._quantities.norms(f"{bound.group() if bound else ''} {numbers[0].quantity} {units.pop()}")
