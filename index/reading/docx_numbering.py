"""The numbers that Word draws before paragraphs; they stand nowhere in the text of the file.

A paragraph names a list (``w:num``) and a level; the list names an abstract one whose levels say how a number
looks ("(%1)", "%1.%2.") and where it starts (ECMA-376 part 1, 17.9). Counting is per abstract list: two lists of
one abstract list go on counting unless one of them overrides the start.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from tanyapasal.index.language.quantities.number_words import cardinal, ordinal
from tanyapasal.index.reading.list_numbers import repeated_letters, roman

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How numbers of one level look. ``restart``: the level whose next number starts this one again, or None."""

    kind: str
    pattern: str
    start: int
    restart: bool
    legal: bool


class Numbering:
    """Counts the paragraphs of one document in order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[tuple[str, int], Level] = {}
        self._abstract: dict[str, str] = {}
        self._overrides: dict[tuple[str, int], int] = {}
        self._counts: dict[tuple[str, int], int] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is None:
            return
        linked: dict[str, str] = {}
        abstracts = {_value(a, "abstractNumId", own=True): a for a in root.iterfind(f"{W}abstractNum")}
        for key, abstract in abstracts.items():
            if name := _value(abstract, "styleLink"):
                linked[name] = key
        for num in root.iterfind(f"{W}num"):
            number = _value(num, "numId", own=True)
            key = _value(num, "abstractNumId")
            source = abstracts.get(key)
            if source is None:
                continue
            # A list style: the levels stand in the abstract list that defines the style.
            key = linked.get(_value(source, "numStyleLink"), key)
            self._abstract[number] = key
            for element in abstracts[key].iterfind(f"{W}lvl"):
                self._add_level(number, element)
            for override in num.iterfind(f"{W}lvlOverride"):
                level = _int(override.get(f"{W}ilvl"), 0)
                for element in override.iterfind(f"{W}lvl"):
                    self._add_level(number, element)
                if start := _value(override, "startOverride"):
                    self._overrides[number, level] = _int(start, 1)

    def _add_level(self, number: str, element: etree._Element) -> None:
        level = _int(element.get(f"{W}ilvl"), 0)
        self._levels[number, level] = Level(
            kind=_value(element, "numFmt") or "decimal",
            pattern=_value(element, "lvlText"),
            start=_int(_value(element, "start"), 0),
            restart=_value(element, "lvlRestart") != "0",
            legal=element.find(f"{W}isLgl") is not None,
        )

    def marker(self, number: str, level: int) -> str:
        """The marker of the next paragraph of list ``number`` at ``level`` (0 to 8); "" for none."""
        shape = self._levels.get((number, level))
        if shape is None:
            return ""
        abstract = self._abstract[number]
        if (number, level) not in self._begun:
            self._begun.add((number, level))
            if (number, level) in self._overrides:
                self._counts[abstract, level] = self._overrides[number, level] - 1
        self._counts[abstract, level] = self._counts.get((abstract, level), shape.start - 1) + 1
        for below in range(level + 1, _LEVELS):
            deeper = self._levels.get((number, below))
            if deeper is None or deeper.restart:
                self._counts.pop((abstract, below), None)
        if shape.kind == "bullet":
            return "- "
        if shape.kind == "none" and "%" in shape.pattern:
            return ""
        text = re.sub(
            r"%([1-9])", lambda m: self._figure(number, abstract, int(m[1]) - 1, shape.legal), shape.pattern
        )
        return f"{text.strip()} " if text.strip() else ""

    def _figure(self, number: str, abstract: str, level: int, legal: bool) -> str:
        shape = self._levels.get((number, level))
        if shape is None:
            return ""
        count = self._counts.get((abstract, level), shape.start)
        return _figure("decimal" if legal else shape.kind, count)


def _figure(kind: str, count: int) -> str:
    match kind:
        case "lowerLetter":
            return repeated_letters(count)
        case "upperLetter":
            return repeated_letters(count).upper()
        case "lowerRoman":
            return roman(count)
        case "upperRoman":
            return roman(count).upper()
        case "decimalZero":
            return f"{count:02d}"
        case "ordinalText":  # "Bagian Kesatu", "KEDUA"
            return ordinal(count)
        case "cardinalText":
            return cardinal(count)
        case "none":
            return ""
        case _:
            return str(count)


def _value(element: etree._Element, name: str, own: bool = False) -> str:
    """The attribute ``w:name`` of the element itself, or ``w:val`` of its child of that name; "" without one."""
    if own:
        return str(element.get(f"{W}{name}") or "")
    child = element.find(f"{W}{name}")
    return "" if child is None else str(child.get(f"{W}val") or "")


def _int(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else otherwise
