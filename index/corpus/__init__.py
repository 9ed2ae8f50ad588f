"""The only reader of corpus/: files to values, every mistake at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from index.corpus.markdown import ProgramFile, RegulationFile, StatementEntry, read_program, read_regulation
from index.corpus.positions import Node, load
from index.corpus.tables import read_aspects, read_glossary, read_kinds, read_language, read_verification
from index.errors import CorpusError, CorpusMistake
from index.glossary import Glossary, Language
from index.kinds import Kinds
from index.verification import VerificationEntry

__all__ = ["Corpus", "ProgramFile", "RegulationFile", "StatementEntry", "corpus_hash", "read_corpus"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that stands in a corpus folder."""

    regulations: tuple[RegulationFile, ...]
    programs: tuple[ProgramFile, ...]
    glossary: Glossary
    language: Language
    kinds: Kinds
    verification: tuple[VerificationEntry, ...]


def _files(folder: Path) -> list[Path]:
    names = ("glossary.yaml", "language.yaml", "aspects.yaml", "kinds.yaml", "verification.yaml")
    found = [folder / name for name in names if (folder / name).is_file()]
    return sorted([*found, *folder.glob("regulations/*.md"), *folder.glob("programs/*.md")])


def corpus_hash(folder: Path) -> str:
    """SHA-256 over names and bytes of all corpus files; changes exactly when one of them does."""
    digest = hashlib.sha256()
    for path in _files(folder):
        digest.update(str(path.relative_to(folder)).encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def read_corpus(folder: Path) -> Corpus:
    """Read a corpus folder; raises CorpusError with every mistake in it."""
    if not folder.is_dir():
        raise CorpusError((CorpusMistake(str(folder), 1, "folder korpus tidak ada; periksa --corpus"),))
    mistakes: list[CorpusMistake] = []
    regulations: list[RegulationFile] = []
    programs: list[ProgramFile] = []
    for path in _files(folder):
        if path.suffix != ".md":
            continue
        name = str(path.relative_to(folder))
        text = _text(path, name, mistakes)
        if path.parent.name == "regulations":
            regulation = read_regulation(text, name, path.stem, mistakes)
            regulations.extend([regulation] if regulation else [])
        else:
            program = read_program(text, name, path.stem, mistakes)
            programs.extend([program] if program else [])
    kinds = _table(folder, "kinds.yaml", read_kinds, mistakes)
    known = {kind.id for kind in kinds.kinds}
    for regulation in regulations:
        if regulation.id.kind not in known:
            mistakes.append(
                CorpusMistake(
                    f"regulations/{regulation.id}.md",
                    2,
                    f"jenis '{regulation.id.kind}' tidak ada di kinds.yaml",
                )
            )
    corpus = Corpus(
        tuple(regulations),
        tuple(programs),
        _table(folder, "glossary.yaml", read_glossary, mistakes),
        replace(
            _table(folder, "language.yaml", read_language, mistakes),
            aspects=_table(folder, "aspects.yaml", read_aspects, mistakes)
            if (folder / "aspects.yaml").is_file()
            else (),
        ),
        kinds,
        _table(folder, "verification.yaml", read_verification, mistakes),
    )
    if not regulations and not programs and not mistakes:
        mistakes.append(CorpusMistake(str(folder), 1, "tidak ada berkas di regulations/ maupun programs/"))
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
