"""Making a backup, beside a service that runs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tanyapasal.bot.bootstrap import KEY_FILE
from tanyapasal.bot.errors import BackupError
from tanyapasal.bot.operations.backup.archive import DATABASE, written
from tanyapasal.bot.settings import Settings
from tanyapasal.index.search.manifest import Hold, folder_of, in_use

ENDING = ".tar.gz"
_KILLED_SECONDS = 86_400
_NAME = "tanyapasal-{made}" + ENDING


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made: where, its bytes, files and rows of the database; ``gone``: older ones that were deleted."""

    path: Path
    size: int
    files: int
    rows: int
    gone: tuple[Path, ...] = ()


def make(settings: Settings, target: Path, with_index: bool = True, keep: int | None = None) -> Made:
    """Write a backup to ``target``, a file that ends with .tar.gz, or a folder in which it gets a name of its time.

    ``keep``: of a folder only so many are kept, the newest. Raises BackupError, StorageError, OSError.
    """
    now = datetime.now(UTC)
    into_folder = not target.name.endswith(ENDING)
    if keep is not None and (keep < 1 or not into_folder):
        raise BackupError("--keep harus 1 atau lebih, dan hanya berlaku bila tujuannya folder.")
    path = target / _NAME.format(made=f"{now:%Y%m%dT%H%M%SZ}") if into_folder else target
    from tanyapasal.bot.storage.database import database_url
    from tanyapasal.bot.storage.upkeep.rows import rows_of

    if not settings.corpus.is_dir():
        raise BackupError(f"Folder korpus '{settings.corpus}' tidak ada; periksa --corpus.")
    snapshot = in_use(settings.data) if with_index else None
    with written(path) as writer:
        # The index first: while it is held no build deletes it. The database last: it is the youngest then.
        hold = Hold(folder_of(settings.data, snapshot)) if snapshot is not None else None
        count = 0
        for name, file in _files(settings, snapshot):
            writer.add_file(name, file)
            count += 1
        del hold
        rows = writer.add_lines(DATABASE, rows_of(database_url(settings.database_url, settings.data)))
        writer.finish(f"{now:%Y-%m-%dT%H:%M:%SZ}", version("tanyapasal"), snapshot)
    gone = _older(path, keep) if keep is not None else ()
    return Made(path, path.stat().st_size, count, max(0, rows - 1), gone)


def _files(settings: Settings, snapshot: str | None) -> Iterator[tuple[str, Path]]:
    """Each file with its name in the backup. Caches are left out: they cost time only."""
    for file in _below(settings.corpus):
        yield f"corpus/{file.relative_to(settings.corpus).as_posix()}", file
    receipts = settings.data / "receipts"
    held = [settings.data / KEY_FILE, *(_below(receipts) if receipts.is_dir() else ())]
    if snapshot is not None:
        held += [*_below(folder_of(settings.data, snapshot)), settings.data / "index" / "current"]
    for file in held:
        if file.is_file():
            yield f"data/{file.relative_to(settings.data).as_posix()}", file


def _below(folder: Path) -> list[Path]:
    """Files below a folder without hidden ones."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]


def _older(made: Path, keep: int) -> tuple[Path, ...]:
    """Delete all but the newest; what was just made is one of them, whatever the clock said before."""
    for left in made.parent.glob(f".{_NAME.format(made='*')}.*"):  # of one that was killed
        if abs(time.time() - left.stat().st_mtime) > _KILLED_SECONDS:
            left.unlink()
    others = sorted(path for path in made.parent.glob(_NAME.format(made="*")) if path != made)
    gone = others[: max(0, len(others) - (keep - 1))]
    for path in gone:
        path.unlink()
    return tuple(gone)
