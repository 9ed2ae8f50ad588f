"""What was answered, asked for again: in full ("selengkapnya"), or explained ("maksudnya gimana?").

Neither is a new search, and nothing is shown a second time: once all that is held of a place was shown, that is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from tanyapasal.bot.answering.dialogue import Turn
from tanyapasal.index.asking.message_forms import MessageForm, compiled
from tanyapasal.index.law.passages import Passage, outermost
from tanyapasal.index.law.places import AnyReference, Locator, ProgramReference, Reference
from tanyapasal.index.text import words

MORE: tuple[MessageForm, ...] = (
    MessageForm(
        r"\b(?:lebih (?:lengkap|detail|detil|rinci|jelas|lanjut|panjang)|selengkapnya|lengkapnya|detailnya|(?:bunyi|teks|isi|versi|yang) lengkap\w*"
        r"|lanjutannya|selebihnya|sisanya|more detail)\b",
        (
            "selengkapnya",
            "jelaskan lebih rinci",
            "yang lengkap dong",
            "minta bunyi lengkapnya",
            "lanjutannya apa?",
        ),
        ("apa saja kelengkapan berkas?", "data lengkap pedagang"),
    ),
)
EXPLAINED: tuple[MessageForm, ...] = (
    MessageForm(
        r"^\W*(?:(?:jadi|itu|tadi|lha?|hah|loh|nah|apa|bagaimana|tolong|coba|bisa|mohon|terus)\W+)*(?:maksud(?:nya)?|artinya)\b"
        r"(?:\s+(?:itu|tadi|ini|apa|apakah|bagaimana|begitu|yang mana|saja|sih|dong|kak))*\W*$",
        ("maksudnya bagaimana?", "apa maksudnya", "jadi artinya apa?", "itu maksudnya apa", "maksudnya?"),
        ("maksud pembentukan taman apa?", "apa artinya retribusi?"),
    ),
    MessageForm(
        r"^\W*(?:(?:tolong|coba|bisa|boleh|mohon|minta|dong|bantu)\W+)*(?:jelaskan|dijelaskan|penjelasan(?:nya)?|uraikan|diuraikan|terangkan|diterangkan|perjelas|diperjelas)"
        r"(?:\s+(?:itu|tadi|ini|lagi|saja|dulu|dong|kak|sekali|lah|maksudnya|isinya|dengan|bahasa|yang|lebih|mudah|sederhana|gampang|ke|saya|kepada))*\W*$",
        ("jelaskan", "tolong jelaskan lagi", "bisa dijelaskan?", "coba jelaskan dengan bahasa yang mudah"),
        ("jelaskan retribusi pasar", "jelaskan Pasal 4"),
    ),
    MessageForm(
        r"^\W*(?:(?:saya|aku|maaf|masih|jadi|tetap|agak)\W+)*(?:(?:kurang|tidak|belum|nggak) (?:paham|mengerti|jelas|ngerti|nangkap|menangkap|tahu maksudnya)|bingung)(?:\s+(?:maksudnya|saya|nih|isinya|itu))*\W*$",
        ("saya kurang paham", "masih tidak mengerti", "belum jelas", "saya bingung"),
        ("pegawai yang tidak paham aturan", "kurang jelas di Pasal 4"),
    ),
)
# An explanation that says that the pasal needs none, as copies by OCR write it too.
_NOTHING = re.compile(r"\A.{0,40}\bcukup\W{1,3}jelas\W*\Z", re.IGNORECASE | re.DOTALL)
_MORE, _EXPLAINED = compiled(MORE), compiled(EXPLAINED)


def wants_more(text: str) -> bool:
    """True if a message, in standard spelling, asks for all of what was answered."""
    return any(pattern.search(text) for pattern in _MORE)


def wants_explanation(text: str) -> bool:
    """True if a message, in standard spelling, asks what was meant, and nothing else."""
    return any(pattern.search(text) for pattern in _EXPLAINED)


class Again:
    """All that is held of what was cited. ``at``: the passages at a place; ``label``: how a place is written."""

    def __init__(
        self, at: Callable[[AnyReference], tuple[Passage, ...]], label: Callable[[AnyReference], str]
    ) -> None:
        self._at = at
        self._label = label

    def of(self, turn: Turn, most: int) -> tuple[Passage, ...] | str:
        """What was not shown yet of the pasal or program cited first, with its official explanation; else that this is all."""
        held = self._held(turn.refs[0])
        # Who asked for the pasal itself ("Pasal 4 Perda …", as it was understood) has seen all of it.
        seen = _whole(turn.refs[0]) in turn.refs and "pasal" in words(turn.question)
        shown = (*turn.shown, *(turn.refs if seen else ()))
        rest = tuple(p for p in held if p.ref not in shown and not _stands_in(p, shown))
        if shown and not rest:
            return (
                f"Itu sudah semua yang saya miliki tentang {self._name(turn.refs[0], held)}. "
                "Bila ada bagian yang ingin Anda perjelas, silakan tanyakan bagian itu."
            )
        return rest[:most]

    def _name(self, ref: AnyReference, held: tuple[Passage, ...]) -> str:
        """The pasal, or the program as its descriptions call it: "Kursus Taman: Tujuan" begins with its name."""
        whole = _whole(ref)
        if isinstance(whole, Reference) or not held:
            return self._label(whole)
        return held[0].label.partition(": ")[0]

    def _held(self, ref: AnyReference) -> tuple[Passage, ...]:
        whole = _whole(ref)
        held = self._at(whole)
        if not isinstance(whole, Reference):
            return held
        explaining = Reference(whole.regulation, Locator(whole.locator.steps, "penjelasan"))
        told = (p for p in outermost(self._at(explaining)) if not _NOTHING.search(p.text))
        return (*held, *told)


def _stands_in(passage: Passage, shown: tuple[AnyReference, ...]) -> bool:
    """True if a place around this one was shown, and this with it."""
    ref = passage.ref
    return isinstance(ref, Reference) and any(isinstance(o, Reference) and o.contains(ref) for o in shown)


def _whole(ref: AnyReference) -> AnyReference:
    """The pasal that a place is in, or the program."""
    if isinstance(ref, Reference):
        return Reference(ref.regulation, replace(ref.locator, steps=ref.locator.steps[:1]))
    return ProgramReference(ref.program)
