"""How both sides talk: frames of bytes, each after its length. Never pickles: what comes out of a sandbox is not trusted."""

from __future__ import annotations

from typing import IO

_LENGTH = 8


class TooLongError(Exception):
    """A frame that is longer than it may be."""


def write_frame(stream: IO[bytes], content: bytes) -> None:
    """Send one frame."""
    stream.write(len(content).to_bytes(_LENGTH, "big"))
    stream.write(content)
    stream.flush()


def read_frame(stream: IO[bytes], most: int | None = None) -> bytes | None:
    """The next frame; None if there is none, or it was cut off. Raises TooLongError for more than ``most`` bytes."""
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    length = int.from_bytes(head, "big")
    if most is not None and length > most:
        raise TooLongError
    content = stream.read(length)
    return content if len(content) == length else None
