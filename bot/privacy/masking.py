"""What names a person is taken out of texts before they are kept.

Each is replaced by its kind in brackets: ``NIP 199001012015011001`` becomes ``NIP [NIP]``. Masking errs towards too
much, but for law and quantities: their numbers stay (``tests/bot/privacy``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from tanyapasal.bot.privacy.folding import fold
from tanyapasal.bot.privacy.found import Found
from tanyapasal.bot.privacy.mail import addresses_of_mail
from tanyapasal.bot.privacy.names import names
from tanyapasal.bot.privacy.numbers import numbers
from tanyapasal.bot.privacy.places import places

# What is found first stays where two overlap: a number of a house is no telephone.
_FINDERS = (addresses_of_mail, places, numbers, names)


def mask(text: str, known: Iterable[str] = ()) -> str:
    """``text`` without NIP, NIK, NPWP, telephone and other numbers of persons, e-mail, names and addresses.

    ``known``: texts that are public anyway (quotes of the sources); what also stands in one of them is kept.
    """
    public = tuple(known)
    pieces: list[str] = []
    done = 0
    for start, end, kind in _personal(text):
        if start < done or any(text[start:end] in source for source in public):
            continue
        pieces += (text[done:start], f"[{kind}]")
        done = end
    return "".join((*pieces, text[done:]))


def blotted(text: str) -> str:
    """``text`` with ``#`` in place of what ``mask`` takes out; as long as before in UTF-16, so that places in it still fit."""
    characters = list(text)
    for start, end, _ in _personal(text):
        characters[start:end] = ["##" if ord(one) > 0xFFFF else "#" for one in text[start:end]]
    return "".join(characters)


def _personal(text: str) -> list[tuple[int, int, str]]:
    """Start, end and kind of each, in their order."""
    folded = fold(text)
    taken = bytearray(len(folded.text))
    all_found: list[Found] = []
    for finder in _FINDERS:
        for found in finder(folded.text):
            if not any(taken[found.start : found.end]):
                taken[found.start : found.end] = b"\1" * (found.end - found.start)
                all_found.append(found)
    all_found.sort(key=lambda one: one.start)
    return [(*folded.span(found.start, found.end, len(text)), found.kind) for found in all_found]


def mask_json(text: str) -> str:
    """``text`` with every string in it masked; what is no JSON is masked as a whole."""
    try:
        value = json.loads(text)
    except ValueError:
        return mask(text)
    return json.dumps(_masked(value), ensure_ascii=False)


def _masked(value: object) -> object:
    match value:
        case str():
            return mask(value)
        case list():
            return [_masked(inner) for inner in value]
        case dict():
            return {key: _masked(inner) for key, inner in value.items()}
        case _:
            return value
