"""One item of an amending article: its instruction, its orders, what it quotes."""

from __future__ import annotations

import re
from dataclasses import replace

from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.places import Reference, RegulationId, Step
from tanyapasal.index.law.regulation import Heading, Operation, Problem, Provision, WordChange
from tanyapasal.index.parsing.amendments.orders import Instruction, Order, read_instruction
from tanyapasal.index.parsing.amendments.places import Place
from tanyapasal.index.parsing.amendments.quotes import Quote, read_quote
from tanyapasal.index.parsing.amendments.words import ACT, OPENER, read_word_changes
from tanyapasal.index.references.find import find_references
from tanyapasal.index.text import Span

# "2.", "2)", and "2" where the dot was lost
_MARKER = re.compile(r"\s*(?:\S{1,4}?\s?[.)]|\d{1,3}\s?[,:;\-–]?(?=\s*[A-Z])|[lI](?=\s+[A-Z]))\s*")
_AYAT = re.compile(r"[\s\"“]*\(\s?(\d{1,2}[a-z]?)\s?\)")
_SUB = re.compile(r"(?:^|(?<=[\s.;\"“”]))(?P<letter>[a-z])\s?[.)]\s*(?=[A-Za-z])")
_COLON = re.compile(r":|(?<=berikut)[ \t]*[.;,]?[ \t]*(?=\n|[\"“])|(?<=berbunyi)[ \t]*(?=[\"“\n])")
_NEXT_LINE = re.compile(r"\n[ \t]*(?:Pasal\s+\d+\s?[A-Z]{0,2}[ \t]*\n|BAB\s+[IVXLC]+|\(\d)")
_UNREAD = "Perintah perubahan ini tidak dapat dibaca; tempat yang diubah tidak dikenali."
_ADJUSTED = "Isi {} menurut perintahnya tidak terbaca dari teks."
_PASAL_FIRST = re.compile(r"[\s\"“]*[Pp]asal")
_WITH_TEXT = ("sisip", "tambah", "ubah")
_LONGEST_HEAD = 1500


def named_regulation(text: str, span: Span, own: RegulationId, kinds: Kinds) -> RegulationId | None:
    """The first regulation named in full in a stretch of text, other than the regulation itself."""
    for mention in find_references(text[span.start : span.end], kinds):
        named = mention.regulation.id if mention.regulation else None
        meant = kinds.in_region_of(named, own) if named else None
        if meant not in (None, own):
            return meant
    return None


