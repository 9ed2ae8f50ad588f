"""The whole service, started as people start it: forms of personal data leave no trace in tables, logs and receipts."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from sqlalchemy import create_engine, inspect, text

from tanyapasal.bot.settings import PREFIX
from tanyapasal.index.build import build
from tanyapasal.index.embedding.named import embedder_named
from tests.bot.privacy.personal_forms import NUMBERS, forms

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
# Long enough that no other text holds them by chance.
NUMBERED = [
    (form, number)
    for form in forms("forms.txt")
    if form.kind in NUMBERS
    for number in [next((s for s in form.secrets if len(re.sub(r"\D", "", s)) >= 9), "")]
    if number
]
ASKED = [form for form, _ in NUMBERED[::3]] + [f for f in forms("forms.txt") if f.kind in ("nama", "surel")][
    ::5
]


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def test_what_names_people_is_in_no_table_log_or_receipt_of_a_service_that_runs(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    build(tmp_path / "corpus", tmp_path / "data", embedder_named("hashing"))
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    environment |= {
        "TANYAPASAL_EMBEDDER": "hashing",
        "TANYAPASAL_READER": "0",
        "TANYAPASAL_QUESTIONS_PER_MINUTE": "0",
        "TANYAPASAL_SITE_QUESTIONS_PER_MINUTE": "0",
    }
    with (tmp_path / "log").open("wb") as log:
        service = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tanyapasal",
                "serve",
                "--port",
                str(port),
                "--corpus",
                "corpus",
                "--data",
                "data",
            ],
            cwd=tmp_path,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            asked = _ask(f"http://127.0.0.1:{port}")
        finally:
            service.terminate()
            service.wait(30)
    logged = (tmp_path / "log").read_text(encoding="utf-8")
    assert logged.count("GET /tanya ") == len(ASKED)
    assert "q=" not in logged
    kept = [*_cells(tmp_path / "data"), *_receipts(tmp_path / "data"), *logged.splitlines()]
    assert len(asked) == len(ASKED)
    secrets = {secret: form for form in ASKED for secret in form.secrets if _tells(secret)}
    assert len(secrets) > 50
    found = {secret for secret in secrets for cell in kept if secret in cell}
    assert found == set()


def _tells(secret: str) -> bool:
    return len(re.sub(r"\W", "", secret)) >= 7


def _ask(address: str) -> list[str]:
    """Every form by a link and as a question of the API; the ids of the replies."""
    ids = []
    with httpx.Client(base_url=address, timeout=60) as client:
        until = time.monotonic() + 60
        while True:
            try:
                if client.get("/readyz").status_code == 200:
                    break
            except httpx.TransportError:
                pass
            assert time.monotonic() < until
            time.sleep(0.1)
        for form in ASKED:
            assert client.get("/tanya", params={"q": form.text}).status_code == 200
            ids.append(client.post("/api/v1/ask", json={"question": form.text}).json()["id"])
        client.post("/api/v1/feedback", json={"reply_id": ids[0], "value": "down", "reason": ASKED[0].text})
    return ids


def _cells(data: Path) -> list[str]:
    engine = create_engine(f"sqlite:///{data / 'tanyapasal.db'}")
    with engine.connect() as connection:
        found = [
            str(cell)
            for table in inspect(engine).get_table_names()
            for row in connection.execute(text(f"SELECT * FROM {table}"))
            for cell in row
        ]
    engine.dispose()
    assert any("[NIP]" in cell for cell in found)
    return found


def _receipts(data: Path) -> list[str]:
    lines = [
        line for day in (data / "receipts").glob("*.jsonl") for line in day.read_text("utf-8").splitlines()
    ]
    assert any("[NIP]" in line for line in lines)
    return lines
