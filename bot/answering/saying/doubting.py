"""How far a cited place can be trusted: one line in everyday words, and the whole of what was found out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tanyapasal.bot.reply import Citation
from tanyapasal.index.law.passages import Passage, RegulationCard, Verdict, Verification
from tanyapasal.index.law.places import AnyReference, Reference, RegulationId
from tanyapasal.index.text import one_line

_FORMAL = re.compile(r" Nomor (\S+) Tahun (\d{4})")
_SHORT: dict[Verdict, str] = {
    "wrong_article": "Menurut naskah resmi, {place} mengatur hal lain",
    "not_found": "Menurut naskah resmi, {place} tidak memuat hal ini",
    "number_mismatch": "Bilangan pada {place} berbeda dari naskah resmi",
    "operator_mismatch": "Batas pada {place} (paling sedikit atau paling banyak) berbeda dari naskah resmi",
    "revoked": "{place}: peraturannya sudah dicabut",
    "unverified": "Belum dicocokkan dengan naskah resminya",
}
_THIS = "pasal ini"
_OF_REGULATION = "Periksa kembali pasal yang disebut dokumen dari {regulation}"
# Doubts that change what is done come before those that only tell what nobody has checked.
_ORDER: tuple[Verdict, ...] = (
    "revoked", "wrong_article", "not_found", "number_mismatch", "operator_mismatch", "unverified",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Doubts:
    """``warning``: the gravest in one line; ``notes``: each in full, once."""

    warning: str | None
    notes: tuple[str, ...]


class Doubting:
    """Reads what is known of the places of one corpus. ``at``: the passages at a place and below it; ``label``: how a place is written."""

    def __init__(
        self,
        at: Callable[[AnyReference], Sequence[Passage]],
        cards: Sequence[RegulationCard],
        label: Callable[[AnyReference], str],
    ) -> None:
        self._label = label
        self._amending: dict[RegulationId, list[str]] = defaultdict(list)
        for card in cards:
            for amended in dict.fromkeys(card.amends):
                self._amending[amended].append(card.label)
        self._at = at

    def about(self, citations: Sequence[Citation], shown: int) -> Doubts:
        """What is to be said of the places that are cited; the warning is about the first ``shown`` of them."""
        known = [(c, v) for c in citations for v in self._of(c)]
        first = [(c, v) for c, v in known if c in citations[:shown]]
        first.sort(key=lambda found: _ORDER.index(found[1].verdict))
        alone = len({c.ref for c in citations[:shown] if isinstance(c.ref, Reference)}) == 1
        warning = next((self._line(c, v, alone) for c, v in first), None)
        lines = {str(c.ref): f"{c.label}: {self._full(v)}" for c, v in reversed(known)}
        return Doubts(warning, (*reversed(lines.values()), *self._amendments(citations)))

    def _of(self, citation: Citation) -> tuple[Verification, ...]:
        """What is known of the cited words against the article, or of other statements about it.

        What documents say wrongly of a place is no doubt about its own words.
        """
        own = citation.passage.verification
        if citation.article is None and own is not None:
            return (own,) if own.verdict != "match" else ()
        if citation.article is None and citation.passage.source.kind == "official":
            return ()
        said = (p.verification for p in self._at(citation.ref) if p.ref == citation.ref)
        known = [verification for verification in said if verification is not None]
        doubts = [v for v in known if v.verdict not in ("match", "unverified")]
        return tuple(doubts[:1] or [v for v in known if v.verdict == "unverified"][:1])

    def _line(self, citation: Citation, verification: Verification, alone: bool) -> str:
        """``alone``: the reply shows no other place, so that it need not be named again."""
        see = ", ".join(_brief(self._label(ref)) for ref in verification.see[:1])
        regulation = citation.regulation.label if citation.regulation is not None else citation.label
        placed = isinstance(citation.ref, Reference) and citation.ref.locator.steps
        verdict = verification.verdict
        form = _SHORT[verdict] if placed or verdict in ("unverified", "revoked") else _OF_REGULATION
        place = _THIS if alone and placed and verdict != "revoked" else _brief(citation.label)
        said = form.format(place=place, regulation=_brief(regulation))
        return f"{said}; lihat {see}." if see else f"{said}."

    def _full(self, verification: Verification) -> str:
        see = ", ".join(self._label(ref) for ref in verification.see)
        return verification.note + (f" Lihat: {see}." if see else "")

    def _amendments(self, citations: Sequence[Citation]) -> tuple[str, ...]:
        """For each regulation cited, by which ones that are known it has been amended."""
        lines: dict[str, None] = {}
        for regulation in (c.ref.regulation for c in citations if isinstance(c.ref, Reference)):
            amending = self._amending.get(regulation)
            if amending:
                label = self._label(Reference(regulation))
                lines[f"{label} telah diubah dengan {' dan '.join(amending)}."] = None
        return tuple(lines)


def copied(citations: Iterable[Citation]) -> tuple[str, ...]:
    """How a scanned copy has the lines that were mended in what is quoted, place by place."""
    told = {c.label: one_line(c.original) for c in citations if c.original}
    return tuple(f"Pada salinan OCR {label} tertulis: “{lines}”" for label, lines in told.items())


def _brief(label: str) -> str:
    """``Pasal 47 ayat (2) UU 20/2023``, as people write it."""
    return _FORMAL.sub(r" \1/\2", label)
