"""The address where the service listens, taken before anything is loaded."""

from __future__ import annotations

import errno
import socket
from contextlib import suppress

from tanyapasal.bot.errors import SettingsError

_WAITING = 2048


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket that listens at ``host``:``port``; raises SettingsError, in one sentence, if there can be none."""
    if not 0 < port < 65536:
        raise SettingsError(f"Port {port} tidak ada; pilih bilangan 1 sampai 65535, misalnya --port 8000.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, asyncio switches Nagle's algorithm off, as for sockets of its own.
    taken = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        with suppress(OSError):  # not every system knows it
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((host, port))
        taken.listen(_WAITING)
    except OSError as error:
        taken.close()
        raise SettingsError(_refusal(error, host, port)) from error
    taken.set_inheritable(True)
    return taken


def _refusal(error: OSError, host: str, port: int) -> str:
    if isinstance(error, socket.gaierror):
        return f"Alamat '{host}' tidak dikenal; pakai misalnya --host 127.0.0.1, atau 0.0.0.0 untuk semua alamat."
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} di {host} sedang dipakai program lain; hentikan program itu atau pilih --port lain."
        )
    if error.errno == errno.EADDRNOTAVAIL:
        return f"Alamat {host} bukan milik mesin ini; pakai misalnya --host 127.0.0.1, atau 0.0.0.0 untuk semua alamat."
    if error.errno == errno.EACCES:
        return f"Port {port} hanya boleh dibuka oleh administrator; pilih --port 1024 atau lebih."
    return f"{host}:{port} tidak dapat dipakai: {error.strerror}."
