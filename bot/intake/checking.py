"""How surely the texts were read that a corpus holds: as it was found when they were read, while nobody has edited them,
and from what stands in them otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from tanyapasal.bot.intake.entries import Entry, Findings, findings_of, gaps_of
from tanyapasal.bot.intake.journal import digest_of
from tanyapasal.index.corpus import Corpus, OfficialFile

_RECOGNISED = "salinan OCR"


def held_entries(corpus: Corpus, folder: Path, read: Mapping[str, Entry]) -> Iterator[Entry]:
    """An entry for each official text of a corpus that lies in ``folder``; ``read``: those of reading, by id."""
    for file in corpus.official:
        path = folder / "official" / f"{file.id}.md"
        before = read.get(str(file.id))
        as_read = before is not None and before.written == digest_of(path)
        yield Entry(
            source=before.source if before else str(path),
            outcome="held",
            message=file.note,
            id=str(file.id),
            label=corpus.kinds.label(file.id),
            title=file.title,
            findings=before.findings if before and as_read else _of_text(file),
        )


def _of_text(file: OfficialFile) -> Findings:
    told = replace(file.regulation, problems=tuple(gaps_of(file.regulation)))
    return findings_of(told, recognised=file.note.startswith(_RECOGNISED))
