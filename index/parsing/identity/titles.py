"""The title of a regulation: where it ends, and what it is where its two places differ."""

from __future__ import annotations

import re
from collections.abc import Callable

from rapidfuzz import fuzz

from tanyapasal.index.parsing.pages.hyphens import put_together
from tanyapasal.index.text import one_line

_LONGEST = 1500
# What stands behind a title, also on its line in a text without lines
_ENDS = re.compile(
    r"D?ENGAN\s+RAHMAT|ATAS\s+RAHMAT\s+TUHAN|\bMenimbang\b|\bMENIMBANG\b|M\s?E\s?N\s?I\s?M\s?B\s?A\s?N\s?G\s*:|\bMengingat\s*:|\bMEMUTUSKAN\b|"
    r"PRESIDEN\s+REPUBLIK\s+INDONESIA\s*[,:]|Presiden\s+Republik\s+Indonesia\s*,|KAMI,?\s+PRESIDEN|"
    r"\n\s{0,80}(?:(?:PLT|PLH|PJ)\.?\s+|PENJABAT\s+)?(?:MENTERI|KEPALA|GUBERNUR|BUPATI|WALI\s?KOTA|DIREKTUR|KETUA|SEKRETARIS|DEWAN|JAKSA|PANGLIMA)"
    r"[^\n]{3,120}(?:\n[^\n]{1,60})?,\s*\n|\n\s{0,80}(?:[0-9]{1,2}B)?(?:BAB\s+[I1l]\b|Pasal\s+[1Il]\b|Bab\s+I\b)|"
    r"\n\s{0,80}(?:[A-Z0-9]{1,2}\.|Yth\.?|Kepada|ABSTRAK|Abstrak)(?=\s|:)"
)
_PROSE = 3  # words in small letters that end a title in capitals


def title_at(masked: str, start: int, end: int, begins: Callable[[str, str], bool]) -> tuple[str, int]:
    """The title from ``start`` on, and where it ends; ``begins``: tells a line that starts another name, by what precedes."""
    text = masked[start : min(end, start + _LONGEST)]
    stop = _ENDS.search(text)
    text = text[: stop.start()] if stop else text
    taken = 0
    for line in re.finditer(r"(?<![^\n])[^\S\n]*+\S[^\n]*", text):
        if taken and begins(line[0].strip(), text[: line.start()]):
            break
        taken = line.end()
    text = without_prose(text[:taken])
    return cleaned(text), start + len(text)


def without_prose(text: str) -> str:
    """A title in capitals up to where the text goes on in small letters; one that begins in small letters whole."""
    words = list(re.finditer(r"\S+", text))
    first_line = text.strip().partition("\n")[0]
    if not _capital(first_line) and not _capital(" ".join(w[0] for w in words[:2])):
        return text
    last = _before_prose([w[0] for w in words])
    return text[: words[last - 1].end()] if 0 < last < len(words) else text


def _capital(text: str) -> bool:
    return text == text.upper() and any(map(str.isalpha, text))


def _before_prose(words: list[str]) -> int:
    """How many words stand before the first that goes on in small letters.

    Single words in small letters stay in a title: "APLIKASI e-LAPAK DI", "dan".
    """
    for n in range(len(words)):
        following = [w for w in words[n : n + _PROSE] if any(map(str.isalpha, w))]
        if len(following) == _PROSE and all(any(map(str.islower, w)) for w in following):
            return n
    return len(words)


def cleaned(text: str) -> str:
    """A title on one line, without the signs and rules around it."""
    return one_line(put_together(text)).strip(" :.,;_-*#|")


def agreed(heading: str, decree: str) -> str:
    """The title where heading and "Menetapkan" give one: a title that was cut, or ran on, is told by the other.

    The one of "Menetapkan" has its end in a full stop, so it decides where one begins with the other.
    """
    if not heading or not decree:
        return heading or decree
    a, b = heading.lower(), decree.lower()
    return decree if a != b and (a.startswith(b) or b.startswith(a)) else heading


def same_title(title: str, other: str) -> bool:
    """True if two titles are one, with words misread; an empty one speaks for nothing and against nothing."""
    if not title or not other:
        return True
    a, b = title.lower(), other.lower()
    return a.startswith(b) or b.startswith(a) or fuzz.ratio(a, b) >= 75
