"""What a snapshot says of itself, whether its files are as they were written, which one is in use, and who uses it.

Readers hold the folder of the snapshot that they read by a shared lock on its manifest, for passages and earlier wordings are
read from it as they are asked for; a build deletes only folders that nobody holds. The system gives a lock back when a
process ends, however it ends. Where there are no such locks (Windows), nothing that is open can be deleted.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from tanyapasal.index.errors import SnapshotError

if sys.platform != "win32":
    import fcntl

FORMAT = 13
# Bytes of a file that is read when a snapshot is opened only as far as it is needed.
_LARGE = 200_000_000
_MEND = "jalankan: tanyapasal index build"
_ID = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot is made of and for. ``files``: relative path, SHA-256 and bytes of each."""

    format: int
    id: str
    corpus_hash: str
    embedder: str
    dimension: int
    passages: int
    files: tuple[tuple[str, str, int], ...]


_MANIFEST = TypeAdapter(Manifest)


def snapshot_id(corpus_hash: str, embedder: str, hosted: bool = False) -> str:
    """The same corpus, embedder and format give the same id; ``hosted``: its indexes are in a Milvus."""
    made_of = f"{FORMAT}\0{corpus_hash}\0{embedder}{chr(0) + 'milvus' if hosted else ''}"
    return hashlib.sha256(made_of.encode()).hexdigest()[:12]


def write_manifest(
    folder: Path, corpus_hash: str, embedder: str, hosted: bool, dimension: int, passages: int
) -> Manifest:
    """Describe what is in a folder, in it."""
    files = tuple(
        (str(f.relative_to(folder)), _sha256(f), f.stat().st_size)
        for f in sorted(folder.rglob("*"))
        if f.is_file()
    )
    identity = snapshot_id(corpus_hash, embedder, hosted)
    manifest = Manifest(FORMAT, identity, corpus_hash, embedder, dimension, passages, files)
    (folder / "manifest.json").write_bytes(_MANIFEST.dump_json(manifest, indent=1))
    return manifest


def read_manifest(data: Path) -> Manifest:
    """The manifest of the snapshot in use; raises SnapshotError if there is none or it is unreadable."""
    identity = in_use(data)
    if identity is None:
        raise SnapshotError(f"Indeks belum ada di '{data}'; {_MEND}")
    try:
        manifest = _MANIFEST.validate_json((folder_of(data, identity) / "manifest.json").read_bytes())
    except OSError as error:
        raise SnapshotError(f"Indeks belum ada di '{data}'; {_MEND}") from error
    except ValidationError as error:
        raise SnapshotError(f"Manifes indeks rusak; {_MEND}") from error
    if manifest.format != FORMAT or manifest.id != identity:
        raise SnapshotError(f"Indeks dibuat oleh versi lain; {_MEND}")
    made_of = manifest.corpus_hash, manifest.embedder
    if identity not in (snapshot_id(*made_of), snapshot_id(*made_of, hosted=True)):
        raise SnapshotError(f"Manifes indeks rusak; {_MEND}")
    return manifest


def verify(data: Path, quick: bool = False) -> Manifest:
    """Check every file against its checksum; raises SnapshotError naming the first that differs.

    ``quick``: of large files the length alone, for reading them takes seconds for each gigabyte.
    """
    manifest = read_manifest(data)
    folder = folder_of(data, manifest.id)
    hold = Hold(folder)
    for name, digest, size in manifest.files:
        path = folder / name
        kept = path.is_file() and path.stat().st_size == size
        if not kept or (_sha256(path) != digest if size <= _LARGE or not quick else False):
            raise SnapshotError(f"Berkas indeks '{name}' hilang atau berubah; {_MEND}")
    del hold
    return manifest


def folder_of(data: Path, identity: str) -> Path:
    """Where the files of a snapshot are."""
    return data / "index" / identity


def in_use(data: Path) -> str | None:
    """The id of the snapshot in use; None if there is none."""
    try:
        found = (data / "index" / "current").read_bytes().decode("ascii", "replace").strip()
    except OSError:
        return None
    return found if _ID.fullmatch(found) else None


def put_at(data: Path) -> tuple[str, int] | None:
    """The id of the snapshot in use and when it was put there, in nanoseconds; None if there is none."""
    identity = in_use(data)
    try:
        return None if identity is None else (identity, (data / "index" / "current").stat().st_mtime_ns)
    except OSError:
        return None


def put(data: Path, new: Path, identity: str) -> None:
    """Put what was written to ``new`` in use, and delete all others that nobody holds."""
    root, target = data / "index", folder_of(data, identity)
    if target.exists():  # damaged, or its Milvus was emptied: whoever holds it goes on with what is open
        target.rename(root / f".old-{identity}-{time.time_ns()}")
    new.chmod(0o755)  # a folder that was made to be written aside is its owner's alone; others may serve it
    new.rename(target)
    pointer = root / ".current"
    pointer.write_text(identity + "\n", encoding="ascii")
    pointer.replace(root / "current")
    for other in root.iterdir():
        if other.is_dir() and other.name != identity:
            with _alone(other) as alone:
                if alone:
                    shutil.rmtree(other, ignore_errors=True)


class Hold:
    """Keeps the folder of a snapshot from being deleted, for as long as this object lives.

    Raises SnapshotError if the folder is gone.
    """

    def __init__(self, folder: Path) -> None:
        try:
            descriptor = os.open(folder / "manifest.json", os.O_RDONLY)
        except OSError as error:
            raise SnapshotError(f"Indeks belum ada di '{folder}'; {_MEND}") from error
        weakref.finalize(self, os.close, descriptor)
        if sys.platform != "win32":
            with suppress(OSError):  # a file system without locks
                fcntl.flock(descriptor, fcntl.LOCK_SH)


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Whether nobody holds the folder of a snapshot, and nobody can meanwhile."""
    try:
        descriptor = os.open(folder / "manifest.json", os.O_RDONLY)
    except OSError:
        yield True  # left by a build that was stopped
        return
    try:
        yield _locked(descriptor)
    finally:
        os.close(descriptor)


def _locked(descriptor: int) -> bool:
    if sys.platform != "win32":
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            pass
    return True


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
