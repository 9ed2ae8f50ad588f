"""Every citation of a document, with the claim that it stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tanyapasal.index.audit.antecedents import Antecedents
from tanyapasal.index.audit.blocks import Block, read_blocks
from tanyapasal.index.audit.findings import Claim
from tanyapasal.index.audit.pointing import (
    ENOUGH,
    HEAD,
    LONGEST,
    LONGEST_LEAD,
    PLACE_AT_END,
    TITLE,
    content,
    tidied,
)
from tanyapasal.index.language.statements import leanings, sentences
from tanyapasal.index.law.domain import Measure
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.places import Reference, RegulationId
from tanyapasal.index.references.find import Aliases, find_references
from tanyapasal.index.references.mentions import Mention
from tanyapasal.index.text import Span


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

    Each place of an enumeration ("Pasal 44, 45, 46") counts. A cross-reference within a quoted rule ("sebagaimana
    dimaksud pada ayat (2)") does not. Any text is taken.
    """
    return _Reading(text, find_references(text, kinds, aliases, measures), titles or {}).run()


@dataclass(frozen=True, slots=True)
class _Cited:
    ref: Reference
    span: Span


class _Reading:
    def __init__(self, text: str, mentions: tuple[Mention, ...], titles: Mapping[RegulationId, str]) -> None:
        self._text = text
        self._blocks = read_blocks(text)
        self._mentions = mentions
        self._leant_on = {leaning.places.start for leaning in leanings(text)}
        self._antecedents = Antecedents(text, self._blocks, self._mentions, titles)
        self._cited: list[_Cited] = []
        self._unparsed: list[Span] = []

    def run(self) -> Extraction:
        named: set[tuple[int, Reference]] = set()
        for mention in self._mentions:
            if mention.in_title or self._is_cross_reference(mention):
                continue
            if not mention.steps and (mention.regulation is None or mention.regulation.id is None):
                continue  # "peraturan tersebut": nothing is cited
            ref = self._antecedents.resolve(mention)
            if ref is None:
                self._unparsed.append(mention.span)
                continue
            block = self._antecedents.block_at(mention.span.start)
            bare = mention.regulation is None and mention.locator.pasal is None
            if bare and (block, ref) in named:
                # "Pasal 63 ayat (3) dan (4): ayat (3) menyatakan …": the claim stands here, the citation there
                n = next(i for i, c in enumerate(self._cited) if c.ref == ref and self._in_block(c, block))
                self._cited[n] = _Cited(ref, mention.span)
                continue
            named.add((block, ref))
            self._cited.append(_Cited(ref, mention.span))
        claims = [claim for cited in self._cited if (claim := self._claim(cited)) is not None]
        return Extraction(tuple(claims), tuple(self._unparsed))

    def _in_block(self, cited: _Cited, block: int) -> bool:
        return self._antecedents.block_at(cited.span.start) == block

    def _is_cross_reference(self, mention: Mention) -> bool:
        return mention.regulation is None and mention.span.start in self._leant_on

    def _sentences(self, span: Span) -> tuple[Span, ...]:
        return sentences(self._text, span, wrapped=True)

    def _claim(self, cited: _Cited) -> Claim | None:
        index = self._antecedents.block_at(self._anchor(cited))
        block = self._blocks[index]
        parts = self._sentences(Span(block.start, block.span.end))
        at = next((n for n, s in enumerate(parts) if s.start <= self._anchor(cited) < s.end), len(parts) - 1)
        sentence = parts[at]
        group = self._group(sentence)
        said = self._said(self._segment(cited, sentence))
        whole = not cited.ref.locator.steps
        if whole and (
            len(group) != len({c.ref for c in group if not c.ref.locator.steps})
            or self._has_cited_items(index)
        ):
            return None  # named beside its places, or as the heading of a list of them
        if content(said) < ENOUGH:
            said = self._nearby(index, parts, at) or said
        context = self._context(index, said)
        together = tuple(dict.fromkeys(c.ref for c in self._run(cited, group)))
        return Claim(cited.ref, said[:LONGEST], context, cited.span, together)

    def _anchor(self, cited: _Cited) -> int:
        """A citation may begin in a heading and end in the item that it is bound to."""
        return max(cited.span.start, cited.span.end - 1)

    def _group(self, sentence: Span) -> list[_Cited]:
        return [c for c in self._cited if sentence.start <= self._anchor(c) < sentence.end]

    def _segment(self, cited: _Cited, sentence: Span) -> Span:
        """The part of a sentence that speaks of this citation, where it speaks of several."""
        runs = self._runs(self._group(sentence))
        if len(runs) < 2:
            return sentence
        n = next(i for i, run in enumerate(runs) if cited in run)
        first, last = runs[0][0].span, runs[-1][-1].span
        leads = content(self._said(Span(sentence.start, max(first.start, sentence.start)))) < 2
        trails = content(self._said(Span(last.end, sentence.end))) < 2
        if leads:
            end = runs[n + 1][0].span.start if n + 1 < len(runs) else sentence.end
            return Span(max(runs[n][0].span.start, sentence.start), end)
        if trails:
            return Span(runs[n - 1][-1].span.end if n else sentence.start, runs[n][-1].span.end)
        return sentence

    def _runs(self, group: Sequence[_Cited]) -> list[list[_Cited]]:
        """Citations with nothing said between them: "Pasal 44, 45 dan 46"."""
        runs: list[list[_Cited]] = []
        for other in group:
            if runs and (
                other.span.start < runs[-1][-1].span.end
                or content(self._said(Span(runs[-1][-1].span.end, other.span.start))) < 2
            ):
                runs[-1].append(other)
            else:
                runs.append([other])
        return runs

    def _run(self, cited: _Cited, group: Sequence[_Cited]) -> Sequence[_Cited]:
        return next((run for run in self._runs(group) if cited in run), [cited])

    def _said(self, span: Span) -> str:
        """What a span says besides its citations, on one line."""
        pieces: list[str] = []
        at = span.start
        for mention in self._mentions:
            if mention.span.end <= at or mention.span.start >= span.end or self._is_cross_reference(mention):
                continue
            pieces.append(self._text[at : max(at, mention.span.start)])
            if "\n" in (written := self._text[max(at, mention.span.start) : mention.span.end]):
                # bound to a heading across lines: what the item says before its pasal lies within the citation
                pieces.append(PLACE_AT_END.sub("", HEAD.sub("", written)))
            elif at > mention.span.start:
                pieces.append(PLACE_AT_END.sub("", written))
            at = mention.span.end
            if (mention.regulation is not None) and (title := TITLE.match(self._text, at, span.end)):
                at = title.end()
        pieces.append(self._text[at : span.end])
        return tidied(" ".join(pieces))

    def _nearby(self, index: int, parts: Sequence[Span], at: int) -> str:
        """The statement of a citation that stands alone: its list, the sentence before, what follows, its lead."""
        below = [n for n, b in enumerate(self._blocks) if b.parent == index and n > index]
        if below and not self._has_cited_items(index):
            own = self._said(parts[at])
            return tidied(f"{own} {'; '.join(self._said(self._inside(self._blocks[n])) for n in below)}")
        if at > 0 and content(before := self._said(parts[at - 1])) >= ENOUGH:
            return before
        block = self._blocks[index]
        following = self._blocks[index + 1] if index + 1 < len(self._blocks) else None
        if following and following.style == "plain" and block.style == "plain" and not self._cites(following):
            said = self._said(self._sentences(self._inside(following))[0])
            if content(said) >= ENOUGH:
                return said
        above = block.parent
        while above is not None:
            said = self._said(self._inside(self._blocks[above]))
            if content(said) >= 2:
                return said
            above = self._blocks[above].parent
        return ""

    def _context(self, index: int, said: str) -> str:
        """The nearest headings and leads, outermost first."""
        lines: list[str] = []
        above = self._blocks[index].parent
        while above is not None and len(lines) < 2:
            block = self._blocks[above]
            line = self._said(self._sentences(self._inside(block))[-1])
            if line and line not in said and len(line) <= LONGEST_LEAD:
                lines.append(line)
            above = block.parent
        return ". ".join(reversed(lines))

    def _inside(self, block: Block) -> Span:
        return Span(block.start, block.span.end)

    def _cites(self, block: Block) -> bool:
        return any(block.span.start <= c.span.start < block.span.end for c in self._cited)

    def _has_cited_items(self, index: int) -> bool:
        return any(
            self._antecedents.lies_below(self._antecedents.block_at(self._anchor(c)), index)
            for c in self._cited
        )
