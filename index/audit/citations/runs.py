"""The citations of one sentence: which of them stand together, and which part of the sentence speaks of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tanyapasal.index.audit.citations.pointing import content
from tanyapasal.index.law.places import Reference, RegulationId
from tanyapasal.index.text import Span

# So many places at most are held against one statement together.
_MOST_TOGETHER = 40


@dataclass(frozen=True, slots=True)
class Cited:
    """A place and where it is cited. ``or_else``: other regulations of which it may be, where none is named with it."""

    ref: Reference
    span: Span
    or_else: tuple[RegulationId, ...] = ()

    @property
    def anchor(self) -> int:
        """Where the citation counts: it may begin in a heading and end in the item that it is bound to."""
        return max(self.span.start, self.span.end - 1)


class Group:
    """The citations of one sentence, in runs with nothing said between them; ``number``: of the run of each."""

    def __init__(self, cited: Sequence[Cited], runs: Sequence[Sequence[Cited]]) -> None:
        self.cited = cited
        self.runs = runs
        self.number = {one: n for n, run in enumerate(runs) for one in run}

    def run_of(self, cited: Cited) -> Sequence[Cited]:
        n = self.number.get(cited)
        return [cited] if n is None else self.runs[n][:_MOST_TOGETHER]


class Runs:
    """The citations of each sentence in runs. ``in_block``: those of each block; ``said``: the words besides them."""

    def __init__(
        self, text: str, in_block: Mapping[int, Sequence[Cited]], said: Callable[[Span], str]
    ) -> None:
        self._text = text
        self._in_block = in_block
        self._said = said
        self._groups: dict[tuple[int, int], Group] = {}

    def of(self, index: int, sentence: Span) -> Group:
        """The citations of a sentence of block ``index``."""
        key = index, sentence.start
        if key not in self._groups:
            cited = [c for c in self._in_block.get(index, ()) if sentence.start <= c.anchor < sentence.end]
            self._groups[key] = Group(cited, self._runs(cited))
        return self._groups[key]

    def segment(self, cited: Cited, group: Group, sentence: Span) -> Span:
        """The part of a sentence that speaks of this citation, where it speaks of several."""
        runs, n = group.runs, group.number.get(cited)
        if len(runs) < 2 or n is None:
            return sentence
        first, last = runs[0][0].span, runs[-1][-1].span
        leads = content(self._said(Span(sentence.start, max(first.start, sentence.start)))) < 2
        trails = content(self._said(Span(last.end, max(last.end, sentence.end)))) < 2
        if leads and not (trails and self._closes_in_brackets(runs[0][-1])):
            end = runs[n + 1][0].span.start if n + 1 < len(runs) else sentence.end
            return Span(max(runs[n][0].span.start, sentence.start), end)
        if trails:
            return Span(runs[n - 1][-1].span.end if n else sentence.start, runs[n][-1].span.end)
        return sentence

    def _closes_in_brackets(self, cited: Cited) -> bool:
        """True for "(Pasal 5)", which closes the words before it."""
        return self._text[cited.span.end : cited.span.end + 1] in (")", "]")

    def _runs(self, group: Sequence[Cited]) -> list[list[Cited]]:
        """Citations with nothing said between them: "Pasal 44, 45 dan 46"; a regulation alone frames its places."""
        placed = [c for c in group if c.ref.locator.steps] or group
        runs: list[list[Cited]] = []
        for other in placed:
            if runs and (
                other.span.start < runs[-1][-1].span.end
                or content(self._said(Span(runs[-1][-1].span.end, other.span.start))) < 2
            ):
                runs[-1].append(other)
            else:
                runs.append([other])
        return runs
