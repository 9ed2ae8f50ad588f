"""An official text on its way into the corpus: checked, compared with what was there, written.

Nothing is written before everything is checked, and a file is replaced in one step.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tanyapasal.index.corpus import Corpus, OfficialFile, StatementEntry
from tanyapasal.index.corpus.official.mends import carried
from tanyapasal.index.corpus.official.read import read_official, with_operations
from tanyapasal.index.corpus.official.storing import write_mends, write_whole
from tanyapasal.index.corpus.official.write import official_markdown
from tanyapasal.index.errors import CorpusError, CorpusMistake, FilingError
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.passages import Source
from tanyapasal.index.law.places import Reference, RegulationId, RegulationStatus
from tanyapasal.index.law.regulation import Provision, Regulation
from tanyapasal.index.mending.finding import find_mends
from tanyapasal.index.parsing import parse
from tanyapasal.index.parsing.identity.titles import same_title
from tanyapasal.index.passages.of_official import title_cased
from tanyapasal.index.reading import ReadText
from tanyapasal.index.references.find import find_references

_UNCHECKED = "belum dicek terhadap JDIH"
# Decisions (70) and circulars (80) need not be divided into articles; see kinds.yaml.
_UNDIVIDED_RANK = 70
_OFFICIAL = re.compile(r"\bkind:\s*official\b")


@dataclass(frozen=True, slots=True)
class Difference:
    """What filing a text changes: places by their references, in reading order."""

    new: tuple[Reference, ...]
    changed: tuple[tuple[Provision, Provision], ...]
    gone: tuple[Reference, ...]

    @property
    def empty(self) -> bool:
        return not (self.new or self.changed or self.gone)


def regulation_of(read: ReadText, kinds: Kinds) -> Regulation:
    """What is made of a text: by the parser, or exactly as it stands if it is a corpus file already.

    Problems of reading come before those of parsing. Raises CorpusError for a corpus file with mistakes.
    """
    held = canonical(read, kinds)
    regulation = (
        held.regulation if held else parse(read.text, kinds, furniture=read.furniture, notes=read.notes)
    )
    doubts = find_mends(regulation).problems
    return replace(regulation, problems=(*read.problems, *regulation.problems, *doubts))


def canonical(read: ReadText, kinds: Kinds) -> OfficialFile | None:
    """The official file that a text is, if it has the front matter of one; raises CorpusError for mistakes."""
    front, _, _ = read.text.removeprefix("---\n").partition("\n---\n")
    if not read.text.startswith("---\n") or _OFFICIAL.search(front) is None:
        return None
    named = re.search(r"(?m)^id:\s*(\S+)", front)
    mistakes: list[CorpusMistake] = []
    name = named[1] if named else ""
    file = read_official(read.text, f"official/{name}.md", name, mistakes)
    if mistakes or file is None:
        raise CorpusError(tuple(mistakes))
    return with_operations(file, kinds)


def checked(
    read: ReadText, corpus: Corpus, named: RegulationId | None = None, file_name: str = ""
) -> OfficialFile:
    """The file that ``read`` becomes; ``named``: which regulation it is, where the text cannot say.

    ``file_name`` is the weakest evidence: it decides nothing, it only serves to propose an id.
    Misreadings are mended where that is certain; those that were undone before stay so.

    Raises FilingError with what is wrong: no id, unknown kind, no pasal, more pasal missing than found, pages
    that could not be read.
    """
    kinds = corpus.kinds
    regulation = regulation_of(read, kinds)
    identity = _identity(regulation, named, kinds, file_name)
    regulation = _renamed(regulation, identity, kinds)
    _check_text(regulation, kinds.rank(identity))
    before = held(corpus, identity)
    own = canonical(read, kinds)
    told = next((file for file in corpus.regulations if file.id == identity), None)
    if own is not None:
        file = own
    else:
        title = (
            told.title if told and told.title.lower() == regulation.title.lower() else title_cased(regulation)
        )
        status: RegulationStatus = before.status if before else told.status if told else "tidak diketahui"
        ocr = read.recognised or any(p.code == "ocr_suspect" for p in regulation.problems)
        file = OfficialFile(
            id=identity,
            title=title or (before or told or regulation).title or kinds.label(identity),
            status=status,
            aliases=before.aliases if before else (),
            source=before.source if before else Source("official", kinds.label(identity)),
            note=before.note if before else f"{'salinan OCR' if ocr else 'salinan'}, {_UNCHECKED}",
            regulation=regulation,
        )
    _check_round_trip(file)
    return with_found_mends(file, before, kinds)


def with_found_mends(file: OfficialFile, before: OfficialFile | None, kinds: Kinds) -> OfficialFile:
    """The file with all that can be mended in it with certainty; ``before``: what is held of it, with what was undone."""
    found = find_mends(file.as_copied.regulation).mends
    mended = file.with_mends(carried(found, before.mends if before else ()))
    return with_operations(mended, kinds) if mended.copied is not None else mended


def _identity(
    regulation: Regulation, named: RegulationId | None, kinds: Kinds, file_name: str
) -> RegulationId:
    identity = named or regulation.id
    if identity is None:
        why = next((p.message for p in regulation.problems if p.code == "identity_unsure"), "")
        proposed = _proposed(file_name, kinds)
        raise FilingError(
            f"{why.removesuffix('.') or 'naskah tidak menyebut peraturan mana ia; sebutkan sendiri dengan --id'}"
            f"{f', misalnya --id {proposed} menurut nama berkasnya' if proposed else ', misalnya --id uu-20-2023'}"
        )
    if named is not None and named in regulation.amends:
        raise FilingError(f"{named} adalah peraturan yang diubah naskah ini; periksa berkas dan --id")
    if regulation.id is not None and not _may_be(regulation.id, identity):
        raise FilingError(
            f"naskah menyebut dirinya {regulation.id}, bukan {identity}; periksa berkas dan --id"
        )
    if kinds.get(identity.kind) is None:
        raise FilingError(f"jenis '{identity.kind}' tidak ada di kinds.yaml; tambahkan dahulu")
    return identity


def _may_be(read: RegulationId, named: RegulationId) -> bool:
    """True if a text that calls itself ``read`` can be ``named``: a region that it does not say can be told."""
    return read == named or (not read.region and read == replace(named, region=""))


def _proposed(file_name: str, kinds: Kinds) -> RegulationId | None:
    """The regulation that a file name names: "uu-4-2031.pdf", "UU Nomor 4 Tahun 2031.pdf"."""
    stem = file_name.rpartition(".")[0] or file_name
    for name in (stem, stem.replace("_", " ").replace("-", " ")):
        for mention in find_references(name, kinds):
            if mention.regulation is not None and mention.regulation.id is not None:
                return mention.regulation.id
    return None


def overwritten(file: OfficialFile, before: OfficialFile | None) -> str:
    """Why ``file`` may not be a copy of ``before``, which is held under its id: another title, or no region.

    One sentence for people; "" if it may.
    """
    if before is None or difference(before.regulation, file.regulation).empty:
        return ""
    title = file.regulation.title
    if not same_title(title, before.title):
        return (
            f"{file.id} sudah ada di korpus dengan judul '{before.title}', sedangkan naskah ini berjudul '{title}'; "
            "periksa --id, atau tulis --replace bila naskah ini memang menggantikannya"
        )
    if any(p.code == "region_unknown" for p in file.regulation.problems):
        return (
            f"{file.id} sudah ada di korpus, sedangkan daerah naskah ini tidak terbaca; sebutkan --id dengan daerahnya, "
            "atau tulis --replace bila naskah ini memang menggantikannya"
        )
    return ""


def _check_text(regulation: Regulation, rank: int) -> None:
    pasal = [p for p in regulation.provisions if _is_article(p)]
    whole = any(p.text for p in regulation.provisions if p.ref.locator.part == "batang_tubuh")
    unread = [p for p in regulation.problems if p.code == "page_unread"]
    missing = sum(p.code == "missing_pasal" for p in regulation.problems)
    if unread:
        raise FilingError(
            f"{len(unread)} halaman tidak terbaca, sehingga naskah tidak lengkap. {unread[0].message}"
        )
    if not pasal and not (whole and rank >= _UNDIVIDED_RANK):
        raise FilingError(
            "tidak ada pasal yang dapat dibaca dari naskah ini; pastikan berkasnya naskah peraturan"
        )
    if missing > len(pasal):
        raise FilingError(
            f"hanya {len(pasal)} pasal terbaca dan {missing} hilang menurut urutan nomornya; "
            "naskah terlalu rusak untuk dimasukkan"
        )


def _is_article(provision: Provision) -> bool:
    locator = provision.ref.locator
    return locator.part == "batang_tubuh" and len(locator.steps) == 1 and locator.pasal is not None


def _renamed(regulation: Regulation, identity: RegulationId, kinds: Kinds) -> Regulation:
    """The regulation with its references in ``identity``, where the text did not say which one it is."""

    def moved(ref: Reference) -> Reference:
        return Reference(identity, ref.locator)

    def meant(ids: tuple[RegulationId, ...]) -> tuple[RegulationId, ...]:
        return tuple(kinds.in_region_of(id_, identity) for id_ in ids)

    if regulation.id == identity:
        return regulation
    return replace(
        regulation,
        id=identity,
        amends=meant(regulation.amends),
        revokes=meant(regulation.revokes),
        provisions=tuple(replace(p, ref=moved(p.ref)) for p in regulation.provisions),
        operations=tuple(replace(o, by=moved(o.by)) for o in regulation.operations),
    )


def _check_round_trip(file: OfficialFile) -> None:
    """What is filed must read back as what was parsed; a difference is a defect of this program."""
    mistakes: list[CorpusMistake] = []
    back = read_official(official_markdown(file), f"official/{file.id}.md", str(file.id), mistakes)
    if mistakes or back is None:
        raise FilingError(
            f"naskah tidak dapat ditulis sebagai berkas korpus: {mistakes[0].message if mistakes else ''}"
        )
    if difference(file.regulation, back.regulation) != Difference((), (), ()):
        raise FilingError(
            "berkas korpus tidak terbaca kembali sama dengan naskahnya; laporkan ini kepada pengembang"
        )


def held(corpus: Corpus, identity: RegulationId) -> OfficialFile | None:
    """The official text of a regulation, if it is held."""
    return next((file for file in corpus.official if file.id == identity), None)


def with_file(corpus: Corpus, file: OfficialFile) -> Corpus:
    """The corpus as it will be with ``file`` in it."""
    others = tuple(other for other in corpus.official if other.id != file.id)
    return replace(corpus, official=(*others, file))


def difference(before: Regulation | None, after: Regulation) -> Difference:
    """Provisions that are new, have another text, or are gone."""
    old = {p.ref: p for p in before.provisions} if before else {}
    new = {p.ref: p for p in after.provisions}
    return Difference(
        new=tuple(ref for ref in new if ref not in old),
        changed=tuple((old[ref], p) for ref, p in new.items() if ref in old and old[ref].text != p.text),
        gone=tuple(ref for ref in old if ref not in new),
    )


def statements_about(corpus: Corpus, identity: RegulationId) -> tuple[StatementEntry, ...]:
    """What documents say about places of a regulation."""
    return tuple(s for file in corpus.regulations if file.id == identity for s in file.statements)


def statuses_set(
    file: OfficialFile, known: Iterable[RegulationId]
) -> tuple[tuple[RegulationId, RegulationStatus], ...]:
    """The known regulations that the text amends or revokes, with the status they are shown with."""
    among: Sequence[RegulationId] = tuple(known)
    amended: list[tuple[RegulationId, RegulationStatus]] = [
        (i, "diubah") for i in file.regulation.amends if i in among
    ]
    revoked: list[tuple[RegulationId, RegulationStatus]] = [
        (i, "dicabut") for i in file.regulation.revokes if i in among
    ]
    return (*amended, *revoked)


def write_official(folder: Path, file: OfficialFile) -> Path:
    """Write ``official/ID.md`` in one step, and its mends beside it; readers see the old file or the new one."""
    room = folder / "official"
    room.mkdir(parents=True, exist_ok=True)
    target = room / f"{file.id}.md"
    write_mends(folder, file)
    write_whole(target, official_markdown(file))
    return target
