"""``tanyapasal privacy export|erase|expire``: what is kept of a person, for whoever must answer them.

Exit 0 done, 3 nothing is kept. A person is named by the id that their channel knows them by (Telegram: the number of
the account); it is hashed here with the key of the service and written nowhere.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tanyapasal.bot.commands.exits import ANSWERED, NOT_FOUND
from tanyapasal.bot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The options of ``privacy``."""
    actions = parser.add_subparsers(dest="action", required=True)
    export = actions.add_parser("export", parents=[common], help="seluruh data satu orang sebagai JSON")
    export.add_argument("--out", type=Path, metavar="F", help="berkas tujuan (bawaan: layar)")
    erase = actions.add_parser(
        "erase", parents=[common], help="menghapus seluruh data satu orang, juga tanda buktinya"
    )
    for action in (export, erase):
        action.add_argument(
            "--telegram", type=int, required=True, metavar="ID", help="nomor akun Telegram orang itu"
        )
    actions.add_parser("expire", parents=[common], help="menghapus sekarang yang masa simpannya habis")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Export, erase or expire; raises StorageError or SettingsError."""
    from tanyapasal.bot.bootstrap import opened_store, pseudonyms
    from tanyapasal.bot.storage import Held
    from tanyapasal.bot.storage.rights.export import exported

    store = opened_store(settings)
    try:
        if options.action == "expire":
            print(f"{store.expire().total} catatan yang masa simpannya habis dihapus.", file=sys.stderr)
            return ANSWERED
        person = pseudonyms(settings).of("telegram", options.telegram)
        if options.action == "erase":
            gone = store.erase(person).total
            print(f"{gone} catatan dihapus." if gone else "Tidak ada data orang itu.", file=sys.stderr)
            return ANSWERED if gone else NOT_FOUND
        held = store.held(person)
    finally:
        store.close()
    if held == Held():
        print("Tidak ada data orang itu.", file=sys.stderr)
        return NOT_FOUND
    if options.out is None:
        print(exported(held))
    else:
        options.out.write_text(exported(held) + "\n", encoding="utf-8")
    return ANSWERED