class Item:
    """One item of an amending article: its instruction, its orders, what it quotes."""

    def __init__(
        self,
        text: str,
        own: RegulationId,
        kinds: Kinds,
        amended: RegulationId | None,
        item: Provision,
        width: int,
    ) -> None:
        self.text, self.own, self.kinds = text, own, kinds
        self.amended, self.item, self.width = amended, item, width
        self.operations: list[Operation] = []
        self.problems: list[Problem] = []

    def read(self) -> Item:
        start, end = self.item.span.start, self.item.span.end
        if self.item.ref.locator.steps[-1].unit == "angka":
            marker = _MARKER.match(self.text, start, end)
            start = marker.end() if marker else start
        else:
            heading = re.compile(r"\s*[Pp][Aa][Ss][Aa][Ll]\s+\S{1,6}\s*").match(self.text, start, end)
            start = heading.end() if heading else start
        self._read(start, end, None)
        return self

    def _read(self, start: int, end: int, context: Place | None) -> None:
        head_end, quote = self._split(start, end)
        head = self.text[start:head_end]
        if not ACT.search(head):
            return
        if (
            not OPENER.match(head)
            and named_regulation(self.text, Span(start, head_end), self.own, self.kinds) is None
        ):
            return
        instruction = read_instruction(head, context)
        subs = self._subs(quote, end)
        if subs:
            about = next((order.place for order in instruction.orders), context)
            for first, last in subs:
                self._read(first, last, about)
            return
        self._operate(Span(start, end), head_end, quote, instruction)

    def _split(self, start: int, end: int) -> tuple[int, int]:
        """Where the instruction ends and where the text it quotes begins (``end``: it quotes none)."""
        act = ACT.search(self.text, start, end)
        if act is None:
            return end, end
        for colon in _COLON.finditer(self.text, act.end(), min(end, start + _LONGEST_HEAD)):
            return colon.start(), colon.end()
        line = _NEXT_LINE.search(self.text, act.end(), end)
        if line is not None:
            return line.start(), line.start()
        return end, end

    def _subs(self, start: int, end: int) -> list[tuple[int, int]]:
        """The instructions a., b., … of an item that changes one pasal in several ways."""
        found: list[tuple[int, int]] = []
        expected = "a"
        for match in _SUB.finditer(self.text, start, end):
            if match["letter"] != expected:
                continue
            if not found and self.text[start : match.start()].strip():
                return []
            opener = OPENER.match(self.text, match.end(), end)
            if opener is None or not ACT.search(self.text, match.end(), min(end, match.end() + 200)):
                continue
            if found:
                found[-1] = (found[-1][0], match.start())
            found.append((match.end(), end))
            expected = chr(ord(expected) + 1)
        return found

    def _operate(self, span: Span, head_end: int, quote: int, instruction: Instruction) -> None:
        head = Span(span.start, head_end)
        amended = named_regulation(self.text, head, self.own, self.kinds) or self.amended
        if amended is None:
            message = "Peraturan yang diubah tidak disebut; perubahan ini tidak dapat ditempatkan."
            if instruction.orders:
                self.problems.append(Problem("unknown_amended", message, head))
            return
        expected = self._expected(instruction, quote, span.end)
        read = self._quoted(instruction, Span(quote, span.end), amended, expected)
        self.problems += read.problems
        for doubt in instruction.doubts:
            at = min(span.start + doubt.at, head_end)
            self.problems.append(Problem(doubt.code, doubt.message, Span(at, head_end)))
        orders = list(instruction.orders)
        if instruction.unnamed:
            named = expected or [Place((Step("pasal", number),)) for number in read.pasal]
            if instruction.count is not None and not expected and instruction.count != len(named):
                message = f"Disebut {instruction.count} sisipan, terbaca {len(named)}."
                self.problems.append(Problem("amendment_count", message, head))
            orders += [Order(instruction.unnamed, place) for place in named]
        if not orders and self.item.ref.locator.pasal == "i":
            self.problems.append(Problem("unread_instruction", _UNREAD, head))
        words = read_word_changes(self.text[span.start : span.end])
        for order in orders:
            self._add(order, amended, span, read, words if not read.provisions else ())

    def _expected(self, instruction: Instruction, quote: int, end: int) -> list[Place]:
        """The places whose new text the item must quote, as far as its orders tell."""
        if not instruction.unnamed:
            return [
                p for o in instruction.orders for p in (o.restated, o.renumbered or o.place) if p is not None
            ]
        quoted = self.text[quote:end] if quote < end else ""
        if instruction.within and quoted.strip() and not _PASAL_FIRST.match(quoted):
            return self._counted(quote, end, instruction.within)
        return []

    def _quoted(
        self, instruction: Instruction, quote: Span, amended: RegulationId, expected: list[Place]
    ) -> Quote:
        """The new texts; none if the item quotes nothing."""
        if quote.start >= quote.end or not self.text[quote.start : quote.end].strip():
            return Quote((), (), (), ())
        whole = instruction.unnamed is not None or any(o.place.divisions for o in instruction.orders)
        return read_quote(self.text, quote, amended, expected, self.width, whole=whole)

    def _counted(self, quote: int, end: int, within: Place) -> list[Place]:
        """Ayat that are added without a number in the instruction: the quoted text has it."""
        found = _AYAT.match(self.text, quote, end) if within.pasal else None
        pasal = Step("pasal", within.pasal or "")
        return [Place((pasal, Step("ayat", found[1])))] if found else []

    def _add(
        self, order: Order, amended: RegulationId, span: Span, read: Quote, words: tuple[WordChange, ...]
    ) -> None:
        place = order.place
        headings: tuple[Heading, ...] = ()
        if place.divisions:
            headings = read.headings or tuple(
                Heading(kind, number, "", span) for kind, number in place.divisions
            )
        held = _new_text(order, read, amended)
        lacking = not held and not words and order.act in _WITH_TEXT
        if lacking and place.part == "batang_tubuh" and not place.divisions:
            self.problems.append(Problem("missing_new_text", _ADJUSTED.format(f"'{place}'"), span))
        self.operations.append(
            Operation(
                kind=order.act,
                target=Reference(amended, place.locator),
                by=self.item.ref,
                provisions=held,
                span=span,
                renumbered=Reference(amended, order.renumbered.locator) if order.renumbered else None,
                restated=Reference(amended, order.restated.locator) if order.restated else None,
                headings=headings,
                words=words if order.act == "ubah" else (),
            )
        )


def _new_text(order: Order, read: Quote, amended: RegulationId) -> tuple[Provision, ...]:
    """What the item quotes for the place of an order, or for the wider place that is written out whole."""
    place = order.place
    shown = order.restated or order.renumbered or place
    if place.divisions:
        return read.provisions if order.act in _WITH_TEXT else ()
    if place.part == "penjelasan":
        return _explanations(shown, read, amended)
    if place.part != "batang_tubuh" or (order.act == "hapus" and not order.restated):
        return ()
    held = tuple(p for p in read.provisions if shown.locator.contains(p.ref.locator))
    if order.act == "ganti_nomor" and all(p.ref.locator != shown.locator for p in held):
        return ()  # only a part of it has a new wording, by an order of its own
    return held


def _explanations(place: Place, read: Quote, amended: RegulationId) -> tuple[Provision, ...]:
    """The quoted texts at the steps of a place, as its penjelasan."""
    return tuple(
        replace(p, ref=Reference(amended, replace(p.ref.locator, part="penjelasan")))
        for p in read.provisions
        if place.locator.steps == p.ref.locator.steps[: len(place.steps)]
    )
