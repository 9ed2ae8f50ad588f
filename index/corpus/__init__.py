"""The only reader of corpus/: files to values, every mistake at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from tanyapasal.index.corpus.domain import read_domain
from tanyapasal.index.corpus.markdown import (
    ProgramFile,
    RegulationFile,
    StatementEntry,
    read_program,
    read_regulation,
)
from tanyapasal.index.corpus.official.file import OfficialFile
from tanyapasal.index.corpus.official.read import read_official, with_operations
from tanyapasal.index.corpus.official.storing import mends_at
from tanyapasal.index.corpus.positions import Node, load
from tanyapasal.index.corpus.tables import (
    read_aspects,
    read_everyday,
    read_glossary,
    read_kinds,
    read_language,
    read_verification,
)
from tanyapasal.index.corpus.verification import VerificationEntry
from tanyapasal.index.errors import CorpusError, CorpusMistake
from tanyapasal.index.language.aspects import extended
from tanyapasal.index.language.glossary import Glossary, Language
from tanyapasal.index.law.domain import Domain
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.mends import MENDS_SUFFIX, Mend
from tanyapasal.index.law.places import RegulationId

__all__ = [
    "Corpus",
    "OfficialFile",
    "ProgramFile",
    "RegulationFile",
    "StatementEntry",
    "corpus_hash",
    "known_kinds",
    "read_corpus",
    "source_hashes",
]

_FOLDERS = ("official", "regulations", "programs")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that stands in a corpus folder.

    ``official`` are the regulations whose own text is held, ``regulations`` what other documents say about
    regulations; one regulation may be in both.
    """

    regulations: tuple[RegulationFile, ...]
    programs: tuple[ProgramFile, ...]
    glossary: Glossary
    language: Language
    kinds: Kinds
    verification: tuple[VerificationEntry, ...]
    official: tuple[OfficialFile, ...] = ()
    domain: Domain = field(default_factory=Domain)

    @property
    def as_copied(self) -> Corpus:
        """The corpus without any mend of a misread copy."""
        return replace(self, official=tuple(file.as_copied for file in self.official))


def _files(folder: Path) -> list[Path]:
    """The files of a corpus; raises CorpusError for a folder, or a link that leads nowhere, with the name of one."""
    names = (
        "domain.yaml",
        "glossary.yaml",
        "language.yaml",
        "aspects.yaml",
        "everyday.yaml",
        "kinds.yaml",
        "verification.yaml",
    )
    found = [folder / name for name in names if (folder / name).is_file()]
    texts = (path for name in _FOLDERS for path in folder.glob(f"{name}/*.md"))
    files = sorted([*found, *texts, *folder.glob(f"official/*{MENDS_SUFFIX}")])
    odd = tuple(
        CorpusMistake(str(f.relative_to(folder)), 1, "bukan berkas yang dapat dibaca; hapus atau ganti")
        for f in files
        if not f.is_file()
    )
    if odd:
        raise CorpusError(odd)
    return files


