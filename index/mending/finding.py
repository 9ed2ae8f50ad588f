"""All that can be mended in a regulation, place by place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tanyapasal.index.law.kinds import is_roman
from tanyapasal.index.law.mends import Mend
from tanyapasal.index.law.regulation import Problem, Provision, Regulation
from tanyapasal.index.mending.numbers import numbers
from tanyapasal.index.mending.proposals import Doubt, Proposal
from tanyapasal.index.mending.references import References
from tanyapasal.index.mending.spaces import Spaces
from tanyapasal.index.mending.words import Words
from tanyapasal.index.text import Span

# Characters on each side by which a mend is found again; more where they stand twice.
_AROUND = 24


@dataclass(frozen=True, slots=True)
class Found:
    """What is mended, in reading order, and what a person must look at: numbers that cannot be right."""

    mends: tuple[Mend, ...]
    problems: tuple[Problem, ...]


def find_mends(regulation: Regulation) -> Found:
    """The misreadings of a regulation that was read from a scanned copy; time grows with the length of its text."""
    words = Words(p.text for p in regulation.provisions)
    spaces = Spaces(p.text for p in regulation.provisions)
    references = References(regulation.provisions)
    quoting = {operation.by for operation in regulation.operations}
    mends: list[Mend] = []
    problems: list[Problem] = []
    for provision in regulation.provisions:
        # Numbers within the new text of another regulation are those of that one.
        quotes = provision.ref in quoting or is_roman(provision.ref.locator.pasal or "")
        found: list[Proposal | Doubt] = [*numbers(provision.text)]
        found += [] if quotes else references.read(provision.text, provision.ref)
        found += words.read(provision.text)
        found += spaces.read(provision.text)
        mends += _mends(provision, [p for p in found if isinstance(p, Proposal)])
        problems += (_problem(provision, p) for p in found if isinstance(p, Doubt))
    return Found(tuple(mends), tuple(problems))


def _mends(provision: Provision, proposals: Sequence[Proposal]) -> Iterator[Mend]:
    text, end = provision.text, 0
    for proposal in sorted(proposals, key=lambda p: p.span):
        if proposal.span.start < end or proposal.span.of(text) == proposal.mended:
            continue
        end = proposal.span.end
        before, after = _around(text, proposal.span)
        yield Mend(
            provision.ref,
            proposal.span.of(text),
            proposal.mended,
            before,
            after,
            proposal.kind,
            proposal.reason,
        )


def _around(text: str, span: Span) -> tuple[str, str]:
    """As many characters on both sides as tell this place in the text from every other."""
    reach = _AROUND
    while True:
        start, end = max(0, span.start - reach), min(len(text), span.end + reach)
        around = text[start:end]
        first = text.find(around)
        if (start, end) == (0, len(text)) or (first == start and text.find(around, first + 1) < 0):
            return text[start : span.start], text[span.end : end]
        reach *= 2


def _problem(provision: Provision, doubt: Doubt) -> Problem:
    written = doubt.span.of(provision.text)
    return Problem("number_disagrees", f"{doubt.message}: '{written}'", provision.span)
