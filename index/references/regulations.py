"""Regulations as people write them: "UU No.20/2023", "PerLAN 10 th 2021", "Perlan 5 dan 6 tahun 2022"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tanyapasal.index.law.places import RegulationId
from tanyapasal.index.references import forms, regulation_forms
from tanyapasal.index.references.mentions import RegulationMention
from tanyapasal.index.references.names import Names
from tanyapasal.index.references.numbers.numbering import Numbering, read_numbering
from tanyapasal.index.references.words import UNIT_OF, Words

_NUMBER = frozenset(regulation_forms.NUMBER.words)
_YEAR = frozenset(regulation_forms.YEAR.words)
_AND = frozenset(forms.AND.words) | {"dengan", "dgn"}
_COUNTED = frozenset(forms.COUNTED.words) - _YEAR
_TITLE = frozenset(regulation_forms.TITLE.words)
_HEADS = tuple(
    (head.id, tuple(tuple(words.split()) for words in head.words)) for head in regulation_forms.HEADS
)
_HEAD_STARTS = frozenset(words[0] for _, spellings in _HEADS for words in spellings)
_PREPOSITIONS = frozenset(
    {"di", "pada", "dalam", "dlm", "ini", "itu", "tersebut", "tsb", "yang", "yg", "bahwa"}
)
_STOPS = (_AND - {"dan"}) | _PREPOSITIONS | frozenset(UNIT_OF) | _HEAD_STARTS
_NO_TITLE = (
    frozenset(UNIT_OF) | _COUNTED | _AND | _TITLE | _HEAD_STARTS | _PREPOSITIONS | _NUMBER | _YEAR
).union(
    *(form.words for form in (forms.WITHIN, forms.REQUESTS, *forms.PART_FORMS)),
    regulation_forms.TOWARDS.words,
    regulation_forms.NO_TITLE.words,
)
_WORDS_BEFORE_NUMBER = 8
_LONGEST_TITLE = 8
_QUOTES = frozenset({'"', "\u201c", "\u201d"})


@dataclass(frozen=True, slots=True)
class Named:
    """A regulation and the words ``[start, end)`` that name it.

    ``in_title``: it only belongs to the name of the one before it; ``lead``: how many words before it say so.
    """

    start: int
    end: int
    regulation: RegulationMention
    in_title: bool = False
    lead: int = 0


def read_regulations(words: Words, i: int, names: Names) -> list[Named]:
    """The regulations named from word ``i`` on, several if they share the kind; empty if there are none."""
    read = names.read(words, i) if names.begins(words.at(i)) else None
    if read is None:
        return _read_unlisted(words, i, names)
    (kind, alias), end = read
    if alias is not None and not alias.number:
        return [Named(i, _behind_year(words, end, alias), RegulationMention.of(alias))]  # "UUD 45", "KUHP"
    region, j = _read_region(words, _skip_remarks(words, end), kind, names)
    number = None  # "UU KIP\n2) …": the next item begins
    if not words.marks_item(j):
        number = read_numbering(words, j) or _read_numbering_after_words(words, j, names)
    if number is None:
        if alias is not None:
            return [Named(i, end, RegulationMention.of(alias))]
        if region is None and not _may_stand_alone(words, i, end):
            return []
        title, end = _read_title(words, j if region else end)
        return [Named(i, end, RegulationMention(kind, title=title, region=region))]
    first = Named(i, number.end, RegulationMention(kind, number.number, number.year, region=region))
    if region is None and kind in names.levels and number.year is not None:
        region, end = names.regions.behind_number(words, number.end) or (None, number.end)
        first = Named(i, end, replace(first.regulation, region=region))
    if alias is not None and first.regulation.may_be(alias):
        first = replace(first, regulation=RegulationMention.of(alias))  # "UU Jalan Nomor 20"
    if first.regulation.number is None and words.at(first.end) in _TITLE:
        title, end = _read_title(words, first.end)
        return [replace(first, end=end, regulation=replace(first.regulation, title=title))]
    return _read_more(words, first)


def _read_region(words: Words, i: int, kind: str, names: Names) -> tuple[str | None, int]:
    """The region named behind a kind that regions make, and the index after it."""
    level = names.levels.get(kind)
    return (level and names.regions.before_number(words, i, level)) or (None, i)


def _behind_year(words: Words, end: int, alone: RegulationId) -> int:
    """The index after the year of a regulation that its name names already: "UUD 1945", "UUD '45", "UUD Tahun 1945"."""
    number = read_numbering(words, words.behind(_skip_remarks(words, end), ("'", "’"), 1))
    if number is None or not alone.year:
        return end
    year = str(alone.year)
    said = (number.year, number.number) in ((alone.year, None), (alone.year, "1"), (None, year[2:]))
    return number.end if said else end


def _read_title(words: Words, i: int) -> tuple[str | None, int]:
    """Words of a title right behind a kind, "UU Ketenagakerjaan", or None; and the index after them."""
    start = i + (words.at(i) in _TITLE)
    start = j = start + (words.at(start) in _QUOTES)
    while j < start + _LONGEST_TITLE and words.at(j).isalpha() and words.at(j) not in _NO_TITLE:
        if words.starts_line(j):
            break
        j += 1
    quoted = j > start and words.at(start - 1) in _QUOTES and words.at(j) in _QUOTES
    return (" ".join(words.at(n) for n in range(start, j)), j + quoted) if j > start else (None, i)


def _may_stand_alone(words: Words, i: int, end: int) -> bool:
    """False for everyday words in lower case, unless they follow a place ("pasal 5 pp"), and in addresses."""
    if _in_address(words, i, end):
        return False
    if words.at(i - 1).isdigit() or words.at(i - 1) in (")", *_PREPOSITIONS):
        return True
    name = [n for n in range(i, end) if words.at(n).isalpha()]
    everyday = "".join(map(words.at, name)) in regulation_forms.EVERYDAY
    return not everyday or all(words.written(n).isupper() for n in name)


def _in_address(words: Words, i: int, end: int) -> bool:
    """True within an address of the web or of a mailbox: "https://uu.example.org", "pp@example.org"."""
    before = words.joined(i) and words.at(i - 1)[-1:] in ("/", "@", ".")
    after = words.joined(end) and words.at(end) in ("/", "@")
    dotted = words.joined(end + 1) and words.at(end) == "." and words.at(end + 1).isalpha()
    return before or after or dotted


def _skip_remarks(words: Words, i: int) -> int:
    """The index after "RI", "Republik Indonesia" and a short form in brackets, "(LAN)"."""
    for _ in range(2):
        if words.at(i) == "ri":
            i += 1
        elif (words.at(i), words.at(i + 1)) == ("republik", "indonesia"):
            i += 2
        elif words.at(i) == "(":
            close = next((n for n in range(i + 1, i + 9) if words.at(n) == ")"), None)
            inside = [words.at(n) for n in range(i + 1, close or i)]
            if close and not any(word.isdigit() or word in UNIT_OF for word in inside):
                i = close + 1
    return i


def _read_numbering_after_words(words: Words, i: int, names: Names) -> Numbering | None:
    """Number and year behind further words of the name: "Perda Provinsi Bali Nomor 5 Tahun 2022"."""
    j = _skip_name(words, i, _WORDS_BEFORE_NUMBER, names)
    if j < i + _WORDS_BEFORE_NUMBER and words.at(j) in _NUMBER and not _ends_name(words, j, names):
        return read_numbering(words, j, year_needed=True)
    return None


def _skip_name(words: Words, i: int, most: int, names: Names) -> int:
    """The index after the words of a name, at the latest after ``most``."""
    j = i
    while j < i + most and words.at(j) not in _NUMBER and not _ends_name(words, j, names):
        j += 1
    return j


def _ends_name(words: Words, j: int, names: Names) -> bool:
    word = words.at(j)
    if not (word.isalpha() or word in _NUMBER) or word in _STOPS:
        return True
    return names.begins(word) and names.read(words, j) is not None


def _read_more(words: Words, first: Named) -> list[Named]:
    """Further numbers of the same kind: "UU 20/2023 dan 5/2014", "Perlan 5 dan 6 tahun 2022"."""
    found, waiting = [first], [first]
    if first.regulation.number is None:
        return found
    while True:
        end = waiting[-1].end
        j = words.behind(end, _AND, 3)
        if j == end or words.marks_item(j):
            break
        more = read_numbering(words, j)
        if more is None or more.number is None:
            break
        named = Named(j, more.end, replace(first.regulation, number=more.number, year=more.year))
        if more.year is not None:
            # a year that closes the list holds for the numbers before it that have none
            found[-1:] = [
                w if w.regulation.year else replace(w, regulation=replace(w.regulation, year=more.year))
                for w in waiting
            ]  # fmt: skip
            found.append(named)
            waiting = [named]
        elif waiting[-1].regulation.year is None or words.at(j) in _NUMBER:
            waiting.append(named)
        else:
            break
        if len(waiting) > 20:
            break
    return found


def _read_unlisted(words: Words, i: int, names: Names) -> list[Named]:
    """A regulation of a kind that is not in the table; it needs its number and year to be one."""
    if words.at(i) in _NUMBER:
        return _read_bare(words, i)
    if words.at(i) not in _HEAD_STARTS:
        return []
    for kind, spellings in _HEADS:
        for spelling in spellings:
            if tuple(words.at(i + n) for n in range(len(spelling))) == spelling:
                return _read_headed(words, i, i + len(spelling), kind, names)
    return []


def _read_bare(words: Words, i: int) -> list[Named]:
    """A regulation without its kind, above a pasal: "nomor 5 tahun 2022 pasal 1"."""
    bare = read_numbering(words, i, year_needed=True)
    if bare is None or bare.number is None or UNIT_OF.get(words.at(bare.end)) != "pasal":
        return []
    return [Named(i, bare.end, RegulationMention(None, bare.number, bare.year))]


def _read_headed(words: Words, i: int, start: int, kind: str | None, names: Names) -> list[Named]:
    """The body that made it and the number behind the head ``[i, start)``: "Peraturan Wali Kota … Nomor 5 Tahun 2022"."""
    j = _skip_remarks(words, _skip_name(words, start, _WORDS_BEFORE_NUMBER + 4, names))
    body = "".join(words.at(n) for n in range(start, j) if words.at(n).isascii() and words.at(n).isalpha())
    body = body.removesuffix("republikindonesia")
    # a number that is not called one needs a kind and a body before it, and a body needs a kind
    if (kind is None and body) or (words.at(j) not in _NUMBER and not body):
        return []
    number = read_numbering(words, j, year_needed=True)
    if number is None or number.number is None:
        return []
    id_ = None if kind is None or (kind in ("per", "se") and not body) else kind + body
    return [Named(i, number.end, RegulationMention(id_, number.number, number.year))]
