"""Lines that stand there again because of the pages: running titles, and pages that were copied twice."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

_SIGNS = re.compile(r"[^A-Za-z0-9]")
_DIGITS = re.compile(r"\d+")
# Headings and items are law wherever and however often they stand
_LAW = re.compile(
    r"pasal|bab[ivxl\d]|bagian|paragraf|cukup|ayat|huruf|angka|lihat|menimbang|mengingat|lampiran|[a-z]{0,2}$"
)
_MARKED = re.compile(r"(?:\(?\w{1,3}[).]|Pasal\s)")
_ITEM = re.compile(r"\(?(?:\d{1,3}[a-z]?|[a-z]{1,2})\s?[).](?!\d)\s*\S")
_WORDED = re.compile(
    r"\b(?:Pasal\s\d|ayat\s?\(|berbunyi|diubah|dihapus|disisipkan|ditambah|dimaksud|yakni|yaitu|Ketentuan|Di\s?antara)"
)
_KNOWN = re.compile(
    r"(?i:jdih|hukumonline|pusat\s+data|salinan|rancangan|\bdraf|halaman|\bhlm\b|\bhal\.|lembaran|berita\s+negara)"
    r"|\b(?:Nomor|NOMOR|No\.?)\s?\d+(?:/|\s+(?:Tahun|TAHUN))"
)
_LONGEST_TITLE = 110
_SHORTEST_KEY = 8
# Running titles stand on five pages at least, a page apart
_TIMES = 5
_PAGE = 10
_REGULAR = 0.75
# A page that stands there twice
_LINES = 8
_CHARACTERS = 300
_FURTHEST = 200
_NUMBER_LINE = re.compile(r"\d{1,4}")
_PASAL_ALONE = re.compile(r"P\s?[aA]\s?[sS]\s?[aA]\s?[lL1I]\W{0,2}")
# Lines between two page numbers at least
_SHORTEST_PAGE = 8


def mark_running_titles(content: list[str], marked: list[bool]) -> None:
    """Lines that are the same but for their figures and come again at the distance of a page, through all the text.

    Law repeats itself too: most of them must stand beside other furniture, or say what only running titles say.
    """
    places: dict[str, list[int]] = {}
    for i, line in enumerate(content):
        if marked[i] or len(line) > _LONGEST_TITLE or len(line) < _SHORTEST_KEY:
            continue
        key = _DIGITS.sub("0", _SIGNS.sub("", line)).lower()
        if len(key) >= _SHORTEST_KEY and not says_law(line, key) and not _MARKED.match(line):
            places.setdefault(key, []).append(i)
    for found in places.values():
        known = _KNOWN.search(content[found[0]]) is not None
        beside = sum(page_break_near(marked, i) for i in found)
        if len(found) >= _TIMES and (known or 2 * beside >= len(found)) and _is_regular(found, len(content)):
            for i in found:
                marked[i] = True


def says_law(line: str, key: str) -> bool:
    """True for a line that is law however often it stands at the head of a page; ``key``: its letters and digits.

    Headings, items, instructions ("2. Ketentuan Pasal 12 diubah sehingga"), and what only goes on or ends a sentence.
    """
    if _LAW.match(key) or _ITEM.match(line):
        return True
    return not _KNOWN.search(line) and (_WORDED.search(line) is not None or not _is_title(line))


def _is_title(line: str) -> bool:
    """True for a line that may be a title: no end of a sentence, and none that goes on from the line above."""
    return not line[0].islower() and line[-1] not in ".;:,"


def _is_regular(places: list[int], length: int) -> bool:
    gaps = [after - before for before, after in pairwise(places)]
    page = median(gaps)
    if page < _PAGE or places[-1] - places[0] < 0.5 * length:
        return False
    even = sum(0.7 * page <= gap <= 1.35 * page or 1.7 * page <= gap <= 2.3 * page for gap in gaps)
    return even >= _REGULAR * len(gaps)


def mark_doubled_pages(content: list[str], marked: list[bool]) -> None:
    """Lines that repeat all the lines just above them: the same page once more."""
    kept = [i for i in range(len(content)) if not marked[i]]
    latest: dict[str, int] = {}
    at = 0
    while at < len(kept):
        line = content[kept[at]]
        before = latest.get(line, -_FURTHEST - 1)
        length = at - before
        if _LINES <= length <= _FURTHEST and _repeats(content, kept, before, at):
            for i in kept[at : at + length]:
                marked[i] = True
            at += length
            continue
        latest[line] = at
        at += 1


def _repeats(content: list[str], kept: list[int], first: int, second: int) -> bool:
    length = second - first
    if second + length > len(kept):
        return False
    if any(content[kept[first + n]] != content[kept[second + n]] for n in range(length)):
        return False
    lines = [content[i] for i in kept[first:second]]
    return sum(map(len, lines)) >= _CHARACTERS and any(_MARKED.match(line) for line in lines)


def mark_repeated(content: list[str], marked: list[bool]) -> None:
    """Short lines that stand beside page breaks again and again."""
    beside: dict[str, list[int]] = {}
    for i, line in enumerate(content):
        if not marked[i] and len(line) <= 60 and page_break_near(marked, i):
            key = _DIGITS.sub("0", _SIGNS.sub("", line)).lower()
            # headings and list items are law wherever they stand
            if len(key) > 6 and not says_law(line, key):
                beside.setdefault(key, []).append(i)
    for places in beside.values():
        if len(places) >= 5:
            for i in places:
                marked[i] = True


def mark_page_numbers(content: list[str], marked: list[bool]) -> None:
    """Bare numbers on lines of their own that count the pages: rising by one or two, a page apart.

    The longest such chain counts; numbers beside other furniture need no chain.
    """
    found: list[tuple[int, int, int]] = []  # line, length of the chain that ends here, its last link but one
    latest: dict[int, int] = {}
    best = -1
    for i, line in enumerate(content):
        if marked[i] or len(line) > 4 or not _NUMBER_LINE.fullmatch(line) or (i and _waits(content[i - 1])):
            continue
        value = int(line)
        before = max(
            (
                k
                for k in (latest.get(value - 1, -1), latest.get(value - 2, -1))
                if k >= 0 and i - found[k][0] >= _SHORTEST_PAGE
            ),
            key=lambda k: found[k][1],
            default=-1,
        )
        found.append((i, found[before][1] + 1 if before >= 0 else 1, before))
        latest[value] = len(found) - 1
        if best < 0 or found[-1][1] > found[best][1]:
            best = len(found) - 1
    beside = [i for i, _, _ in found if page_break_near(marked, i)]
    if best >= 0 and found[best][1] >= 3:
        while best >= 0:
            marked[found[best][0]] = True
            best = found[best][2]
    for i in beside:
        marked[i] = True


def _waits(line: str) -> bool:
    """True for "Pasal" alone: its number stands on the next line."""
    return len(line) <= 10 and _PASAL_ALONE.fullmatch(line) is not None


def page_break_near(marked: list[bool], i: int) -> bool:
    """True if the line before or after ``i`` is furniture."""
    return any(marked[j] for j in (i - 1, i + 1) if 0 <= j < len(marked))
