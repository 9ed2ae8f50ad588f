"""``tanyapasal restore FILE``: puts a backup back, or only checks it."""

from __future__ import annotations

import argparse
from pathlib import Path

from tanyapasal.bot.commands.exits import ANSWERED
from tanyapasal.bot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``restore``."""
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="cadangan yang dibuat oleh 'tanyapasal backup'"
    )
    parser.add_argument("--replace", action="store_true", help="ganti yang ada; yang lama disisihkan")
    parser.add_argument("--check", action="store_true", help="hanya periksa keutuhannya, tanpa memulihkan")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Put a backup back; returns the exit code."""
    from tanyapasal.bot.operations.backup.restoring import check, restore

    if options.check:
        manifest = check(options.file)
        index = f"indeks {manifest.snapshot}" if manifest.snapshot else "tanpa indeks"
        print(f"Cadangan utuh: {len(manifest.files)} berkas, {index}, dibuat {manifest.made}.")
        return ANSWERED
    done = restore(settings, options.file, options.replace)
    rows = sum(count for _, count in done.rows)
    print(
        f"Dipulihkan dari {done.manifest.made}: {len(done.manifest.files)} berkas, {rows} baris basis data."
    )
    for folder in done.aside:
        print(f"Yang lama disisihkan di {folder}; hapus bila tidak diperlukan lagi (memuat data pribadi).")
    if done.manifest.snapshot is None:
        print("Cadangan ini tanpa indeks; jalankan: tanyapasal index build")
    print("Jalankan 'tanyapasal doctor', lalu mulai layanan.")
    return ANSWERED
