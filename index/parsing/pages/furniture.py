"""What a page carries besides the law: running heads, page numbers, addresses of web sites, catchwords.

``mask`` blanks all of it out and keeps the length, so that every offset of the masked text is one of the text.
A running head is told from the same words in the law by where it stands and by how they are written: in the law
"Presiden Republik Indonesia" is mixed case, or ends with a comma above a signature.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from tanyapasal.index.parsing.pages.gazette import GAZETTE, gazette_heads
from tanyapasal.index.parsing.pages.glued import glued_before_headings
from tanyapasal.index.parsing.pages.hyphens import mark_parted
from tanyapasal.index.parsing.pages.repeats import (
    mark_doubled_pages,
    mark_page_numbers,
    mark_repeated,
    mark_running_titles,
    page_break_near,
)
from tanyapasal.index.parsing.pages.stains import stains
from tanyapasal.index.text import Span

_HEAD = "PRESIDENREPUBLIKINDONESIA"
_SITE = re.compile(
    r"(?:\d{1,4}[ \t]*/[ \t]*\d{1,4}[ \t]*+(?:\n[ \t]*+)?)?(?:https?://|www\.)[\w.-]{1,253}\.[a-z]{2,4}(?:/[\w./?=&%-]*)?"
    r"(?:[ \t]*+(?:\n[ \t]*+)?\d{1,4}[ \t]*/[ \t]*\d{1,4}\b)?"
)
_SITE_LINE = re.compile(
    r"(?:https?://|www\.|jdih\.|ditjenpp\.|peraturan\.)[\w./-]+|[\w-]+\.(?:go\.id|co\.id|com)"
)
_PAGE_OF = re.compile(
    r"(?:(?:hal(?:aman)?|hlm|page|pg)\s*+(?:[.:]\s*+)?)?\d{1,4}\s*(?:/|dari|of)\s*\d{1,4}"
    r"|(?:hal(?:aman)?|hlm|page|pg)\s*+(?:[.:]\s*+)?(?:[-–—]\s*+)?\d{1,4}\s*[-–—]?",
    re.IGNORECASE,
)
_DASHED = re.compile(r"(?=.*\d|.*[tlI])[-–—_~.•\s]{1,4}[\dtlIOoSi]{1,4}\s?[-–—_~.•]*|[\dlIO]{1,4}\s?[-–—_]+")
_SHEET = re.compile(r"[S5][KX]\s*N[o0]\.?\s*\d{3,6}\s*\.?[A-Z]?", re.IGNORECASE)
_INLINE_SHEET = re.compile(r"\b[S5][KX]\s?N[o0]\.?\s?\d{5,6}\s?[A-Z]?\b")
# A run of capitals that may be the running head, with the page number after it
_INLINE_HEAD = re.compile(
    r"(?<!\S)(?P<head>[PF]\s?[RB][A-Za-z .!|$]{4,11}?\s+R\s?[EB](?:[A-Z|!I{}(<. ]|[a-z](?=[A-Z])){5,24}[A-Z]A)\b"
    r"(?P<page>[ \t]*[-–—_]{1,2}[ \t]?[\dtlIOoSi]{1,4}[ \t]?[-–—_.]{0,2}(?=\s|[A-Z]|$))?"
)
_OF_TOTAL = re.compile(r"(?<!\S)(?P<page>\d{1,3})[ ]?/[ ]?(?P<total>\d{1,3})(?!\S)")
_ENOUGH_PAGES = 4
_INLINE_DASHED = re.compile(r"(?<=\s)_[ ]?[\dtlIO]{1,4}[ ]?_(?=\s|$)")
# Marks of Markdown that stand around headings and items
_MARKUP = re.compile(
    r"^[ \t]{0,8}(?:#{1,6}(?=[ \t]+\S)|[-*•](?=[ \t]+(?:[*_]{2})?(?:[a-z]{1,2}|\d{1,2})[.)]\s|[ \t]+\(\d))|\*\*(?=\S)|(?<=\S)\*\*(?=[\s.,;:]|$)",
    re.MULTILINE,
)
# A page number that ran together with the line below it: "-2t-Paragraf 6"
_FUSED_PAGE = re.compile(r"^[-–—_][ ]?[\dtlIO]{1,3}[ ]?[-–—_](?=[A-Z])", re.MULTILINE)
_DOTS = re.compile(r"(?<!\.)(?<!\.\s)(?:\s?\.){2,}+\s*$|\s?…\s*$|(?<=\S)\s+\.\s*$")
_LETTERS = re.compile(r"[^A-Za-z0-9|!$]")
_SIGNS = str.maketrans({"0": "O", "1": "I", "|": "I", "!": "I", "$": "S", "5": "S", "l": "I"})
_FOLDED = str.maketrans({"1": "i", "l": "i", "|": "i", "0": "o", "5": "s", "j": "i"})
_ALIKE = {
    ord(c): " "
    for c in "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
}
_ALIKE |= {ord(c): "-" for c in "\u2010\u2011"}
_LONGEST_CATCHWORD = 45
_ALWAYS_LAW = ("dan", "esa", "bersama", "persetujuan", "esa,", "memutuskan")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the blanks around it: ``[start, end)`` of the text."""

    start: int
    end: int


