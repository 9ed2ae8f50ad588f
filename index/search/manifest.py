"""What a snapshot says of itself, and whether its files are as they were written."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from tanyapasal.index.errors import SnapshotError

FORMAT = 13
# Bytes of a file that is read when a snapshot is opened only as far as it is needed.
_LARGE = 200_000_000
_MEND = "jalankan: tanyapasal index build"


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
    try:
        identity = (data / "index" / "current").read_text().strip()
        manifest = _MANIFEST.validate_json((data / "index" / identity / "manifest.json").read_bytes())
    except OSError as error:
        raise SnapshotError(f"Indeks belum ada di '{data}'; {_MEND}") from error
    except ValidationError as error:
        raise SnapshotError(f"Manifes indeks rusak; {_MEND}") from error
    if manifest.format != FORMAT or manifest.id != identity:
        raise SnapshotError(f"Indeks dibuat oleh versi lain; {_MEND}")
    return manifest


def verify(data: Path, quick: bool = False) -> Manifest:
    """Check every file against its checksum; raises SnapshotError naming the first that differs.

    ``quick``: of large files the length alone, for reading them takes seconds for each gigabyte.
    """
    manifest = read_manifest(data)
    folder = data / "index" / manifest.id
    for name, digest, size in manifest.files:
        path = folder / name
        kept = path.is_file() and path.stat().st_size == size
        if not kept or (_sha256(path) != digest if size <= _LARGE or not quick else False):
            raise SnapshotError(f"Berkas indeks '{name}' hilang atau berubah; {_MEND}")
    return manifest


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
