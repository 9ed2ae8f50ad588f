"""What a person who waits is told: which text, what came of it, how long the rest will take."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tanyapasal.bot.intake.entries import Entry

_OUTCOMES = {
    "filed": "masuk",
    "replaced": "menggantikan naskah lama",
    "unchanged": "sama dengan yang sudah ada",
    "copy": "salinan",
    "clash": "TIDAK MASUK",
    "skipped": "dilewati",
    "failed": "GAGAL",
    "held": "ada di korpus",
}


class Progress:
    """A line on stderr for each entry, with an estimate from the bytes of what is left; an address counts as the mean."""

    def __init__(
        self,
        named: Sequence[Path | str],
        clock: Callable[[], float] = time.monotonic,
        tell: Callable[[str], object] | None = None,
    ) -> None:
        sizes = [_size(item) for item in named]
        known = [size for size in sizes if size]
        mean = sum(known) / len(known) if known else 1.0
        self._weights = [size or mean for size in sizes]
        self._clock = clock
        self._tell = tell or _to_stderr
        self._done = 0
        self._read = self._spent = 0.0
        self._last = clock()

    def done(self, entries: Sequence[Entry]) -> None:
        """One of what was named is done: say what came of it, and how long the others may take."""
        now = self._clock()
        # What an earlier command has read takes no time, and tells nothing of the rest.
        if not all(entry.before for entry in entries):
            self._read += self._weights[self._done]
            self._spent += now - self._last
        self._last = now
        self._done += 1
        count = len(self._weights)
        for entry in entries:
            self._tell(f"[{self._done:{len(str(count))}}/{count}] {entry.source}: {said(entry)}")
        if self._done < count and (left := self.seconds_left()) is not None:
            self._tell(f"    sisa sekitar {duration(left)}")

    def seconds_left(self) -> float | None:
        """Seconds that the rest will take if it goes on as before; None while nothing was read."""
        return self._spent * sum(self._weights[self._done :]) / self._read if self._read else None


def said(entry: Entry) -> str:
    """What came of a text, in one line."""
    parts = [_OUTCOMES[entry.outcome] + (" (sudah dibaca sebelumnya)" if entry.before else "")]
    if entry.label:
        parts.append(entry.label)
    if (found := entry.findings) is not None:
        parts.append(f"{found.pasal} pasal" + (f", {found.gaps} hilang" if found.gaps else ""))
    if entry.message:
        parts.append(entry.message)
    return " — ".join(parts)


def duration(seconds: float) -> str:
    """``90`` → ``2 menit``."""
    if seconds < 60:
        return f"{max(round(seconds), 1)} detik"
    if seconds < 3600:
        return f"{round(seconds / 60)} menit"
    return f"{seconds / 3600:.1f} jam".replace(".", ",")


def _to_stderr(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def _size(item: Path | str) -> int:
    try:
        return item.stat().st_size if isinstance(item, Path) else 0
    except OSError:
        return 0
