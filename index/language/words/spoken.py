"""Standard words that a word may stand for if it is typed as it is spoken: "nentuin" is "menentukan".

Spoken Indonesian leaves the "me" of verbs away ("ngatur", "nyusun", "milih"), puts "nge" before roots ("ngebuat"),
says "-in" for "-kan" and "-i" ("jelasin"), and in it "e" for "a" and "ai" ("ingetin", "sampein"); "-nya" is
"-ne" to some, and "-ny" in chat. These are forms only: whether one of them is a word, and meant, ``spelling`` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tanyapasal.index.language.words.derived import behind_nasal
from tanyapasal.index.language.words.stemming import stem

_NASAL = ("ny", "ng", "n", "m")
LEAST_ROOT = 4
_E = re.compile(r"e(?P<last>[^aeiou]?)$")


def spoken_for(word: str) -> Iterator[str]:
    """The forms that ``word``, in lower case, may stand for, most of them no words at all; never itself."""
    if word.endswith(("ny", "ne")):
        yield word[:-2] + "nya"
    for verb in _active(word):
        # "nikah" is the root of "menikah", but "nulis" is said for "menulis". With an ending, so that -kah stays on.
        if not word.startswith(stem(verb + "i")):
            yield verb
    for verb in (word, *_active(word)):
        if verb.endswith("in") and len(verb) >= len("in") + LEAST_ROOT:
            base = verb.removesuffix("in")
            roots = dict.fromkeys((base, _E.sub(lambda e: "a" + (e["last"] or "i"), base)))
            forms = [root + ending for root in roots for ending in ("kan", "" if root.endswith("i") else "i")]
            yield from (form for form in forms if verb == word or not word.startswith(stem(form)))


def _active(word: str) -> Iterator[str]:
    if word.startswith("nge") and len(word) > len("nge") + 2:
        yield from ("me" + nasal for nasal in behind_nasal(word.removeprefix("nge")))
    if word.startswith(_NASAL):
        yield "me" + word
