"""What the readers of one kind of misreading find in a text."""

from __future__ import annotations

from dataclasses import dataclass

from tanyapasal.index.law.mends import MendKind
from tanyapasal.index.text import Span


@dataclass(frozen=True, slots=True)
class Proposal:
    """The words at ``span`` are ``mended``; ``reason``, in Indonesian, is what proves it."""

    span: Span
    mended: str
    kind: MendKind
    reason: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """The words at ``span`` cannot be right as they stand, and nothing proves what they are."""

    span: Span
    message: str
