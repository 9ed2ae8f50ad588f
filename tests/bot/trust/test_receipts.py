"""Evidence receipts: made for each reply, chained over a day, checked offline; one changed byte is noticed."""

from __future__ import annotations

import json
import shutil
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from tanyapasal.bot.channels.web.app import create_app
from tanyapasal.bot.cli import main
from tanyapasal.bot.reply import Answer, Article, Citation, ReplyHead, Statement
from tanyapasal.bot.settings import Settings
from tanyapasal.bot.trust.canonical import canonical, digest
from tanyapasal.bot.trust.checking import Held, check_file
from tanyapasal.bot.trust.log import ReceiptLog, read_receipt
from tanyapasal.bot.trust.receipts import NONE_BEFORE, make_receipt
from tanyapasal.bot.trust.recording import RecordingAssistant
from tanyapasal.index.build import build
from tanyapasal.index.embedding.named import embedder_named
from tanyapasal.index.law.places import ProgramReference, Reference, RegulationId
from tanyapasal.index.search.snapshot import read_knowledge
from tests.bot.channels.web.web_fakes import FakeAssistant, loaded, served

CORPUS = Path(__file__).parents[3] / "corpus"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The project's corpus, built with an embedder that needs no model."""
    root = tmp_path_factory.mktemp("receipts")
    shutil.copytree(CORPUS, root / "corpus")
    build(root / "corpus", root / "data", embedder_named("hashing"))
    return Settings(corpus=root / "corpus", data=root / "data", embedder="hashing")


@pytest.fixture
def logged(built: Settings, tmp_path: Path) -> Path:
    """A log with three receipts of real replies."""
    from tanyapasal.bot.bootstrap import load_assistant

    log = ReceiptLog(tmp_path / "receipts")
    sources = dict(read_knowledge(built.data).sources)
    assistant = RecordingAssistant(load_assistant(built), log, sources)
    for question in (
        "Apa isi Pasal 49 ayat (1) UU 20/2023?",
        "Halo",
        "Apa isi Pasal 47 ayat (2) UU 20/2023?",
    ):
        assistant.reply(question)
    (path,) = (tmp_path / "receipts").iterdir()
    return path


def held(settings: Settings, corpus: Path | None = None) -> Held:
    from tanyapasal.index.search.manifest import read_manifest

    return Held.of(read_manifest(settings.data).id, read_knowledge(settings.data), corpus)


def test_canonical_json_is_one_byte_form() -> None:
    assert (
        canonical({"b": [1, True, None], "a": "é\n\u2028"}) == '{"a":"é\\n\u2028","b":[1,true,null]}'.encode()
    )
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    with pytest.raises(ValueError, match="pecahan"):
        canonical({"a": [0.5]})  # type: ignore[list-item]


def test_a_log_of_real_replies_holds(built: Settings, logged: Path) -> None:
    count, flaws = check_file(logged, held(built, built.corpus))
    assert (count, flaws) == (3, ())
    first = read_receipt(logged.read_bytes().splitlines()[0])
    assert first is not None
    assert first["previous"] == NONE_BEFORE
    assert first["question"] == "Apa isi Pasal 49 ayat (1) UU 20/2023?"


def test_a_receipt_of_the_first_format_still_holds(built: Settings, logged: Path) -> None:
    old = json.loads(logged.read_bytes().splitlines()[0])
    assert old["format"] == 2
    old["format"] = 1
    del old["hash"]
    old["hash"] = digest(old)
    single = logged.with_name("old.json")
    single.write_text(json.dumps(old), encoding="utf-8")
    assert check_file(single, held(built, built.corpus)) == (1, ())


