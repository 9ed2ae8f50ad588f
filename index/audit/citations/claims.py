"""Every citation of a document, with the claim that it stands for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from tanyapasal.index.audit.citations.antecedents import Antecedents
from tanyapasal.index.audit.citations.blocks import read_blocks, turns
from tanyapasal.index.audit.citations.decisions import find_decisions
from tanyapasal.index.audit.citations.pointing import HEAD, PLACE_AT_END, tidied
from tanyapasal.index.audit.citations.runs import Cited
from tanyapasal.index.audit.citations.standing import Standing
from tanyapasal.index.audit.citations.tables import Tables
from tanyapasal.index.audit.citations.titles import (
    names_by_initials,
    names_given,
    title_end,
    title_length,
    with_names,
)
from tanyapasal.index.audit.findings import Claim
from tanyapasal.index.language.statements import leanings
from tanyapasal.index.law.domain import Measure
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.places import Reference, RegulationId
from tanyapasal.index.references.find import Aliases, find_references
from tanyapasal.index.references.mentions import Mention
from tanyapasal.index.text import Span

# What follows a citation that closes its clause: a mark, or the regulation by another name
_CLOSING = re.compile(
    r"\s*(?:[.,;)\]]|$|\b(?:beleid|aturan|regulasi|peraturan|undang-undang|uu|pp)\b)", re.IGNORECASE
)
# "Pasal 11 anggaran dasar" is none of a regulation; "Pasal 15 anggaran dasar memuat …" may be
_OF_NO_REGULATION = re.compile(
    r"\s+(?:(?:dari|dalam|pada)\s+)?(?:anggaran\s+(?:dasar|rumah\s+tangga)|ad/art|akta(?:\s+pendirian)?|statuta|"
    r"perjanjian(?:\s+kerja(?:\s?sama)?)?|kontrak|tata\s+tertib|kode\s+etik|nota\s+kesepahaman)"
    r"(?=\s*(?:[.,;:)\]]|$|\b(?:pt|cv|perseroan|perusahaan|para|ini|itu|tersebut|kami|kita)\b))",
    re.IGNORECASE,
)
# "UU Nomor 20 Tahun 2023 …", with more behind it than a place
_NUMBERED = re.compile(r"(?!\s*(?:pasal|psl|ps)\b)[^\n]{0,160}?\b(?:19|20)\d\d\b(?=[^\n]{30})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Extraction:
    """The claims of a document in the order of their citations, and citations whose place cannot be told."""

    claims: tuple[Claim, ...]
    unparsed: tuple[Span, ...]


def extract_claims(
    text: str,
    kinds: Kinds,
    aliases: Aliases = (),
    titles: Mapping[RegulationId, str] | None = None,
    measures: Sequence[Measure] = (),
) -> Extraction:
    """Read a document. ``aliases`` and ``titles`` are names of regulations that documents may use.

    ``measures``: units of the field of law, besides those of everyday life.

    Each place of an enumeration ("Pasal 44, 45, 46") counts, and each decision of a court that is cited by its
    number. A cross-reference within a quoted rule ("sebagaimana dimaksud pada ayat (2)") does not, nor do the
    headings of a document that is itself a regulation. The claim of a place that is only named is empty. Any text
    is taken.
    """
    told = tuple(aliases.items() if isinstance(aliases, Mapping) else aliases)
    named = with_names(names_by_initials(titles or {}, kinds), told)
    mentions = find_references(text, kinds, named, measures, items=True)
    if given := names_given(text, mentions, kinds):
        named = with_names(named, given)
        mentions = find_references(text, kinds, named, measures, items=True)
    tables = Tables(text)
    cited = tables.with_places(mentions, lambda cell: find_references(cell, kinds, named, measures))
    return _Reading(text, tuple(cited), titles or {}, tables).run()


class _Reading:
    def __init__(
        self, text: str, mentions: tuple[Mention, ...], titles: Mapping[RegulationId, str], tables: Tables
    ) -> None:
        self._text = text
        self._tables = tables
        self._decisions = tuple(find_decisions(text))
        self._plain = _without(text, [*(span for _, span in self._decisions), *turns(text)])
        self._titles = titles
        self._told: dict[Span, str] = {}
        self._blocks = read_blocks(text)
        self._mentions = mentions
        self._furthest = list(accumulate((m.span.end for m in mentions), max))
        self._crossing = {
            leaning.places.start
            for leaning in leanings(text)
            if "dim" in leaning.span.of(text).lower() or not self._closes(leaning.places.end)
        }
        self._antecedents = Antecedents(text, self._blocks, self._mentions, titles, tables)

    def run(self) -> Extraction:
        cited, unparsed = self._read()
        standing = Standing(self._text, self._blocks, cited, self._said, self._antecedents, self._tables)
        claims = [claim for one in cited if (claim := standing.claim(one)) is not None]
        return Extraction(tuple(claims), unparsed)

    def _read(self) -> tuple[list[Cited], tuple[Span, ...]]:
        """What is cited, in order, and the citations whose regulation cannot be told."""
        cited: list[Cited] = []
        unparsed: list[Span] = []
        named: dict[tuple[int, Reference], int] = {}
        for mention in self._mentions:
            if self._states_no_place(mention):
                continue
            ref = self._antecedents.resolve(mention)
            if ref is None:
                unparsed.append(mention.span)
                continue
            key = self._antecedents.block_at(mention.span.start), ref
            if mention.regulation is None and mention.locator.pasal is None and key in named:
                # "Pasal 63 ayat (3) dan (4): ayat (3) menyatakan …": the claim stands here, the citation there
                cited[named[key]] = Cited(ref, mention.span)
                continue
            named[key] = len(cited)
            cited.append(Cited(ref, mention.span, self._antecedents.others(mention, ref.regulation)))
        cited += [Cited(Reference(regulation), span) for regulation, span in self._decisions]
        return sorted(cited, key=lambda one: one.span.start), tuple(unparsed)

    def _states_no_place(self, mention: Mention) -> bool:
        """True for what is no citation: titles, cross-references, own headings, "peraturan tersebut"."""
        if mention.in_title or self._is_cross_reference(mention) or self._antecedents.is_own_heading(mention):
            return True
        if mention.regulation is None and _OF_NO_REGULATION.match(self._text, mention.span.end):
            return True
        return not mention.steps and (mention.regulation is None or mention.regulation.id is None)

    def _is_cross_reference(self, mention: Mention) -> bool:
        return mention.regulation is None and mention.span.start in self._crossing

    def _closes(self, end: int) -> bool:
        """True if what ends there closes a clause: "…, sebagaimana diatur dalam Pasal 8." cites."""
        return _CLOSING.match(self._text, end) is not None

    def _said(self, span: Span) -> str:
        """What a span says besides its citations, on one line."""
        if span not in self._told:
            self._told[span] = tidied(" ".join(self._pieces(span)))
        return self._told[span]

    def _pieces(self, span: Span, outer: Mention | None = None) -> list[str]:
        """The words of a span between its citations, within ``outer`` those besides the others in it."""
        pieces: list[str] = []
        at = span.start
        for mention in self._mentions[bisect_right(self._furthest, at) :]:
            if mention.span.start >= span.end:
                break
            if mention is outer or mention.span.end <= at or self._is_cross_reference(mention):
                continue
            pieces.append(self._plain[at : max(at, mention.span.start)])
            if outer is None:
                pieces.append(self._within(mention, at))
            at = self._named_until(mention)
            if mention.regulation is not None:
                at = title_end(self._plain, at, span.end, self._title(mention))
        return [*pieces, self._plain[at : span.end]]

    def _named_until(self, mention: Mention) -> int:
        """Where a citation ends: one by words of a title ("UU Jalan mewajibkan …") with those that are of the title."""
        named = mention.regulation
        if named is None or named.id is not None or not named.title or mention.steps:
            return mention.span.end
        meant = self._antecedents.titled(mention)
        length = title_length(named.title, self._titles.get(meant, "") if meant else "")
        written = self._plain[mention.span.start : mention.span.end]
        ends = [m.end() for m in re.finditer(r"\S+", written)]
        first = len(ends) - len(named.title.split())
        return mention.span.start + ends[first + length - 1] if first > 0 else mention.span.end

    def _within(self, mention: Mention, at: int) -> str:
        """What a citation says itself, from ``at`` on: its regulation may be named far before its place."""
        written = self._plain[max(at, mention.span.start) : mention.span.end]
        if "\n" in written:
            # bound to a heading across lines: what the item says before its pasal lies within the citation
            return PLACE_AT_END.sub("", HEAD.sub("", written))
        if at > mention.span.start:
            return PLACE_AT_END.sub("", written)
        named = _NUMBERED.match(written)
        if named is None or mention.regulation is None or not mention.steps:
            return ""
        start = title_end(
            self._plain, at := mention.span.start + named.end(), mention.span.end, self._title(mention)
        )
        return PLACE_AT_END.sub("", " ".join(self._pieces(Span(max(at, start), mention.span.end), mention)))

    def _title(self, mention: Mention) -> str:
        """The title that is known of a regulation, or empty."""
        named = mention.regulation.id if mention.regulation else None
        return self._titles.get(named, "") if named else ""


def _without(text: str, spans: Sequence[Span]) -> str:
    """``text`` with blanks for what lies in ``spans``, character for character."""
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text
