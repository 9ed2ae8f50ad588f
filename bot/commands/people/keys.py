"""``tanyapasal key add|list|revoke``: keys with which partners ask through the HTTP API.

The key itself is told once, alone on stdout; the database holds its SHA-256.
"""

from __future__ import annotations

import argparse
import getpass
import sys

from tanyapasal.bot.commands.exits import ANSWERED
from tanyapasal.bot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The options of ``key``."""
    actions = parser.add_subparsers(dest="action", required=True)
    add = actions.add_parser("add", parents=[common], help="membuat kunci; hanya ditampilkan sekali")
    add.add_argument("name", metavar="NAME", help="nama mitra")
    add.add_argument("--scope", action="append", choices=("ask", "search", "read"), required=True)
    add.add_argument("--per-minute", type=int, default=60, metavar="N")
    add.add_argument("--per-day", type=int, default=5000, metavar="N")
    actions.add_parser("list", parents=[common], help="daftar kunci dan pemakaiannya hari ini")
    revoke = actions.add_parser("revoke", parents=[common], help="mencabut kunci")
    revoke.add_argument("id", metavar="ID")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Make, list or revoke keys; raises AccountError if what was given will not do."""
    from tanyapasal.bot.bootstrap import opened_store
    from tanyapasal.bot.helpdesk.partners import Partners

    store = opened_store(settings)
    try:
        partners = Partners(store.desk)
        match options.action:
            case "add":
                by = getpass.getuser()[:64]
                key, text = partners.make(
                    options.name, set(options.scope), options.per_minute, options.per_day, by
                )
                print(text)
                told = f"Kunci {key.id} untuk {key.name} dibuat; simpan sekarang, tidak ditampilkan lagi."
            case "revoke":
                told = f"Kunci {partners.revoke(options.id).id} dicabut."
            case _:
                held = partners.all()
                for key, used in held:
                    state = "dicabut" if key.revoked else "berlaku"
                    scopes = ",".join(key.scopes)
                    print(f"{key.id}\t{key.name}\t{state}\t{scopes}\t{key.per_minute}\t{used}/{key.per_day}")
                told = f"{len(held)} kunci." if held else "Belum ada kunci."
    finally:
        store.close()
    print(told, file=sys.stderr)
    return ANSWERED
