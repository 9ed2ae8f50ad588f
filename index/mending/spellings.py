"""The words that a misread one may have been, by what scanners take for what and by any one edit."""

from __future__ import annotations

from collections.abc import Iterator

from tanyapasal.index.mending.misreadings import ALIKE, MISREADINGS

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LOOKS: dict[str, str] = {
    sign: "".join(sorted(other for one, other in ALIKE if one == sign and other.isalpha()))
    for sign in {one for one, _ in ALIKE}
}
_OF_SEVERAL: dict[str, tuple[tuple[str, str], ...]] = {
    first: tuple((m.read, m.printed) for m in MISREADINGS if m.read[0] == first)
    for first in {m.read[0] for m in MISREADINGS}
}


def misread_forms(word: str) -> frozenset[str]:
    """What ``word``, in small letters, may have been before one misreading."""
    return frozenset(_misread(word)) - {word}


def _misread(word: str) -> Iterator[str]:
    for at, sign in enumerate(word):
        for other in _LOOKS.get(sign, ""):
            yield word[:at] + other + word[at + 1 :]
        for read, printed in _OF_SEVERAL.get(sign, ()):
            if word.startswith(read, at):
                yield word[:at] + printed + word[at + len(read) :]


def edited_forms(word: str) -> frozenset[str]:
    """Every text of small letters that is one edit from ``word``: a letter less, more, another, or two exchanged."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    less = {before + after[1:] for before, after in cuts if after}
    exchanged = {before + after[1] + after[0] + after[2:] for before, after in cuts if len(after) > 1}
    other = {before + letter + after[1:] for before, after in cuts if after for letter in _LETTERS}
    more = {before + letter + after for before, after in cuts for letter in _LETTERS}
    return frozenset(less | exchanged | other | more) - {word}
