"""``tanyapasal receipt verify FILE``: an evidence receipt (.json) or a day's log (.jsonl), offline.

Exit 0 it holds, 4 it does not (with every reason), 2 usage.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tanyapasal.bot.settings import Settings

HOLDS, FLAWED = 0, 4


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``receipt``."""
    parser.add_argument("action", choices=("verify",))
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="tanda bukti (.json) atau log satu hari (.jsonl)"
    )


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Check one file; returns the exit code."""
    from tanyapasal.bot.trust.checking import Held, check_file
    from tanyapasal.index.errors import SnapshotError
    from tanyapasal.index.search.manifest import read_manifest, verify
    from tanyapasal.index.search.snapshot import read_knowledge

    manifest = read_manifest(settings.data)
    try:
        verify(settings.data)
    except SnapshotError as error:
        # an index that was changed proves nothing, whatever the receipt says
        print(f"TIDAK SAH: {error}")
        return FLAWED
    corpus = settings.corpus if settings.corpus.is_dir() else None
    count, flaws = check_file(options.file, Held.of(manifest.id, read_knowledge(settings.data), corpus))
    for flaw in flaws:
        print(f"baris {flaw.line}: {flaw.reason}")
    if flaws:
        print(f"TIDAK SAH: {len(flaws)} kesalahan dalam {count} tanda bukti.")
        return FLAWED
    print(f"SAH: {count} tanda bukti cocok dengan indeks {manifest.id}.")
    return HOLDS
