"""A file that makes its reader crash or hang costs that file alone."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import NoReturn

import pytest

from tanyapasal.bot.intake import reading
from tanyapasal.bot.intake.reading import Reader
from tanyapasal.index.errors import ReadingError
from tanyapasal.index.reading import ReadText


def _read(path: Path) -> ReadText:
    """What a damaged file may make of a library."""
    match path.stem:
        case "crash":
            os._exit(11)
        case "hang":
            time.sleep(60)
        case "raise":
            raise RecursionError
    return ReadText(path.stem, "plain")


def _serve(pipe: object) -> NoReturn:
    reading.read_file = _read
    reading._serve(pipe)  # type: ignore[arg-type]
    raise SystemExit


def test_the_next_file_is_read_after_one_that_crashes_hangs_or_raises(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "_serve", _serve)
    with Reader(seconds=60.0) as reader:
        assert reader.read(Path("a.txt")).text == "a"
        with pytest.raises(ReadingError, match=r"'crash\.pdf' membuat pembaca berkas berhenti"):
            reader.read(Path("crash.pdf"))
        with pytest.raises(ReadingError, match="RecursionError"):
            reader.read(Path("raise.pdf"))
        assert reader.read(Path("b.txt")).text == "b"
        reader._seconds = 0.2
        with pytest.raises(ReadingError, match="belum selesai"):
            reader.read(Path("hang.pdf"))
        reader._seconds = 60.0
        assert reader.read(Path("c.txt")).text == "c"


def test_the_process_ends_with_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Pasal 1\nTaman dirawat.\n", encoding="utf-8")
    with Reader() as reader:
        assert "Taman dirawat." in reader.read(path).text
        process = reader._process
        with pytest.raises(ReadingError, match="tidak ada"):
            reader.read(tmp_path / "b.txt")
        assert reader._process is process
    assert reader._process is None
