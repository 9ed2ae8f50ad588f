"""The block that names a regulation: kind, number and year, "TENTANG", title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.places import RegulationId
from tanyapasal.index.parsing.identity.letters import digits, like, nearest, readings, spelled, squashed
from tanyapasal.index.parsing.identity.titles import title_at
from tanyapasal.index.references.find import find_references
from tanyapasal.index.references.regulation_forms import HEADS
from tanyapasal.index.text import Span, one_line

_HEADS = (
    "UNDANGUNDANG", "PERATURAN", "KEPUTUSAN", "INSTRUKSI", "SURATEDARAN", "KETETAPAN", "QANUN", "PENETAPAN", "KITABUNDANG",
    "KOMPILASIHUKUM",
)  # fmt: skip
# The same within a line, of a text that was written without lines
_INSIDE = re.compile(
    r"(?<![A-Za-z-])(?:UNDANG\s?[-.]\s?UNDANG|PERATURAN|KEPUTUSAN|INSTRUKSI|SURAT\s+EDARAN|KETETAPAN|QANUN)(?![A-Za-z])"
)
_NUMBER = re.compile(
    r"(?<![A-Za-z])(?:N\s?[O0Q]\s?M\s?[O0QE]\s?[RB]|Nomor|nomor|N[Oo0](?=\s*[.:])|N[O0])(?![A-Za-z])"
)
_WORD = re.compile(r"T\s?A\s?H\s?U\s?N|(?<![A-Za-z])[A-Za-z][A-Za-z1!|]{1,6}\.?")
_ABOUT = re.compile(r"\bT\s?E\s?N\s?T\s?A\s?N\s?G\b|\b[Tt]entang\b")
# "2O 08": what follows TAHUN as far as it can be a year; the title may follow on the same line
_YEAR_SIGNS = re.compile(r"[\s:.]*(?P<year>(?:[\dOoQDIil|!SZB]\s?){4})(?![\dA-Za-z])")
_HALF_KINDS = frozenset(head.id for head in HEADS)
_LONGEST_NAME = 260
_LONGEST_NUMBERING = 110
_LAST_WORDS = 120
_MOST_WORDS = 22


@dataclass(frozen=True, slots=True)
class Block:
    """A name that a text gives to a regulation, and where.

    ``name``: the words of the kind, put right; "" where only the number can be read. ``id`` is None if kind, number and
    year are not all there. ``mended``: digits were misread and put right; ``misread``: letters of the name were.
    ``end``: after its title.
    """

    name: str
    id: RegulationId | None
    number: str | None
    title: str
    span: Span
    mended: bool
    misread: bool = False

    @property
    def end(self) -> int:
        return self.span.end


def heads(line: str) -> bool:
    """True if a line may begin a name, as far as its first letters say."""
    ways = readings(squashed(line[:60]))
    return any(like(way[: len(head) + n], head) for way in ways for head in _HEADS for n in (0, -1, 1))


def read_block(masked: str, start: int, end: int, kinds: Kinds) -> Block | None:
    """The block that begins at ``start``, before ``end``; None if no number and no title make it one."""
    text = masked[start : min(end, start + 4 * _LONGEST_NAME)]
    about = _about(text)
    number = _number(text[:_LONGEST_NAME])
    if number is None or (about is not None and about.start() < number.start()):
        return _named_alone(masked, start, end, about, kinds)
    if about is not None and about.start() - number.end() > _LONGEST_NUMBERING:
        about = None
    after = text[number.end() : about.start() if about else number.end() + _LONGEST_NUMBERING]
    numbering, mended = _numbering(after if about else _first_lines(after))
    title, stop = title_at(masked, start + about.end(), end, _begins) if about else ("", start + number.end())
    for first in _starts(text[: number.start()]):
        written = one_line(text[first : number.start()])
        name = nearest(spelled(written, kinds), kinds)
        id_ = _identified(name, numbering, kinds) if numbering else None
        if id_ is not None:
            break
    if len(name.split()) > _MOST_WORDS or (not name and any(map(heads, after.split("\n")))):
        return None
    span = Span(start, max(stop, start + number.end()))
    return Block(name, id_, numbering, title, span, mended, squashed(name) != squashed(written))


def _starts(words: str) -> list[int]:
    """Where a name may begin before its number: at once, or where it is said again, as below a letterhead."""
    again = [m.start() for m in _INSIDE.finditer(words) if m.start() and not leads_on(words[: m.start()])]
    return [0, *again]


def _named_alone(
    masked: str, start: int, end: int, about: re.Match[str] | None, kinds: Kinds
) -> Block | None:
    """A name without a number: a draft whose number is not given yet, or "UNDANG-UNDANG DASAR … TAHUN 1945"."""
    line = masked[start : min(end, start + _LONGEST_NAME)]
    if about is not None:
        name = spelled(one_line(line[: about.start()]), kinds)
        title, stop = title_at(masked, start + about.end(), end, _begins)
        return Block(name, None, None, title, Span(start, stop), False) if len(name.split()) < 12 else None
    for lines in (1, 2, 3):
        name = spelled(one_line("\n".join(line.split("\n")[:lines])), kinds)
        mention = next(iter(find_references(name, kinds)), None)
        id_ = mention.regulation.id if mention and mention.regulation and not mention.steps else None
        if mention and id_ and not id_.number and mention.span == Span(0, len(name)):
            return Block(name, id_, None, "", Span(start, start + len(name)), False)
    return None


def _number(text: str) -> re.Match[str] | None:
    """ "NOMOR" in any writing: misread where a number follows."""
    found = _NUMBER.search(text)
    for word in re.finditer(
        r"(?<![A-Z])[A-Z0Q]{4,6}(?=[\s:.]*[\dlIOSZ.])", text[: found.start() if found else None]
    ):
        if like(squashed(word[0]), "NOMOR"):
            return word
    return found


def _about(text: str) -> re.Match[str] | None:
    """ "TENTANG" in any writing: misread where it is alone on its line."""
    found = _ABOUT.search(text)
    for line in re.finditer(r"[^\n]+", text):
        if found is not None and line.start() > found.start():
            break
        letters = squashed(line[0])
        if 5 <= len(letters) <= 9 and like(letters, "TENTANG", 2):
            return line
    return found


def _first_lines(after: str) -> str:
    """The number without a "TENTANG" behind it: its line, and the next one if that says the year."""
    first, _, rest = after.lstrip().partition("\n")
    second = rest.lstrip().partition("\n")[0]
    word = _WORD.match(second)
    return f"{first}\n{second}" if word and _is_year_word(word[0]) else first


def _numbering(written: str) -> tuple[str | None, bool]:
    """Number and year as references write them, "4 TAHUN 2031" or "9/15/PBI/2007", and whether digits were misread."""
    written = re.sub(r"^[\s.:]+", "", written)
    for word in _WORD.finditer(written):
        year = _YEAR_SIGNS.match(written, word.end()) if _is_year_word(word[0]) else None
        if year is None:
            continue
        read, number = digits(year["year"]), written[: word.start()].strip(" \n.:,-_")
        if read is None or not number:
            return None, False
        whole = digits(number) or one_line(number)
        return f"{whole} TAHUN {read}", whole != number or read != year["year"].strip()
    if "/" not in written:
        return (one_line(written), False) if re.search(r"\d", written) else (None, False)
    parts = ["".join(part.split()) for part in written.split("/")]
    mended = [digits(part) or part if re.search(r"\d", part) else part for part in parts]
    return "/".join(mended), parts != mended


def _is_year_word(word: str) -> bool:
    letters = squashed(word)
    return letters in ("TH", "THN") or like(letters, "TAHUN", 2)


def _identified(name: str, numbering: str, kinds: Kinds) -> RegulationId | None:
    """The regulation that name and number make together, if the words begin with its kind."""
    # a comma stands in names of ministries only; in sentences it ends a name
    mention = next(iter(find_references(f"{name.replace(',', '')} NOMOR {numbering}", kinds)), None)
    if mention is None or mention.regulation is None or mention.span.start > 0 or mention.steps:
        return None
    # "PERATURAN MENTERI" of which ministry?
    return None if mention.regulation.kind in _HALF_KINDS else mention.regulation.id


# A name behind these words belongs to the one before it: "PERUBAHAN ATAS / UNDANG-UNDANG NOMOR 7 …"
_LEADING = frozenset(
    {
        "ATAS", "TENTANG", "TERHADAP", "DENGAN", "DAN", "ATAU", "DARI", "DALAM", "OLEH", "PADA", "UNTUK", "MENURUT", "MENJADI",
        "MENGENAI", "PELAKSANAAN", "PENCABUTAN", "PENETAPAN", "PENGESAHAN", "PERUBAHAN", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA",
        "KEENAM", "BERLAKUNYA", "MELAKSANAKAN", "KETENTUAN", "BERDASARKAN", "DIUBAH", "SEBAGAIMANA", "NOMOR", "TAHUN",
        "PENGGANTI", "MENCABUT", "MENGUBAH", "JO", "JUNCTO",
    }
)  # fmt: skip


def leads_on(before: str) -> bool:
    """True if the words before a name make it the name of another regulation, in a title or in a sentence."""
    said = before[-_LAST_WORDS:].rstrip()
    last = re.search(r"[A-Za-z]+\W*$", said)
    word = squashed(last[0]) if last else ""
    return word in _LEADING or said.endswith((",", "(", "/", "-"))


def _begins(line: str, before: str) -> bool:
    """True if a line of a title begins the name of a regulation of its own, as below a cover."""
    return heads(line) and _NUMBER.search(line) is None and line.upper() == line and not leads_on(before)


def blocks(masked: str, first: int, last: int, kinds: Kinds) -> Iterator[Block]:
    """The names that stand between ``first`` and ``last``, each behind the title of the one before it.

    A line in small letters begins one only where nothing but short lines stands above it.
    """
    above, at = "", first
    for line in re.finditer(r"(?<![^\n])[^\S\n]*+\S[^\n]*", masked[first:last]):
        opens = first + line.start() + len(line[0]) - len(line[0].lstrip("# \t*_|>"))
        words = masked[opens : first + line.end()]
        for start in _names_in(words, above):
            block = read_block(masked, opens + start, last, kinds) if opens + start >= at else None
            begins = start == 0 and (heads(words) or _NUMBER.match(words))
            if block is not None and (begins or (block.id and block.title)):
                small = not _capitals(masked[opens + start : opens + start + 60].partition("\n")[0])
                if not small or _stands_out(masked, block, not above.strip()):
                    yield block
                    at = block.end
        above += words + "\n"


def _names_in(line: str, above: str) -> Iterator[int]:
    """Where names may begin in a line: at its start, and further on in capitals.

    A line that begins with the number is one too; the kind above it may be lost.
    """
    alone = _NUMBER.match(line) is not None and _capitals(line)
    # "UU No. 4 Tahun 2031 tentang …"
    short = _NUMBER.search(line) is not None and not above.strip()
    head = heads(line) and not leads_on(above)
    if alone or short or (head and (_capitals(line) or _INSIDE.match(line) or _plain(above, line))):
        yield 0
    for match in _INSIDE.finditer(line, 1):
        if not leads_on(line[: match.start()]):
            yield match.start()


def _capitals(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    return sum(map(str.isupper, letters)) >= 0.8 * len(letters)


def _plain(above: str, line: str) -> bool:
    """True if a name in small letters can be a heading: above it stand a few short lines, none of a list."""
    lines = above.split("\n")[:-1]
    short = all(len(one) < 60 and not re.match(r"\(?\w{1,3}[.)]\s", one) for one in lines)
    return len(lines) <= 8 and short and line[:1].isupper()


def _stands_out(masked: str, block: Block, first: bool) -> bool:
    """True if no sentence goes on behind the name in small letters, as behind a citation.

    The first line of a text may be a name alone, without its title.
    """
    if not block.title and first:
        line = masked[block.span.start :].partition("\n")[0].strip()
        return bool(block.id) and bool(block.number) and line.endswith((block.number or "")[-4:])
    rest = masked[block.end : block.end + 40].lstrip(" \t")
    return bool(block.title) and rest[:1] in ("", "\n") and "(" not in block.title
