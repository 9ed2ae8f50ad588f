"""Batches of the command line: JSON lines in, JSON lines out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tanyapasal.index.errors import TanyaPasalError


class UsageError(TanyaPasalError):
    """Words of the command line, or lines of its files, that do not fit."""


def read_lines(path: Path) -> Iterator[tuple[int, dict[str, object]]]:
    """Line numbers and objects; raises UsageError naming the first line that is none."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError as error:
            raise UsageError(f"{path}:{number}: bukan JSON yang benar ({error})") from error
        if not isinstance(value, dict):
            raise UsageError(f"{path}:{number}: tiap baris harus satu objek JSON")
        yield number, value


def write_lines(rows: Sequence[object], out: Path | None) -> None:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text, encoding="utf-8")
