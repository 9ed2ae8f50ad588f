"""References followed one step: what "sebagaimana dimaksud dalam Pasal 46" or "pada ayat (1)" means, beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from index.kinds import Kinds
from index.law import AnyReference, Locator, Reference
from index.passages import Passage
from index.references.find import find_references
from index.references.mentions import Mention

_LEANS = re.compile(r"\bsebagaimana\s+dim\w*\s+(?:dalam|pada|di)\s*$", re.IGNORECASE)
# A longer text would bury the answer beside which it stands.
_MOST_CHARACTERS = 600


def referred(
    passage: Passage, at: Callable[[AnyReference], tuple[Passage, ...]], kinds: Kinds
) -> Passage | None:
    """The first place of the same regulation that an official text leans on, as long as it is short; else None."""
    if passage.source.kind != "official" or not isinstance(passage.ref, Reference):
        return None
    for mention in find_references(passage.text, kinds):
        if not mention.steps or not _LEANS.search(passage.text[: mention.span.start]):
            continue
        place = _place(mention, passage.ref)
        if place is None or place.contains(passage.ref) or passage.ref.contains(place):
            continue
        held = (p for p in at(place) if p.ref == place and p.source.kind == "official")
        found = next(held, None)
        if found is not None and len(found.text) <= _MOST_CHARACTERS:
            return found
    return None


def _place(mention: Mention, stands: Reference) -> Reference | None:
    if mention.regulation is not None or mention.part != "batang_tubuh":
        return None
    steps = mention.steps
    if steps[0].unit == "ayat":
        steps = (*stands.locator.steps[:1], *steps)
    elif steps[0].unit != "pasal":
        return None
    return Reference(stands.regulation, replace(Locator(steps), part=stands.locator.part))
