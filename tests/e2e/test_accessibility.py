"""axe-core on every page and state, light and dark, on three widths; and what axe cannot see."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from bot.channels.web.app import create_app
from tests.bot.web_fakes import HOURS, FakeAssistant, loaded, served

pytestmark = pytest.mark.browser
Scheme = Literal["light", "dark"]
LOOKS: list[tuple[Scheme, int]] = [
    (scheme, width) for scheme in ("light", "dark") for width in (320, 768, 1440)
]
PAGES = (
    "/",
    "/tanya",
    "/tanya?q=JP",
    "/tanya?q=Latsar",
    "/tanya?q=kompetensi",
    "/tanya?q=resep",
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
    page.set_default_timeout(8000)
    yield page
    context.close()


def violations(page: Page) -> list[str]:
    """Every rule that is broken, with the first places."""
    page.wait_for_timeout(50)
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['help']} {[node['html'][:120] + ' ' + node['failureSummary'] for node in one['nodes'][:2]]}"
        for one in found
    ]


def ask(page: Page, question: str) -> None:
    page.get_by_label("Pertanyaan Anda").fill(question)
    page.keyboard.press("Enter")


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_no_page_has_a_violation(looked_at: Page, address: str) -> None:
    broken = {}
    for path in PAGES:
        looked_at.goto(address + path)
        if path in ("/", "/widget/frame"):
            looked_at.wait_for_selector(".send")
        elif "/widget/demo" in path:
            looked_at.wait_for_selector(".launcher")
        if found := violations(looked_at):
            broken[path] = found
    assert broken == {}


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_no_state_of_the_chat_has_a_violation(
    looked_at: Page, address: str, assistant: FakeAssistant
) -> None:
    page, broken = looked_at, {}

    def check(state: str) -> None:
        if found := violations(page):
            broken[state] = found

    page.goto(address)
    for question in ("JP", "Latsar", "platform", "kompetensi", "halo", "resep"):
        ask(page, question)
        expect(page.locator(".waiting")).to_have_count(0)
    check("every kind of reply")
    page.get_by_role("button", name="Tidak membantu").first.click()
    expect(page.get_by_label("Apa yang kurang?")).to_be_visible()
    check("voted down")
    page.get_by_role("button", name=HOURS.label).click()
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
    check("offline, about to retry")
    page.get_by_role("button", name="Hentikan").click()
    expect(page.get_by_role("button", name="Coba lagi")).to_be_visible()
    check("offline, given up")
    page.context.set_offline(False)
    assert broken == {}


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
@pytest.mark.parametrize("colour", ["%230f5c57", "%23ffd400", "%23000080"])
def test_no_state_of_the_widget_has_a_violation_in_any_colour(
    looked_at: Page, address: str, colour: str
) -> None:
    page, broken = looked_at, {}

    def check(state: str) -> None:
        if found := violations(page):
            broken[state] = found

    page.goto(f"{address}/widget/demo?color={colour}")
    page.get_by_role("button", name="Tanya Peraturan").click()
    expect(page.locator(".starter").first).to_be_visible()
    check("opened")
    ask(page, "JP")
    expect(page.locator("article.answer")).to_be_visible()
    page.get_by_role("button", name="Ya, membantu").click()
    expect(page.get_by_role("button", name="Ya, membantu")).to_have_attribute("aria-pressed", "true")
    check("answered and voted")
    page.get_by_role("button", name=HOURS.label).click()
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
