"""The file of a backup: a tar.gz of ``corpus/…``, ``data/…``, ``database.jsonl`` and, last, ``manifest.json``.

The manifest names every other member with its SHA-256 and bytes; whoever reads a backup checks all of them first.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import tarfile
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from pydantic import TypeAdapter

from tanyapasal.bot.errors import BackupError

FORMAT = 1
MANIFEST, DATABASE = "manifest.json", "database.jsonl"
_MEMBER = re.compile(r"database\.jsonl|(?:corpus|data)/[^\\\0]+")
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """``made``: time in UTC; ``program``: its version; ``snapshot``: of the index that is inside, or None;
    ``files``: name, SHA-256 and bytes of each member."""

    format: int
    made: str
    program: str
    snapshot: str | None
    files: tuple[tuple[str, str, int], ...]


_MANIFEST = TypeAdapter(Manifest)


class Writer:
    """Adds members to a backup and remembers their checksums."""

    def __init__(self, archive: tarfile.TarFile) -> None:
        self._archive = archive
        self._files: list[tuple[str, str, int]] = []

    def add_file(self, name: str, path: Path) -> None:
        """Add a file as it is now; one that grows meanwhile (a log) is kept as far as it was when this began."""
        with path.open("rb") as file:
            self._add(name, file, os.fstat(file.fileno()).st_size, path.stat().st_mtime)

    def add_lines(self, name: str, lines: Iterable[bytes]) -> int:
        """Add lines that are made one by one; how many."""
        with tempfile.TemporaryFile() as file:
            count = 0
            for count, line in enumerate(lines, start=1):  # noqa: B007 (the count is what is wanted)
                file.write(line)
            size = file.tell()
            file.seek(0)
            self._add(name, file, size, 0)
        return count

    def finish(self, made: str, program: str, snapshot: str | None) -> Manifest:
        """Add the manifest."""
        manifest = Manifest(FORMAT, made, program, snapshot, tuple(self._files))
        content = _MANIFEST.dump_json(manifest, indent=1)
        self._archive.addfile(_info(MANIFEST, len(content), 0), io.BytesIO(content))
        return manifest

    def _add(self, name: str, file: IO[bytes], size: int, modified: float) -> None:
        hashing = _Hashing(file)
        self._archive.addfile(_info(name, size, modified), hashing)  # type: ignore[arg-type]
        self._files.append((name, hashing.hexdigest(), size))


class _Hashing:
    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._sha = file, hashlib.sha256()

    def read(self, size: int) -> bytes:
        block = self._file.read(size)
        self._sha.update(block)
        return block

    def hexdigest(self) -> str:
        return self._sha.hexdigest()


@contextmanager
def written(target: Path) -> Iterator[Writer]:
    """A new backup at ``target``, which is there whole at the end of the block, readable by its owner alone, or not at all."""
    if target.exists():
        raise BackupError(f"'{target}' sudah ada; tidak ada yang ditimpa, pilih nama lain.")
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as archive:
                yield Writer(archive)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def unpacked(source: Path, into: Path) -> Manifest:
    """Write every member below ``into`` and check all; raises BackupError if one is damaged, missing or does not belong there."""
    held: dict[str, tuple[str, int]] = {}
    manifest: Manifest | None = None
    try:
        with tarfile.open(source, mode="r:gz") as archive:
            for member in archive:
                content = archive.extractfile(member) if member.isfile() else None
                if content is None:
                    raise BackupError(f"Cadangan '{source}' memuat '{member.name}' yang bukan berkas.")
                if member.name == MANIFEST:
                    manifest = _MANIFEST.validate_json(content.read())
                else:
                    held[member.name] = _kept(source, member.name, content, into)
    except (
        tarfile.TarError,
        zlib.error,
        EOFError,
        ValueError,
        OSError,
    ) as error:  # pydantic's are ValueErrors
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise BackupError(f"Cadangan '{source}' rusak atau bukan cadangan TanyaPasal.") from error
    if manifest is None:
        raise BackupError(f"Cadangan '{source}' tidak utuh: akhirnya hilang.")
    _check(source, manifest, held)
    return manifest


def _kept(source: Path, name: str, content: IO[bytes], into: Path) -> tuple[str, int]:
    """Write one member; its SHA-256 and bytes."""
    if not _MEMBER.fullmatch(name) or ".." in PurePosixPath(name).parts:
        raise BackupError(f"Cadangan '{source}' memuat nama yang tidak sah.")
    target = into / name
    target.parent.mkdir(parents=True, exist_ok=True)
    sha, size = hashlib.sha256(), 0
    with target.open("wb") as file:
        while block := content.read(_BLOCK):
            file.write(block)
            sha.update(block)
            size += len(block)
    return sha.hexdigest(), size


def _check(source: Path, manifest: Manifest, held: dict[str, tuple[str, int]]) -> None:
    if manifest.format != FORMAT:
        raise BackupError(f"Cadangan '{source}' dibuat oleh versi program lain; perbarui program ini.")
    expected = {name: (digest, size) for name, digest, size in manifest.files}
    wrong = sorted(name for name in expected.keys() | held.keys() if expected.get(name) != held.get(name))
    if wrong:
        raise BackupError(f"Cadangan '{source}' rusak: '{wrong[0]}' hilang atau berubah.")


def _info(name: str, size: int, modified: float) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mtime, info.mode = size, int(modified), 0o600
    return info
