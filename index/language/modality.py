"""Whether a text commands, permits or forbids: "wajib", "dapat", "dilarang".

Modal words are frequent in clauses that say nothing of the rule itself, so a text has a modality only if all of its
modal words say the same; whoever compares must be content with fewer answers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from tanyapasal.index.text import Span

Modality = Literal["wajib", "dapat", "dilarang"]


@dataclass(frozen=True, slots=True)
class ModalForm:
    """A modal phrase and what it says; ``example`` is a sentence of that modality."""

    modality: Modality
    phrase: str
    example: str


FORMS: tuple[ModalForm, ...] = (
    ModalForm("dilarang", "dilarang", "Pegawai dilarang merangkap jabatan."),
    ModalForm("dilarang", "tidak boleh", "Peserta tidak boleh meninggalkan ruangan."),
    ModalForm("dilarang", "tidak diperbolehkan", "Peserta tidak diperbolehkan pulang."),
    ModalForm("dilarang", "tidak diperkenankan", "Peserta tidak diperkenankan pulang."),
    ModalForm("wajib", "wajib", "Setiap pegawai wajib melapor."),
    ModalForm("wajib", "harus", "Permohonan harus ditandatangani."),
    ModalForm("wajib", "diwajibkan", "Pegawai diwajibkan melapor."),
    ModalForm("wajib", "berkewajiban", "Pegawai berkewajiban melapor."),
    ModalForm("dapat", "dapat", "Menteri dapat menunjuk petugas."),
    ModalForm("dapat", "boleh", "Peserta boleh membawa buku."),
    ModalForm("dapat", "bisa", "Peserta bisa memilih."),
    ModalForm("dapat", "diperbolehkan", "Peserta diperbolehkan memilih."),
    ModalForm("dapat", "tidak wajib", "Peserta tidak wajib menginap."),
    ModalForm("dapat", "tidak harus", "Peserta tidak harus menginap."),
)
_OF = {form.phrase: form.modality for form in FORMS}
_MODAL = re.compile(
    rf"(?<![\w-])(?P<phrase>{'|'.join(sorted(map(re.escape, _OF), key=len, reverse=True))})(?![\w-])",
    re.IGNORECASE,
)
# What leaves a text without a modality that could be compared: negations and limits of other kinds.
_OTHERWISE = re.compile(
    r"(?:tidak|belum|hanya|sudah|telah|baru)\s+(?:dapat|bisa)\b|\bhanya\s+boleh\b|\bkecuali\b|\btidak\s+berlaku\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"(?:\b(?:yang|untuk|agar|supaya|sehingga|guna|apabila|jika|bila|kalau|dalam hal|apakah|sebagaimana)\s+(?:[\w-]+\s+)?)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Modal:
    """The modality of a text and the word that says so first."""

    modality: Modality
    span: Span


def modality_of(text: str) -> Modal | None:
    """The one modality of ``text``; None if it has none, several, or one that is limited."""
    if _OTHERWISE.search(text):
        return None
    found = [m for m in _MODAL.finditer(text) if not _ASIDE.search(text[: m.start()][-60:])]
    kinds = {_OF[" ".join(m["phrase"].lower().split())] for m in found}
    aside = len(found) != sum(1 for _ in _MODAL.finditer(text))
    if len(kinds) != 1 or (aside and kinds == {"dapat"}):
        return None
    return Modal(next(iter(kinds)), Span(*found[0].span("phrase")))


@dataclass(frozen=True, slots=True)
class DecisionForm:
    """How a sentence decides whether something may or must be done: "dilarang", "bebas", "wajib" or "boleh"."""

    said: str
    pattern: str
    examples: tuple[str, ...]


# UU 12/2011 Lampiran II angka 267–272: wajib, harus, dapat, berhak, dilarang, tidak boleh. The first that fits.
DECISIONS: tuple[DecisionForm, ...] = (
    DecisionForm("dilarang", r"\bdilarang\b", ("Pejabat dilarang merangkap jabatan.",)),
    DecisionForm(
        "dilarang",
        r"\btidak (?:boleh|dapat|diperbolehkan|diperkenankan|berhak)\b",
        ("Permohonan tidak dapat ditarik kembali.", "Peserta tidak boleh diwakilkan."),
    ),
    DecisionForm("bebas", r"\btidak (?:wajib|harus|diwajibkan)\b", ("Peserta tidak wajib membayar.",)),
    DecisionForm("wajib", r"\b(?:wajib|diwajibkan|harus)\b", ("Setiap pegawai wajib melapor.",)),
    DecisionForm("boleh", r"\b(?:boleh|diperbolehkan|dapat|berhak)\b", ("Pegawai berhak atas cuti.",)),
)
_DECISIONS = tuple((form.said, re.compile(form.pattern, re.IGNORECASE)) for form in DECISIONS)
# A rule with a condition or an exception decides nothing by itself.
CONDITION = re.compile(
    r"\b(?:apabila|jika|dalam hal|sepanjang|kecuali|hanya|setelah|sebelum|dengan syarat|selama|paling|tertentu|bagi yang|yang telah)\b",
    re.IGNORECASE,
)


# What a sentence says of those of whom something is not so, or of all but some, besides what it forbids or sets free.
_NEGATION = re.compile(r"\b(?:tidak|bukan|belum|tanpa|kecuali|selain)\b", re.IGNORECASE)


def negated(sentence: str) -> bool:
    """True if a sentence denies something besides what ``DECISIONS`` forbid or set free."""
    for _, pattern in _DECISIONS:
        sentence = pattern.sub(" ", sentence)
    return _NEGATION.search(sentence) is not None


def decisions_in(sentence: str) -> tuple[str, ...]:
    """What a sentence says, in the order of ``DECISIONS``, each as often as a form of it is found."""
    return tuple(said for said, pattern in _DECISIONS if pattern.search(sentence))
