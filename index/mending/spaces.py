"""Blanks that a copy has lost or put within words: "seleksiadministrasi", "kewa jiban"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from tanyapasal.index.language.words.spelling import is_word
from tanyapasal.index.mending.proposals import Proposal
from tanyapasal.index.mending.words import LONGEST_WORD
from tanyapasal.index.text import Span

_WORD = re.compile(r"(?<![\w@/.-])[^\W\d_]+(?![\w@/-])")
_LEAST_LETTERS = 7
# How often the regulation says the whole word, and the two words one behind the other.
_SAID, _SAID_TOGETHER = 5, 3
_RARE = 2
# Written together with what follows (EYD): no two words.
_BOUND = re.compile(
    r"antar|anti|catur|dasa|ekstra|infra|inter|intra|kontra|mala|manca|maha|makro|mikro|mono|multi|nara|panca|pasca|poli|"
    r"pramu|purna|semi|serba|super|supra|tele|trans|tuna|ultra"
)


class Spaces:
    """The words of one regulation and those that it says one behind the other."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._said: Counter[str] = Counter()
        self._together: Counter[tuple[str, str]] = Counter()
        for text in texts:
            found = [match[0].lower() for match in _WORD.finditer(text)]
            self._said.update(found)
            self._together.update(pairwise(found))

    def read(self, text: str) -> Iterator[Proposal]:
        """Words in two pieces, and two words in one."""
        found = list(_WORD.finditer(text))
        for one, other in pairwise(found):
            if text[one.end() : other.start()] == " " and self._in_pieces(one[0].lower(), other[0].lower()):
                whole = one[0] + (other[0] if other[0].isupper() else other[0].lower())
                reason = f"'{whole.lower()}' ada {self._said[whole.lower()]} kali dalam peraturan ini"
                yield Proposal(Span(one.start(), other.end()), whole, "spasi", reason)
        for match in found:
            apart = self._apart(match[0].lower())
            if apart is not None:
                reason = f"'{' '.join(apart)}' ada {self._together[apart]} kali dalam peraturan ini"
                yield Proposal(
                    Span(*match.span()),
                    f"{match[0][: len(apart[0])]} {match[0][len(apart[0]) :]}",
                    "spasi",
                    reason,
                )

    def _in_pieces(self, one: str, other: str) -> bool:
        whole = one + other
        if len(whole) < _LEAST_LETTERS or self._said[whole] < _SAID or not is_word(whole):
            return False
        pieces = [piece for piece in (one, other) if not self._stands_alone(piece)]
        return bool(pieces) and all(
            self._said[piece] <= max(_RARE, self._said[whole] // 10) for piece in pieces
        )

    def _stands_alone(self, piece: str) -> bool:
        return len(piece) > 1 and (is_word(piece) or self._said[piece] > _SAID)

    def _apart(self, word: str) -> tuple[str, str] | None:
        """The two words that ``word`` is made of, if these alone stand together elsewhere."""
        if not _LEAST_LETTERS <= len(word) <= LONGEST_WORD or self._said[word] > _RARE or is_word(word):
            return None
        cuts = ((word[:at], word[at:]) for at in range(4, len(word)))
        found = [
            cut
            for cut in cuts
            if self._together[cut] >= _SAID_TOGETHER
            and _BOUND.fullmatch(cut[0]) is None
            and is_word(cut[0])
            and (len(cut[1]) == 1 or is_word(cut[1]))
        ]
        return found[0] if len(found) == 1 else None
