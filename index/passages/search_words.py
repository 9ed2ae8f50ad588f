"""What a passage answers, in the words of those who ask: "apa saja" for a list.

Statutes answer without repeating the question. Such words are added to what the indexes by words read of a passage,
never to what is embedded, shown or quoted. Of the forms that were measured (eval/ablations.md) only this one gains.
Stems leave such words out as too common: it is the character 4-grams that read them.
"""

from __future__ import annotations

import re

from tanyapasal.index.law.passages import Passage, search_form

# Words that introduce a list, and its first item on the next line
_LIST = re.compile(
    r"\b(?:meliputi|mencakup|terdiri (?:atas|dari)|memuat|berupa|antara lain|yaitu|yakni|adalah|sebagai berikut)"
    r"\s*:?\s*\n\s*(?:[a1][.)]|[-•*])\s",
    re.IGNORECASE,
)
# Twice, because a text that long outweighs one mention.
_LIST_ASKED = "apa saja apa saja"


def asked_for(text: str) -> str:
    """The words in which people ask for what ``text`` says; "" if none are known."""
    return _LIST_ASKED if _LIST.search(text) else ""


def lexical_form(passage: Passage) -> str:
    """What the indexes by words read of a passage: its search form, and how one asks for it."""
    asked = asked_for(passage.text)
    return f"{search_form(passage)}\n{asked}" if asked else search_form(passage)
