"""What is put together from settings takes up a new index: answers, curated answers, receipts, conversations."""

from __future__ import annotations

import gc
import json
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tanyapasal.bot.answering.service import Answerer
from tanyapasal.bot.assistant import Assistant, Loading
from tanyapasal.bot.auditing.uploads import UploadAudit
from tanyapasal.bot.bootstrap import loading_assistant, receipts_of
from tanyapasal.bot.commands.serve import telegram
from tanyapasal.bot.errors import StorageError
from tanyapasal.bot.helpdesk.desk import Desk
from tanyapasal.bot.reply import Answer, Reply
from tanyapasal.bot.settings import Settings
from tanyapasal.bot.storage import MemoryStore
from tanyapasal.index.build import build
from tanyapasal.index.embedding.hashing import HashingEmbedder
from tanyapasal.index.search.shelf import stored
from tests.bot.answering.dated_corpus import write_corpus

PLACE = "pp-4-2018/pasal-1"
PASAL = "Apa isi Pasal 1 PP Nomor 4 Tahun 2018?"
PONDS = "official/pp-4-2018.md"


class Service:
    """A folder with a corpus, its index and what serves it."""

    def __init__(self, folder: Path, store: MemoryStore) -> None:
        self.settings = Settings(
            corpus=write_corpus(folder / "corpus"), data=folder / "data", embedder="hashing", reader=False
        )
        self.store, self.desk = store, Desk(store)
        self.built = self.build()
        self.loading = loading_assistant(self.settings, store, self.desk)
        self.loading._every = 0.02
        self.loading.start()
        self.loading.get(30)

    def build(self) -> str:
        return build(self.settings.corpus, self.settings.data, HashingEmbedder())[0].id

    def replace(self, old: str, new: str, path: str = PONDS) -> None:
        """Change the corpus and wait until it is what answers."""
        file = self.settings.corpus / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        self.built = self.build()
        self.until(lambda: self.assistant.snapshot == self.built)

    def until(self, true: Callable[[], bool]) -> None:
        end = time.monotonic() + 20
        while not true():
            assert time.monotonic() < end, self.loading.failure
            time.sleep(0.01)

    @property
    def assistant(self) -> Assistant:
        return self.loading.get()


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    service = Service(tmp_path, MemoryStore())
    yield service
    service.loading.stop()


def quoted(reply: Reply) -> str:
    return reply.citations[0].quote if isinstance(reply, Answer) else ""


