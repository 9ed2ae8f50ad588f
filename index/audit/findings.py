"""A claim about a place of law, and what was found about it."""

from __future__ import annotations

from dataclasses import dataclass

from tanyapasal.index.law.passages import Verdict
from tanyapasal.index.law.places import Reference, RegulationId
from tanyapasal.index.text import Span

NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a text says stands at ``ref``.

    ``text`` is the statement as written, on one line and without the citation itself where that can be cut;
    ``context`` are the headings and lines it hangs on (they tell the audience and the subject of short items).
    ``span``: the citation in the document; ``together``: every place that is cited for this one statement.
    ``others``: its sentences, where any of them may be the one that the citation stands for. ``loose``: statement and
    citation hang together by their place on the page alone. ``or_else``: other regulations that a place may be of which
    is cited without one. An empty ``text`` claims nothing.
    """

    ref: Reference
    text: str
    context: str = ""
    span: Span = NOWHERE
    together: tuple[Reference, ...] = ()
    others: tuple[str, ...] = ()
    loose: bool = False
    or_else: tuple[RegulationId, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """The finding about one claim.

    ``law_text`` is what stands at the place, None if it is not held; ``see``: where the claim stands instead, best
    first; ``confidence``: the probability, 0 to 1, that the verdict is right. ``claim_marks`` and ``law_marks`` are
    the differing words, as spans of ``claim.text`` and ``law_text``.
    """

    claim: Claim
    verdict: Verdict
    note: str
    law_text: str | None = None
    see: tuple[Reference, ...] = ()
    confidence: float = 0.0
    claim_marks: tuple[Span, ...] = ()
    law_marks: tuple[Span, ...] = ()

    @property
    def checked(self) -> bool:
        """True if the claim was held against something: any verdict but "unverified"."""
        return self.verdict != "unverified"
