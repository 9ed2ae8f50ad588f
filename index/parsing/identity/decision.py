"""Which regulation a text is, decided from several pieces of evidence; unsure is a decision too: no id.

A heading that was read clearly decides, unless something contradicts it; without one, what penjelasan and lampiran
agree on. A regulation never amends itself, so what its title amends is never its own id.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from tanyapasal.index.law.kinds import LEVELS, Kinds
from tanyapasal.index.law.places import RegulationId
from tanyapasal.index.law.regulation import Problem
from tanyapasal.index.parsing.identity.blocks import Block
from tanyapasal.index.parsing.identity.evidence import Evidence
from tanyapasal.index.parsing.identity.letters import like
from tanyapasal.index.parsing.identity.titles import agreed, same_title
from tanyapasal.index.references.find import find_references
from tanyapasal.index.references.regions import same_region
from tanyapasal.index.text import Span, one_line

_AMENDED = re.compile(r"PERUBAHAN\s+(?:[A-Z]+\s+)?(?:ATAS|TERHADAP)?", re.IGNORECASE)
_BARE = re.compile(r"(?:SURAT\s+EDARAN|KEPUTUSAN|INSTRUKSI|PERATURAN)", re.IGNORECASE)
_OFFICE = re.compile(
    r"^(?:KEMENTERIAN|MENTERI|BADAN|LEMBAGA|KEPALA|KEPOLISIAN|ARSIP|PERPUSTAKAAN|GUBERNUR|BUPATI|WALI\s?KOTA|OTORITAS|BANK)\b[A-Z ,\n-]{0,150}$",
    re.MULTILINE,
)
_START = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a regulation says of itself. ``id`` is None if it does not say enough, or contradicts itself.

    ``named``: it has the name and number of a regulation, if of a kind that is not known. ``problems``: why there is
    no id, or why it is less than sure.
    """

    id: RegulationId | None
    title: str
    amends: tuple[RegulationId, ...]
    named: bool = False
    problems: tuple[Problem, ...] = ()


def decide(evidence: Evidence, kinds: Kinds) -> Identity:
    """The identity that the evidence agrees on."""
    own = _own_heading(evidence)
    title = agreed(own.title if own else "", evidence.title)
    amends = _amended(title, kinds)
    found, problem = _decided(evidence, own, kinds)
    if found and any(_same(found, other) for other in (*amends, *_amended(evidence.title, kinds))):
        problem = _unsure(f"{kinds.label(found)} adalah peraturan yang diubahnya", own)
        found = None
    problems = [problem] if problem else []
    if found is not None:
        found, doubts = _with_region(found, own, evidence, kinds)
        problems += doubts
    if found is None and own is not None and not same_title(own.title, evidence.title):
        title = evidence.title
    if found is not None:
        amends = tuple(kinds.in_region_of(i, found) for i in amends)
    named = own is not None and own.number is not None
    return Identity(found, title, tuple(i for i in amends if i != found), named, tuple(problems))


def _own_heading(evidence: Evidence) -> Block | None:
    """The heading right above the preamble; of several names the one whose title is decreed.

    Where the beginning of a text is lost, the names in it are those of laws that it rests on.
    """
    headings = tuple(h for h in evidence.headings if h.number) or evidence.headings
    if len({(h.id, h.number) for h in headings}) > 1 and evidence.title:
        titled = [h for h in headings if fuzz.ratio(h.title.lower(), evidence.title.lower()) >= 75]
        headings = tuple(titled) or headings
    if not headings:
        return None
    return headings[-1] if evidence.preamble else headings[0]


