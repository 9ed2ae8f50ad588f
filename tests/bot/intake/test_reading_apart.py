"""A file that makes its reader crash or hang costs that file alone."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from tanyapasal.bot.intake.reading import Reader
from tanyapasal.bot.sandbox.limits import Limits
from tanyapasal.index.errors import ReadingError
from tanyapasal.index.reading import ReadText


def damaging() -> Callable[[dict[str, str], bytes], dict[str, Any]]:
    """What a damaged file may make of a library; runs in the process that reads."""

    def read(request: dict[str, str], content: bytes) -> dict[str, Any]:  # noqa: ARG001 (as the sandbox calls it)
        path = Path(request["path"])
        match path.stem:
            case "crash":
                os._exit(11)
            case "hang":
                time.sleep(60)
            case "raise":
                raise LookupError
        return asdict(ReadText(f"{path.stem} {os.getpid()}", "plain"))

    return read


def test_the_next_file_is_read_after_one_that_crashes_hangs_or_raises() -> None:
    with Reader(Limits(seconds=3.0), f"{__name__}:damaging") as reader:
        assert reader.read(Path("a.txt")).text.startswith("a ")
        with pytest.raises(ReadingError, match=r"'crash\.pdf' tidak dapat dibaca: .* berhenti"):
            reader.read(Path("crash.pdf"))
        with pytest.raises(ReadingError, match="LookupError"):
            reader.read(Path("raise.pdf"))
        assert reader.read(Path("b.txt")).text.startswith("b ")
        with pytest.raises(ReadingError, match="belum selesai setelah 3 detik"):
            reader.read(Path("hang.pdf"))
        assert reader.read(Path("c.txt")).text.startswith("c ")


def test_one_process_reads_all_files_and_ends_with_the_reader() -> None:
    with Reader(task=f"{__name__}:damaging") as reader:
        first, second = (int(reader.read(Path(name)).text.split()[1]) for name in ("a.txt", "b.txt"))
        assert first == second != os.getpid()
        os.kill(first, 0)
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)


def test_a_file_is_read_and_one_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Pasal 1\nTaman dirawat.\n", encoding="utf-8")
    with Reader() as reader:
        assert "Taman dirawat." in reader.read(path).text
        with pytest.raises(ReadingError, match="tidak ada"):
            reader.read(tmp_path / "b.txt")
