"""``tanyapasal helpdesk user add NAME --role agent|editor``: who may log in to /helpdesk.

The password is asked for, or read from the first line of stdin when that is no terminal; it is never an argument,
because arguments can be seen by other users of the machine.
"""

from __future__ import annotations

import argparse
import getpass
import sys

from bot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The options of ``helpdesk``."""
    users = parser.add_subparsers(dest="subject", required=True).add_parser("user", help="petugas helpdesk")
    add = users.add_subparsers(dest="action", required=True).add_parser(
        "add", parents=[common], help="membuat petugas, atau mengganti kata sandi dan perannya"
    )
    add.add_argument("name", metavar="NAME")
    add.add_argument("--role", choices=("agent", "editor"), required=True)


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Make the user; raises AccountError if name or password will not do."""
    from bot.bootstrap import opened_store
    from bot.helpdesk.people import People

    password = getpass.getpass("Kata sandi: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    store = opened_store(settings)
    try:
        user = People(store.desk).add(options.name, options.role, password)
    finally:
        store.close()
    print(f"Petugas {user.name} ({user.role}) dapat masuk di /helpdesk.", file=sys.stderr)
    return 0
