"""How a question and a passage are put before the reader: one sequence of token ids, in training and in answering."""

from __future__ import annotations

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


def _tokens(tokenizer: Tokenizer, texts: Sequence[str]) -> list[list[int]]:
    return [found.ids for found in tokenizer.encode_batch(list(texts), add_special_tokens=False)]