def corpus_hash(folder: Path) -> str:
    """SHA-256 over names and bytes of all corpus files; changes exactly when one of them does."""
    digest = hashlib.sha256()
    for path in _files(folder):
        digest.update(str(path.relative_to(folder)).encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def known_kinds(folder: Path) -> Kinds:
    """The kinds of regulations alone; raises CorpusError for mistakes in their table only."""
    mistakes: list[CorpusMistake] = []
    kinds = _table(folder, "kinds.yaml", read_kinds, mistakes)
    if mistakes:
        raise CorpusError(tuple(mistakes))
    return kinds


def source_hashes(folder: Path) -> tuple[tuple[str, str], ...]:
    """Path within the folder, with forward slashes, and SHA-256 of every corpus file."""
    return tuple(
        (path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest())
        for path in _files(folder)
    )


class Kept(Protocol):
    """Official texts as they were read before, by their path within the folder and what stands in them."""

    def read(self, name: str, text: str) -> OfficialFile | None:
        """What was kept of a text; None if nothing was."""

    def keep(self, name: str, text: str, file: OfficialFile) -> None:
        """Keep what was read of a text that has no mistakes."""


class _Official:
    """The official texts of a folder: those that are kept as they were read, and new ones; mended when all are there."""

    def __init__(self, kept: Kept | None, mistakes: list[CorpusMistake]) -> None:
        self._kept = kept
        self._mistakes = mistakes
        self._files: list[OfficialFile] = []
        self._new: dict[RegulationId, tuple[str, str]] = {}
        self._mends: dict[RegulationId, tuple[Mend, ...]] = {}

    @property
    def ids(self) -> list[RegulationId]:
        return [file.id for file in self._files]

    def read(self, text: str, name: str, stem: str, mends: tuple[Mend, ...]) -> None:
        file = self._kept.read(name, text) if self._kept is not None else None
        if file is None:
            file = read_official(text, name, stem, self._mistakes)
            self._new.update([(file.id, (name, text))] if file else [])
        if file is not None:
            self._files.append(file)
            self._mends[file.id] = mends

    def finished(self, kinds: Kinds) -> tuple[OfficialFile, ...]:
        """All of them with what they change in others; what is new is kept, as copied, if nothing is wrong with any."""
        files = tuple(with_operations(file, kinds) if file.id in self._new else file for file in self._files)
        if self._kept is not None and not self._mistakes:
            for file in files:
                if file.id in self._new:
                    self._kept.keep(*self._new[file.id], file)
        return tuple(self._mended(file, kinds) for file in files)

    def _mended(self, file: OfficialFile, kinds: Kinds) -> OfficialFile:
        mended = file.with_mends(self._mends[file.id])
        return mended if mended.copied is None else with_operations(mended, kinds)


def read_corpus(folder: Path, kept: Kept | None = None, *, may_be_empty: bool = False) -> Corpus:
    """Read a corpus folder; raises CorpusError with every mistake in it.

    ``kept``: what was read by the same code for the same kinds of regulations; ``may_be_empty``: it need hold no text
    yet, as before the first one is filed.
    """
    if not folder.is_dir():
        raise CorpusError((CorpusMistake(str(folder), 1, "folder korpus tidak ada; periksa --corpus"),))
    mistakes: list[CorpusMistake] = []
    regulations: list[RegulationFile] = []
    programs: list[ProgramFile] = []
    official = _Official(kept, mistakes)
    for path in _files(folder):
        if path.suffix != ".md":
            continue
        name = str(path.relative_to(folder))
        text = _text(path, name, mistakes)
        if path.parent.name == "regulations":
            regulation = read_regulation(text, name, path.stem, mistakes)
            regulations.extend([regulation] if regulation else [])
        elif path.parent.name == "official":
            official.read(text, name, path.stem, mends_at(path.with_suffix(MENDS_SUFFIX), mistakes))
        else:
            program = read_program(text, name, path.stem, mistakes)
            programs.extend([program] if program else [])
    domain, field_aspects = _optional(folder, "domain.yaml", read_domain, mistakes)
    measures = tuple(measure.name for measure in domain.measures)
    kinds = _table(folder, "kinds.yaml", read_kinds, mistakes)
    known = {kind.id for kind in kinds.kinds}
    named = [("regulations", file.id) for file in regulations] + [("official", id_) for id_ in official.ids]
    for room, regulation_id in named:
        if regulation_id.kind not in known:
            message = f"jenis '{regulation_id.kind}' tidak ada di kinds.yaml"
            mistakes.append(CorpusMistake(f"{room}/{regulation_id}.md", 2, message))
    corpus = Corpus(
        tuple(regulations),
        tuple(programs),
        _table(folder, "glossary.yaml", read_glossary, mistakes).with_groups(domain.groups),
        replace(
            _table(folder, "language.yaml", read_language, mistakes),
            aspects=extended(
                _optional(folder, "aspects.yaml", partial(read_aspects, own=measures), mistakes),
                field_aspects,
            ),
            everyday=_optional(folder, "everyday.yaml", read_everyday, mistakes),
        ),
        kinds,
        _table(folder, "verification.yaml", read_verification, mistakes),
        official.finished(kinds),
        domain,
    )
    if not (regulations or programs or corpus.official or mistakes or may_be_empty):
        mistakes.append(
            CorpusMistake(str(folder), 1, "tidak ada berkas di official/, regulations/, programs/")
        )
    if mistakes:
        raise CorpusError(tuple(sorted(mistakes, key=lambda m: (m.path, m.line))))
    return corpus


def _text(path: Path, name: str, mistakes: list[CorpusMistake]) -> str:
    try:
        return path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        mistakes.append(CorpusMistake(name, line, "bukan UTF-8; simpan berkas dengan pengodean UTF-8"))
        return "---\n---\n"


def _table(folder: Path, name: str, read: Callable[[Node], T], mistakes: list[CorpusMistake]) -> T:
    path = folder / name
    if not path.is_file():
        mistakes.append(CorpusMistake(name, 1, "berkas tidak ada; lihat corpus/README.md untuk bentuknya"))
        return read(Node(name, 1, [], entries=()))
    return read(load(_text(path, name, mistakes), name, mistakes))


def _optional(folder: Path, name: str, read: Callable[[Node], T], mistakes: list[CorpusMistake]) -> T:
    """As ``_table``; a file that is not there is read as an empty one, and nothing is missed in it."""
    if (folder / name).is_file():
        return _table(folder, name, read, mistakes)
    return read(Node(name, 1, [], entries=()))
