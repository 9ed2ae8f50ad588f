"""What is kept ends by itself, is erased with its receipts, and can be taken along."""

from __future__ import annotations

import json
import logging
import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tanyapasal.bot.bootstrap import opened_store, pseudonyms, receipts_of
from tanyapasal.bot.cli import main
from tanyapasal.bot.reply import Chat, ReplyHead
from tanyapasal.bot.settings import Settings
from tanyapasal.bot.storage import Erased, LoggedQuestion, MemoryStore, Store, StoredReply
from tanyapasal.bot.storage.rights.receipts import LoggedReceipts
from tanyapasal.bot.storage.rights.retention import retaining
from tanyapasal.bot.trust.log import ReceiptLog, read_receipt
from tanyapasal.bot.trust.receipts import Receipt, is_erased, make_receipt
from tests.bot.storage.stores import opened
from tests.timing import cpu


def put(log: ReceiptLog, reply_id: str, question: str = "q") -> Receipt:
    reply = Chat(ReplyHead(reply_id, "c", "s", 0.0), "Baik.")
    return log.append(lambda previous, now: make_receipt(question, reply, {}, previous, now))


def kept(store: Store, reply_id: str, person: str) -> None:
    store.keep_reply(StoredReply(reply_id, "c", "chat", "{}", "web", person))
    store.log_question(LoggedQuestion(reply_id, "q", "chat", 0.0, "web", person=person))


@pytest.mark.parametrize("name", ["memory", "sqlite"])
def test_receipts_are_erased_with_the_rest_and_the_chain_holds(name: str, tmp_path: Path) -> None:
    log = ReceiptLog(tmp_path / "receipts")
    store = opened(name, tmp_path)
    store._receipts = LoggedReceipts(log)  # type: ignore[attr-defined]
    for number, person in enumerate(("sari", "budi", "sari", "")):
        kept(store, f"r{number}", person)
        put(log, f"r{number}", f"rahasia {person}")
    before = [log.find(f"r{number}") for number in range(4)]
    assert store.erase("sari") == Erased(questions=2, replies=2, receipts=2)
    (path,) = (tmp_path / "receipts").iterdir()
    lines = [read_receipt(line) for line in path.read_bytes().splitlines()]
    assert "rahasia sari" not in path.read_text("utf-8")
    assert [line and is_erased(line) for line in lines] == [True, False, True, False]
    assert [line and line["hash"] for line in lines] == [found and found["hash"] for found in before]
    assert [log.find(f"r{number}") is None for number in range(4)] == [True, False, True, False]
    after = put(log, "r4")
    assert before[3] is not None
    assert after["previous"] == before[3]["hash"]
    assert log.find("r4") == after
    assert store.erase("sari").total == 0


def test_receipts_have_a_life(tmp_path: Path) -> None:
    log = ReceiptLog(tmp_path)
    today = datetime.now(UTC).date()
    put(log, "r1")
    (path,) = tmp_path.iterdir()
    for days in (1, 364, 366, 800):
        path.with_name(f"{today - timedelta(days=days)}.jsonl").write_bytes(path.read_bytes())
    store = MemoryStore(receipts=LoggedReceipts(log))
    assert store.expire() == Erased(receipts=2)
    assert min(date.fromisoformat(p.stem) for p in tmp_path.iterdir()) == today - timedelta(days=364)
    assert log.find("r1") is not None


def test_unknown_receipt_ids_cost_nothing(tmp_path: Path) -> None:
    log = ReceiptLog(tmp_path)
    first = put(log, "r0")
    (path,) = tmp_path.iterdir()
    line = path.read_bytes()
    with path.open("ab") as file:
        for number in range(20_000):
            file.write(line.replace(b'"reply":"r0"', b'"reply":"x%d"' % number))
    assert log.find("r0") == first
    assert log.find("x19999") is not None
    found = cpu(lambda: [log.find("x19999") for _ in range(5)])
    unknown = cpu(lambda: [log.find(f"nobody{number}") for number in range(50)])
    assert unknown < found


def test_another_log_of_the_same_folder_sees_what_was_added_and_erased(tmp_path: Path) -> None:
    one, other = ReceiptLog(tmp_path), ReceiptLog(tmp_path)
    put(one, "a")
    assert other.find("a") is not None
    put(one, "b")
    assert other.find("b") is not None
    assert one.erase(["a"]) == 1
    put(one, "c")
    assert [other.find(name) is None for name in "abc"] == [True, False, False]


def test_a_process_that_serves_deletes_what_is_past_its_life(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    store = MemoryStore()
    done = threading.Event()
    store.keep_reply(StoredReply("r", "c", "chat", "{}", "web", at=datetime(2020, 1, 1, tzinfo=UTC)))
    expire = store.expire

    def expired() -> Erased:
        gone = expire()
        done.set()
        return gone

    store.expire = expired  # type: ignore[method-assign]
    with retaining(store, seconds=0.01, first=0):
        assert done.wait(30)
    assert "1 catatan lama dihapus" in caplog.text
    assert not any(thread.name == "retention" and thread.is_alive() for thread in threading.enumerate())


def test_the_command_exports_and_erases_one_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("TANYAPASAL_DATABASE_URL", raising=False)
    settings = Settings(data=tmp_path)
    store = opened_store(settings)
    kept(store, "r1", pseudonyms(settings).of("telegram", 77))
    store.close()
    put(receipts_of(settings), "r1")
    place = ["--data", str(tmp_path)]
    assert main(["privacy", "export", "--telegram", "78", *place]) == 3
    capsys.readouterr()
    assert main(["privacy", "export", "--telegram", "77", *place]) == 0
    assert [q["nomor_balasan"] for q in json.loads(capsys.readouterr().out)["pertanyaan"]] == ["r1"]
    assert main(["privacy", "erase", "--telegram", "77", *place]) == 0
    assert "3 catatan dihapus" in capsys.readouterr().err
    assert main(["privacy", "export", "--telegram", "77", "--out", str(tmp_path / "x"), *place]) == 3
    assert main(["privacy", "expire", *place]) == 0
    assert receipts_of(settings).find("r1") is None
