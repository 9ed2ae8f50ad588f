"""A place in a text that names a person."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """``kind``: what it is replaced by, in brackets."""

    start: int
    end: int
    kind: str
