"""Text that came from people and files, made safe to work on.

``clean`` removes what no reader can see and engines choke on; ``tokens`` are the words that the lexical index,
the spelling repair and the coverage features share, so that all of them mean the same thing by "a word".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
# Controls, lone surrogates and invisible format marks (zero width, bidi) carry no meaning in law texts, but
# cut text (NUL), raise (surrogates) or reorder what is shown (bidi) further on.
UNSEEN = {"Cc", "Cs", "Cf", "Co", "Cn"}
KEPT_CONTROLS = {"\n", "\t"}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters ``[start, end)`` of a text: ``text[span.start:span.end]``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


def clean(text: str) -> str:
    """NFC text without controls, surrogates and invisible marks; line ends become ``\\n``. Never raises."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii() or not text.isprintable():
        text = "".join(
            c if c in KEPT_CONTROLS or unicodedata.category(c) not in UNSEEN else " " for c in text
        )
        text = unicodedata.normalize("NFC", text)
    return text


def one_line(text: str) -> str:
    """``text`` with every run of white space as one space."""
    return " ".join(text.split())


def words(text: str) -> list[str]:
    """Lower-case words in order, without accents; ``e-learning`` and ``kementerian/lembaga`` as people read them."""
    return [match.group().lower() for match in _WORD.finditer(_unaccented(text))]


def _unaccented(text: str) -> str:
    """Letters without their accents, which Indonesian does not write: "Santoso Yahyá" is typed "yahya"."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


# Endings that do not change what a word means. Stemming would do too much where words are told apart: "pelatihan"
# is not "pelatih", "dihasilkan" not "penghasilan".
_ENDING = re.compile(r"(?<=\w{3})(?:kah|lah|pun)?$|(?<=\w{3})nya(?:kah|lah|pun)?$")


def plain_words(text: str) -> list[str]:
    """Lower-case words without the endings -nya, -kah, -lah, -pun."""
    return [_ENDING.sub("", word, count=1) for word in words(text)]
