"""What differs between a claim and the law besides subject and quantities: it is remarked on, and no mistake by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tanyapasal.index.language.modality import modality_of
from tanyapasal.index.language.words.stemming import stem
from tanyapasal.index.text import Span, words

_DENIES = re.compile(r"\b(?:tidak|tak|bukan|tanpa|belum|kecuali|selain|dilarang|jangan)\b", re.IGNORECASE)
# What a sentence says is not done; of whom it speaks ("yang tidak hadir") and when ("apabila tidak hadir") is another matter.
_DENIED = re.compile(
    r"(?<!\byang )(?<!\bapabila )(?<!\bjika )(?<!\bbila )(?<!\bkalau )(?<!\bhal )"
    r"\b(?:tidak|tak)\s+(?:(?:dapat|bisa|boleh|lagi|akan|berhak)\s+)?(?P<verb>(?:me|di|ber|ter)\w+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Remark:
    """The words of the claim and those of the law that say it otherwise."""

    claimed: Span
    ruled: Span


def remark_on(claim: str, law: str) -> Remark | None:
    """Another modality ("dapat" for "wajib"), or something denied that the other states ("tidak menerima"); else None."""
    claimed, ruled = modality_of(claim), modality_of(law)
    if claimed and ruled and claimed.modality != ruled.modality:
        return Remark(claimed.span, ruled.span)
    return _denied(claim, law) or _denied(law, claim, turned=True)


def _denied(text: str, other: str, *, turned: bool = False) -> Remark | None:
    """What ``text`` denies ("tidak menerima") and ``other``, which denies nothing, states; ``turned``: the claim is ``other``."""
    if _DENIES.search(other):
        return None
    placed = list(_placed(other))
    for match in _DENIED.finditer(text):
        verb = stem(match["verb"].lower())
        said = [span for word, span in placed if stem(word) == verb]
        if said and sum(stem(word) == verb for word in words(text)) == 1:
            denied = Span(*match.span())
            return Remark(said[0], denied) if turned else Remark(denied, said[0])
    return None


def foreign_words(claim: str, law: str) -> tuple[Span, ...]:
    """The words of the claim that the law does not have in any form."""
    known = {stem(word) for word in words(law)}
    return tuple(span for word, span in _placed(claim) if len(word) > 3 and stem(word) not in known)


def _placed(text: str) -> Iterable[tuple[str, Span]]:
    position, lower = 0, text.lower()
    for word in words(text):
        start = lower.find(word, position)
        if start < 0:
            continue
        position = start + len(word)
        yield word, Span(start, position)
