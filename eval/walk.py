"""Which rooms a question walks through, from the channel to its reply: where its path is not the pipeline, this shows.

    python -m tanyapasal.eval.walk "Berapa JP minimal yang jadi hak ASN tiap tahun?" [--way] [--data DATA]

A room is a folder of bot/ or index/, with the folders in it. A call enters a room when none of the room's calls is open; it stays until the
first of them returns. Calls that enter the same room one after the other, nothing else between them, are one entry.
Methods of values (frozen dataclasses) are no calls into a room: values are what is carried from room to room.
Every call of the process is seen (sys.setprofile), and the question is asked for the first time: another one was asked
before it, so that what a process loads once is not counted.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from types import FrameType

from tanyapasal.bot.bootstrap import load_assistant
from tanyapasal.bot.channels.rendering import plain
from tanyapasal.bot.settings import read_settings

ROOT = Path(__file__).parent.parent
OTHER_QUESTION = "Apa itu pelatihan klasikal?"


def walked(work: Callable[[], object]) -> tuple[str, ...]:
    """The rooms that ``work`` enters, in order; it must stay in this thread."""
    way: list[str] = []
    open_calls: Counter[str] = Counter()
    rooms: dict[str, str | None] = {}

    def see(frame: FrameType, event: str, _: object) -> None:
        if event not in ("call", "return"):
            return  # calls of C
        file = frame.f_code.co_filename
        if file not in rooms:
            rooms[file] = room_of(file)
        room = rooms[file]
        if room is None or _of_a_value(frame):
            return
        if event == "call":
            if not open_calls[room]:
                way.append(room)
            open_calls[room] += 1
        elif open_calls[room]:
            open_calls[room] -= 1

    sys.setprofile(see)
    try:
        work()
    finally:
        sys.setprofile(None)
    return tuple(room for room, _ in groupby(way))


def _of_a_value(frame: FrameType) -> bool:
    parameters = getattr(type(frame.f_locals.get("self")), "__dataclass_params__", None)
    return parameters is not None and bool(parameters.frozen)


def room_of(file: str) -> str | None:
    """``index/search`` for a file below that folder; None for what is in no room (other libraries, eval, index/*.py)."""
    folder = Path(file).parent
    if any(folder.is_relative_to(ROOT / top) and folder != ROOT / top for top in ("bot", "index")):
        return "/".join(folder.relative_to(ROOT).parts[:2])
    return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("question")
    parser.add_argument("--data", type=Path, default=read_settings().data)
    parser.add_argument("--way", action="store_true", help="every room entered, in order")
    options = parser.parse_args()
    assistant = load_assistant(replace(read_settings(), data=options.data))
    plain(assistant.reply(OTHER_QUESTION))
    way = walked(lambda: plain(assistant.reply(options.question)))
    lines = [f"{len(way)} entries of {len(set(way))} rooms"]
    lines += [f"{count:6d}  {room}" for room, count in Counter(way).items()]
    lines += [" > ".join(way)] if options.way else []
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
