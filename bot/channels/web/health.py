"""What the health checks say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from pydantic import BaseModel, Field


class HealthModel(BaseModel):
    """Proses hidup."""

    status: str = Field(examples=["ok"])


class WatchedModel(BaseModel):
    """Saluran Telegram: menerima pesan ('ok'), baru dimulai ('starting'), atau tidak menerima apa pun ('deaf')."""

    state: str = Field(examples=["ok"])
    reason: str = Field(description="Mengapa tidak ada pesan yang diterima; kosong bila diterima.")
    figures: dict[str, float]


class Watched(Protocol):
    """A channel that runs beside the website."""

    @property
    def state(self) -> str:
        """``ok``, ``starting`` or ``deaf``."""

    @property
    def reason(self) -> str:
        """Why it is deaf, in one sentence; empty if it is not."""

    def figures(self) -> Mapping[str, float]:
        """Gauges by name."""


def seen(watched: Watched | None) -> WatchedModel | None:
    """What the health check says of the channel; None if there is none."""
    if watched is None:
        return None
    return WatchedModel(state=watched.state, reason=watched.reason, figures=dict(watched.figures()))


class ReadyModel(BaseModel):
    """Indeks dan model sudah dimuat."""

    status: str = Field(examples=["ready"])
    snapshot: str
    telegram: WatchedModel | None = None
