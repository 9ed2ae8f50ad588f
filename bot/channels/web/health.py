"""What the health checks say."""

from __future__ import annotations

from pydantic import BaseModel, Field


class HealthModel(BaseModel):
    """Proses hidup."""

    status: str = Field(examples=["ok"])


class ReadyModel(BaseModel):
    """Indeks dan model sudah dimuat."""

    status: str = Field(examples=["ready"])
    snapshot: str
