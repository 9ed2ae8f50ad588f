"""What the health checks say."""

from __future__ import annotations

from pydantic import BaseModel, Field

from tanyapasal.bot.assistant import Loading


class HealthModel(BaseModel):
    """Proses hidup."""

    status: str = Field(examples=["ok"])


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


def ready(loading: Loading) -> ReadyModel:
    """What is served and what is on disk; raises NotReadyError if nothing is served."""
    return ReadyModel(
        status="ready",
        snapshot=loading.get().snapshot,
        snapshot_on_disk=loading.on_disk,
        refused=loading.failure,
    )
