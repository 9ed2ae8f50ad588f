"""``tanyapasal helpdesk user add|list|delete``: who may log in to /helpdesk.

The password is asked for, or read from the first line of stdin when that is no terminal; it is never an argument,
because arguments can be seen by other users of the machine.
"""

from __future__ import annotations

import argparse
import getpass
import sys

from tanyapasal.bot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The options of ``helpdesk``."""
    users = parser.add_subparsers(dest="subject", required=True).add_parser("user", help="petugas helpdesk")
    actions = users.add_subparsers(dest="action", required=True)
    add = actions.add_parser(
        "add", parents=[common], help="membuat petugas, atau mengganti kata sandi dan perannya"
    )
    add.add_argument("name", metavar="NAME")
    add.add_argument("--role", choices=("agent", "editor"), required=True)
    actions.add_parser("list", parents=[common], help="daftar petugas")
    delete = actions.add_parser("delete", parents=[common], help="menghapus petugas dan mengakhiri sesinya")
    delete.add_argument("name", metavar="NAME")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Make, list or delete users; raises AccountError if name or password will not do."""
    from tanyapasal.bot.bootstrap import opened_store
    from tanyapasal.bot.helpdesk.people import People

    password = _password() if options.action == "add" else ""
    store = opened_store(settings)
    try:
        people = People(store.desk)
        match options.action:
            case "add":
                user = people.add(options.name, options.role, password)
                told = f"Petugas {user.name} ({user.role}) dapat masuk di /helpdesk."
            case "delete":
                people.remove(options.name)
                told = f"Petugas {options.name} dihapus; sesinya berakhir."
            case _:
                staff = people.everybody()
                for user in staff:
                    print(f"{user.name}\t{user.role}\t{user.at:%Y-%m-%d}")
                told = f"{len(staff)} petugas." if staff else "Belum ada petugas."
    finally:
        store.close()
    print(told, file=sys.stderr)
    return 0


def _password() -> str:
    return getpass.getpass("Kata sandi: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
