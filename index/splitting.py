"""Corpus files to passages and regulation cards."""

from __future__ import annotations

from index.corpus import Corpus, RegulationFile
from index.law import Reference, parse_reference
from index.passages import Passage, RegulationCard
from index.verification import verification_of


def cards_of(corpus: Corpus) -> tuple[RegulationCard, ...]:
    """Every regulation of the corpus, in order of rank, year and number."""
    cards = (
        RegulationCard(
            id=file.id,
            title=file.title,
            label=corpus.kinds.label(file.id),
            status=file.status,
            amends=file.amends,
            aliases=file.aliases,
            deviations=file.deviations,
        )
        for file in corpus.regulations
    )
    return tuple(sorted(cards, key=lambda card: (corpus.kinds.rank(card.id), card.id.year, card.id.number)))


def passages_of(corpus: Corpus) -> tuple[Passage, ...]:
    """Every statement as a passage, regulations first; several about one place are numbered in their ids."""
    passages: list[Passage] = []
    seen: dict[str, int] = {}
    for file in corpus.regulations:
        for passage in _regulation_passages(file, corpus):
            passages.append(_numbered(passage, seen))
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
            passages.append(_numbered(passage, seen))
    return tuple(passages)


def _regulation_passages(file: RegulationFile, corpus: Corpus) -> tuple[Passage, ...]:
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
                verification=None if official else verification_of(ref, words, corpus.verification),
            )
        )
    return tuple(found)


def _numbered(passage: Passage, seen: dict[str, int]) -> Passage:
    count = seen.get(passage.id, 0) + 1
    seen[passage.id] = count
    if count == 1:
        return passage
    fields = {name: getattr(passage, name) for name in Passage.__slots__}
    return Passage(**{**fields, "id": f"{passage.id}~{count}"})
