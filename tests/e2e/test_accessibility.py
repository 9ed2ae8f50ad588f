"""axe-core on every page and state, light and dark, on three widths; and what axe cannot see."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tanyapasal.bot.channels.web.admission.asking_limits import AskingLimits
from tanyapasal.bot.channels.web.app import create_app
from tests.bot.channels.web.web_fakes import HOURS, FakeAssistant, loaded, served
from tests.e2e.looks import Scheme, violations

pytestmark = pytest.mark.browser
PAGES = (
    "/",
    "/tanya",
    "/tanya?q=JP",
    "/tanya?q=Latsar",
    "/tanya?q=kompetensi",
    "/tanya?q=cuti",
    "/tanya?q=resep",
    "/tanya?q=" + "x" * 4001,
    "/regulasi",
    "/regulasi/uu-20-2023",
    "/regulasi/uu-20-2023/pasal-47",
    "/regulasi/perlan-10-2021/pasal-15/ayat-1",
    "/regulasi/uu-20-2023/pasal-999",
    "/regulasi/bukan",
    "/program/platform-e-learning",
    "/widget/demo",
    "/widget/demo?theme=dark&color=%23ffd400&position=bottom-left",
    "/widget/frame",
)


@pytest.fixture(scope="module")
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture(scope="module")
def address(assistant: FakeAssistant) -> Iterator[str]:
    with served(create_app(loaded(assistant))) as served_at:
        yield served_at


@pytest.fixture
def looked_at(browser: Browser, scheme: Scheme, width: int) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    yield page
    context.close()


def ask(page: Page, question: str) -> None:
    """Asks once the question before is answered: until then nothing is sent."""
    expect(page.locator(".waiting")).to_have_count(0)
    page.get_by_label("Pertanyaan Anda").fill(question)
    page.keyboard.press("Enter")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440)])
@pytest.mark.parametrize("path", PAGES, ids=lambda p: p[:50])
def test_no_page_has_a_violation(looked_at: Page, address: str, path: str) -> None:
    looked_at.goto(address + path)
    if path in ("/", "/widget/frame"):
        looked_at.wait_for_selector(".send")
    elif "/widget/demo" in path:
        looked_at.wait_for_selector(".launcher")
    looked_at.locator("main details").evaluate_all("all => all.forEach((one) => { one.open = true })")
    assert violations(looked_at) == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440)])
def test_neither_voting_nor_being_too_fast_on_the_plain_page_has_a_violation(
    looked_at: Page, assistant: FakeAssistant
) -> None:
    limits = AskingLimits(per_client=2)
    with served(create_app(loaded(assistant), asking_limits=limits)) as address:
        looked_at.goto(f"{address}/tanya?q=JP")
        looked_at.get_by_role("button", name="Tidak membantu").click()
        looked_at.get_by_label("Apa yang kurang?").fill("Yang saya tanyakan PPPK.")
        assert violations(looked_at) == []
        looked_at.get_by_role("button", name="Kirim alasan").click()
        expect(looked_at.get_by_text("sudah kami terima")).to_be_visible()
        assert violations(looked_at) == []
        for _ in range(2):
            looked_at.get_by_label("Pertanyaan Anda").fill("Berapa JP?")
            looked_at.get_by_role("button", name="Kirim pertanyaan").click()
        expect(looked_at.get_by_role("alert")).to_contain_text("Terlalu banyak pertanyaan")
        expect(looked_at.get_by_label("Pertanyaan Anda")).to_have_value("Berapa JP?")
        assert violations(looked_at) == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440)])
def test_no_state_of_the_chat_has_a_violation(
    looked_at: Page, address: str, assistant: FakeAssistant
) -> None:
    page, broken = looked_at, {}

    def check(state: str) -> None:
        if found := violations(page):
            broken[state] = found

    page.goto(address)
    for question in ("JP", "Latsar", "platform", "kompetensi", "halo", "cuti", "resep"):
        ask(page, question)
        expect(page.locator(".waiting")).to_have_count(0)
    expect(page.locator(".helpdesk-note")).to_be_visible()
    check("every kind of reply, one with the helpdesk's words")
    page.get_by_role("button", name="Tidak membantu").first.click()
    expect(page.get_by_label("Apa yang kurang?")).to_be_visible()
    check("voted down")
    page.locator("details.more").evaluate_all("all => all.forEach((one) => { one.open = true })")
    check("all that stands behind the replies")
    page.get_by_role("button", name=HOURS.label).first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    check("pasal opened")
    page.keyboard.press("Escape")
    assistant.hold = threading.Event()
    ask(page, "JP lagi")
    expect(page.locator(".waiting")).to_be_visible()
    check("waiting")
    assistant.hold.set()
    assistant.hold = None
    expect(page.locator(".waiting")).to_have_count(0)
    page.context.set_offline(True)
    ask(page, "JP terakhir")
    expect(page.locator(".turn.error")).to_be_visible()
    page.clock.install()  # the next try waits until it was looked at
    check("offline, about to retry")
    page.get_by_role("button", name="Hentikan").click()
    expect(page.get_by_role("button", name="Coba lagi")).to_be_visible()
    check("offline, given up")
    page.context.set_offline(False)
    assert broken == {}


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("light", 1440)])
@pytest.mark.parametrize("colour", ["%230f5c57", "%23ffd400", "%23000080"])
def test_no_state_of_the_widget_has_a_violation_in_any_colour(
    looked_at: Page, address: str, colour: str, width: int
) -> None:
    """On a phone the panel is modal, elsewhere not; so it is opened in both."""
    page, broken = looked_at, {}
    widths = (320,) if width == 320 else (768, 1440)

    def check(state: str) -> None:
        if found := violations(page, widths):
            broken[state] = found

    page.goto(f"{address}/widget/demo?color={colour}")
    page.get_by_role("button", name="Tanya Peraturan").click()
    expect(page.locator(".starter").first).to_be_visible()
    check("opened")
    ask(page, "cuti")
    ask(page, "JP")
    expect(page.locator("article.answer")).to_have_count(2)
    page.get_by_role("button", name="Ya, membantu").first.click()
    expect(page.get_by_role("button", name="Ya, membantu").first).to_have_attribute("aria-pressed", "true")
    check("answered and voted")
    page.get_by_text("Selengkapnya").first.click()
    check("all that stands behind a reply")
    page.get_by_role("button", name=HOURS.label).first.click()
    expect(page.get_by_role("dialog", name=HOURS.label)).to_be_visible()
    check("pasal opened")
    assert broken == {}


@pytest.mark.parametrize(("scheme", "width"), [("light", 640)])
@pytest.mark.parametrize("path", ["/", "/regulasi/uu-20-2023/pasal-47", "/widget/demo"])
def test_magnified_twice_nothing_is_cut_off_and_everything_can_be_reached(
    looked_at: Page, address: str, path: str
) -> None:
    """At 200 % a window of 1280 × 720 shows 640 × 360 CSS pixels."""
    page = looked_at
    page.set_viewport_size({"width": 640, "height": 360})
    page.goto(address + path)
    if path == "/widget/demo":
        page.get_by_role("button", name="Tanya Peraturan").click()
    if path != "/regulasi/uu-20-2023/pasal-47":
        ask(page, "JP")
        expect(page.locator("article.answer")).to_be_visible()
        for name in ("Kirim pertanyaan", "Mulai percakapan baru", "Salin jawaban"):
            control = page.get_by_role("button", name=name)
            control.scroll_into_view_if_needed()
            expect(control).to_be_in_viewport(ratio=1)
        assert page.locator(".scroller").evaluate("(e) => e.clientHeight") > 100
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440)])
def test_nothing_moves_for_people_who_asked_for_less_motion(looked_at: Page, address: str) -> None:
    looked_at.goto(address)
    ask(looked_at, "JP")
    expect(looked_at.locator("article.answer")).to_be_visible()
    assert looked_at.evaluate("document.getAnimations().length") == 0
    assert (
        looked_at.locator("article.answer > h2").evaluate("(e) => getComputedStyle(e).animationName")
        == "none"
    )


@pytest.mark.parametrize(("scheme", "width"), [("light", 768)])
def test_pages_print_what_is_read_and_nothing_else(looked_at: Page, address: str) -> None:
    looked_at.goto(f"{address}/regulasi/uu-20-2023/pasal-47")
    looked_at.emulate_media(media="print")
    expect(looked_at.locator("blockquote")).to_be_visible()
    expect(looked_at.get_by_role("navigation", name="Utama")).to_be_hidden()
    expect(looked_at.get_by_role("navigation", name="Pasal lain")).to_be_hidden()
    assert looked_at.pdf(format="A4").startswith(b"%PDF")
