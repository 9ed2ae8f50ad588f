"""Takes the pictures of docs/screenshots anew: python -m tests.e2e.screenshots FOLDER

Everything is real but the log: the project's corpus and model, a store with a few weeks of questions of ours, and
an official text of our own for the audit.
"""

# ruff: noqa: T201 (says what it takes)

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tanyapasal.bot.answering.service import Answerer
from tanyapasal.bot.auditing.report import DocumentAudit
from tanyapasal.bot.auditing.uploads import UploadAudit
from tanyapasal.bot.channels.web.app import create_app
from tanyapasal.bot.channels.web.keeping import StoreFeedback, StoreKeeping
from tanyapasal.bot.helpdesk.answering import CuratedAssistant
from tanyapasal.bot.helpdesk.curated import Curated
from tanyapasal.bot.helpdesk.desk import Desk
from tanyapasal.bot.helpdesk.people import People
from tanyapasal.bot.helpdesk.reading import QuestionReading
from tanyapasal.bot.storage import LoggedQuestion, MemoryStore, StoredReply, Vote
from tanyapasal.bot.storage.records import LoggedKind, now
from tanyapasal.index.build import build
from tanyapasal.index.corpus import read_corpus
from tanyapasal.index.embedding.named import embedder_named
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.search.snapshot import load
from tests.bot.auditing.audit_corpus import TRUE, UNHELD, WRONG, corpus_with_an_official_text
from tests.bot.channels.web.web_fakes import loaded, served
from tests.bot.helpdesk.desk_fakes import PLACE, QUESTION
from tests.e2e.conftest import ARGUMENTS, NAMES

Scheme = Literal["light", "dark"]
ROOT = Path(__file__).parents[2]
PASSWORD = "kata sandi yang panjang"
DESKTOP, PHONE = (1280, 800), (390, 780)
ASKED: tuple[tuple[str, LoggedKind, str, int], ...] = (
    ("Berapa JP minimal pengembangan kompetensi per tahun?", "answer", PLACE, 34),
    ("Berapa lama Latsar CPNS?", "answer", "perlan-10-2021/pasal-15/ayat-1", 27),
    ("Apa alamat platform e-learning ASN?", "answer", "program/platform-e-learning#lan-ri", 15),
    ("Apa saja yang tercantum pada sertifikat pelatihan?", "answer", "program/sertifikat-isi#wajib-muat", 9),
    ("Siapa yang dapat mengikuti PKN Tingkat II?", "answer", "program/pkn-ii#peserta", 8),
    (QUESTION, "not_found", "", 9),
    ("Apakah peserta pelatihan mendapat uang saku?", "not_found", "", 6),
    ("Bagaimana cara pindah instansi setelah tugas belajar?", "not_found", "", 4),
    ("Berapa biaya PKA di daerah?", "not_found", "", 3),
    ("Pelatihan apa yang cocok untuk saya?", "clarification", "", 7),
    ("Selamat pagi", "chat", "", 6),
)


def some_weeks(store: MemoryStore) -> None:
    """A log as it could be; the same every time."""
    dice, number = random.Random(7), 0
    for question, kind, ref, times in ASKED:
        for _ in range(times):
            number += 1
            at = now() - timedelta(days=dice.betavariate(1, 1.6) * 29, hours=dice.random())
            channel = dice.choice(("web", "web", "telegram"))
            refs = (ref,) if ref else ()
            store.keep_reply(StoredReply(f"b{number}", "c", kind, "{}", channel, at=at))
            store.log_question(
                LoggedQuestion(
                    f"b{number}",
                    question,
                    kind,
                    0.9 if refs else 0.2,
                    channel,
                    refs,
                    dice.lognormvariate(5, 0.6),
                    at=at,
                )
            )
            if kind != "chat" and dice.random() < 0.2:
                store.vote(Vote(f"b{number}", "up" if kind == "answer" and dice.random() < 0.85 else "down"))


@dataclass(frozen=True, slots=True)
class Camera:
    """Takes pictures of one service into one folder."""

    browser: Browser
    address: str
    folder: Path

    @contextmanager
    def page(
        self, size: tuple[int, int] = DESKTOP, scheme: Scheme = "light", path: str = "/", staff: bool = False
    ) -> Iterator[Page]:
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            reduced_motion="reduce",
            locale="id-ID",
            device_scale_factor=1.5 if size == PHONE else 1,
        )
        opened = context.new_page()
        opened.set_default_timeout(15000)
        if staff:
            opened.goto(f"{self.address}/helpdesk")
            opened.get_by_label("Nama pengguna").fill("sari")
            opened.get_by_label("Kata sandi").fill(PASSWORD)
            opened.get_by_role("button", name="Masuk").click()
        opened.goto(self.address + path)
        yield opened
        context.close()

    def shoot(self, page: Page, name: str, whole: bool = False) -> None:
        page.evaluate('if (!document.querySelector("tanya-pasal")) scrollTo(0, 0)')
        page.wait_for_timeout(300)
        page.screenshot(path=self.folder / f"{name}.png", full_page=whole)
        print(name, file=sys.stderr)


def ask(page: Page, question: str) -> None:
    page.get_by_label("Pertanyaan Anda").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(".waiting")).to_have_count(0)


