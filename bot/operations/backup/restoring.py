"""Putting a backup back: checked whole first, then put in place; what was there is kept aside."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tanyapasal.bot.bootstrap import KEY_FILE
from tanyapasal.bot.errors import BackupError
from tanyapasal.bot.operations.backup.archive import DATABASE, Manifest, unpacked
from tanyapasal.bot.settings import Settings

_UNDER_WAY = ".pemulihan-"
_ASIDE = ".sebelum-pemulihan-{now}"
# Of the data folder only these are replaced; the rest are caches.
_OF_DATA = (KEY_FILE, "receipts", "index")
# Notes about a corpus and an index that are no longer there.
_STALE = ("behind.txt", "intake.sqlite3", "kept", "readings")


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back. ``rows``: of each table; ``aside``: folders that keep what was there before."""

    manifest: Manifest
    rows: tuple[tuple[str, int], ...]
    aside: tuple[Path, ...]


def check(source: Path) -> Manifest:
    """Read a backup from end to end; raises BackupError if it cannot be put back whole."""
    with tempfile.TemporaryDirectory() as folder:
        return unpacked(source, Path(folder))


def restore(settings: Settings, source: Path, replace: bool = False) -> Restored:
    """Put a backup into the folders and the database of the settings. Nothing else may run meanwhile.

    ``replace``: also where something is; it is kept aside, a database that is no file as lines that can be put back. Raises
    BackupError and StorageError. Nothing is touched before the whole backup was checked; what then fails is done again.
    """
    from tanyapasal.bot.storage.database import database_url
    from tanyapasal.bot.storage.upkeep.rows import sqlite_file

    url = database_url(settings.database_url, settings.data)
    file = sqlite_file(url)
    if not replace:
        _refuse_to_overwrite(settings, file)
    settings.data.mkdir(parents=True, exist_ok=True)
    settings.corpus.mkdir(parents=True, exist_ok=True)
    for left in (path for at in (settings.data, settings.corpus) for path in at.glob(f"{_UNDER_WAY}*")):
        shutil.rmtree(left)  # of one that was killed
    # To the microsecond: a restore that was killed and is done again has a folder of its own.
    aside = _ASIDE.format(now=f"{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}")
    # Each on the disk where it belongs, so that the last step only renames.
    with (
        tempfile.TemporaryDirectory(dir=settings.data, prefix=_UNDER_WAY) as in_data,
        tempfile.TemporaryDirectory(dir=settings.corpus, prefix=_UNDER_WAY) as in_corpus,
    ):
        manifest = unpacked(source, Path(in_data))
        shutil.move(Path(in_data) / "corpus", Path(in_corpus) / "corpus")
        rows = _database(url, file, Path(in_data), settings.data / aside, replace)
        old_corpus = settings.corpus / aside
        _swap(_visible(settings.corpus), Path(in_corpus) / "corpus", settings.corpus, old_corpus)
        old_data = settings.data / aside
        stale = [settings.data / name for name in (*_OF_DATA, *_STALE)]
        _swap([path for path in stale if path.exists()], Path(in_data) / "data", settings.data, old_data)
    kept = tuple(folder for folder in (old_corpus, old_data) if folder.is_dir())
    return Restored(manifest, tuple(sorted(rows.items())), kept)


def _refuse_to_overwrite(settings: Settings, file: Path | None) -> None:
    held = [settings.data / name for name in _OF_DATA]
    there = [path for path in (*held, *([file] if file else ())) if path.exists()]
    there += _visible(settings.corpus) if settings.corpus.is_dir() else []
    if there:
        raise BackupError(
            f"'{there[0]}' sudah ada; pulihkan ke folder kosong, atau ganti yang ada dengan --replace."
        )


def _database(url: str, file: Path | None, unpacked_in: Path, aside: Path, replace: bool) -> Counter[str]:
    """Make the database of its lines; a file is made beside the old one and takes its place when it is whole."""
    from tanyapasal.bot.storage.upkeep.rows import emptied, put_back, rows_of, sqlite_files

    with (unpacked_in / DATABASE).open("rb") as lines:
        if file is None:
            if replace:
                aside.mkdir(mode=0o700, exist_ok=True)
                with (aside / DATABASE).open("wb") as before:
                    before.writelines(rows_of(url))
                emptied(url)
            return put_back(url, lines)
        fresh = unpacked_in / "tanyapasal.db"
        rows = put_back(f"sqlite:///{fresh.absolute()}", lines)
    file.parent.mkdir(parents=True, exist_ok=True)
    _move(sqlite_files(file), file.parent / aside.name)
    for path in sqlite_files(fresh):
        shutil.move(path, file.with_name(file.name + path.name.removeprefix(fresh.name)))
    return rows


def _swap(old: list[Path], new: Path, target: Path, aside: Path) -> None:
    _move(tuple(old), aside)
    for path in new.iterdir() if new.is_dir() else ():
        shutil.move(path, target / path.name)


def _move(paths: tuple[Path, ...], aside: Path) -> None:
    for path in paths:
        aside.mkdir(mode=0o700, exist_ok=True)
        shutil.move(path, aside / path.name)


def _visible(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if not path.name.startswith(".")]
