"""The process on the other side: it prepares one task, then does it for each request until nobody asks any more.

It imports what its task needs and nothing else, so that it begins in a tenth of a second.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from tanyapasal.bot.sandbox.frames import read_frame, write_frame
from tanyapasal.bot.sandbox.limits import Limits, hold
from tanyapasal.index.errors import TanyaPasalError

# Questions go first.
_NICE = 5


def _outcome(work: Callable[[], Any], most: int | None = None) -> bytes:
    """What came of it: a word, and behind a line end the value as JSON or what a person is told."""
    try:
        value = json.dumps(work(), ensure_ascii=False).encode("utf-8", "replace")
    except TanyaPasalError as error:
        return f"refused\n{error}".encode("utf-8", "replace")
    except MemoryError:
        return b"memory\n"
    except RecursionError:
        return b"deep\n"
    except Exception as error:  # whatever a damaged file makes of the library that reads it
        return f"failed\n{type(error).__name__}".encode()
    return b"output\n" if most is not None and len(value) > most else b"value\n" + value


def main() -> None:
    """``worker MODULE:FUNCTION ARGUMENTS LIMITS``: the function makes the task, given its arguments."""
    task, arguments, limits = sys.argv[1], json.loads(sys.argv[2]), Limits(**json.loads(sys.argv[3]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that was meant ends this one too
    if hasattr(os, "nice"):
        os.nice(_NICE)
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no reply
    made: list[Callable[[Any, bytes], Any]] = []

    def prepare() -> None:
        module, function = task.split(":")
        made.append(getattr(importlib.import_module(module), function)(**arguments))

    write_frame(replies, _outcome(prepare))
    while made and (asked := read_frame(sys.stdin.buffer)) is not None:
        content = read_frame(sys.stdin.buffer) or b""
        hold(limits)
        work = partial(made[0], json.loads(asked), content)
        write_frame(replies, _outcome(work, limits.output_bytes))
        del work, content


if __name__ == "__main__":
    main()
