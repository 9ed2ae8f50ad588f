"""A PostgreSQL server of its own for tests, where its programs are installed; reached by a socket in a folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, or None."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return folders[-1] if folders else None


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """The address of an empty database; the server ends with the body."""
    # It refuses to run as root.
    account = {"user": "postgres"} if os.getuid() == 0 else {}
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        if account:
            shutil.chown(home, "postgres")

        def run(*command: str | Path) -> None:
            subprocess.run(command, check=True, capture_output=True, timeout=60, cwd=home, **account)  # type: ignore[call-overload]

        run(folder / "initdb", "-D", home / "db", "-U", "tester", "-A", "trust", "-N")
        options = f"-k {home} -c listen_addresses='' -c fsync=off"
        run(folder / "pg_ctl", "-D", home / "db", "-l", home / "log", "-o", options, "-w", "start")
        try:
            yield f"postgresql+psycopg://tester@/postgres?host={home}"
        finally:
            run(folder / "pg_ctl", "-D", home / "db", "-m", "immediate", "-w", "stop")
