"""Yes or no, where the text says so in the terms of the question ("Boleh/tidak boleh, lihat …").

A rule with a condition or an exception decides nothing by itself: the provision is shown instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tanyapasal.bot.answering.understanding.covering import covered
from tanyapasal.index.asking.query import Query
from tanyapasal.index.language.statements import sentences
from tanyapasal.index.law.passages import Passage


@dataclass(frozen=True, slots=True)
class ModalForm:
    """How a text commands, permits or forbids, and what that says to a question; see ``decided``."""

    said: str
    pattern: str
    examples: tuple[str, ...]


# UU 12/2011 Lampiran II angka 267–272: wajib, harus, dapat, berhak, dilarang, tidak boleh. The first that fits.
TEXTS: tuple[ModalForm, ...] = (
    ModalForm("dilarang", r"\bdilarang\b", ("Pejabat dilarang merangkap jabatan.",)),
    ModalForm(
        "dilarang",
        r"\btidak (?:boleh|dapat|diperbolehkan|diperkenankan|berhak)\b",
        ("Permohonan tidak dapat ditarik kembali.", "Peserta tidak boleh diwakilkan."),
    ),
    ModalForm("bebas", r"\btidak (?:wajib|harus|diwajibkan)\b", ("Peserta tidak wajib membayar.",)),
    ModalForm("wajib", r"\b(?:wajib|diwajibkan|harus)\b", ("Setiap pegawai wajib melapor.",)),
    ModalForm("boleh", r"\b(?:boleh|diperbolehkan|dapat|berhak)\b", ("Pegawai berhak atas cuti.",)),
)
_TEXTS = tuple((form.said, re.compile(form.pattern, re.IGNORECASE)) for form in TEXTS)
_MAY = re.compile(r"\b(?:boleh|bolehkah|bisa|bisakah|dapatkah|dapat|berhak|berhakkah)\b", re.IGNORECASE)
_MUST = re.compile(r"\b(?:wajib|wajibkah|harus|haruskah|diwajibkan)\b", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:berapa|siapa|kapan|bagaimana|di mana|ke mana|mengapa|kenapa|saja|apa yang|yang mana|jelaskan|sebutkan)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:apabila|jika|dalam hal|sepanjang|kecuali|hanya|setelah|sebelum|dengan syarat|selama|paling|tertentu|bagi yang|yang telah)\b",
    re.IGNORECASE,
)
_ANSWERS = {
    ("may", "boleh"): "Boleh",
    ("may", "dilarang"): "Tidak boleh",
    ("must", "wajib"): "Wajib",
    ("must", "bebas"): "Tidak wajib",
}


def decided(query: Query, passage: Passage) -> str | None:
    """ "Boleh", "Tidak boleh", "Wajib" or "Tidak wajib" if one sentence of the text says just that; else None."""
    asked = "must" if _MUST.search(query.focus) else "may" if _MAY.search(query.focus) else None
    if asked is None or _OPEN.search(query.focus) or not query.content:
        return None
    modals = set(_MUST.findall(query.focus)) | set(_MAY.findall(query.focus))
    if len(modals) > 1 or re.search(
        r"\btidak (?:boleh|bisa|dapat|wajib|harus)\b", query.focus, re.IGNORECASE
    ):
        return None
    for sentence in (span.of(passage.text) for span in sentences(passage.text)):
        if len(covered(query, sentence)) < len(set(query.content)):
            continue
        said = [name for name, pattern in _TEXTS if pattern.search(sentence)]
        if len(set(said)) > 2 or _CONDITION.search(sentence) or not said:
            return None
        return _ANSWERS.get((asked, said[0]))
    return None