def _decided(
    evidence: Evidence, own: Block | None, kinds: Kinds
) -> tuple[RegulationId | None, Problem | None]:
    """The id that heading, "Menetapkan", annexes and years agree on; or what keeps them from agreeing."""
    title = evidence.title or (own.title if own else "")
    annexed = {b.id for b in evidence.annexes if b.id and same_title(b.title, title)}
    heading = _heading_id(own, evidence, kinds)
    if own is not None and own.number is None and heading is None:
        return None, _unsure("judulnya tidak memuat nomor", own)
    if heading is None:
        return _from_annexes(annexed, evidence, own, kinds)
    against = _contradiction(heading, own, evidence, kinds)
    if against and heading not in annexed:
        return None, _unsure(against, own)
    if annexed and not any(_same(heading, other) for other in annexed):
        return _weighed(heading, own, annexed, evidence, kinds)
    if own is not None and (own.mended or own.misread):
        said = f"Judul salah baca oleh pemindai; periksa apakah benar {kinds.label(heading)}."
        return heading, Problem("identity_mended", said, own.span)
    return heading, None


def _heading_id(own: Block | None, evidence: Evidence, kinds: Kinds) -> RegulationId | None:
    """The id of the heading, where need be with the kind from the office above it or from "Menetapkan"."""
    if own is None or own.id is not None or own.number is None:
        return own.id if own else None
    names = []
    if _BARE.fullmatch(own.name):
        names = [f"{own.name} {office}" for office in _offices(evidence.above)]
    # "PERATURAN", of which the rest was lost
    known = [evidence.kind] if evidence.kind.upper().startswith(own.name.upper()) else []
    for name in (*names, *known):
        mention = next(iter(find_references(f"{name} NOMOR {own.number}", kinds)), None)
        id_ = mention.regulation.id if mention and mention.regulation and mention.span.start == 0 else None
        if id_ is not None and (name not in known or kinds.get(id_.kind)):
            return id_
    return None


def _from_annexes(
    annexed: set[RegulationId], evidence: Evidence, own: Block | None, kinds: Kinds
) -> tuple[RegulationId | None, Problem | None]:
    fitting = [i for i in annexed if not _contradiction(i, None, evidence, kinds)]
    if len(fitting) != 1 or len(annexed) > 1:
        return None, _unsure("naskah tidak menyebut jenis, nomor, dan tahunnya dengan jelas", own)
    said = f"Judul tidak terbaca; {kinds.label(fitting[0])} menurut judul penjelasan atau lampirannya."
    return fitting[0], Problem("identity_from_annex", said, _START)


def _weighed(
    heading: RegulationId, own: Block | None, annexed: set[RegulationId], evidence: Evidence, kinds: Kinds
) -> tuple[RegulationId | None, Problem | None]:
    """Heading and annexes name two regulations: the one that the years of signatures know, if only one is known."""
    other = next(iter(annexed)) if len(annexed) == 1 else None
    clear = own is not None and not own.mended
    if (
        other is not None
        and own is not None
        and own.mended
        and not _contradiction(other, None, evidence, kinds)
    ):
        said = f"Judul salah baca; {kinds.label(other)} menurut judul penjelasan atau lampirannya."
        return other, Problem("identity_from_annex", said, own.span)
    if clear and heading.year in evidence.years and other is not None and other.year not in evidence.years:
        return heading, None
    names = " dan ".join(kinds.label(i) for i in sorted({heading, *annexed}))
    return None, _unsure(f"naskah menyebut dirinya {names}", own)


def _contradiction(id_: RegulationId, own: Block | None, evidence: Evidence, kinds: Kinds) -> str:
    """What speaks against an id, in words; "" if nothing does."""
    if evidence.years and not {id_.year, id_.year + 1} & evidence.years and id_.year:
        years = ", ".join(map(str, sorted(evidence.years)))
        return f"judulnya menyebut tahun {id_.year}, tetapi penetapan atau pengundangannya tahun {years}"
    if own is not None and not _may_be_titled(own, evidence):
        return "judul naskah tidak sama dengan judul yang ditetapkan"
    decreed = _kind_of(evidence.kind, kinds)
    if decreed and kinds.get(id_.kind) and decreed != id_.kind:
        return f"yang ditetapkan adalah {evidence.kind}, bukan {kinds.label(id_)}"
    return ""


