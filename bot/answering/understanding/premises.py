"""What a question takes for granted ("bukankah dua tahun?", "JP minimal kan 40 ya?"), held against the text.

A premise is judged only where the text gives one quantity of the same unit, or names who does the same thing;
otherwise the provision speaks for itself.
"""

from __future__ import annotations

import re

from tanyapasal.bot.answering.understanding.covering import covered
from tanyapasal.bot.answering.understanding.forms import MessageForm, compiled
from tanyapasal.index.asking.quantities_asked import quantities_asked
from tanyapasal.index.asking.query import Query
from tanyapasal.index.language.quantities.norms import Norm, UnitKind
from tanyapasal.index.language.quantities.old import find_amounts, find_norms
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.text import one_line, words

FORMS: tuple[MessageForm, ...] = (
    MessageForm(
        r"\b(?:bukankah|bukannya|bukan kah|benarkah|betulkah|apa benar|apa betul|masa sih|apakah benar|apakah betul)\b",
        ("bukankah masa percobaan CPNS dua tahun?", "benarkah cuti besar 6 bulan?"),
        ("berapa lama masa percobaan CPNS?",),
    ),
    MessageForm(
        r"\b(?:kan|ya|yah|bukan|benar|betul|toh|iya)\b(?:\s+(?:ya|kak|min|kah|tidak|pak|bu|admin))*\s*[?!.]*\s*$|\bkan\b",
        ("JP minimal kan 40 ya?", "cuti melahirkan PPPK 6 bulan kan ya?", "masa kontrak 50%, benar?"),
        ("berapa JP minimal setahun?", "siapa yang bukan ASN dan berapa jumlahnya?"),
    ),
    MessageForm(
        r"\b(?:katanya|kata orang|kabarnya|setahu saya|setahuku|setau saya|saya dengar|dengar-dengar|konon|saya baca|infonya)\b",
        ("katanya sertifikat diterbitkan BKN", "setahu saya masa percobaan 2 tahun"),
        ("kata kunci apa yang dipakai?",),
    ),
    MessageForm(
        r"^(?:apakah|apa|bolehkah|bisakah)\b(?!\s+(?:saja|itu|yang))",
        ("Apakah cuti tahunan PNS 30 hari?",),
        ("Apa itu cuti tahunan?",),
    ),
)
_COMPILED = compiled(FORMS)
# "diterbitkan (oleh) BKN": who is said to do it, by a short name in capitals.
_DONE_BY = re.compile(r"\b(?P<verb>di\w{3,}(?:kan|i)?)\s+(?:oleh\s+)?(?P<actor>[A-Z]{2,}[A-Za-z]*)\b")
_UNIT = re.compile(
    r"\b(?:jp|jam pelajaran|hari kerja|hari|minggu|bulan|tahun|persen|orang|kali)\b", re.IGNORECASE
)
_BOUND = re.compile(
    r"\b(?:minimal|maksimal|paling (?:sedikit|banyak|lama|singkat|kurang|rendah|tinggi))\b", re.IGNORECASE
)
_BY = r"\b{verb}\s+oleh\s+(?P<actors>[^.;:\n]{{2,120}})"


def assumes(text: str) -> bool:
    """True if a message takes something for granted."""
    return any(pattern.search(text) for pattern in _COMPILED)


def claimed(query: Query) -> Norm | None:
    """The one quantity that the question takes for granted, or None."""
    if query.kind in ("daftar", "definisi", "beda") or not assumes(query.original):
        return None
    if query.kind == "berapa" and "berapa" in words(query.text):
        return None
    norms = find_norms(query.text) or _counted(query.text)
    return norms[0] if len({(n.base, n.values) for n in norms}) == 1 else None


def _counted(text: str) -> tuple[Norm, ...]:
    """A bare number read with the one unit that stands elsewhere: "JP minimal kan 40 ya?"."""
    numbers = [amount for amount in find_amounts(text) if amount.kind == "hitungan"]
    units = {match.group().lower() for match in _UNIT.finditer(text)}
    if len(numbers) != 1 or len(units) != 1:
        return ()
    bound = _BOUND.search(text)
    return find_norms(f"{bound.group() if bound else ''} {numbers[0].quantity} {units.pop()}")


def kinds_asked(query: Query) -> tuple[UnitKind, ...] | None:
    """The kinds of quantity that answer: those asked for, or that of a quantity taken for granted; None if open."""
    if query.kind == "berapa":
        return quantities_asked(query.focus)
    norm = claimed(query)
    return None if norm is None else (norm.kind,)


def judged(query: Query, passage: Passage) -> str | None:
    """What the text says to what the question takes for granted, in a few words; None where it cannot be said."""
    norm = claimed(query)
    if norm is None:
        return _actor(query, passage.text)
    around = f"{passage.context} {passage.topic} {passage.text}"
    if len(covered(query, around)) < len(set(query.content)):
        return None  # about something beside what the text is about
    return _quantity(norm, passage.text)


def _quantity(norm: Norm, text: str) -> str | None:
    told = [n for n in find_norms(text) if (n.base, n.kind) == (norm.base, norm.kind)]
    if len({(n.values, n.upper_values) for n in told}) != 1 or told[0].upper_values:
        return None  # several quantities of the unit: which one is meant is for the reader to see
    said = told[0]
    if norm.qualifier and said.qualifier and norm.qualifier != said.qualifier:
        return None
    if not norm.values & said.values:
        return f"Bukan {_plain(norm)}, melainkan {said}"
    if norm.operator and said.operator and norm.operator != said.operator:
        return f"Bukan {norm.operator}, melainkan {said}"
    if norm.operator == said.operator and norm.period in (None, said.period):
        return f"Benar, {said}"
    return f"Yang tertulis: {said}"


def _plain(norm: Norm) -> str:
    return f"{norm.quantity}{norm.unit}" if norm.unit == "%" else f"{norm.quantity} {norm.unit}"


def _actor(query: Query, text: str) -> str | None:
    if not assumes(query.original):
        return None
    done = _DONE_BY.search(query.text)
    if done is None:
        return None
    by = re.search(_BY.format(verb=re.escape(done["verb"])), text, re.IGNORECASE)
    if by is None or done["actor"].lower() in words(text):
        return None
    return f"Bukan {done['verb']} oleh {done['actor']}, melainkan oleh {one_line(by['actors'])}"