def lines_of(text: str, first: int = 0, last: int | None = None) -> list[Line]:
    """The lines of a text, or of its stretch ``[first, last)``, that are not blank."""
    found: list[Line] = []
    position = first
    for raw in text[first:last].split("\n"):
        stripped = raw.strip()
        if stripped:
            start = position + len(raw) - len(raw.lstrip())
            found.append(Line(start, start + len(stripped)))
        position += len(raw) + 1
    return found


def mask(text: str) -> tuple[str, tuple[Span, ...]]:
    """The text with page furniture blanked out (same length), and the spans that were.

    Blanks of other widths become plain ones, hyphens that do not break become hyphens: they look the same.
    Hyphens that only part words at line ends are marked, see ``hyphens``.
    """
    text = text.translate(_ALIKE)
    spans = _merged([*_inline(text), *stains(text)])
    text = blanked(text, spans)
    lines = lines_of(text)
    content = [text[line.start : line.end] for line in lines]
    marked = _line_furniture(content)
    mark_page_numbers(content, marked)
    mark_repeated(content, marked)
    mark_running_titles(content, marked)
    _mark_catchwords(content, marked)
    mark_doubled_pages(content, marked)
    spans += [
        Span(line.start, line.end) for line, is_furniture in zip(lines, marked, strict=True) if is_furniture
    ]
    return mark_parted(blanked(text, spans)), tuple(sorted(spans))


def blanked(text: str, spans: Sequence[Span]) -> str:
    """The text with blanks for what the spans hold; line ends stay."""
    pieces: list[str] = []
    done = 0
    for span in sorted(spans):
        if span.start < done:
            continue
        pieces.append(text[done : span.start])
        pieces.append("".join("\n" if c == "\n" else " " for c in text[span.start : span.end]))
        done = span.end
    pieces.append(text[done:])
    return "".join(pieces)


def _inline(text: str) -> list[Span]:
    found = [Span(*match.span()) for match in _SITE.finditer(text)]
    found += [Span(*match.span()) for match in _INLINE_SHEET.finditer(text)]
    found += [Span(*match.span()) for match in _INLINE_DASHED.finditer(text)]
    found += [Span(*match.span()) for match in _FUSED_PAGE.finditer(text)]
    found += [_trimmed(match) for match in _MARKUP.finditer(text)]
    found += _counted_pages(text)
    found += gazette_heads(text)
    found += glued_before_headings(text)
    for match in _INLINE_HEAD.finditer(text):
        head = match["head"]
        folded = _LETTERS.sub("", head).translate(_SIGNS).upper()
        if Levenshtein.distance(folded, _HEAD, score_cutoff=7) > 7:
            continue
        if match["page"] or (
            text[match.end() : match.end() + 1] not in (",", "") and "\n" not in head and _misread(head)
        ):
            found.append(Span(_with_catchword(text, match.start(), match.end()), match.end()))
    return found


def _merged(spans: list[Span]) -> list[Span]:
    """Spans that overlap made one."""
    kept: list[Span] = []
    for span in sorted(spans):
        if kept and span.start < kept[-1].end:
            kept[-1] = Span(kept[-1].start, max(kept[-1].end, span.end))
        else:
            kept.append(span)
    return kept


