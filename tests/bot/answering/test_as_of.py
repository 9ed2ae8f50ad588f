"""Questions about a day: the text in force then, and a plain line where the corpus does not know."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import httpx
import pytest

from tanyapasal.bot.bootstrap import load_assistant
from tanyapasal.bot.channels.web.app import create_app
from tanyapasal.bot.cli import main
from tanyapasal.bot.days import day_in_words, read_day
from tanyapasal.bot.errors import DayError
from tanyapasal.bot.reply import Answer, NotFound, Reply
from tanyapasal.bot.settings import Settings
from tanyapasal.bot.trust.checking import Held, check_file
from tanyapasal.bot.trust.log import ReceiptLog
from tanyapasal.bot.trust.recording import RecordingAssistant
from tanyapasal.index.build import build
from tanyapasal.index.embedding.named import embedder_named
from tanyapasal.index.law.passages import RegulationStatus
from tanyapasal.index.search.manifest import read_manifest
from tanyapasal.index.search.snapshot import read_knowledge
from tests.bot.answering.dated_corpus import write_corpus
from tests.bot.channels.web.web_fakes import FakeAssistant, loaded, served


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    root = tmp_path_factory.mktemp("dated")
    corpus = write_corpus(root / "corpus")
    build(corpus, root / "data", embedder_named("hashing"))
    return Settings(corpus=corpus, data=root / "data", embedder="hashing")


@pytest.fixture(scope="module")
def assistant(settings: Settings) -> RecordingAssistant:
    sources = dict(read_knowledge(settings.data).sources)
    return RecordingAssistant(load_assistant(settings), ReceiptLog(settings.data / "receipts"), sources)


def quotes(reply: Reply) -> str:
    return " ".join(c.quote for c in reply.citations) if isinstance(reply, Answer) else ""


def said(reply: Reply) -> str:
    return (
        " ".join((reply.warning or "", *reply.notes))
        if isinstance(reply, Answer)
        else getattr(reply, "message", "")
    )


@pytest.mark.parametrize(
    ("day", "quoted", "status"),
    [
        ("2011-05-01", "10 (sepuluh) jam", "berlaku"),
        ("2015-06-29", "10 (sepuluh) jam", "berlaku"),  # three months after 31 March: in force from 30 June
        ("2015-06-30", "24 (dua puluh empat) jam", "diubah"),
        ("2020-01-01", "24 (dua puluh empat) jam", "diubah"),
    ],
)
@pytest.mark.parametrize(
    "question", ["Apa isi Pasal 1 PP 7/2011?", "Berapa jam pelajaran pelatihan berkebun petugas taman?"]
)
def test_places_and_searches_give_the_text_in_force_that_day(
    assistant: RecordingAssistant, question: str, day: str, quoted: str, status: RegulationStatus
) -> None:
    reply = assistant.reply(question, as_of=date.fromisoformat(day))
    assert isinstance(reply, Answer), said(reply)
    first = reply.citations[0]
    assert quoted in first.quote
    assert str(first.passage.ref) == "pp-7-2011/pasal-1"
    assert first.regulation is not None
    assert first.regulation.status == status
    assert f"menurut bunyi yang berlaku pada {day_in_words(date.fromisoformat(day))}" in said(reply)


@pytest.mark.parametrize(
    ("question", "day", "line"),
    [
        ("Apa isi Pasal 1 PP 7/2011?", "2011-04-30", "PP Nomor 7 Tahun 2011 belum berlaku pada 30 April 2011 (mulai berlaku 1 Mei 2011)."),
        ("Apa isi Pasal 2A PP 7/2011?", "2012-01-01", "Pasal 2A PP Nomor 7 Tahun 2011 belum ada pada 1 Januari 2012; ditambahkan dengan PP Nomor 9 Tahun 2015 sejak 30 Juni 2015."),
        ("Apa isi Pasal 3 PP 7/2011?", "2016-01-01", "Pasal 3 PP Nomor 7 Tahun 2011 tidak ada lagi pada 1 Januari 2016: dihapus dengan PP Nomor 9 Tahun 2015 sejak 30 Juni 2015."),
        ("Apa isi Pasal 2 ayat (1) PP 7/2011?", "2018-08-17", "tidak ada lagi pada 17 Agustus 2018: dihapus dengan PP Nomor 4 Tahun 2018 sejak 17 Agustus 2018."),
        ("Apa isi Pasal 1 PP 3/2005?", "2018-08-17", "PP Nomor 3 Tahun 2005 tidak berlaku lagi pada 17 Agustus 2018: dicabut dengan PP Nomor 4 Tahun 2018 sejak 17 Agustus 2018."),
        ("Apa isi Pasal 1 PP 5/2012?", "2011-12-31", "PP Nomor 5 Tahun 2012 belum berlaku pada 31 Desember 2011."),
    ],
)  # fmt: skip
def test_what_was_not_in_force_is_not_cited_and_one_line_says_why(
    assistant: RecordingAssistant, question: str, day: str, line: str
) -> None:
    reply = assistant.reply(question, as_of=date.fromisoformat(day))
    assert isinstance(reply, NotFound)
    assert line in said(reply)


def test_the_law_before_it_was_replaced_answers_a_search_of_its_time(assistant: RecordingAssistant) -> None:
    before = assistant.reply("Kolam ikan dikuras setiap berapa bulan?", as_of=date(2010, 1, 1))
    assert "6 (enam) bulan" in quotes(before)
    assert "2 (dua) bulan" not in quotes(before)
    assert "PP Nomor 3 Tahun 2005 kemudian dicabut dengan PP Nomor 4 Tahun 2018" in said(before)
    after = assistant.reply("Kolam ikan dikuras setiap berapa bulan?", as_of=date(2019, 1, 1))
    assert "2 (dua) bulan" in quotes(after)
    assert "6 (enam) bulan" not in quotes(after)


def test_a_deleted_article_is_found_on_the_days_it_counted(assistant: RecordingAssistant) -> None:
    reply = assistant.reply("Kapan sepatu bot dipinjamkan kepada petugas taman?", as_of=date(2013, 1, 1))
    assert "Sepatu bot" in quotes(reply)
    assert "kemudian diubah atau dihapus dengan PP Nomor 9 Tahun 2015 sejak 30 Juni 2015" in said(reply)
    today = assistant.reply("Apa isi Pasal 3 PP 7/2011?")
    assert "Sepatu bot" not in quotes(today)


def test_a_date_that_is_not_known_is_said(assistant: RecordingAssistant) -> None:
    reply = assistant.reply("Apa isi Pasal 1 PP 5/2012?", as_of=date(2014, 1, 1))
    assert "Bangku taman" in quotes(reply)
    assert "Tanggal mulai berlaku PP Nomor 5 Tahun 2012 tidak dicatat dalam korpus" in said(reply)
    assert "Jawaban ini menurut bunyi yang berlaku" not in said(reply)


def test_a_follow_up_keeps_to_the_day_it_names(assistant: RecordingAssistant) -> None:
    first = assistant.reply("Apa isi Pasal 1 PP 7/2011?", as_of=date(2012, 1, 1))
    reply = assistant.reply("Kalau Pasal 3?", first.head.conversation_id, date(2016, 1, 1))
    assert "dihapus dengan PP Nomor 9 Tahun 2015" in said(reply)


def test_without_a_day_nothing_old_is_found(assistant: RecordingAssistant) -> None:
    for question in ("Apa isi Pasal 1 PP 7/2011?", "Berapa jam pelajaran pelatihan berkebun petugas taman?"):
        reply = assistant.reply(question)
        assert "24 (dua puluh empat)" in quotes(reply)
        assert "10 (sepuluh)" not in quotes(reply)


def test_a_partly_revoked_regulation_stays_in_force(assistant: RecordingAssistant) -> None:
    cards = {str(card.id): card.status for card in assistant.regulations()}
    assert cards == {
        "pp-3-2005": "dicabut",
        "pp-7-2011": "diubah",
        "pp-5-2012": "berlaku",
        "pp-9-2015": "berlaku",
        "pp-4-2018": "berlaku",
    }


def test_the_receipt_records_the_day_and_every_file_behind_the_wording(
    settings: Settings, tmp_path: Path
) -> None:
    log = ReceiptLog(tmp_path / "receipts")
    sources = dict(read_knowledge(settings.data).sources)
    recording = RecordingAssistant(load_assistant(settings), log, sources)
    old = recording.reply("Apa isi Pasal 1 PP 7/2011?", as_of=date(2012, 1, 1))
    new = recording.reply("Apa isi Pasal 1 PP 7/2011?", as_of=date(2016, 1, 1))
    plain = recording.reply("Apa isi Pasal 1 PP 7/2011?")
    receipts = [log.find(reply.head.id) for reply in (old, new, plain)]
    assert [receipt and receipt.get("as_of") for receipt in receipts] == ["2012-01-01", "2016-01-01", None]
    (path,) = (tmp_path / "receipts").iterdir()
    held = Held.of(read_manifest(settings.data).id, read_knowledge(settings.data), settings.corpus)
    assert check_file(path, held) == (3, ())
    file = settings.corpus / "official" / "pp-9-2015.md"
    written = file.read_bytes()
    try:
        file.write_bytes(written.replace(b"24 (dua", b"25 (dua"))
        flaws = check_file(path, held)[1]
    finally:
        file.write_bytes(written)
    assert {flaw.line for flaw in flaws} == {2, 3}
    assert all("pp-9-2015.md berubah sejak indeks dibangun" in flaw.reason for flaw in flaws)


def test_the_command_takes_a_day(
    settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TANYAPASAL_EMBEDDER", "hashing")
    options = ["--corpus", str(settings.corpus), "--data", str(settings.data), "--json"]
    assert main(["ask", "Apa isi Pasal 1 PP 7/2011?", "--as-of", "2012-01-01", *options]) == 0
    reply = json.loads(capsys.readouterr().out)
    assert "10 (sepuluh)" in reply["citations"][0]["quote"]
    assert reply["citations"][0]["regulation"]["status"] == "berlaku"
    assert main(["ask", "Apa isi Pasal 1 PP 7/2011?", "--as-of", "2001-01-01", *options]) == 3
    capsys.readouterr()
    assert main(["ask", "x", "--as-of", "2012-02-30", *options]) == 2
    assert "tahun-bulan-hari" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text", ["", "2012-02-30", "1/2/2012", "20120201", "2012-W01-1", "kemarin", "0000-01-01", "2012-1-1"]
)
def test_a_bad_day_gets_one_clear_sentence(text: str) -> None:
    with pytest.raises(DayError, match="tahun-bulan-hari"):
        read_day(text)


def test_the_api_takes_a_day_and_refuses_a_bad_one() -> None:
    fake = FakeAssistant()
    with (
        served(create_app(loaded(fake))) as address,
        httpx.Client(base_url=address, timeout=20) as client,
    ):
        good = client.post("/api/v1/ask", json={"question": "jam pelajaran", "as_of": "2012-01-31"})
        assert good.status_code == 200
        bad = client.post("/api/v1/ask", json={"question": "jam pelajaran", "as_of": "31-01-2012"})
        assert bad.status_code == 422
        assert bad.headers["content-type"].startswith("application/problem+json")
        assert bad.json()["errors"][0]["field"] == "as_of"
        assert "tahun-bulan-hari" in bad.json()["detail"]
        none = client.post("/api/v1/ask", json={"question": "jam pelajaran"})
        assert none.status_code == 200
    assert fake.days == [date(2012, 1, 31), None]


def test_what_is_asked_before_any_rule_of_it_is_refused_with_the_day_of_the_rule(
    assistant: RecordingAssistant,
) -> None:
    reply = assistant.reply("Berapa jam pelajaran pelatihan berkebun petugas taman?", as_of=date(2001, 1, 1))
    assert isinstance(reply, NotFound)
    assert "Tidak ditemukan aturan tentang hal itu yang berlaku pada 1 Januari 2001." in said(reply)
    assert "PP Nomor 7 Tahun 2011 belum berlaku" in said(reply)