def test_an_article_may_be_cited_for_a_document_that_rests_on_it_and_no_other(
    built: Settings, tmp_path: Path
) -> None:
    knowledge = read_knowledge(built.data)
    rests, ref = next(
        (passage, ref)
        for passage in knowledge.passages
        if isinstance(passage.ref, ProgramReference)
        for ref in passage.legal_basis
        if isinstance(ref, Reference)
    )
    single, sources = tmp_path / "one.json", dict(knowledge.sources)

    def flaws(article: Article) -> tuple[str, ...]:
        head = ReplyHead("r1", "c1", held(built).snapshot, 0.9)
        citation = Citation(rests, rests.text, None, article)
        answer = Answer(head, article.label, (Statement(rests.text, (0,)),), (citation,))
        receipt = make_receipt("Apa dasarnya?", answer, sources)
        cited = receipt["citations"]
        assert isinstance(cited, list)
        assert isinstance(cited[0], dict)
        assert (cited[0]["ref"], cited[0]["passage"]) == (str(article.ref), rests.id)
        single.write_text(json.dumps(receipt), encoding="utf-8")
        return tuple(flaw.reason for flaw in check_file(single, held(built, built.corpus))[1])

    label = knowledge.kinds.label_of(ref)
    assert flaws(Article(ref, label)) == ()
    other = Reference(RegulationId("uu", "1", 1999))
    for wrong in (Article(ref, "Pasal 1"), Article(other, knowledge.kinds.label_of(other))):
        assert any("rujukan atau label tidak cocok" in reason for reason in flaws(wrong))


def test_any_changed_byte_of_a_receipt_is_noticed(built: Settings, logged: Path) -> None:
    line = logged.read_bytes().splitlines()[0]
    single = logged.with_name("one.json")
    at_hand = held(built)
    for position in range(0, len(line), 7):
        changed = bytes([*line[:position], line[position] ^ 1, *line[position + 1 :]])
        single.write_bytes(changed)
        _, flaws = check_file(single, at_hand)
        assert flaws, changed[max(0, position - 20) : position + 20]


def test_a_line_taken_out_or_put_in_breaks_the_chain(built: Settings, logged: Path) -> None:
    lines = logged.read_bytes().splitlines(keepends=True)
    for wrong in ([lines[0], lines[2]], [lines[1], lines[0], lines[2]], [*lines, lines[0]]):
        logged.write_bytes(b"".join(wrong))
        _, flaws = check_file(logged, held(built))
        assert any("rantai terputus" in flaw.reason for flaw in flaws)


def test_a_rehashed_lie_about_a_quote_is_noticed(built: Settings, logged: Path) -> None:
    receipt = json.loads(logged.read_bytes().splitlines()[0])
    receipt["citations"][0]["quote"] = receipt["citations"][0]["quote"].replace("wajib", "boleh")
    del receipt["hash"]
    receipt["hash"] = digest(receipt)
    single = logged.with_name("lie.json")
    single.write_text(json.dumps(receipt), encoding="utf-8")
    _, flaws = check_file(single, held(built))
    assert any("huruf demi huruf" in flaw.reason for flaw in flaws)


def test_a_changed_source_file_is_noticed(built: Settings, logged: Path, tmp_path: Path) -> None:
    shutil.copytree(built.corpus, tmp_path / "changed")
    file = tmp_path / "changed" / "regulations" / "uu-20-2023.md"
    file.write_text(file.read_text(encoding="utf-8").replace("wajib", "boleh", 1), encoding="utf-8")
    _, flaws = check_file(logged, held(built, tmp_path / "changed"))
    assert any("berubah sejak indeks dibangun" in flaw.reason for flaw in flaws)


