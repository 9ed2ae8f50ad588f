"""Which words are words of the language, in any of their forms."""

from __future__ import annotations

from tanyapasal.index.language.words.spelling import in_use, is_english
from tanyapasal.index.language.words.stemming import stem


def is_word(word: str) -> bool:
    """True for a word in small letters that people write, that is made of one they write, or that is English."""
    return in_use(word) or in_use(stem(word)) or is_english(word)
