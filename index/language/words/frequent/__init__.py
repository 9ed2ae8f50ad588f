"""How often people write a word, from two small tables: Indonesian, and the most frequent words of English.

The tables are those of wordfreq (Robyn Speer, data under CC BY-SA 4.0, see NOTICE.md), cut to words of letters:
``scripts/word_frequencies.py`` makes them again. A line has words of one frequency, in Zipf units (the logarithm of how
often a word stands in a billion), the most frequent first.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

Tongue = Literal["id", "en"]
_FOLDER = Path(__file__).parent
_LETTERS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_DIGIT = re.compile(r"[\d_]")


@lru_cache(maxsize=2)
def frequencies(tongue: Tongue) -> Mapping[str, float]:
    """Words with their share of all that is written, 0 to 1, the most frequent first."""
    found: dict[str, float] = {}
    for line in (_FOLDER / f"{tongue}.txt").read_text(encoding="utf-8").splitlines():
        zipf, *words = line.split(" ")
        found.update(dict.fromkeys(words, 10.0 ** (float(zipf) - 9.0)))
    return MappingProxyType(found)


def zipf(word: str, tongue: Tongue) -> float:
    """Zipf frequency, 0 for what the table lacks; of several words in one ("undang-undang") that of all together."""
    if _DIGIT.search(word):
        return 0.0
    known = frequencies(tongue)
    parts = [known.get(part, 0.0) for part in _LETTERS.findall(word.lower())]
    if not parts or not all(parts):
        return 0.0
    return round(math.log10(1.0 / sum(1.0 / part for part in parts)) + 9.0, 2)
