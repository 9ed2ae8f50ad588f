"""A text as word pieces: the vocabulary of a packaged model, a unigram model as XLM-R's, with what cuts words by it.

The same ids as the ``tokenizers`` library gives for the same ``tokenizer.json``, in a tenth of its memory: the library holds
a node of its own for each beginning of a piece, which for two models of 40,000 pieces is more than half of what both models
weigh. Words come again and again, so that how the last ones were cut is remembered.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from array import array
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

BEGIN, PADDING, END = 0, 1, 2
# Stands before each word, in pieces and so in what is cut.
_MARK = "▁"
_WORD = re.compile(f"{_MARK}[^{_MARK}]*")
# White space as Unicode has it, without the four separators that Python counts too.
_SPACE = re.compile(r"[^\S\x1c-\x1f]+")
# How much worse than the rarest piece a letter is that stands in none.
_UNKNOWN_PENALTY = 10.0
_REMEMBERED = 16_384


class Pieces:
    """The pieces of a ``tokenizer.json``. Thread-safe. Raises OSError, ValueError or KeyError if it is not one of a unigram model."""

    def __init__(self, path: Path) -> None:
        told = json.loads(path.read_bytes())
        model = told["model"]
        self._ids: dict[str, int] = {}
        self._scores = array("d")
        for number, (piece, score) in enumerate(model["vocab"]):
            # Two models share most of their pieces.
            self._ids[sys.intern(piece)] = number
            self._scores.append(score)
        self._unknown = int(model["unk_id"])
        self._unknown_score = min(self._scores) - _UNKNOWN_PENALTY
        self._longest = max(map(len, self._ids))
        # What stands for itself wherever it is written.
        special = sorted((token["content"] for token in told["added_tokens"]), key=len, reverse=True)
        self._special = re.compile(f"({'|'.join(map(re.escape, special))})") if special else None
        self._cut = lru_cache(maxsize=_REMEMBERED)(self._cut_word)

    @property
    def size(self) -> int:
        """How many pieces there are: ids are below it."""
        return len(self._scores)

    def ids(self, text: str) -> list[int]:
        """Ids of the pieces of a text, in order, nothing put before or behind them."""
        found: list[int] = []
        parts = self._special.split(text) if self._special else [text]
        for number, part in enumerate(parts):
            if number % 2:
                found.append(self._ids[part])
            else:
                for word in _words(part):
                    found.extend(self._cut(word))
        return found

    def _cut_word(self, word: str) -> tuple[int, ...]:
        """The pieces whose scores have the highest sum; letters that stand in none are one unknown piece together."""
        length = len(word)
        best = [0.0, *([float("-inf")] * length)]
        start_of = [0] * (length + 1)
        id_of = [self._unknown] * (length + 1)
        for start in range(length):
            for end in range(start + 1, min(start + self._longest, length) + 1):
                piece = self._ids.get(word[start:end])
                if piece is not None:
                    score = best[start] + self._scores[piece]
                elif end == start + 1:
                    piece, score = self._unknown, best[start] + self._unknown_score
                else:
                    continue
                if score > best[end]:
                    best[end], start_of[end], id_of[end] = score, start, piece
        cut: list[int] = []
        end = length
        while end:
            if not (cut and id_of[end] == cut[-1] == self._unknown):
                cut.append(id_of[end])
            end = start_of[end]
        return tuple(reversed(cut))


def _words(text: str) -> Iterator[str]:
    """The words of a text, each behind its mark, as the model was trained to read them."""
    if not text:
        return iter(())
    line = _SPACE.sub(_MARK, unicodedata.normalize("NFKC", text))
    return iter(_WORD.findall(line if line.startswith(_MARK) else _MARK + line))
