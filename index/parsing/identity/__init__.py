"""Which regulation a text is: kind, region, number, year, title, dates, and what it amends."""

from __future__ import annotations

from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.places import RegulationId
from tanyapasal.index.parsing.identity.dates import read_dates
from tanyapasal.index.parsing.identity.decision import Identity, decide
from tanyapasal.index.parsing.identity.evidence import gather

__all__ = ["UNIDENTIFIED", "Identity", "read_dates", "read_identity"]

# A text that does not say which regulation it is gets this id in its references
UNIDENTIFIED = RegulationId("naskah", "0", 0)


def read_identity(masked: str, kinds: Kinds) -> Identity:
    """What a masked text says of itself, decided from all the places that say it."""
    return decide(gather(masked, kinds), kinds)