def test_the_command_tells_valid_from_broken(
    built: Settings, logged: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--corpus", str(built.corpus), "--data", str(built.data)]
    assert main(["receipt", "verify", str(logged), *options]) == 0
    assert "SAH: 3 tanda bukti" in capsys.readouterr().out
    logged.write_bytes(logged.read_bytes().replace(b"Halo", b"Hala"))
    assert main(["receipt", "verify", str(logged), *options]) == 4
    assert "baris 2: isi tanda bukti berubah" in capsys.readouterr().out


def test_a_passage_changed_in_the_index_is_noticed(
    built: Settings, logged: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(built.data, tmp_path / "data")
    (knowledge,) = (tmp_path / "data" / "index").glob("*/knowledge.json")
    knowledge.write_bytes(knowledge.read_bytes().replace(b"wajib", b"wajab", 1))
    options = ["--corpus", str(built.corpus), "--data", str(tmp_path / "data")]
    assert main(["receipt", "verify", str(logged), *options]) == 4
    assert "knowledge.json" in capsys.readouterr().out
    # also where the checksums of the index were changed with it
    flaws = check_file(logged, changed_held(built, b"Pegawai", b"Pegawei"))[1]
    assert any("bunyi bagian dalam indeks berubah" in flaw.reason for flaw in flaws)


def changed_held(settings: Settings, old: bytes, new: bytes) -> Held:
    """What is held, with every text changed in one word."""
    at_hand = held(settings)
    passages = {
        i: replace(p, text=p.text.replace(old.decode(), new.decode())) for i, p in at_hand.passages.items()
    }
    return replace(at_hand, passages=passages)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff\xfe", b'{"format": 9}', b'{"format": 1, "x": 0.5}']
)
def test_a_file_that_is_no_receipt_is_a_flaw_not_a_crash(
    built: Settings, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "x.json"
    file.write_bytes(content)
    assert check_file(file, held(built))[1]


def test_threads_write_one_unbroken_chain(tmp_path: Path) -> None:
    log = ReceiptLog(tmp_path / "receipts")
    assistant = RecordingAssistant(FakeAssistant(), log, {})
    threads = [
        threading.Thread(target=lambda: [assistant.reply("jam pelajaran") for _ in range(5)])
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    (path,) = (tmp_path / "receipts").iterdir()
    lines = [json.loads(line) for line in path.read_bytes().splitlines()]
    assert len(lines) == 20
    assert [line["previous"] for line in lines] == [NONE_BEFORE, *(line["hash"] for line in lines[:-1])]


def test_a_receipt_is_had_over_http(tmp_path: Path) -> None:
    log = ReceiptLog(tmp_path / "receipts")
    assistant = RecordingAssistant(FakeAssistant(), log, {})
    with (
        served(create_app(loaded(assistant), receipts=log)) as address,
        httpx.Client(base_url=address, timeout=20) as client,
    ):
        reply = client.post("/api/v1/ask", json={"question": "jam pelajaran"}).json()
        receipt = client.get(f"/api/v1/replies/{reply['id']}/receipt").json()
        assert receipt["reply"] == reply["id"]
        assert receipt["hash"] == digest({k: v for k, v in receipt.items() if k != "hash"})
        for unknown in ("nothing", "..%2f..%2fetc", "a" * 500, "%22"):
            missing = client.get(f"/api/v1/replies/{unknown}/receipt")
            assert missing.status_code == 404


def test_a_folder_that_cannot_be_written_stops_no_reply(tmp_path: Path) -> None:
    blocked = tmp_path / "receipts"
    blocked.write_text("a file in the way")
    assistant = RecordingAssistant(FakeAssistant(), ReceiptLog(blocked), {})
    assert assistant.reply("jam pelajaran").head.id


def test_the_time_is_utc() -> None:
    reply = FakeAssistant().reply("jam pelajaran")
    receipt = make_receipt("x", reply, {}, now=datetime(2026, 11, 24, 12, 0, tzinfo=UTC))
    assert receipt["time"] == "2026-11-24T12:00:00Z"


def test_a_receipt_holds_nothing_that_names_who_asked(tmp_path: Path) -> None:
    log = ReceiptLog(tmp_path / "receipts")
    assistant = RecordingAssistant(FakeAssistant(), log, {})
    reply = assistant.reply("jam pelajaran untuk NIP 199001012015011001, surel sari@contoh.go.id")
    found = log.find(reply.head.id)
    assert found is not None
    assert found["question"] == "jam pelajaran untuk NIP [NIP], surel [surel]"
    assert log.hash_of(reply.head.id) == found["hash"]
    assert log.hash_of("tidak-ada") is None
