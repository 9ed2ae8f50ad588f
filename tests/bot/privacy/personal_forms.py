"""Forms of personal data as people type them, and what is left of them in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tanyapasal.bot.privacy.folding import fold

NUMBERS = frozenset({"NIP", "NIK", "telepon", "NPWP"})
_SECRET = re.compile("«(.*?)»", re.S)
_MASKED = re.compile(r"\[[A-Za-z]+\]")
# Words that name nobody by themselves.
_PUBLIC = frozenset({"gmail", "yahoo", "hotmail", "com", "dot", "titik", "contoh"})


@dataclass(frozen=True, slots=True)
class PersonalForm:
    """One message; ``secrets``: what of it must not be kept."""

    kind: str
    text: str
    secrets: tuple[str, ...]

    @property
    def is_number(self) -> bool:
        return self.kind in NUMBERS

    def left_in(self, kept: str) -> list[str]:
        """Words and digits of the secrets that still stand in ``kept``."""
        rest = fold(_MASKED.sub(" ", kept)).text
        words = [word for secret in self.secrets for word in re.findall(r"\w+", fold(secret).text)]
        left = [
            word
            for word in words
            if len(word) >= (2 if word.isdigit() else 3)
            and word.lower() not in _PUBLIC
            and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", rest)
        ]
        outside = sum(one.isdigit() for one in fold(_SECRET.sub("", self._marked())).text)
        digits = [one for one in rest if one.isdigit()]
        if self.is_number and len(digits) > outside:
            left.append("".join(digits))
        return left

    def _marked(self) -> str:
        text = self.text
        for secret in self.secrets:
            text = text.replace(secret, f"«{secret}»", 1)
        return text


def forms(name: str) -> tuple[PersonalForm, ...]:
    """The forms of a file of this folder."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return tuple(_form(line) for line in lines if line and not line.startswith("#"))


def _form(line: str) -> PersonalForm:
    kind, _, text = line.partition("\t")
    text = text.replace("\\n", "\n").replace("\\t", "\t")
    text = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
    return PersonalForm(kind, re.sub("[«»]", "", text), tuple(_SECRET.findall(text)))
