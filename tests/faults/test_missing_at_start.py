"""What is missing when the service starts is taken up when it is there, without a restart."""

from __future__ import annotations

from pathlib import Path

from tests.bot.answering.dated_corpus import write_corpus
from tests.faults.faults import built, times, told
from tests.faults.serving import serving

QUESTION = "Apa isi Pasal 1 PP Nomor 4 Tahun 2018?"


def test_an_index_that_is_missing_at_the_start(tmp_path: Path) -> None:
    corpus, lost, seconds, tries = write_corpus(tmp_path / "corpus"), [], [], times(1, 10)
    for n in tries:
        folder = tmp_path / str(n)
        folder.mkdir()
        with serving(folder) as service:
            while (answer := service.client.get("/readyz")).status_code == 503:
                if "Indeks belum ada" in answer.text:
                    break
            built(corpus, folder / "data")
            seconds.append(service.until(lambda said: said["snapshot"] == said["snapshot_on_disk"]))
            if service.client.post("/api/v1/ask", json={"question": QUESTION}).json()["kind"] != "answer":
                lost.append(f"{n}: no answer")
    told(
        "index missing at the start",
        len(tries),
        lost,
        f"ready {max(seconds):.1f} s after it was built at most",
    )


def test_a_database_that_is_missing_at_the_start_costs_no_answer(tmp_path: Path) -> None:
    built(write_corpus(tmp_path / "corpus"), tmp_path / "data")
    lost, tries = [], times(1, 10)
    for n in tries:
        database = tmp_path / f"{n}.db"
        database.write_bytes(b"bukan basis data " * 1000)
        with serving(tmp_path, TANYAPASAL_DATABASE_URL=f"sqlite:///{database}") as service:
            service.until(lambda said: said["snapshot"] is not None)
            first = service.client.post("/api/v1/ask", json={"question": QUESTION})
            if first.status_code != 200 or first.json()["kind"] != "answer":
                lost.append(f"{n}: {first.status_code} {first.text[:200]}")
            database.unlink()  # and the real one is there
            second = service.client.post("/api/v1/ask", json={"question": QUESTION}).json()
            voted = service.client.post("/api/v1/feedback", json={"reply_id": second["id"], "value": "up"})
            if not voted.is_success:
                lost.append(f"{n}: not kept once the database is there: {voted.text[:200]}")
    told("database missing at the start", len(tries), lost)
