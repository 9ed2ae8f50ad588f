"""A text in one plain form for looking, with the way back to what was written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# What people put between digits that is no ASCII character. Dashes and blanks are known by their category.
_PLAIN = {"·": ".", "•": ".", "∙": ".", "−": "-", "⁄": "/", "∕": "/", "’": "'", "‘": "'", "“": '"', "”": '"'}
_ALIKE = str.maketrans("OoQIl", "00011")
_ALMOST_DIGITS = re.compile(r"(?<![^\W\d_])[\dOoQIl]+(?:[.\-/][\dOoQIl]+)*(?![^\W\d_])")


@dataclass(frozen=True, slots=True)
class Folded:
    """``text``: digits of every script as 0-9, blanks and dashes as one kind, letters that stand for digits as digits.

    ``origins[i]``: where character ``i`` of it stands in what was written.
    """

    text: str
    origins: tuple[int, ...]

    def span(self, start: int, end: int, length: int) -> tuple[int, int]:
        """The place in what was written (``length`` characters), with all marks that hang on its last one."""
        return self.origins[start], self.origins[end] if end < len(self.origins) else length


def fold(text: str) -> Folded:
    """See ``Folded``. Characters that cannot be seen, and marks above and around others, are left out."""
    plain: list[str] = []
    origins: list[int] = []
    for at, character in enumerate(text):
        for one in _plain(character):
            plain.append(one)
            origins.append(at)
    return Folded(_ALMOST_DIGITS.sub(_digits, "".join(plain)), tuple(origins))


def _plain(character: str) -> str:
    if character.isascii():
        return character
    if character in _PLAIN:
        return _PLAIN[character]
    category = unicodedata.category(character)
    if category in ("Cf", "Mn", "Me"):
        return ""
    if category == "Zs":
        return " "
    if category == "Pd":
        return "-"
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    return unicodedata.normalize("NFKC", character)


def _digits(match: re.Match[str]) -> str:
    """ "O857" and "199O": read as digits where at least a third of it is."""
    token = match.group()
    real = sum(one.isdigit() for one in token)
    signs = sum(one in ".-/" for one in token)
    return token.translate(_ALIKE) if real and 3 * real >= len(token) - signs else token
