"""HTML: what a reader of the page sees, block by block, with the numbers that the browser draws."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from tanyapasal.index.errors import ReadingError
from tanyapasal.index.reading.encoding import SPLITTING, decoded
from tanyapasal.index.reading.list_numbers import letters, roman
from tanyapasal.index.reading.read_text import ReadText, unread
from tanyapasal.index.reading.tables import row_lines
from tanyapasal.index.text import clean, one_line


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_UNREAD = _names(
    "script style noscript template head svg math button select textarea iframe object nav canvas"
)
# What no reader of the page is meant to see, or what is no text of it.
_NO_TEXT = _names("script style noscript template head svg math button select iframe object nav canvas")
_BLOCKS = _names(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 header hr html li main ol p pre section summary table tbody td tfoot th thead tr ul caption"
)
_STYLE_TYPES = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
                "lower-roman": "i", "upper-roman": "I", "decimal": "1", "none": "none"}  # fmt: skip
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)")
# Pixels; a smaller picture is a sign or a coat of arms.
_LARGE = 300
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def read_html(data: bytes) -> ReadText:
    """The visible text of a page: one line for each block or ``<br>``, list items with their markers."""
    text, _ = decoded(data, declared=True)
    # The parser refuses text that declares an encoding, which it has behind it already.
    text = re.sub(r"^\s*<\?xml[^>]*>", "", clean(text.translate(SPLITTING)))
    parser = lxml_html.HTMLParser(huge_tree=True)
    try:
        root = lxml_html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadingError("HTML rusak atau kosong; simpan ulang halamannya") from error
    # The parser leaves out what lies deeper than it goes, and what follows.
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise ReadingError("isinya bersarang terlalu dalam; simpan naskahnya sebagai PDF atau teks")
    lines = _Lines(root, _style_lists(root))
    return ReadText(
        "\n".join(lines.lines) + "\n", "html", tuple(unread(lines.hidden, _pictures(root), _embedded(root)))
    )


def _embedded(root: lxml_html.HtmlElement) -> list[str]:
    """Addresses of documents that a page shows within itself, as sites do with the PDF of a regulation."""
    named = (
        element.get("src") or element.get("data") or "" for element in root.iter("iframe", "object", "embed")
    )
    return list(dict.fromkeys(name for name in named if name))


def _pictures(root: lxml_html.HtmlElement) -> int:
    """Pictures of some size: those that do not say that they are small."""
    return sum(
        all(_number(image.get(side), _LARGE) >= _LARGE for side in ("width", "height"))
        for image in root.iter("img")
    )


def _style_lists(root: lxml_html.HtmlElement) -> dict[str, str]:
    """How lists of a class or tag are marked by the style sheets of the page: ".huruf" → "a"."""
    found: dict[str, str] = {}
    for sheet in root.iter("style"):
        for rule in (sheet.text or "").split("}"):
            before, _, rules = rule.rpartition("{")
            style = _LIST_STYLE.search(rules.lower())
            if style and style[1] in _STYLE_TYPES:
                for selector in before.rpartition("{")[2].split(","):
                    # only the last part says what is meant: "div ol.huruf"
                    name = re.sub(r"^(?:ol|ul|li)(?=\.)", "", (selector.split() or [""])[-1])
                    found[name] = _STYLE_TYPES[style[1]]
    return found


class _Lines:
    """The lines of one page, collected in one pass over its elements.

    Inside of a table cell the lines go to that cell; at the end of the row they become lines of the page.
    """

    def __init__(self, root: lxml_html.HtmlElement, styles: dict[str, str]) -> None:
        self._styles = styles
        self.lines: list[str] = []
        self._current: list[str] = []
        self._marker = ""
        self._lists: list[tuple[str, int]] = []
        self._outer: list[list[str]] = []
        self._rows: list[list[list[str]]] = []
        hidden: list[str] = []
        unread_within = 0
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            tag = element.tag
            if not isinstance(tag, str):
                if unread_within == 0:
                    self._add(element.tail)
                continue
            if tag in _UNREAD or _is_hidden(element):
                if event == "start" and unread_within == 0 and tag not in _NO_TEXT:
                    hidden.append(element.text_content())
                unread_within += 1 if event == "start" else -1
            elif unread_within == 0:
                if event == "start":
                    self._open(element, tag)
                    self._add(element.text, pre=tag == "pre")
                else:
                    self._close(tag)
            if event == "end" and unread_within == 0:
                self._add(element.tail)
        self._end_line()
        self.hidden = " ".join(hidden)

    def _open(self, element: lxml_html.HtmlElement, tag: str) -> None:
        if tag in _BLOCKS or tag == "br":
            self._end_line()
        if tag in ("ol", "ul", "menu"):
            self._lists.append((self._list_type(element, tag), _number(element.get("start"), 1) - 1))
        elif tag == "li":
            self._marker = self._next_marker(element)
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("td", "th") and self._rows:
            self._outer.append(self.lines)
            self.lines = []
        elif tag == "q":
            self._add("“")

    def _close(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_line()
        if tag in ("ol", "ul", "menu") and self._lists:
            self._lists.pop()
            self._marker = ""
        elif tag in ("td", "th") and self._rows and self._outer:
            self._rows[-1].append(self.lines)
            self.lines = self._outer.pop()
        elif tag == "tr" and self._rows:
            self.lines.extend(row_lines(self._rows.pop()))
        elif tag == "q":
            self._add("”")

    def _add(self, text: str | None, pre: bool = False) -> None:
        if not text:
            return
        if pre:
            for line in text.split("\n"):
                self._current.append(line)
                self._end_line()
            return
        self._current.append(text)

    def _end_line(self) -> None:
        line = one_line(clean("".join(self._current).translate(SPLITTING)))
        self._current = []
        if line:
            self.lines.append(self._marker + line)
            self._marker = ""

    def _list_type(self, element: lxml_html.HtmlElement, tag: str) -> str:
        style = _LIST_STYLE.search((element.get("style") or "").lower())
        if style and style[1] in _STYLE_TYPES:
            return _STYLE_TYPES[style[1]]
        for name in (element.get("class") or "").split():
            if f".{name}" in self._styles:
                return self._styles[f".{name}"]
        kind = element.get("type") or ""
        if kind in ("1", "a", "A", "i", "I"):
            return str(kind)
        return self._styles.get(str(element.tag), "") or {"ol": "1", "": ""}.get(tag, "-")

    def _next_marker(self, element: lxml_html.HtmlElement) -> str:
        if not self._lists:
            return ""
        kind, count = self._lists[-1]
        count = _number(element.get("value"), count + 1)
        self._lists[-1] = (kind, count)
        kind = self._list_type(element, "") or kind
        match kind:
            case "a":
                return f"{letters(count)}. "
            case "A":
                return f"{letters(count).upper()}. "
            case "i":
                return f"{roman(count)}. "
            case "I":
                return f"{roman(count).upper()}. "
            case "1":
                return f"{count}. "
            case "-":
                return "- "
            case _:
                return ""


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text.strip()) else otherwise


def _is_hidden(element: lxml_html.HtmlElement) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))
