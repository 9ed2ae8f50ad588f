"""Where a text leans: "sebagaimana dimaksud dalam Pasal 3 ayat (1) huruf a dan huruf b"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tanyapasal.index.language.statements.sentences import clause_before
from tanyapasal.index.text import Span

# As copies misread it: "sebagaimana dimalsud", "sslagaimana dimaksud", "yang dimaksrrd".
_AS, _IN = r"\w{0,9}gaima\w{0,6}", r"(?:di\s+dalam|dalam|pada|di)"
_SAYING = (
    rf"(?:\b(?:(?:{_AS}|sebagai|yang)\s+dim\w{{1,3}}s\w{{1,3}}|{_AS}\s+(?:telah\s+)?(?:di\s?)?(?:atur|maksud|tetapkan))"
    rf"|(?:\b{_AS}\s+)?\b(?:dimaksud|tersebut(?=\s+{_IN}\b)))"
)
# The units too are misread: "ay at (1)", "Pasa-l 5", "hunrf a", "^pasal 7".
_UNIT = r"(?:pas\S{1,3}|psl?\.?|a\S{0,2}\s?at|aya\w|hu\w{2,3}|angka|bab|lampiran)\s*+\^?"
_NUMBER = r"(?:\(\s?\w{1,3}\s?\)?|\d+\w{0,2}\b|[a-z]{1,2}\b|[ivx]{3,5}\b)"
_JOIN = r"\s*+(?:,\s*+)?(?:(?:dan/atau|dan|atau|serta|sampai\s+dengan)\s+)?"
_PLACES = rf"{_UNIT}{_NUMBER}(?:{_JOIN}(?:{_UNIT}{_NUMBER}|\(\w{{1,3}}\))|\s*+(?:,|dan|atau)\s+[a-z]\b)*"
_LEANING = re.compile(
    rf"{_SAYING}(?:\s+{_IN}(?:\s*+\^?(?P<places>{_PLACES})|\b\s*+)|\s+\^?(?P<at_once>{_PLACES}))",
    re.IGNORECASE,
)
_EXACTLY = re.compile(r"\bdimaksud\b", re.IGNORECASE)
_TO_MARK = re.compile(r"[^,.;:]*(?:,(?= wajib| dilarang| dapat| harus))?")


@dataclass(frozen=True, slots=True)
class Leaning:
    """Words that lead to another place.

    ``places``: what is named there, "Pasal 3 ayat (1)", empty at the end of ``span`` if nothing is. ``called``: the
    words of the clause before, which say what the place is about: "petugas yang diberhentikan sementara".
    """

    span: Span
    places: Span
    called: Span


def leanings(text: str, within: Span | None = None) -> tuple[Leaning, ...]:
    """Where a text or a part of it leans on other places, in order. A misread word counts only before a place."""
    span = Span(0, len(text)) if within is None else within
    found: list[Leaning] = []
    start = span.start
    for match in _LEANING.finditer(text, span.start, span.end):
        named = "places" if match["places"] else "at_once"
        if match[named] is None and not _EXACTLY.search(match.group()):
            continue
        places = Span(*match.span(named)) if match[named] else Span(match.end(), match.end())
        found.append(Leaning(Span(*match.span()), places, clause_before(text, match.start(), start)))
        start = match.end()
    return tuple(found)


def without_leaning(text: str, *, to_mark: bool = False) -> str:
    """``text`` with a space where it leans.

    ``to_mark``: with all that follows up to the next mark too. What a question is made of is the subject alone, and
    a sentence that leans goes on with what is said of it ("… sebagaimana dimaksud pada ayat (1) ditetapkan oleh …").
    """
    pieces: list[str] = []
    start = 0
    for leaning in leanings(text):
        if leaning.span.start < start:
            continue
        end = leaning.span.end
        if to_mark and (rest := _TO_MARK.match(text, end)) is not None:
            end = rest.end()
        pieces.append(text[start : leaning.span.start])
        start = end
    return " ".join((*pieces, text[start:]))
