"""Corpus files to passages and regulation cards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tanyapasal.index.audit.verdicts import Auditor
from tanyapasal.index.corpus import Corpus, OfficialFile, RegulationFile
from tanyapasal.index.history.lineage import changed_by
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.passages import Passage, RegulationCard
from tanyapasal.index.law.places import Reference, RegulationId, RegulationStatus, parse_reference
from tanyapasal.index.law.regulation import Regulation
from tanyapasal.index.passages.copies import with_copies
from tanyapasal.index.passages.of_official import official_passages
from tanyapasal.index.passages.verified import verified


def cards_of(corpus: Corpus) -> tuple[RegulationCard, ...]:
    """Every regulation of the corpus, in order of rank, year and number.

    Where its own text and a document about it are both held, the front matter of the official text counts; what
    other documents call it, and where they differ, is kept from both. A regulation that another held one revokes
    or amends is shown as revoked or amended, whatever its own file says; one of which single places are revoked is
    amended, and stays in force.
    """
    cards: dict[RegulationId, RegulationCard] = {}
    for file in corpus.official:
        cards[file.id] = RegulationCard(
            id=file.id,
            title=file.title,
            label=corpus.kinds.label(file.id),
            status=file.status,
            amends=changed_by(file.regulation),
            aliases=file.aliases,
        )
    for told in corpus.regulations:
        held = cards.get(told.id)
        cards[told.id] = RegulationCard(
            id=told.id,
            title=held.title if held else told.title,
            label=corpus.kinds.label(told.id),
            status=held.status if held else told.status,
            amends=held.amends if held else told.amends,
            aliases=tuple(dict.fromkeys((*(held.aliases if held else ()), *told.aliases))),
            deviations=told.deviations,
        )
    changed = _changed_statuses(corpus)
    current = (
        card if card.status == "dicabut" else replace(card, status=changed.get(card.id, card.status))
        for card in cards.values()
    )
    return tuple(sorted(current, key=lambda card: (corpus.kinds.rank(card.id), card.id.year, card.id.number)))


def _changed_statuses(corpus: Corpus) -> dict[RegulationId, RegulationStatus]:
    """What held official texts make of other regulations: amended, or revoked, which weighs more."""
    statuses: dict[RegulationId, RegulationStatus] = {}
    for file in corpus.official:
        statuses.update((amended, "diubah") for amended in changed_by(file.regulation))
    for file in corpus.official:
        statuses.update((revoked, "dicabut") for revoked in file.regulation.revokes)
    return statuses


def passages_of(corpus: Corpus, auditor: Auditor | None = None) -> tuple[Passage, ...]:
    """Every statement as a passage, official texts first; several about one place are numbered in their ids.

    So the passage whose id is a place itself is the official text there, wherever that is held. With an ``auditor``
    what documents say is held against the official texts; without one only verification.yaml counts.
    """
    seen: Counter[str] = Counter()
    regulations, copies = regulations_of(corpus)
    official = [p for held in corpus.official for p in of_text(held, corpus.kinds, regulations, copies, seen)]
    return (*official, *of_documents(corpus, seen, auditor))


def regulations_of(corpus: Corpus) -> tuple[tuple[Regulation, ...], tuple[Regulation, ...]]:
    """The official texts of a corpus as they are mended, and as they were copied; none of the latter if none is mended."""
    mended = any(held.copied for held in corpus.official)
    copies = tuple(held.as_copied.regulation for held in corpus.official) if mended else ()
    return tuple(held.regulation for held in corpus.official), copies


def of_text(
    held: OfficialFile,
    kinds: Kinds,
    regulations: Sequence[Regulation],
    copies: Sequence[Regulation],
    seen: Counter[str],
) -> Sequence[Passage]:
    """The passages of one official text as ``regulations`` make it read, with the words of the copies where those differ.

    ``seen``: how often each place had one.
    """
    passages = [_numbered(passage, seen) for passage in official_passages(held, kinds, regulations)]
    if not copies:
        return passages
    unmended: Counter[str] = Counter()
    copied = official_passages(held.as_copied, kinds, copies)
    return with_copies(passages, (_numbered(passage, unmended) for passage in copied))


def of_documents(corpus: Corpus, seen: Counter[str], auditor: Auditor | None = None) -> Iterator[Passage]:
    """The passages of everything but official texts, behind those; ``seen``: how often each place has one there."""
    for file in corpus.regulations:
        for passage in _regulation_passages(file, corpus, auditor):
            yield _numbered(passage, seen)
    for program in corpus.programs:
        for section in program.sections:
            passage = Passage(
                id=str(section.ref),
                ref=section.ref,
                label=f"{program.title}: {section.title}",
                heading=section.title,
                text=section.text,
                source=program.source,
                context=f"{program.title}. {section.title}.",
                search_text=", ".join((*program.aliases, *section.kata_kunci)),
                topic=section.topik,
                legal_basis=section.dasar,
            )
            yield _numbered(passage, seen)


def _regulation_passages(
    file: RegulationFile, corpus: Corpus, auditor: Auditor | None
) -> tuple[Passage, ...]:
    found = []
    for statement in file.statements:
        ref = parse_reference(str(statement.ref))
        if not isinstance(ref, Reference):
            continue
        label = corpus.kinds.label_of(ref)
        official = file.source.kind == "official"
        words = f"{statement.text} {statement.letak} {statement.topik}"
        found.append(
            Passage(
                id=str(ref),
                ref=ref,
                label=label,
                heading=statement.title,
                text=statement.text,
                source=file.source,
                context=f"{label} tentang {file.title}. {statement.letak}.",
                search_text=", ".join((*file.aliases, *statement.kata_kunci)),
                topic=statement.topik,
                legal_basis=statement.dasar,
                verification=None
                if official
                else verified(ref, statement.text, words, corpus.verification, auditor),
            )
        )
    return tuple(found)


def _numbered(passage: Passage, seen: Counter[str]) -> Passage:
    seen[passage.id] += 1
    count = seen[passage.id]
    return passage if count == 1 else replace(passage, id=f"{passage.id}~{count}")