def _may_be_titled(own: Block, evidence: Evidence) -> bool:
    """False if a heading has another title than what is decreed.

    It must have the same one where the text does not begin with its preamble, or its kind could not be read.
    """
    if same_title(own.title, evidence.title):
        return bool(own.name) or bool(own.title and evidence.title)
    return (
        bool(own.name) and evidence.preamble and fuzz.ratio(own.title.lower(), evidence.title.lower()) >= 60
    )


def _kind_of(name: str, kinds: Kinds) -> str | None:
    """The kind that "Menetapkan" names in full; "PERATURAN MENTERI" and "PERATURAN" may be any."""
    mention = next(iter(find_references(f"{name} NOMOR 1 TAHUN 2000", kinds)), None) if name else None
    kind = mention.regulation.kind if mention and mention.regulation and mention.span.start == 0 else None
    return kind if kind and kinds.get(kind) else None


def _same(one: RegulationId, other: RegulationId) -> bool:
    """True for one regulation, named with its region and without."""
    without = replace(one, region="") == replace(other, region="")
    return without and (not one.region or not other.region or same_region(one.region, other.region))


def _with_region(
    id_: RegulationId, own: Block | None, evidence: Evidence, kinds: Kinds
) -> tuple[RegulationId | None, list[Problem]]:
    """The id with the region that heading and officials agree on; a region that nothing says is reported."""
    kind = kinds.get(id_.kind)
    if kind is None or kind.level is None:
        return id_, []
    signed = [
        r
        for r in dict.fromkeys(evidence.regions)
        if kind.level == "daerah" or _at_level(r, LEVELS[kind.level])
    ]
    said = id_.region
    span = own.span if own else _START
    if not said and len(signed) != 1:
        return id_, [
            Problem("region_unknown", f"Daerah yang menetapkan {kinds.label(id_)} tidak terbaca.", span)
        ]
    if signed and not any(_fits(said, region) for region in signed):
        names = " dan ".join(
            kinds.region_name(replace(id_, region=r)) for r in dict.fromkeys([said, *signed])
        )
        return None, [_unsure(f"daerahnya disebut {names}", own)]
    region = next((r for r in signed if _fits(said, r)), said)
    if said.startswith(("kab-", "kota-")) and (
        same_region(said, region) or evidence.regions.count(region) < 2
    ):
        region = said
    return replace(id_, region=region), []


def _at_level(region: str, start: str) -> bool:
    return region.startswith(start) if start else not region.startswith(("kab-", "kota-"))


def _fits(said: str, signed: str) -> bool:
    """True if a region of a heading can be that of an official: no region, the same one, or a letter or two misread."""
    bare = signed.partition("-")[2] if signed.startswith(("kab-", "kota-")) else signed
    most = len(bare) // 5
    return not said or same_region(said, signed) or like(said, signed, most) or like(said, bare, most)


def _amended(title: str, kinds: Kinds) -> tuple[RegulationId, ...]:
    amended = _AMENDED.search(title)
    if amended is None:
        return ()
    mentions = find_references(title[amended.end() :][:600], kinds)
    ids = (m.regulation.id for m in mentions if m.regulation is not None)
    return tuple(dict.fromkeys(i for i in ids if i is not None))[:1]


def _offices(above: str) -> list[str]:
    """The officials of the offices that the lines above a name say, as they stand in names of regulations."""
    found: list[str] = []
    for match in _OFFICE.finditer(above):
        office = one_line(match[0])
        if office.startswith("KEMENTERIAN"):
            found.append("MENTERI" + office.removeprefix("KEMENTERIAN"))
        elif office.startswith(("BADAN", "LEMBAGA", "KEPOLISIAN", "ARSIP", "PERPUSTAKAAN")):
            found += [f"KEPALA {office}", office]
        else:
            found.append(office)
    return found


def _unsure(why: str, own: Block | None) -> Problem:
    message = f"Peraturan ini tidak dapat dikenali dengan pasti: {why}; sebutkan sendiri dengan --id."
    return Problem("identity_unsure", message, own.span if own else _START)
