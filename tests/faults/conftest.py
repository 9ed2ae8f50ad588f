from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _without_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TANYAPASAL_EMBEDDER", "hashing")
    monkeypatch.setenv("TANYAPASAL_READER", "0")
