"""The console's rooms for editors: the staff, and the audit of an uploaded document."""

from __future__ import annotations

import html
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from tanyapasal.bot.auditing.apart import ApartAudit
from tanyapasal.bot.auditing.report import DocumentAudit
from tanyapasal.bot.auditing.uploads import MAX_UPLOADED_CHARACTERS, UploadAudit
from tanyapasal.bot.channels.web.console.audit import MAX_UPLOAD_BYTES, PATH
from tanyapasal.bot.sandbox.limits import Limits
from tanyapasal.bot.storage import MemoryStore
from tanyapasal.index.corpus import read_corpus
from tanyapasal.index.embedding.hashing import HashingEmbedder
from tests.bot.auditing.audit_corpus import TRUE, UNHELD, WRONG, corpus_with_an_official_text
from tests.bot.helpdesk.desk_fakes import ROOT, Helpdesk, helpdesk_on
from tests.bot.helpdesk.desk_office import HOSTILE, PASSWORD, Office, opened, token


@dataclass
class Gate:
    """Lets a test hold an audit, and counts how often the corpus was read."""

    corpus: Path
    reads: int = 0
    held: threading.Event = field(default_factory=threading.Event)
    reached: threading.Event = field(default_factory=threading.Event)

    def load(self) -> DocumentAudit:
        self.reads += 1
        self.reached.set()
        self.held.wait(30)
        return DocumentAudit(read_corpus(self.corpus), HashingEmbedder())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Helpdesk, MemoryStore]:
    store = MemoryStore()
    return helpdesk_on(ROOT / "corpus", tmp_path_factory.mktemp("data"), store), store


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    made = Gate(corpus_with_an_official_text(tmp_path))
    made.held.set()
    return made


@pytest.fixture
def office(built: tuple[Helpdesk, MemoryStore], gate: Gate) -> Iterator[Office]:
    with opened(*built, UploadAudit(gate.load)) as office:
        yield office


def upload(office: Office, name: str, data: bytes, csrf: str | None = None) -> httpx.Response:
    known = token(office.browser.get(PATH)) if csrf is None else csrf
    return office.browser.post(PATH, data={"csrf": known}, files={"berkas": (name, data)})


# --- the audit ---------------------------------------------------------------------------------------------


def test_an_uploaded_document_is_audited_and_the_report_shown(office: Office, gate: Gate) -> None:
    office.log_in()
    page = upload(office, "C:\\naskah\\faq.txt", f"{TRUE}\n\n{WRONG}\n\n{UNHELD}".encode())
    assert page.status_code == 200
    text = html.unescape(page.text)
    assert "Hasil: faq.txt" in text
    assert "2 dari 3 kutipan diperiksa, 1 temuan" in text
    assert text.index("Angka berbeda") < text.index("Belum dapat diperiksa") < text.index("Sesuai")
    assert "Pasal 4 ayat (1) UU Nomor 7 Tahun 2021" in text
    assert "<mark>30 (tiga puluh)" in text or "<mark>" in text
    upload(office, "faq.txt", TRUE.encode())
    assert gate.reads == 1


