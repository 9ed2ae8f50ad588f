"""Ways of saying something in a message, as data: each with examples, and near misses, that a test runs."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MessageForm:
    """One way: a regular expression, whatever the case. ``others``: near, but something else."""

    pattern: str
    examples: tuple[str, ...]
    others: tuple[str, ...] = ()


def compiled(forms: tuple[MessageForm, ...]) -> tuple[re.Pattern[str], ...]:
    """The patterns of forms, in order."""
    return tuple(re.compile(form.pattern, re.IGNORECASE) for form in forms)