def test_the_new_text_is_quoted_and_its_receipt_names_the_new_sources(service: Service) -> None:
    assert "setiap 2 (dua) bulan" in quoted(service.assistant.reply(PASAL))
    service.replace("2 (dua) bulan", "9 (sembilan) bulan")
    reply = service.assistant.reply(PASAL)
    assert "setiap 9 (sembilan) bulan" in quoted(reply)
    assert reply.head.snapshot == service.built
    receipts = [
        json.loads(line)
        for file in sorted((service.settings.data / "receipts").rglob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    sources = [json.dumps(receipt) for receipt in receipts]
    assert receipts_of(service.settings).hash_of(reply.head.id) is not None
    assert sources[0] != sources[1]


def test_curated_answers_are_checked_against_the_new_text_at_once(service: Service) -> None:
    desk = service.desk
    kept = desk.publish(
        ["kolam ikan dikuras kapan?"], "Dua bulan sekali.", desk.curated.supports_at(PLACE), "e"
    )
    other = desk.publish(
        ["kapan bangku taman dicat?"], "Tahunan.", desk.curated.supports_at("pp-5-2012/pasal-1"), "e"
    )
    service.replace("2 (dua) bulan", "9 (sembilan) bulan")
    found = service.store.desk.curated(kept.id), service.store.desk.curated(other.id)
    assert [answer.state for answer in found if answer] == ["expired", "published"]
    with pytest.raises(Exception, match="Rujukan"):
        desk.publish(["kolam?"], "Dua bulan.", kept.supports, "e")


def test_an_older_index_takes_back_no_answer_that_rests_on_the_newer_text(service: Service) -> None:
    old = service.desk.curated
    service.replace("2 (dua) bulan", "9 (sembilan) bulan")
    desk = service.desk
    assert desk.curated is not old
    new = desk.publish(["kolam ikan dikuras kapan?"], "Sembilan.", desk.curated.supports_at(PLACE), "e")
    assert old.match("kolam ikan dikuras kapan?") is None
    found = service.store.desk.curated(new.id)
    assert found is not None
    assert found.state == "published"


def test_a_conversation_goes_on_from_one_index_to_the_next(service: Service) -> None:
    first = service.assistant.reply(PASAL, "percakapan")
    assert isinstance(first, Answer)
    service.replace("2 (dua) bulan", "9 (sembilan) bulan")
    assert "9 (sembilan)" in quoted(service.assistant.reply("di pasal berapa itu diatur?", "percakapan"))


@pytest.mark.parametrize("said", ["selengkapnya", "di pasal berapa itu diatur?", "kalau ayat (2)?"])
@pytest.mark.parametrize("asked", ["Apa isi Pasal 1 PP Nomor 5 Tahun 2012?", "kapan bangku taman dicat?"])
def test_a_conversation_about_a_text_that_is_gone_is_no_error(
    service: Service, asked: str, said: str
) -> None:
    assert "Bangku taman" in quoted(service.assistant.reply(asked, "percakapan"))
    (service.settings.corpus / "official" / "pp-5-2012.md").unlink()
    service.replace("2 (dua) bulan", "9 (sembilan) bulan")
    reply = service.assistant.reply(said, "percakapan")
    assert not isinstance(reply, Answer) or all("pp-5-2012" not in str(c.ref) for c in reply.citations)


def test_whoever_has_the_old_index_is_answered_from_it_to_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where passages are read from disk as they are looked at, by a thread that opens the file only then."""
    monkeypatch.setattr(stored, "IN_MEMORY", 3)
    service = Service(tmp_path, MemoryStore())
    old, first = service.assistant, service.built
    service.replace("2 (dua) bulan", "9 (sembilan) bulan")
    service.replace("9 (sembilan) bulan", "5 (lima) bulan")
    found: list[Reply] = []

    def ask() -> None:
        found.append(old.reply(PASAL))
        found.append(old.reply("Apa isi Pasal 1 PP Nomor 7 Tahun 2011?", as_of=date(2012, 1, 1)))

    asking = threading.Thread(target=ask)
    asking.start()
    asking.join()
    assert [reply.head.snapshot for reply in found] == [first, first]
    assert "2 (dua) bulan" in quoted(found[0])
    assert "10 (sepuluh) jam" in quoted(found[1])
    service.loading.stop()


def test_the_index_that_nobody_has_any_more_is_freed_in_memory_and_on_disk(service: Service) -> None:
    old, first = weakref.ref(service.assistant), service.built
    service.replace("2 (dua) bulan", "9 (sembilan) bulan")
    service.until(lambda: old() is None)
    assert gc.get_freeze_count() > 0
    service.replace("9 (sembilan) bulan", "5 (lima) bulan")
    folders = {f.name for f in (service.settings.data / "index").iterdir() if f.is_dir()}
    assert first not in folders
    assert len(folders) <= 2, "the one in use, and at most the one that was just let go"


def test_a_damaged_index_is_refused_until_it_is_mended(service: Service) -> None:
    first = service.built
    service.replace("2 (dua) bulan", "9 (sembilan) bulan")
    file = service.settings.corpus / PONDS
    file.write_text(file.read_text(encoding="utf-8").replace("9 (sembilan)", "5 (lima)"), encoding="utf-8")
    good = service.built
    # The watch is stopped while the new one is put there and damaged.
    service.loading.stop()
    bad = service.build()
    path = service.settings.data / "index" / bad / "knowledge.json"
    path.write_bytes(path.read_bytes()[:-1] + b" ")
    loading = loading_assistant(service.settings, service.store, service.desk)
    loading._every, loading._assistant = 0.02, service.assistant
    loading.start()
    service.loading = loading
    service.until(lambda: loading.failure is not None)
    assert "knowledge.json" in str(loading.failure)
    assert service.assistant.snapshot == good != first
    service.built = service.build()
    service.until(lambda: service.assistant.snapshot == bad)


def test_without_a_database_questions_are_answered(tmp_path: Path) -> None:
    store = MemoryStore()

    def lost(*_: object, **__: object) -> None:
        raise StorageError("Basis data tidak dapat dibuka.")

    for room in (store, store.desk):
        for name in ("turns", "add_turn", "curated_answers"):
            if hasattr(room, name):
                setattr(room, name, lost)
    service = Service(tmp_path, store)
    assert "2 (dua) bulan" in quoted(service.assistant.reply(PASAL))
    service.loading.stop()


def test_an_index_of_another_model_is_refused(service: Service) -> None:
    class Other(HashingEmbedder):
        @property
        def id(self) -> str:
            return "lain"

    loading: Loading = service.loading
    build(service.settings.corpus, service.settings.data, Other())
    service.until(lambda: loading.failure is not None)
    assert "'lain'" in str(loading.failure)
    assert "2 (dua) bulan" in quoted(service.assistant.reply(PASAL))


def test_documents_are_audited_against_the_corpus_of_the_index_in_use() -> None:
    class Audit:
        def __init__(self, version: int) -> None:
            self.version = version

        def shown(self, *_: object) -> int:
            return self.version

        def close(self) -> None:
            closed.append(self.version)

    closed: list[int] = []
    versions, loaded = [1], []

    def load() -> Audit:
        loaded.append(versions[0])
        return Audit(versions[0])

    audit = UploadAudit(load, lambda: versions[0])  # type: ignore[arg-type, return-value]
    assert [audit.report("a.txt", b"Pasal 1") for _ in range(2)] == [1, 1]
    versions[0] = 2
    assert [audit.report("a.txt", b"Pasal 1") for _ in range(2)] == [2, 2]
    assert loaded == [1, 2]
    assert closed == [1]


def test_an_index_that_answers_nothing_is_refused_before_anybody_asks_it(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("kosong")

    monkeypatch.setattr(Answerer, "search", broken)
    first, file = service.built, service.settings.corpus / PONDS
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    service.build()
    service.until(lambda: service.loading.failure is not None)
    assert service.assistant.snapshot == first
    monkeypatch.undo()
    service.until(lambda: service.assistant.snapshot != first)


def test_the_bot_starts_without_its_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []
    monkeypatch.setattr("tanyapasal.bot.channels.telegram.run", started.append)
    database = tmp_path / "rusak.db"
    database.write_bytes(b"bukan basis data " * 1000)
    settings = Settings(
        data=tmp_path, telegram_token=f"123456:{'a' * 35}", database_url=f"sqlite:///{database}"
    )
    assert telegram(settings) == 0
    assert len(started) == 1