def test_nothing_of_the_upload_is_kept(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not in the log, not in the store, not in a file; large ones are spooled to a file without a name."""
    folder = tmp_path / "sementara"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    office.log_in()
    secret = f"<html><body><p>{TRUE} RAHASIA-9183</p><!-- {'x' * (2 * 2**20)} --></body></html>"
    assert "Hasil: rahasia.html" in upload(office, "rahasia.html", secret.encode()).text
    assert list(folder.iterdir()) == []
    assert office.store.count_questions() == 0
    assert "RAHASIA" not in office.browser.get(PATH).text


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("kosong.txt", b"", "berkas kosong"),
        ("rusak.pdf", b"%PDF-1.7 rusak", "PDF rusak"),
        ("rusak.docx", b"PK\x03\x04rusak", "rusak"),
        ("gambar.png", b"\x89PNG\r\n\x1a\n" + bytes(99), "berkas gambar"),
        ("lama.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "Office lama"),
        ("biner.txt", bytes(range(256)) * 40, "bukan teks"),
        ("panjang.txt", b"kata " * (MAX_UPLOADED_CHARACTERS // 4), "terlalu panjang"),
        ("spasi.html", b"<html><body></body></html>", "tidak"),
    ],
)
def test_a_file_that_cannot_be_audited_is_told_in_one_sentence(
    office: Office, name: str, data: bytes, told: str
) -> None:
    office.log_in()
    page = upload(office, name, data)
    assert page.status_code == 422
    alert = html.unescape(page.text.split('role="alert">')[1].split("</p>")[0])
    assert told in alert
    assert alert.startswith(f"Berkas “{name}” ")
    assert "Traceback" not in page.text
    assert 'type="file"' in page.text


def test_the_process_of_the_audit_tells_what_the_audit_itself_would(tmp_path: Path) -> None:
    corpus = corpus_with_an_official_text(tmp_path)
    text = f"{TRUE}\n\n{WRONG}\n\n{UNHELD} ?"
    apart = ApartAudit(corpus, "hashing")
    try:
        told = [apart.shown("faq.txt", text) for _ in range(2)]
    finally:
        apart.close()
    here = DocumentAudit(read_corpus(corpus), HashingEmbedder()).shown("faq.txt", text)
    assert told == [here, here]


def test_a_text_that_takes_too_long_to_audit_is_told_and_the_page_goes_on(
    built: tuple[Helpdesk, MemoryStore], tmp_path: Path
) -> None:
    corpus = corpus_with_an_official_text(tmp_path)
    hasty = ApartAudit(corpus, "hashing", Limits(seconds=5.0, output_bytes=1000))
    try:
        with opened(*built, UploadAudit(lambda: hasty)) as office:
            office.log_in()
            page = upload(office, "faq.txt", f"{TRUE}\n\n{WRONG}".encode())
            alert = html.unescape(page.text.split('role="alert">')[1].split("</p>")[0])
            assert (page.status_code, "tidak dapat diperiksa: hasilnya lebih dari" in alert) == (422, True)
            assert 'type="file"' in page.text
    finally:
        hasty.close()


def test_without_a_file_the_form_says_so(office: Office) -> None:
    office.log_in()
    csrf = token(office.browser.get(PATH))
    for files in ({"berkas": ("", b"")}, {"lain": ("a.txt", b"x")}):
        page = office.browser.post(PATH, data={"csrf": csrf}, files=files)
        assert page.status_code == 422
        assert "Pilih berkas dahulu." in page.text
    two = [("berkas", ("a.txt", b"x")), ("berkas", ("b.txt", b"x"))]
    assert office.browser.post(PATH, data={"csrf": csrf}, files=two).status_code == 400


def test_a_file_that_is_too_large_is_refused_and_the_form_stays(office: Office) -> None:
    office.log_in()
    page = upload(office, "besar.txt", b"x" * (MAX_UPLOAD_BYTES + 1))
    assert page.status_code == 413
    assert "Berkas paling besar 10 MB." in page.text
    assert 'type="file"' in page.text


def test_one_document_at_a_time(office: Office, gate: Gate) -> None:
    office.log_in()
    gate.held.clear()
    first: list[httpx.Response] = []
    thread = threading.Thread(target=lambda: first.append(upload(office, "a.txt", TRUE.encode())))
    thread.start()
    assert gate.reached.wait(30)
    busy = httpx.Client(base_url=office.browser.base_url, cookies=office.browser.cookies, timeout=10)
    with busy:
        csrf = token(busy.get(PATH))
        refused = busy.post(PATH, data={"csrf": csrf}, files={"berkas": ("b.txt", TRUE.encode())})
    gate.held.set()
    thread.join(30)
    assert refused.status_code == 503
    assert "sedang diperiksa" in refused.text
    assert first[0].status_code == 200


def test_only_an_editor_with_the_token_of_their_session_may_upload(office: Office, gate: Gate) -> None:
    answer = office.browser.post(PATH, files={"berkas": ("a.txt", TRUE.encode())}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/helpdesk/masuk")
    office.log_in("agen")
    theirs = token(office.browser.get("/helpdesk"))
    assert upload(office, "a.txt", TRUE.encode(), theirs).status_code == 403
    office.log_in("editor")
    for csrf in ("", "salah", theirs):
        assert upload(office, "a.txt", TRUE.encode(), csrf).status_code == 403
    foreign = {"Origin": "https://jahat.example"}
    csrf = token(office.browser.get(PATH))
    sent = office.browser.post(
        PATH, data={"csrf": csrf}, files={"berkas": ("a.txt", TRUE.encode())}, headers=foreign
    )
    assert sent.status_code == 403
    assert gate.reads == 0


def test_a_large_upload_of_somebody_unknown_is_not_even_read(office: Office) -> None:
    """The answer comes before the body: 9 MB are announced and never sent."""
    with httpx.stream(
        "POST",
        str(office.browser.base_url.join(PATH)),
        content=iter([b"--x\r\n"]),
        headers={"Content-Type": "multipart/form-data; boundary=x"},
        timeout=10,
    ) as answer:
        assert answer.status_code == 303


def test_hostile_names_and_contents_are_text(office: Office) -> None:
    office.log_in()
    hostile = TRUE.replace("Setiap pegawai", f"Setiap {HOSTILE} pegawai") + f"\n\n{HOSTILE} Pasal 9 ayat (1)."
    pages = [
        upload(office, f"{HOSTILE}.txt", hostile.encode()),
        upload(office, "a.html", f"<html><body><p>{html.escape(hostile)}</p></body></html>".encode()),
        upload(office, f"{HOSTILE}.pdf", b"%PDF-rusak"),
    ]
    for page in pages:
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text
    assert html.escape("<script>alert(1)") in pages[0].text


def test_a_service_without_an_audit_says_so(built: tuple[Helpdesk, MemoryStore]) -> None:
    with opened(*built) as office:
        office.log_in()
        assert "tidak dijalankan di layanan ini" in upload(office, "a.txt", TRUE.encode()).text


# --- the staff ---------------------------------------------------------------------------------------------


def test_an_editor_lists_adds_changes_and_deletes_users(office: Office) -> None:
    office.log_in()
    new = {"nama": " Tuti ", "peran": "agent", "sandi": "panjang sekali ini"}
    assert office.send("/helpdesk/petugas", "/helpdesk/petugas", **new).status_code == 303
    assert "<strong>tuti</strong>" in office.browser.get("/helpdesk/petugas").text
    tuti = office.store.desk.user("tuti")
    assert tuti is not None
    assert tuti.role == "agent"
    office.send("/helpdesk/petugas", "/helpdesk/petugas", **{**new, "peran": "editor"})
    assert office.log_in("tuti", "panjang sekali ini").status_code == 303
    assert office.browser.get("/helpdesk/petugas").status_code == 200
    assert office.send("/helpdesk/petugas/hapus", "/helpdesk/petugas", nama="editor").status_code == 303
    assert "<strong>editor</strong>" not in office.browser.get("/helpdesk/petugas").text


def test_a_deleted_user_is_out_at_once(office: Office) -> None:
    office.log_in("agen")
    office.console.people.remove("agen")
    assert office.browser.get("/helpdesk", follow_redirects=False).status_code == 303
    assert office.log_in("agen").status_code == 401


def test_nobody_deletes_or_demotes_themselves(office: Office) -> None:
    """So an editor always remains."""
    office.log_in()
    gone = office.send("/helpdesk/petugas/hapus", "/helpdesk/petugas", nama="editor")
    assert gone.status_code == 422
    assert "diri sendiri" in gone.text
    new = {"nama": "editor", "peran": "agent", "sandi": PASSWORD}
    assert office.send("/helpdesk/petugas", "/helpdesk/petugas", **new).status_code == 422
    kept = office.store.desk.user("editor")
    assert kept is not None
    assert kept.role == "editor"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"nama": "sari", "peran": "raja", "sandi": "panjang sekali ini"}, "Pilih peran"),
        ({"nama": "Sari Dewi", "peran": "agent", "sandi": "panjang sekali ini"}, "Nama pengguna 2 sampai 32"),
        ({"nama": "sari", "peran": "agent", "sandi": "pendek"}, "paling sedikit 12 karakter"),
        ({}, "Pilih peran"),
    ],
)
def test_what_will_not_do_is_told_beside_the_form(office: Office, fields: dict[str, str], told: str) -> None:
    office.log_in()
    page = office.send("/helpdesk/petugas", "/helpdesk/petugas", **fields)
    assert page.status_code == 422
    assert told in page.text
    assert "panjang sekali ini" not in page.text
    assert office.send("/helpdesk/petugas/hapus", "/helpdesk/petugas", nama="tidak-ada").status_code == 422


def test_an_agent_changes_nobody(office: Office) -> None:
    office.log_in("agen")
    new = {"nama": "agen", "peran": "editor", "sandi": PASSWORD}
    assert office.send("/helpdesk/petugas", **new).status_code == 403
    assert office.send("/helpdesk/petugas/hapus", nama="editor").status_code == 403
    kept = office.store.desk.user("agen")
    assert kept is not None
    assert kept.role == "agent"
    assert office.store.desk.user("editor") is not None
    menu = office.browser.get("/helpdesk").text
    assert "/helpdesk/petugas" not in menu
    assert "/helpdesk/periksa" not in menu
