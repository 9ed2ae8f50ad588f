"""The official texts at hand: which regulations are held, whether they are in force, and what stands where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tanyapasal.index.law.places import Locator, Reference, RegulationId, RegulationStatus, Step
from tanyapasal.index.law.regulation import Provision, Regulation
from tanyapasal.index.text import one_line

# A list marker that stands alone within a sentence: the scan has lost the order of its ayat.
_STRAY_MARKER = re.compile(
    r"\(\s*[0-9lIti]{1,2}\s*[)lt]\s*[({]|^\s*\(\d+\)\s*\(\d+\)|_\w{1,4}_|[$^{}#]|[.;]\s+\(\d{1,2}\)\s+[A-Z]"
)


_PART_OF = re.compile(
    r"(?:\bpasal\s+\d+[a-z]?|\bbab\s+[ivxlc]+|\bhuruf\s+\w{1,2}|\bangka\s+\d+|\blampiran)\b[^.;:]*$",
    re.IGNORECASE,
)
_LEVELS = ("bab", "bagian", "paragraf")


@dataclass(frozen=True, slots=True)
class OfficialTexts:
    """Regulations read whole, and what is known of the standing of any regulation.

    ``statuses`` may name regulations whose text is not held; ``titles`` likewise. ``notes`` say how far a copy can
    be trusted; ``gone`` are places that were deleted or revoked alone, and by what; ``earlier`` are wordings before
    an amendment. Build with ``of``.
    """

    held: frozenset[RegulationId] = frozenset()
    statuses: Mapping[RegulationId, RegulationStatus] = field(default_factory=dict)
    titles: Mapping[RegulationId, str] = field(default_factory=dict)
    revoked_by: Mapping[RegulationId, RegulationId] = field(default_factory=dict)
    amended_by: Mapping[RegulationId, tuple[RegulationId, ...]] = field(default_factory=dict)
    provisions: Mapping[Reference, Provision] = field(default_factory=dict)
    children: Mapping[Reference, tuple[Reference, ...]] = field(default_factory=dict)
    headings: Mapping[Reference, str] = field(default_factory=dict)
    notes: Mapping[RegulationId, str] = field(default_factory=dict)
    gone: Mapping[Reference, RegulationId] = field(default_factory=dict)
    earlier: Mapping[Reference, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        regulations: Iterable[Regulation],
        statuses: Mapping[RegulationId, RegulationStatus] | None = None,
        titles: Mapping[RegulationId, str] | None = None,
        amends: Mapping[RegulationId, tuple[RegulationId, ...]] | None = None,
        notes: Mapping[RegulationId, str] | None = None,
        gone: Mapping[Reference, RegulationId] | None = None,
        earlier: Mapping[Reference, str] | None = None,
    ) -> OfficialTexts:
        """The texts of ``regulations`` (those without an id are left out). What one revokes is "dicabut"."""
        told = [regulation for regulation in regulations if regulation.id is not None]
        revoked = _revocations(told)
        headings: dict[Reference, str] = {}
        named = dict(titles or {})
        for regulation in told:
            headings.update(_headings(regulation))
            if regulation.id is not None:
                named.setdefault(regulation.id, regulation.title)
        provisions, children = _places(told)
        return cls(
            frozenset(regulation.id for regulation in told if regulation.id),
            dict(statuses or {}) | dict.fromkeys(revoked, "dicabut"),
            named,
            revoked,
            _amendments(told, amends or {}),
            provisions,
            children,
            headings,
            dict(notes or {}),
            dict(gone or {}),
            dict(earlier or {}),
        )

    def status(self, regulation: RegulationId) -> RegulationStatus:
        return self.statuses.get(regulation, "tidak diketahui")

    def text(self, ref: Reference) -> str | None:
        """The text of a place with everything below it, on one line; None if it is not held."""
        provision = self.provisions.get(ref)
        return one_line(provision.full_text) if provision else None

    def ended(self, ref: Reference) -> RegulationId | None:
        """What deleted or revoked this place, or one that it lies in; None if nothing that is held did."""
        return next((by for place, by in self.gone.items() if place.contains(ref)), None)

    def below(self, ref: Reference, unit: str) -> tuple[Reference, ...]:
        """The places one step below ``ref`` that are of this unit."""
        return tuple(r for r in self.children.get(ref, ()) if r.locator.steps[-1].unit == unit)

    def last_pasal(self, regulation: RegulationId) -> int:
        """The highest number of a pasal in the body; 0 if none is held."""
        return max(
            (
                int(re.match(r"\d+", ref.locator.steps[0].number)[0])  # type: ignore[index]
                for ref in self.children.get(Reference(regulation), ())
                if ref.locator.steps[0].unit == "pasal" and ref.locator.steps[0].number[0].isdigit()
            ),
            default=0,
        )

    def damaged(self, ref: Reference) -> bool:
        """True if the ayat of this pasal were not read in order, so that a missing one proves nothing."""
        provision = self.provisions.get(ref)
        if provision is None:
            return True
        ayat = [
            int(r.locator.ayat or "0") for r in self.below(ref, "ayat") if (r.locator.ayat or "").isdigit()
        ]
        if ayat and ayat != list(range(1, len(ayat) + 1)):
            return True
        # an ayat never refers to itself: then its number is that of another
        if any(
            re.search(_own_number(r.locator.ayat or ""), one_line(self.provisions[r].full_text))
            for r in self.below(ref, "ayat")
        ):
            return True
        return any(
            _STRAY_MARKER.search(one_line(self.provisions[r].text)) for r in (ref, *self.below(ref, "ayat"))
        )

    def counts_ayat(self, pasal: Reference) -> bool:
        """True if a pasal that was read whole has ayat all the same: it, or another pasal, names one of them."""
        own = re.compile(r"\bpada ayat \(")
        named = re.compile(
            rf"\bPasal {pasal.locator.pasal} ayat \(\d+\)(?!\s+(?:Undang|Peraturan))", re.IGNORECASE
        )
        if own.search(self.text(pasal) or ""):
            return True
        return any(
            named.search(one_line(provision.text))
            for ref, provision in self.provisions.items()
            if ref.regulation == pasal.regulation and ref.locator.part == "batang_tubuh" and ref.locator.steps
        )


def _own_number(ayat: str) -> str:
    """How an ayat would name itself: "pada ayat (2)", "pada ayat (1) dan ayat (2)", and "ayat (21" as copies misread it."""
    return rf"pada ayat \((?:[\dlI]+\)\s*(?:,|dan|atau)\s*ayat \()?{ayat}(?:\)|[1lI](?![\d)]))"


def _revocations(regulations: Sequence[Regulation]) -> dict[RegulationId, RegulationId]:
    """What is revoked whole, and by which regulation first."""
    found: dict[RegulationId, RegulationId] = {}
    for regulation in regulations:
        for other in regulation.revokes:
            if regulation.id is not None and _revoked_whole(regulation, other):
                found.setdefault(other, regulation.id)
    return found


def _amendments(
    regulations: Sequence[Regulation], told: Mapping[RegulationId, tuple[RegulationId, ...]]
) -> dict[RegulationId, tuple[RegulationId, ...]]:
    """What is amended and by which regulations: those that ``told`` names, then those whose text says so."""
    pairs = [(target, by) for by, targets in told.items() for target in targets]
    pairs += [(target, r.id) for r in regulations if r.id is not None for target in r.amends]
    found: dict[RegulationId, tuple[RegulationId, ...]] = {}
    for target, by in dict.fromkeys(pairs):
        found[target] = (*found.get(target, ()), by)
    return found


def _places(
    regulations: Sequence[Regulation],
) -> tuple[dict[Reference, Provision], dict[Reference, tuple[Reference, ...]]]:
    """The places of the regulations themselves, the first of each name, and those one step below each."""
    provisions: dict[Reference, Provision] = {}
    for regulation in regulations:
        for provision in regulation.provisions:
            if provision.ref.regulation == regulation.id:
                provisions.setdefault(provision.ref, provision)
    children: dict[Reference, list[Reference]] = {}
    for ref in provisions:
        if ref.locator.steps:
            children.setdefault(ref.above, []).append(ref)
    return provisions, {ref: tuple(below) for ref, below in children.items()}


def _headings(regulation: Regulation) -> Iterable[tuple[Reference, str]]:
    """For each pasal of the body the titles of bab, bagian and paragraf that it stands under."""
    titles = sorted((h for h in regulation.headings if h.kind in _LEVELS and h.title), key=lambda h: h.span)
    pasal = sorted(
        (
            p
            for p in regulation.provisions
            if len(p.ref.locator.steps) == 1 and p.ref.locator.part == "batang_tubuh"
        ),
        key=lambda p: p.span,
    )
    open_titles: dict[str, str] = {}
    n = 0
    for provision in pasal:
        while n < len(titles) and titles[n].span.start <= provision.span.start:
            level = _LEVELS.index(titles[n].kind)
            open_titles = {k: v for k, v in open_titles.items() if _LEVELS.index(k) < level}
            open_titles[titles[n].kind] = titles[n].title
            n += 1
        if open_titles:
            yield provision.ref, ". ".join(open_titles.values())


def _revoked_whole(regulation: Regulation, other: RegulationId) -> bool:
    """False if every place that names ``other`` revokes only a part of it ("ketentuan Bab V Undang-Undang …")."""
    named = re.compile(rf"nomor\s+{other.number}\s+tahun\s+{other.year}", re.IGNORECASE)
    before = [
        clause.rsplit(";", 1)[-1]
        for provision in regulation.provisions
        if "dicabut" in provision.full_text.lower() and (text := one_line(provision.full_text))
        for clause in (text[: match.start()] for match in named.finditer(text))
    ]
    return not before or any(not _PART_OF.search(clause[-160:]) for clause in before)


def explanation_of(ref: Reference) -> Reference:
    """The same place in the explanation (penjelasan) of the regulation."""
    return Reference(ref.regulation, Locator(ref.locator.steps, "penjelasan"))


def with_step(ref: Reference, step: Step) -> Reference:
    return Reference(ref.regulation, Locator((*ref.locator.steps, step), ref.locator.part))
