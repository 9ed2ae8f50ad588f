"""The task of reading a document; it runs in the sandbox."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tanyapasal.index.reading import read_bytes, read_file


def reader() -> Callable[[dict[str, str], bytes], dict[str, Any]]:
    """Reads the file at ``path``, or the content that is sent with its ``suffix``."""

    def read(request: dict[str, str], content: bytes) -> dict[str, Any]:
        if "path" in request:
            return asdict(read_file(Path(request["path"])))
        return asdict(read_bytes(content, request["suffix"]))

    return read
