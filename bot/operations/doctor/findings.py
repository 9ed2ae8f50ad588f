"""One line for each thing that was looked at: how it is, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tanyapasal.bot.operations.failures import sentence_of

State = Literal["ok", "warning", "failed", "skipped"]


@dataclass(frozen=True, slots=True)
class Finding:
    """``told``: how it is; ``todo``: what to do, "" if nothing."""

    name: str
    state: State
    told: str
    todo: str = ""

    @property
    def line(self) -> str:
        """One line for people."""
        mark = {"ok": "baik", "warning": "PERHATIKAN", "failed": "RUSAK", "skipped": "dilewati"}[self.state]
        return f"{self.name:<11} {mark:<10} {self.told}" + (f" -> {self.todo}" if self.todo else "")


Check = tuple[str, Callable[[], Finding]]


def found(checks: Sequence[Check], data: Path) -> Iterator[Finding]:
    """Make one check after the other; one that breaks is a finding too."""
    for name, check in checks:
        try:
            yield check()
        except Exception as error:
            told = sentence_of(error, data) or f"kesalahan di dalam program ({type(error).__name__})"
            first, *_ = [line.strip() for line in told.splitlines() if line.strip()]
            yield Finding(name, "failed", first.rstrip("."), _TODO.get(name, "laporkan kepada pengembang"))


_TODO = {
    "korpus": "perbaiki berkas itu; 'tanyapasal index build' menyebut semua kesalahan",
    "indeks": "jalankan: tanyapasal index build",
    "basis data": "periksa TANYAPASAL_DATABASE_URL dan servernya",
    "model": "periksa TANYAPASAL_EMBEDDER, atau pasang ulang program",
    "Telegram": "minta token baru kepada @BotFather, lalu atur TELEGRAM_BOT_TOKEN",
}
