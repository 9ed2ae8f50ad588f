"""From the place that a document cites to a place of the text held, or why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tanyapasal.index.audit.official import OfficialTexts, with_step
from tanyapasal.index.language.statements import sentences
from tanyapasal.index.law.places import Locator, Reference, Step, Unit

_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Missing:
    """The regulation is held, the place is not in it.

    ``nearest`` is the lowest place above it that exists (None: not even the pasal), ``unit`` what is missing
    there and ``last`` how far it is counted (0: it has none). ``unreadable``: the text is too damaged to say.
    """

    nearest: Reference | None
    unit: Unit
    last: int
    unreadable: bool
    text: str | None = None


def place_of(ref: Reference, texts: OfficialTexts) -> Reference | Missing:
    """The place held for ``ref``.

    "Pasal 1 ayat (5)" of a list of definitions is its angka 5; "huruf a" may stand in the only ayat that has
    letters. An explanation that is not held is looked for in the body.
    """
    if ref in texts.provisions:
        return ref
    if not ref.locator.steps:
        return Missing(None, "pasal", texts.last_pasal(ref.regulation), unreadable=True)
    if ref.locator.part in ("lampiran", "pembukaan"):
        return Missing(None, "pasal", texts.last_pasal(ref.regulation), unreadable=True)
    if ref.locator.part != "batang_tubuh":
        return place_of(Reference(ref.regulation, Locator(ref.locator.steps)), texts)
    pasal = ref.article
    if pasal not in texts.provisions:
        return _missing_pasal(pasal, texts)
    place = pasal
    for step in ref.locator.steps[1:]:
        below = _step_down(place, step, texts)
        if below is None:
            return _missing_below(place, step, pasal, texts)
        place = below
    return place


def readable(place: Reference | Missing, texts: OfficialTexts) -> Reference | Missing:
    """The pasal where of the place itself no words can be read ("#",D"), else ``place``."""
    if isinstance(place, Missing) or len(_WORD.findall(texts.text(place) or "")) > 1:
        return place
    return place.article if place.locator.steps else place


def _step_down(place: Reference, step: Step, texts: OfficialTexts) -> Reference | None:
    if with_step(place, step) in texts.provisions:
        return with_step(place, step)
    if step.unit == "ayat" and not texts.below(place, "ayat"):
        counted = with_step(place, Step("angka", step.number))
        if counted in texts.provisions:
            return counted
        # "Pasal 8 ayat (1)" of a pasal that has no ayat at all is one ayat short of existing
        return None
    if step.unit == "huruf":
        found = [
            with_step(ayat, step)
            for ayat in texts.below(place, "ayat")
            if with_step(ayat, step) in texts.provisions
        ]
        return found[0] if len(found) == 1 else None
    return None


def _missing_pasal(pasal: Reference, texts: OfficialTexts) -> Missing:
    number = re.match(r"\d+", pasal.locator.steps[0].number)
    last = texts.last_pasal(pasal.regulation)
    # Pasal are counted through without a gap: one that lies between others exists, whatever the scan made of it.
    plain = number is not None and number.group() == pasal.locator.steps[0].number
    unreadable = last == 0 or (plain and number is not None and int(number.group()) <= last)
    return Missing(None, "pasal", last, unreadable)


def _missing_below(place: Reference, step: Step, pasal: Reference, texts: OfficialTexts) -> Missing:
    siblings = texts.below(place, step.unit)
    uncounted = step.unit == "ayat" and not siblings
    damaged = texts.damaged(pasal) or (
        uncounted and (texts.counts_ayat(pasal) or _may_have(step, pasal, texts))
    )
    numbers = [r.locator.steps[-1].number for r in siblings]
    last = len(siblings)
    inside = (
        bool(numbers)
        and step.number.isdigit()
        and any(n.isdigit() and int(n) > int(step.number) for n in numbers)
    )
    return Missing(place, step.unit, last, damaged or inside, texts.text(place))


def _may_have(step: Step, pasal: Reference, texts: OfficialTexts) -> bool:
    """True if a pasal that was read without ayat has sentences enough for this one: the copy may have lost their numbers."""
    found = len(sentences(texts.text(pasal) or "", semicolons=False))
    return found > 1 and step.number.isdigit() and int(step.number) <= found