def chat(camera: Camera) -> None:
    with camera.page() as page:
        page.wait_for_selector(".send")
        camera.shoot(page, "chat-mulai")
        ask(page, "Berapa JP minimal pengembangan kompetensi per tahun?")
        camera.shoot(page, "chat-jawaban")
        page.get_by_text("Selengkapnya").first.click()
        camera.shoot(page, "chat-selengkapnya")
        page.locator(".cite").first.click()
        page.wait_for_selector("dialog.provision .statement")
        camera.shoot(page, "kutipan")
    with camera.page(PHONE, "dark") as page:
        page.wait_for_selector(".send")
        camera.shoot(page, "telepon-mulai")
        ask(page, "Berapa lama Latsar CPNS?")
        camera.shoot(page, "telepon")
    for name, path, size in (
        ("pasal", "/regulasi/perlan-10-2021/pasal-15/ayat-1", DESKTOP),
        ("regulasi", "/regulasi/uu-20-2023", DESKTOP),
        ("telepon-pasal", "/regulasi/uu-20-2023/pasal-47", PHONE),
        ("tanya", "/tanya?q=Berapa+JP+minimal+per+tahun%3F", DESKTOP),
    ):
        with camera.page(size, path=path) as page:
            camera.shoot(page, name, whole=size == DESKTOP)
    with camera.page(path="/widget/demo") as page:
        page.get_by_role("button", name="Tanya Peraturan").click()
        ask(page, "Berapa lama Latsar CPNS?")
        camera.shoot(page, "widget")


def console(camera: Camera) -> None:
    for name, path, size, scheme in (
        ("helpdesk", "/helpdesk", DESKTOP, "light"),
        ("helpdesk-telepon", "/helpdesk", PHONE, "dark"),
        ("helpdesk-angka", "/helpdesk/angka", DESKTOP, "light"),
        ("helpdesk-angka-gelap", "/helpdesk/angka", DESKTOP, "dark"),
        ("helpdesk-angka-telepon", "/helpdesk/angka", PHONE, "light"),
        ("helpdesk-catatan", "/helpdesk/log", DESKTOP, "light"),
        ("helpdesk-petugas", "/helpdesk/petugas", DESKTOP, "light"),
        ("helpdesk-cari", "/helpdesk/cari?q=Berapa+lama+Latsar+CPNS%3F", DESKTOP, "light"),
    ):
        with camera.page(size, scheme, path, staff=True) as page:  # type: ignore[arg-type]
            camera.shoot(page, name, whole=True)
    with camera.page(staff=True, path="/helpdesk") as page:
        group = page.locator(".card", has_text="cuti melahirkan")
        group.get_by_role("link", name=QUESTION).click()
        camera.shoot(page, "helpdesk-pertanyaan", whole=True)
        page.get_by_role("link", name="Tulis jawaban").click()
        page.get_by_label("Jawaban", exact=True).fill("Tidak berkurang. Hak jam pelajaran tetap sama.")
        page.get_by_label("Rujukan lain").fill(PLACE)
        page.get_by_role("button", name="Pratinjau").click()
        camera.shoot(page, "helpdesk-pratinjau", whole=True)
    document = f"Tanya jawab pelatihan\n\n{WRONG}\n\n{UNHELD}\n\n{TRUE}\n"
    for name, size, scheme in (
        ("helpdesk-periksa", DESKTOP, "light"),
        ("helpdesk-periksa-telepon", PHONE, "dark"),
    ):
        with camera.page(size, scheme, "/helpdesk/periksa", staff=True) as page:  # type: ignore[arg-type]
            page.get_by_label("Berkas PDF").set_input_files(
                {"name": "tanya-jawab.txt", "mimeType": "text/plain", "buffer": document.encode()}
            )
            page.get_by_role("button", name="Periksa").click()
            page.wait_for_selector(".report")
            camera.shoot(page, name, whole=True)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    executable = next(found for name in NAMES if (found := shutil.which(name)))
    store, embedder = MemoryStore(), embedder_named("e5-small-int8")
    with tempfile.TemporaryDirectory(prefix="tanyapasal-") as work:
        build(ROOT / "corpus", Path(work) / "data", embedder)
        retriever = Retriever(load(Path(work) / "data", embedder.id, embedder.dimension), embedder)
        answerer = Answerer(retriever)
        curated = Curated(
            store.desk, QuestionReading(retriever.reader, embedder), answerer, answerer.composer
        )
        desk = Desk(store)
        desk.open(curated)
        some_weeks(store)
        People(store.desk).add("sari", "editor", PASSWORD)
        People(store.desk).add("tuti", "agent", PASSWORD)
        corpus = corpus_with_an_official_text(Path(work))
        app = create_app(
            loaded(CuratedAssistant(answerer, curated)),
            feedback=StoreFeedback(store),
            keeping=StoreKeeping(store),
            desk=desk,
            auditing=UploadAudit(lambda: DocumentAudit(read_corpus(corpus), embedder)),
        )
        with served(app) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable, headless=True, args=ARGUMENTS)
            camera = Camera(browser, address, folder)
            console(camera)
            chat(camera)
            browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
