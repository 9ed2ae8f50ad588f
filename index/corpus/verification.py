"""What staff noted about statements: an entry of verification.yaml."""

from __future__ import annotations

from dataclasses import dataclass

from tanyapasal.index.law.passages import Verdict
from tanyapasal.index.law.places import AnyReference, Reference


@dataclass(frozen=True, slots=True)
class VerificationEntry:
    """One finding about one place; with ``statement``, only about statements that contain those words."""

    ref: Reference
    verdict: Verdict
    note: str
    see: tuple[AnyReference, ...] = ()
    statement: str | None = None
    source: str = ""
