"""One official text on disk, with its mends, without the rest of the corpus."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tanyapasal.index.corpus.official.file import OfficialFile
from tanyapasal.index.corpus.official.mends import mends_lines, read_mends
from tanyapasal.index.corpus.official.read import read_official
from tanyapasal.index.errors import CorpusError, CorpusMistake
from tanyapasal.index.law.mends import MENDS_SUFFIX, Mend
from tanyapasal.index.law.places import RegulationId

_ROOM = "official"
# How a file is called while it is being written.
_ASIDE = (".new-", ".tmp")


def read_held(folder: Path, identity: RegulationId) -> OfficialFile | None:
    """The official text of a regulation with its mends, None if it is not held; raises CorpusError for mistakes in it."""
    path = folder / _ROOM / f"{identity}.md"
    if not path.is_file():
        return None
    mistakes: list[CorpusMistake] = []
    file = read_official(_text(path), f"{_ROOM}/{path.name}", path.stem, mistakes)
    mends = mends_at(path.with_suffix(MENDS_SUFFIX), mistakes)
    if mistakes or file is None:
        raise CorpusError(tuple(mistakes))
    return file.with_mends(mends)


def held_mends(folder: Path) -> Iterator[tuple[RegulationId, tuple[Mend, ...]]]:
    """The regulations in whose copies something can be mended, by id; raises CorpusError for mistakes in their files."""
    for path in sorted((folder / _ROOM).glob(f"*{MENDS_SUFFIX}")):
        mistakes: list[CorpusMistake] = []
        mends = mends_at(path, mistakes)
        if mistakes:
            raise CorpusError(tuple(mistakes))
        yield RegulationId.parse(path.name.removesuffix(MENDS_SUFFIX)), mends


def write_mends(folder: Path, file: OfficialFile) -> None:
    """Write the mends of a text in one step; no file of mends is left where nothing can be mended."""
    target = folder / _ROOM / f"{file.id}{MENDS_SUFFIX}"
    if file.mends:
        write_whole(target, mends_lines(file.mends))
    else:
        target.unlink(missing_ok=True)


def write_whole(target: Path, text: str) -> None:
    """Write a file in one step; readers see the old one or the new one."""
    handle, aside = tempfile.mkstemp(prefix=_ASIDE[0], suffix=_ASIDE[1], dir=target.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        # mkstemp keeps the file to its owner; the corpus is shared like the files beside it
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o644
        Path(aside).chmod(mode)
        Path(aside).replace(target)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def remove_unfinished(folder: Path) -> None:
    """Take away what a ``write_whole`` that was killed has left; for when no other one is writing."""
    for aside in (folder / _ROOM).glob("*".join(_ASIDE)):
        aside.unlink(missing_ok=True)


def mends_at(path: Path, mistakes: list[CorpusMistake]) -> tuple[Mend, ...]:
    """What a file of mends holds, none where there is no such file; lines that are no mend are added to ``mistakes``."""
    return read_mends(_text(path), f"{_ROOM}/{path.name}", mistakes) if path.is_file() else ()


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig", errors="replace").replace("\r\n", "\n")
