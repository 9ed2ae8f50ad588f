"""How a question and a passage are put before the reader: one sequence of token ids, in training and in answering."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tanyapasal.index.law.passages import Passage
from tanyapasal.index.text import clean, one_line

if TYPE_CHECKING:
    from tokenizers import Tokenizer

QUESTION_TOKENS, MOST_TOKENS = 64, 224
# As in the packaged vocabulary, cut or whole.
BOS, PAD, EOS = 0, 1, 2
# No cut to tokens ever needs more characters.
_CHARACTERS = 2400


def read_form(passage: Passage) -> str:
    """What the reader reads of a passage: where it stands, its subject, its words; not what staff added to find it."""
    return "\n".join(part for part in (passage.context, passage.topic, passage.text) if part)


def encoded(tokenizer: Tokenizer, pairs: Sequence[tuple[str, str]]) -> list[list[int]]:
    """``<s> query: question </s></s> passage: passage </s>`` as ids, at most ``MOST_TOKENS`` of them each."""
    questions = _tokens(tokenizer, [f"query: {one_line(clean(q))[:_CHARACTERS]}" for q, _ in pairs])
    passages = _tokens(tokenizer, [f"passage: {one_line(clean(p))[:_CHARACTERS]}" for _, p in pairs])
    read = []
    for question, passage in zip(questions, passages, strict=True):
        asked = [BOS, *question[:QUESTION_TOKENS], EOS, EOS]
        read.append([*asked, *passage[: MOST_TOKENS - 1 - len(asked)], EOS])
    return read


def places_of(tokenizer: Tokenizer, question: str, passage: str, words: str) -> list[int]:
    """Where in the sequence of ``encoded`` the tokens are that ``words`` of the passage lie in; every time they stand there."""
    (asked,) = _tokens(tokenizer, [f"query: {one_line(clean(question))[:_CHARACTERS]}"])
    text = f"passage: {one_line(clean(passage))[:_CHARACTERS]}"
    stands = [(found.start(), found.end()) for found in re.finditer(re.escape(words), text)] if words else []
    before = len(asked[:QUESTION_TOKENS]) + 3
    offsets = tokenizer.encode(text, add_special_tokens=False).offsets[: MOST_TOKENS - 1 - before]
    return [
        before + n
        for n, (start, end) in enumerate(offsets)
        if any(start < last and end > first for first, last in stands)
    ]


def _tokens(tokenizer: Tokenizer, texts: Sequence[str]) -> list[list[int]]:
    return [found.ids for found in tokenizer.encode_batch(list(texts), add_special_tokens=False)]
