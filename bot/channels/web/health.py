"""What the health checks say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from pydantic import BaseModel, Field

from tanyapasal.bot.assistant import Loading


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


class ReadyModel(BaseModel):
    """Indeks dan model sudah dimuat."""

    status: str = Field(examples=["ready"])
    snapshot: str = Field(description="Indeks yang menjawab.")
    snapshot_on_disk: str | None = Field(
        description="Indeks di folder data; dipakai beberapa saat lagi bila lain."
    )
    refused: str | None = Field(
        description="Mengapa indeks di folder data tidak dapat dipakai, bila demikian."
    )
    telegram: WatchedModel | None = None


def ready(loading: Loading, telegram: Watched | None) -> ReadyModel:
    """What is served, what is on disk, and how the channel beside is; raises NotReadyError if nothing is served."""
    beside = None
    if telegram is not None:
        figures = dict(telegram.figures())
        beside = WatchedModel(state=telegram.state, reason=telegram.reason, figures=figures)
    return ReadyModel(
        status="ready",
        snapshot=loading.get().snapshot,
        snapshot_on_disk=loading.on_disk,
        refused=loading.failure,
        telegram=beside,
    )
