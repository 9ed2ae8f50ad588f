"""What a passage answers, in the words of those who ask: "apa saja" for a list.

Statutes answer without repeating the question. Such words are added to what the indexes by words read of a passage,
never to what is embedded, shown or quoted. Of the forms that were measured (eval/ablations.md) only this one gains.
Stems leave such words out as too common: it is the character 4-grams that read them.
"""

from __future__ import annotations

import re

from tanyapasal.index.language.statements import items
from tanyapasal.index.law.passages import Passage, search_form

# Words that introduce a list
_OPENS = re.compile(
    r"\b(?:meliputi|mencakup|terdiri (?:atas|dari)|memuat|berupa|antara lain|yaitu|yakni|adalah|sebagai berikut)\Z",
    re.IGNORECASE,
)
# Twice, because a text that long outweighs one mention.
_LIST_ASKED = "apa saja apa saja"


def asked_for(text: str) -> str:
    """The words in which people ask for what ``text`` says; "" if none are known."""
    introductions = dict.fromkeys(item.introduction[-1] for item in items(text) if item.introduction)
    return _LIST_ASKED if any(_OPENS.search(span.of(text)) for span in introductions) else ""


def lexical_form(passage: Passage) -> str:
    """What the indexes by words read of a passage: its search form, and how one asks for it."""
    asked = asked_for(passage.text)
    return f"{search_form(passage)}\n{asked}" if asked else search_form(passage)
