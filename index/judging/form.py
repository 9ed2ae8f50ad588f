"""How a question and a passage are put before the reader: one sequence of token ids, in training and in answering."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from tanyapasal.index.embedding.pieces import BEGIN, END, PADDING
from tanyapasal.index.language.words.everyday import Sense
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.text import clean, one_line

if TYPE_CHECKING:
    from tokenizers import Tokenizer

QUESTION_TOKENS, MOST_TOKENS = 64, 224
# As in the packaged vocabulary, cut or whole.
BOS, PAD, EOS = BEGIN, PADDING, END
# No cut to tokens ever needs more characters.
_CHARACTERS = 2400


def read_form(passage: Passage) -> str:
    """What the reader reads of a passage: where it stands, its subject, its words; not what staff added to find it."""
    return "\n".join(part for part in (passage.context, passage.topic, passage.text) if part)


def worded(question: str, terms: Sequence[Sense], passage: str) -> str:
    """The question in the passage's own words: a term that the passage lacks gives way to one it has that means the same."""
    for sense in terms:
        if _whole(sense.said).search(passage):
            continue
        same = next((meant for meant in sense.meant if _whole(meant).search(passage)), None)
        if same is not None:
            question = _whole(sense.said).sub(same.replace("\\", r"\\"), question)
    return question


@lru_cache(maxsize=4096)
def _whole(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)", re.IGNORECASE)


def encoded(ids: Callable[[str], list[int]], pairs: Sequence[tuple[str, str]]) -> list[list[int]]:
    """``<s> query: question </s></s> passage: passage </s>`` as ids, at most ``MOST_TOKENS`` of them each.

    ``ids``: those of a text, with nothing before or behind them.
    """
    read = []
    for question, passage in pairs:
        asked = [BOS, *ids(_query(question))[:QUESTION_TOKENS], EOS, EOS]
        read.append([*asked, *ids(_passage(passage))[: MOST_TOKENS - 1 - len(asked)], EOS])
    return read


def ids_by(tokenizer: Tokenizer) -> Callable[[str], list[int]]:
    """What ``encoded`` reads texts by, of a tokenizer that is learnt with."""
    return lambda text: tokenizer.encode(text, add_special_tokens=False).ids


def places_of(tokenizer: Tokenizer, question: str, passage: str, words: str) -> list[int]:
    """Where in the sequence of ``encoded`` the tokens are that ``words`` of the passage lie in; every time they stand there."""
    asked = ids_by(tokenizer)(_query(question))
    text = _passage(passage)
    stands = [(found.start(), found.end()) for found in re.finditer(re.escape(words), text)] if words else []
    before = len(asked[:QUESTION_TOKENS]) + 3
    offsets = tokenizer.encode(text, add_special_tokens=False).offsets[: MOST_TOKENS - 1 - before]
    return [
        before + n
        for n, (start, end) in enumerate(offsets)
        if any(start < last and end > first for first, last in stands)
    ]


def _query(question: str) -> str:
    return f"query: {one_line(clean(question))[:_CHARACTERS]}"


def _passage(passage: str) -> str:
    return f"passage: {one_line(clean(passage))[:_CHARACTERS]}"
