"""The quantities of a claim against a place, with what leads it in, explains it or is referred to."""

from __future__ import annotations

import re
from dataclasses import replace

from tanyapasal.index.audit.amounts import AmountFinding, compare, without_restated
from tanyapasal.index.audit.findings import Claim
from tanyapasal.index.audit.official import OfficialTexts, explanation_of, pasal_of
from tanyapasal.index.language.quantities.reader import QuantityReader
from tanyapasal.index.law.places import Reference, Step

_OTHER_AYAT = re.compile(r"\bayat \((\d+[a-z]?)\)")
_FIRST = (Step("pasal", "1"),)


class Measures:
    """Compares with one set of official texts."""

    def __init__(self, texts: OfficialTexts, quantities: QuantityReader) -> None:
        self._texts = texts
        self._quantities = quantities

    def of(self, claim: Claim, place: Reference) -> tuple[AmountFinding, ...]:
        """Quantities of a claim against the place; what it does not mention is sought in what leads it in or explains it.

        A quantity that nothing in the pasal measures in the same dimension is not held against the claim if it is
        only a count ("dua hal") that the drafter of the claim made.
        """
        law = self._texts.text(place) or ""
        pasal = pasal_of(place)
        lead = self._texts.provisions.get(pasal)
        explained = (self._texts.text(explanation_of(p)) for p in (place, pasal))
        damaged = self._texts.damaged(pasal)
        whole = (pasal,) if damaged else ()
        together = (self._texts.text(r) for r in (*claim.together, *whole) if r != claim.ref)
        around = " ".join(filter(None, (lead.text if lead else None, *explained, *together)))
        definitions = (
            self._texts.text(Reference(place.regulation, replace(pasal.locator, steps=_FIRST))) or ""
        )
        found = []
        wider = {a.claimed.span: a for a in compare(self._quantities, claim.text, around, definitions)}
        for finding in compare(self._quantities, claim.text, law, definitions):
            wide = wider.get(finding.claimed.span, finding)
            if (
                finding.state != "supported"
                and wide.state == "supported"
                and (finding.state == "absent" or len(claim.together) > 1)
            ) or (finding.state == "absent" and damaged and wide.state != "absent"):
                found.append(wide)
            elif finding.state == "absent" and finding.claimed.kind == "hitungan":
                continue
            else:
                found.append(finding)
        return without_restated(self._leaning(claim, place, law, tuple(found)))

    def _leaning(
        self, claim: Claim, place: Reference, law: str, found: tuple[AmountFinding, ...]
    ) -> tuple[AmountFinding, ...]:
        """Where an ayat bears out one quantity, the ayat that it refers to may bear out the others."""
        if all(a.state != "supported" for a in found) or all(a.state == "supported" for a in found):
            return found
        pasal = pasal_of(place)
        named = {m[1] for m in _OTHER_AYAT.finditer(law)}
        ayat = [r for r in self._texts.below(pasal, "ayat") if r.locator.ayat in named and r != place]
        referred = " ".join(self._texts.text(r) or "" for r in ayat)
        wider = {
            a.claimed.span: a
            for a in compare(self._quantities, claim.text, referred)
            if a.state == "supported"
        }
        return tuple(a if a.state == "supported" else wider.get(a.claimed.span, a) for a in found)


def measures_alike(amounts: tuple[AmountFinding, ...]) -> bool:
    """True if every quantity of the claim has its like in the place: the same number, or one under the same bound."""
    like = (
        a.state == "supported"
        or (a.law is not None and a.claimed.bound == a.law.bound and a.state == "other_number")
        for a in amounts
    )
    told = [a for a in amounts if a.claimed.values != {1}]
    bounded = any(a.claimed.bound or a.state == "supported" for a in told)
    return bool(told) and bounded and all(like)
