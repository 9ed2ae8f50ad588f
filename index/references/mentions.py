"""What was found in a text: a place, as far as the text names it."""

from __future__ import annotations

from dataclasses import dataclass

from tanyapasal.index.law.places import Locator, Part, RegulationId, Step
from tanyapasal.index.references.regions import same_region
from tanyapasal.index.text import Span


@dataclass(frozen=True, slots=True)
class RegulationMention:
    """A regulation as far as it is named: "Perlan 10" has no year, "UU 2023" no number, "UU" neither.

    ``title``: words of a title in lower case, where the id is not complete: "UU Ketenagakerjaan". ``region``: as it
    is named, "bogor" too where kabupaten or kota is not said; None if none is named.
    """

    kind: str | None = None
    number: str | None = None
    year: int | None = None
    title: str | None = None
    region: str | None = None

    @classmethod
    def of(cls, regulation: RegulationId) -> RegulationMention:
        return cls(regulation.kind, regulation.number, regulation.year, region=regulation.region or None)

    @property
    def id(self) -> RegulationId | None:
        """The regulation, if it is named in full."""
        if self.kind is None or self.number is None or self.year is None:
            return None
        return RegulationId(self.kind, self.number, self.year, self.region or "")

    def may_be(self, regulation: RegulationId) -> bool:
        """True if neither kind nor region nor number nor year speaks against ``regulation``."""
        return (
            self.kind in (None, regulation.kind)
            and self.number in (None, regulation.number)
            and self.year in (None, regulation.year)
            and (self.region is None or same_region(self.region, regulation.region))
        )

    def __str__(self) -> str:
        if self.id is not None:
            return str(self.id)
        year = None if self.year is None else f"{self.year:04d}"
        known = [self.kind or "?", *filter(None, [self.region]), self.number or "?", year or "?"]
        return "?" if known == ["?"] * 3 else "-".join(known)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that a text names, and where: ``span.of(text)`` is exactly what was written.

    An enumeration gives one mention for each place; those after the first span their own words only ("6" in
    "Pasal 5, 6 dan 7"), and those of a range span the whole range. ``regulation`` is None if the text names
    none for this place. ``steps`` without a pasal ("kalau ayat 2?") are understood from the conversation.
    ``in_title``: a regulation that is named within the title of another ("Perubahan atas …").
    """

    span: Span
    regulation: RegulationMention | None = None
    steps: tuple[Step, ...] = ()
    part: Part = "batang_tubuh"
    in_title: bool = False

    @property
    def locator(self) -> Locator:
        return Locator(self.steps, self.part)

    def __str__(self) -> str:
        return "/".join([str(self.regulation or "?"), *self.locator.names])
