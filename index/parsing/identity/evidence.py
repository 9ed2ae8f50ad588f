"""Where a text says which regulation it is: heading, "Menetapkan", penjelasan and lampiran, signatures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.parsing import forms
from tanyapasal.index.parsing.identity.blocks import Block, blocks, read_block
from tanyapasal.index.parsing.identity.dates import years_signed
from tanyapasal.index.parsing.identity.letters import like, spelled, squashed
from tanyapasal.index.parsing.identity.titles import cleaned, same_title, without_prose
from tanyapasal.index.references.find import find_references
from tanyapasal.index.text import Span, one_line

# Characters before the preamble: covers and abstracts stand there too
_HEAD = 20_000
# Of a text without a preamble, such as a circular
_SHORT_HEAD = 6_000
_CONSIDERING = re.compile(
    r"^[ \t#*>|]*(?:M\s?E\s?N\s?I\s?M\s?B\s?A\s?N\s?G|Menimbang|Menirnbang)\b", re.MULTILINE
)
_LATER = re.compile(
    rf"^[ \t#*>|]*(?:Mengingat|MENGINGAT|Memperhatikan|(?:{forms.MENETAPKAN.pattern.pattern})|BAB\s+[I1l]\b"
    r"|(?:\d{1,2}B|_Toc\d+)?P\s?[Aa]\s?[Ss]\s?[Aa]\s?[LlI1]\s+[1lI]\b)",
    re.MULTILINE,
)
_DECREE = re.compile(
    rf"^[ \t#*>|]*(?:Menetapkan|MENETAPKAN|MenetapKan)[ \t]*:?\s*|(?:{forms.MENETAPKAN.pattern.pattern})\s*+(?::\s*+)?"
    r"(?:Menetap[kK]an\s*:\s*+)?(?=[A-Z]{4})",
    re.MULTILINE,
)
_DECREE_ENDS = re.compile(
    r"\.\s*(?:\n|$|BAB|Pasal\b)|\n\s{0,80}(?:BAB\s+[I1l]\b|(?:\d{1,2}B)?Pasal\s+[1Il]\b|KESATU\b|PERTAMA\b)"
)
_ANNEX = re.compile(
    r"^[ \t#*>|]*(?:P\s?E\s?N\s?J\s?E\s?L\s?A\s?S\s?A\s?N|(?:LAMPIRAN|LAMP1RAN|IAMPIRAN)(?:\s+[IVXLl1]{1,6}\b)?)\s*:?\s*(?:ATAS\b|TENTANG\b)?\s*",
    re.MULTILINE,
)
_OFFICIAL = re.compile(
    r"^[ \t#*>|]*(?:(?:PLT|PLH|PJ|Pj|Plt)\.?\s+|PENJABAT\s+)?(?P<office>GUBERNUR|BUPATI|WALI\s?KOTA(?:MADYA)?|Gubernur|Bupati|Wali\s?[Kk]ota)"
    r"(?:[ \t]+KEPALA\s+DAERAH)?[ \t]+(?P<region>[A-Z][A-Za-z .-]{2,60}?),?[ \t]*$",
    re.MULTILINE,
)
_MOST_ANNEXES = 40
_LONGEST_DECREE = 1200
_OFFICES = (("GUBERNUR", "Pergub"), ("BUPATI", "Perbup"), ("WALI", "Perwali"))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a text says of itself.

    ``headings``: the names above the preamble, in order. ``above``: the text before the last of them. ``preamble``: it
    considers something ("Menimbang"), so what stands above is its own head. ``kind``, ``title``: of "Menetapkan".
    ``annexes``: the names that penjelasan and lampiran give. ``years``: of signatures and gazette. ``regions``: of the
    officials who sign, as often as they do, the most frequent first.
    """

    headings: tuple[Block, ...]
    above: str
    preamble: bool
    kind: str
    title: str
    annexes: tuple[Block, ...]
    years: frozenset[int]
    regions: tuple[str, ...]


def gather(masked: str, kinds: Kinds) -> Evidence:
    """Everything in a masked text that says which regulation it is. Linear in its length."""
    considering = _CONSIDERING.search(masked, 0, _HEAD)
    later = _LATER.search(masked, 0, _HEAD)
    opening = considering or later
    end = opening.start() if opening else min(len(masked), _SHORT_HEAD)
    kind, title = _decree(masked, kinds)
    headings = tuple(blocks(masked, 0, end, kinds))
    if not headings and considering is not None:
        # a scan may have "Menimbang" beside the title; what it rests on stands there too, under other titles
        end = considering.start() + _SHORT_HEAD
        found = blocks(masked, considering.start(), end, kinds)
        headings = tuple(b for b in found if b.number and title and b.title and same_title(b.title, title))
    return Evidence(
        headings=headings,
        above=masked[: headings[-1].span.start] if headings else masked[:end],
        preamble=considering is not None,
        kind=kind,
        title=title,
        annexes=tuple(_annexes(masked, end, kinds)),
        years=years_signed(masked[end:]),
        regions=_regions(masked, kinds),
    )


def _decree(masked: str, kinds: Kinds) -> tuple[str, str]:
    """Kind and title of "Menetapkan : PERATURAN BUPATI TENTANG …"; empty where it does not say them."""
    opened = _DECREE.search(masked)
    if opened is None:
        return "", ""
    text = masked[opened.end() : opened.end() + _LONGEST_DECREE]
    ends = _DECREE_ENDS.search(text)
    text = text[: ends.start()] if ends else text.partition("\n\n")[0]
    about = next((w for w in re.finditer(r"[A-Za-z{]+", text) if like(squashed(w[0]), "TENTANG")), None)
    name, title = (text[: about.start()], text[about.end() :]) if about else ("", "")
    if not name or len(name.split()) > 24:
        return "", ""
    return spelled(one_line(name), kinds), cleaned(without_prose(title))


def _annexes(masked: str, first: int, kinds: Kinds) -> Iterator[Block]:
    """The names below PENJELASAN and LAMPIRAN, where one stands at once."""
    for count, match in enumerate(_ANNEX.finditer(masked, first)):
        if count == _MOST_ANNEXES:
            return
        line = masked[match.end() : match.end() + 80].partition("\n")[0]
        if line.isupper():
            block = read_block(masked, match.end(), len(masked), kinds)
            if block is not None and block.number:
                yield Block(
                    block.name,
                    block.id,
                    block.number,
                    block.title,
                    Span(match.start(), block.end),
                    block.mended,
                )


def _regions(masked: str, kinds: Kinds) -> tuple[str, ...]:
    """The regions of the officials above the preamble and below the text, as ids name them."""
    found: Counter[str] = Counter()
    for match in _OFFICIAL.finditer(masked):
        kind = next(kind for office, kind in _OFFICES if match["office"].upper().startswith(office))
        mention = next(iter(find_references(f"{kind} {match['region']} Nomor 1 Tahun 2000", kinds)), None)
        if mention and mention.regulation and mention.regulation.region:
            found[mention.regulation.region] += 1
    return tuple(region for region, count in found.most_common() for _ in range(count))
