"""What a damage is, and how the lines of an undamaged law are known."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

PASAL = re.compile(r"Pasal (?P<number>\d{1,3})\s*")
BAB = re.compile(r"BAB (?P<number>[IVXL]{1,7})\s*")
BAGIAN = re.compile(r"Bagian (?P<number>Ke\w+)\s*")
AYAT = re.compile(r"\((?P<number>\d{1,2})\) ?(?=\S)")
HURUF = re.compile(r"(?P<number>[a-z])\. ?(?=\S)")
_PAGE = re.compile(r"\d{1,3} / \d{1,3}|www\.hukumonline\.com")
_EXPLAINS = re.compile(r"PENJELASAN\s*")


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged text; ``gone``: pasal of the body of which the text is no longer there or no longer whole."""

    text: str
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Damage:
    """One way in which copies differ from the text. The same seed damages the same text in the same way."""

    name: str
    told: str
    inflict: Callable[[list[str], random.Random], list[str] | Damaged]

    def on(self, text: str, seed: int) -> Damaged:
        """The damaged text. Pages of the web copy are taken out before, and lines are stripped."""
        done = self.inflict(lines_of(text), random.Random(f"{self.name}{seed}"))
        return done if isinstance(done, Damaged) else Damaged("\n".join(done) + "\n")


def lines_of(text: str) -> list[str]:
    """The lines of a text without blanks around them and without the page numbers of web copies."""
    lines = [" ".join(line.split()) for line in text.replace("\ufeff", "").split("\n")]
    return [line for line in lines if line and not _PAGE.fullmatch(line)]


def wrapped(lines: list[str], width: int = 78) -> list[str]:
    """Paragraphs as printed lines of at most ``width`` characters."""
    found: list[str] = []
    for line in lines:
        words = ""
        for word in line.split():
            if words and len(words) + 1 + len(word) > width:
                found.append(words)
                words = word
            else:
                words = f"{words} {word}".strip()
        found.append(words)
    return [line for line in found if line]


def pages(lines: list[str], length: int = 38) -> Iterator[list[str]]:
    """Pages of printed lines."""
    for start in range(0, len(lines), length):
        yield lines[start : start + length]


def explanation_at(lines: list[str]) -> int:
    """The line with which penjelasan begins, or the number of lines."""
    return next((i for i, line in enumerate(lines) if _EXPLAINS.fullmatch(line)), len(lines))


def replaced(
    pattern: re.Pattern[str], new: Callable[[re.Match[str], random.Random], str], whole: bool
) -> Callable[[list[str], random.Random], list[str]]:
    """A damage that writes the beginning of lines anew, or (``whole``) lines that are nothing else."""

    def inflict(lines: list[str], chance: random.Random) -> list[str]:
        found: list[str] = []
        for line in wrapped(lines) if whole else lines:
            match = pattern.fullmatch(line) if whole else pattern.match(line)
            found.append(line if match is None else new(match, chance) + line[match.end() :])
        return found if whole else wrapped(found)

    return inflict


def numbered_gone(lines: list[str]) -> list[str]:
    """The numbers of the headings of pasal among lines."""
    return [match["number"] for line in lines if (match := PASAL.fullmatch(line))]
