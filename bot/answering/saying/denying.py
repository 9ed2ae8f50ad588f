"""What a text says to what a question takes for granted ("bukankah dua tahun?", "minimal kan 40 ya?").

A premise is judged only where the text gives one quantity of the same unit, or names who does the same thing;
otherwise the provision speaks for itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tanyapasal.index.asking.query import Query
from tanyapasal.index.language.quantities.norms import Norm
from tanyapasal.index.language.words.stemming import stem
from tanyapasal.index.passages.facts import Facts

# "diterbitkan (oleh) DPRD": who is said to do it, by a short name in capitals.
_DONE_BY = re.compile(r"\b(?P<verb>di\w{3,}(?:kan|i)?)\s+(?:oleh\s+)?(?P<actor>[A-Z]{2,}[A-Za-z]*)\b")


def judged(query: Query, facts: Facts) -> str | None:
    """What the text says to what the question takes for granted, in a few words; None where it cannot be said."""
    norm = query.claim
    if norm is None:
        return _actor(query, facts)
    if len(query.covered(facts.context | facts.topic | facts.text)) < len(set(query.content)):
        return None  # about something beside what the text is about
    return _quantity(norm, facts.norms)


def _quantity(norm: Norm, norms: Sequence[Norm]) -> str | None:
    told = [n for n in norms if (n.base, n.kind) == (norm.base, norm.kind)]
    if len({(n.values, n.upper_values) for n in told}) != 1 or told[0].upper_values:
        return None  # several quantities of the unit: which one is meant is for the reader to see
    said = told[0]
    if norm.qualifier and said.qualifier and norm.qualifier != said.qualifier:
        return None
    if not norm.values & said.values:
        return f"Bukan {_plain(norm)}, melainkan {said}"
    if norm.operator and said.operator and norm.operator != said.operator:
        return f"Bukan {norm.operator}, melainkan {said}"
    same_bound = (norm.operator, norm.beyond) == (said.operator, said.beyond)
    if same_bound and norm.period in (None, said.period):
        return f"Benar, {said}"
    return f"Yang tertulis: {said}"


def _plain(norm: Norm) -> str:
    return f"{norm.quantity}{norm.unit}" if norm.unit == "%" else f"{norm.quantity} {norm.unit}"


def _actor(query: Query, facts: Facts) -> str | None:
    if not query.assumes:
        return None
    done = _DONE_BY.search(query.text)
    if done is None or stem(done["actor"].lower()) in facts.text:
        return None
    said = next((actors for verb, actors in facts.done_by if verb == done["verb"].lower()), None)
    return said and f"Bukan {done['verb']} oleh {done['actor']}, melainkan oleh {said}"
