"""``tanyapasal backup TUJUAN`` and ``tanyapasal restore FILE``."""

from __future__ import annotations

import argparse
from pathlib import Path

from tanyapasal.bot.commands.exits import ANSWERED
from tanyapasal.bot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``backup``."""
    parser.add_argument("target", type=Path, metavar="TUJUAN", help="folder, atau nama berkas .tar.gz")
    parser.add_argument("--keep", type=int, metavar="N", help="simpan hanya N cadangan terbaru di folder itu")
    parser.add_argument(
        "--without-index", action="store_true", help="tanpa indeks (dapat dibangun lagi dari korpus)"
    )


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Make a backup; returns the exit code."""
    from tanyapasal.bot.operations.backup.making import make

    made = make(settings, options.target, not options.without_index, options.keep)
    print(f"Cadangan {made.path}: {made.files} berkas, {made.rows} baris basis data, {made.size:,} byte.")
    for path in made.gone:
        print(f"Dihapus: {path}")
    print("Cadangan memuat data pribadi dan kunci hash: simpan di tempat yang hanya dapat dibaca pengelola.")
    return ANSWERED