def _with_catchword(text: str, start: int, end: int) -> int:
    """Where a running head begins, the word before it included if it is the first one after it."""
    before = text[max(0, start - 30) : start].rstrip()
    word = before.split()[-1] if before.split() else ""
    after = text[end : end + 30].split()[:1]
    if word.isalpha() and after == [word]:
        return start - (len(text[max(0, start - 30) : start]) - len(before)) - len(word)
    return start


def _trimmed(match: re.Match[str]) -> Span:
    return Span(match.end() - len(match[0].lstrip()), match.end())


def _counted_pages(text: str) -> list[Span]:
    """Page numbers "11 / 30" inside the text: one total, numbers that rise."""
    by_total: dict[str, list[re.Match[str]]] = {}
    for match in _OF_TOTAL.finditer(text):
        pages = by_total.setdefault(match["total"], [])
        if not pages or int(pages[-1]["page"]) < int(match["page"]) <= int(match["total"]):
            pages.append(match)
    return [Span(*m.span()) for pages in by_total.values() if len(pages) >= _ENOUGH_PAGES for m in pages]


def _misread(head: str) -> bool:
    """A head in a scanner's spelling: the law itself spells it right."""
    return head.split() != ["PRESIDEN", "REPUBLIK", "INDONESIA"]


def _line_furniture(content: list[str]) -> list[bool]:
    marked = [_stands_alone(line) for line in content]
    for i, line in enumerate(content):
        if marked[i] or len(line) > 40:
            continue
        part = _head_part(line)
        if part == "presiden" and _head_part(_at(content, i + 1)) == "republik":
            marked[i] = marked[i + 1] = True
        elif part == "whole":
            before = _at(content, i - 1).lower().split()[-1:]
            page_near = any(marked[j] for j in (i - 1, i + 1, i + 2) if 0 <= j < len(marked))
            marked[i] = (page_near and not (before and before[0] in _ALWAYS_LAW)) or (
                _misread(line) and not line.endswith(",")
            )
        elif part == "republik" and i and not marked[i] and _head_part(content[i - 1]) is None:
            # half of a running head whose first line was lost
            marked[i] = _misread(line) and page_break_near(marked, i)
    return marked


def _stands_alone(line: str) -> bool:
    if len(line) > 60:
        return False
    return bool(
        _DASHED.fullmatch(line)
        or _PAGE_OF.fullmatch(line)
        or _SHEET.fullmatch(line)
        or GAZETTE.fullmatch(line)
        or _SITE_LINE.fullmatch(line)
    )


def _head_part(line: str) -> str | None:
    """Which part of the running head a line is, misread letters forgiven."""
    if not 6 <= len(line) <= 40 or line.endswith(",") or sum(c.isupper() for c in line) < 5:
        return None
    folded = _LETTERS.sub("", line).translate(_SIGNS).upper()
    if 6 <= len(folded) <= 10 and Levenshtein.distance(folded, "PRESIDEN", score_cutoff=2) <= 2:
        return "presiden"
    if 12 <= len(folded) <= 20 and Levenshtein.distance(folded, "REPUBLIKINDONESIA", score_cutoff=5) <= 5:
        return "republik"
    if 20 <= len(folded) <= 29 and Levenshtein.distance(folded, _HEAD, score_cutoff=6) <= 6:
        return "whole"
    return None


def _at(content: list[str], i: int) -> str:
    return content[i] if 0 <= i < len(content) else ""


def _mark_catchwords(content: list[str], marked: list[bool]) -> None:
    """The first words of the next page, printed below the last line of a page."""
    following = [""] * len(content)
    after = ""
    for i in range(len(content) - 1, -1, -1):
        following[i] = after
        if not marked[i]:
            after = content[i]
    for i, line in enumerate(content):
        if marked[i] or len(line) > _LONGEST_CATCHWORD:
            continue
        dotted = _DOTS.search(line)
        stem = folded(line[: dotted.start()] if dotted else line)
        if not stem:
            marked[i] = dotted is not None
            continue
        repeats = folded(following[i][: len(line) + 12]).startswith(stem)
        if dotted is not None and (repeats or page_break_near(marked, i)):
            marked[i] = repeats or len(line) - len(line.rstrip(". …")) >= 2
        elif dotted is None and repeats and page_break_near(marked, i) and not line.endswith((".", ";")):
            marked[i] = True


def folded(line: str) -> str:
    """Letters and digits alone, signs that scanners confuse made one."""
    return "".join(c for c in line.lower() if c.isalnum()).translate(_FOLDED)
