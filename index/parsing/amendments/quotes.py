"""The new text that an instruction quotes, read under the references of the amended regulation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tanyapasal.index.law.places import LATIN, Locator, Reference, RegulationId, Step
from tanyapasal.index.law.regulation import Heading, HeadingKind, Problem, Provision
from tanyapasal.index.parsing.amendments.places import Place, read_number
from tanyapasal.index.parsing.lists.nodes import Node, Text, full_text, last_end, own_text
from tanyapasal.index.parsing.lists.reader import ListReader
from tanyapasal.index.parsing.pages.hyphens import put_together
from tanyapasal.index.parsing.pages.pieces import Piece, cut
from tanyapasal.index.text import Span, one_line

_PASAL = re.compile(
    r"(?:(?P<line>(?:^|\n)[ \t\"“”'‘]*)|(?<=[.;:\"“”])\s*+(?:[\"“”]\s*+)?)(?P<head>[Pp][Aa][Ss][Aa][Ll]\s{0,2}(?P<no>\d[\dOoIl]{0,3}(?:\s(?:"
    + "|".join(LATIN)
    + r")\b|\s?[A-Z]{0,2}\b)|[IVXLl1]{1,6}\b))"
    r"(?P<rest>[ \t.]*(?=\n|$)|\s+[\"“]?(?=[(A-Z\"“]))"
)
_DIVISION = re.compile(
    r"(?:^|(?<=\n))[ \t\"“]*(?P<head>(?P<kind>BAB|Bagian|BAGIAN|Paragraf|PARAGRAF)\s{1,2}(?P<no>[IVXLC1l]+\s?[A-Z]?\b|[Kk][Ee]\w+(?:\s(?:[Bb]elas|[Pp]uluh))?(?:\s?[A-Z]\b)?|\d{1,2}\s?[A-Z]?\b))[ \t.]*(?:\n|$|(?=[A-Z]))"
)
_QUOTES = " \t\n\"“”'‘’"
_KINDS: dict[str, HeadingKind] = {"bab": "bab", "bagian": "bagian", "paragraf": "paragraf"}
_REFERRING = re.compile(r"(?:dalam|dan|atau|pada|dengan|ketentuan|serta|,)\s*$", re.IGNORECASE)
_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Quote:
    """What was quoted: provisions, headings of divisions, and the pasal in the order they stand there."""

    provisions: tuple[Provision, ...]
    headings: tuple[Heading, ...]
    pasal: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Opening:
    """Where a pasal or a single ayat, huruf or angka begins: its steps, its label, where its text begins."""

    start: int
    body: int
    steps: tuple[Step, ...]


def read_quote(
    text: str,
    span: Span,
    amended: RegulationId,
    expected: Sequence[Place],
    width: int,
    *,
    whole: bool = False,
) -> Quote:
    """Read ``span`` of ``text`` as the new wording of the ``expected`` places.

    ``whole``: a BAB or another division is quoted, so pasal that the instruction does not name are in place.
    """
    start, end = span.start, span.end
    while start < end and text[start] in _QUOTES:
        start += 1
    problems: list[Problem] = []
    numbers = list(dict.fromkeys(p.pasal for p in expected if p.pasal))
    openings = _pasal(text, start, end, numbers, problems, whole)
    headings = _divisions(text, start, end, [o.start for o in openings])
    if not openings:
        openings = _items(text, start, end, expected)
    provisions: list[Provision] = []
    cut_at = sorted([o.start for o in openings] + [h.span.start for h in headings] + [end])
    place: dict[HeadingKind, str | None] = {}
    for opening in openings:
        stop = next(at for at in cut_at if at > opening.start)
        for heading in headings:
            if heading.span.start < opening.start and heading.number is not None:
                place = _entered(place, heading, opening.start, headings)
        node = Node(opening.steps, "", opening.start, opening.body)
        found: list[Problem] = []
        ListReader(text, node, width, found).read(_pieces(text, opening.body, stop))
        problems += found
        provisions += _provisions(text, amended, node, place)
    seen: dict[Reference, Provision] = {}
    for provision in provisions:
        seen.setdefault(provision.ref, provision)
    order = tuple(dict.fromkeys(o.steps[0].number for o in openings if o.steps[0].unit == "pasal"))
    return Quote(tuple(seen.values()), tuple(headings), order, tuple(problems))


def _entered(
    _place: dict[HeadingKind, str | None], _heading: Heading, before: int, headings: Sequence[Heading]
) -> dict[HeadingKind, str | None]:
    place: dict[HeadingKind, str | None] = {}
    for heading in headings:
        if heading.span.start >= before:
            break
        if heading.kind == "bab":
            place = {}
        elif heading.kind == "bagian":
            place.pop("paragraf", None)
        place[heading.kind] = heading.number
    return place


def _pasal(
    text: str, start: int, end: int, numbers: list[str], problems: list[Problem], whole: bool
) -> list[_Opening]:
    """The headings of pasal; a number that the instruction does not name is mended by its place in the row."""
    found: list[_Opening] = []
    waiting = list(numbers)
    for match in _PASAL.finditer(text, max(start - 1, 0), end):
        head = match.start("head")
        if head < start:
            continue
        number, doubtful = read_number("pasal", match["no"])
        alone = bool(match["line"] is not None or head == start) and not match["rest"].strip(" \t.")
        referred = _REFERRING.search(text, max(start, head - 30), head) is not None
        if number in waiting:
            if referred and head != start:
                continue
            waiting.remove(number)
        elif waiting and _similar(number, waiting[0]) and (alone or head == start):
            message = f"Judul 'Pasal {match['no']}' dibaca sebagai Pasal {waiting[0].upper()} menurut perintah perubahannya."
            problems.append(Problem("ocr_suspect", message, Span(head, match.end("head"))))
            number, doubtful = waiting.pop(0), False
        elif head == start and not waiting:
            pass
        elif not alone or referred:
            continue
        elif not whole:
            message = (
                f"'Pasal {match['no']}' dikutip tetapi tidak disebut dalam perintahnya; dibaca sebagai teks."
            )
            problems.append(Problem("unnamed_quote", message, Span(head, match.end("head"))))
            continue
        if doubtful:
            message = f"Judul 'Pasal {match['no']}' dibaca sebagai Pasal {number.upper()}."
            problems.append(Problem("ocr_suspect", message, Span(head, match.end("head"))))
        found.append(_Opening(head, match.end("head"), (Step("pasal", number),)))
    return found


def _similar(printed: str, meant: str) -> bool:
    """True if one may be a misreading of the other: "78" for "7b", "1" for "11"."""
    if len(printed) != len(meant):
        return False
    return sum(a != b for a, b in zip(printed, meant, strict=True)) <= 1


def _divisions(text: str, start: int, end: int, pasal: Sequence[int]) -> list[Heading]:
    marks = [m for m in _DIVISION.finditer(text, start, end) if m.start("head") >= start]
    # only those above a pasal, or at the very beginning, are headings
    found: list[Heading] = []
    for i, match in enumerate(marks):
        stop = min(
            [at for at in pasal if at > match.start("head")]
            + [m.start("head") for m in marks[i + 1 : i + 2]]
            + [end]
        )
        title = one_line(put_together(text[match.end("head") : stop])).strip(' ."“”')
        if len(title) > _LONGEST_TITLE:
            continue
        kind = _KINDS[match["kind"].lower()]
        number = " ".join(match["no"].split())
        stop = match.end("head") + len(text[match.end("head") : stop].rstrip(_QUOTES + "."))
        found.append(
            Heading(
                kind,
                number if kind == "bagian" else number.replace(" ", ""),
                title,
                Span(match.start("head"), stop),
            )
        )
    return found


def _items(text: str, start: int, end: int, expected: Sequence[Place]) -> list[_Opening]:
    """Ayat, huruf and angka quoted without their pasal, each behind its own marker; else the text of one place."""
    places = [p for p in dict.fromkeys(expected) if p.steps and p.part != "lampiran"]
    found: list[_Opening] = []
    at = start
    for place in places:
        last = place.steps[-1]
        number = r"\s?".join(map(re.escape, last.number))
        if last.unit == "ayat":
            marker = rf"\(\s?{number}\s?\)"
        elif last.unit == "pasal":
            continue
        else:
            marker = rf"(?<![\w.(]){number}\s?[.)]"
        match = re.compile(r"(?:(?<=\n)|(?<=[\s\"“:;.])|^)" + marker, re.IGNORECASE).search(text, at, end)
        if match is None or (
            at == start
            and text[start : match.start()].strip(_QUOTES)
            and "\n" not in text[start : match.start()]
        ):
            continue
        found.append(_Opening(match.start(), match.end(), place.steps))
        at = match.end()
    if not found and len(places) == 1 and text[start:end].strip(_QUOTES + "."):
        found.append(_Opening(start, start, places[0].steps))
    return found


def _pieces(text: str, start: int, end: int) -> list[Piece]:
    """Pieces of ``text[start:end]`` without the marks of quotation around it."""
    while start < end and text[start] in _QUOTES + ".:":
        start += 1
    closed = re.search(
        r"(?P<text>[.;]?)(?:(?<!\s)\s++|(?<![\s\"”“']))[\"”“']++\s*+(?:[.;]\s*+)?$", text[start:end]
    )
    if closed:
        end = start + closed.end("text")
    pieces = cut(text[start:end])
    return [replace(piece, start=piece.start + start, end=piece.end + start) for piece in pieces]


def _provisions(
    text: str, amended: RegulationId, node: Node, place: dict[HeadingKind, str | None]
) -> list[Provision]:
    found = [
        Provision(
            Reference(amended, Locator(node.steps)),
            own_text(text, [child for child in node.content if isinstance(child, Text)]),
            full_text(text, node),
            Span(node.start, last_end(node)),
            place.get("bab"),
            place.get("bagian"),
            place.get("paragraf"),
        )
    ]
    for child in node.content:
        if isinstance(child, Node):
            found += _provisions(text, amended, child, place)
    return found
