"""The widget on a website of another origin, under a strict policy, in a real browser."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tanyapasal.bot.channels.web.app import create_app
from tanyapasal.bot.channels.web.feedback import MemoryFeedback
from tanyapasal.bot.sites import Site, Sites
from tests.bot.channels.web.web_fakes import EXAMPLES, HOURS, FakeAssistant, loaded, served
from tests.e2e.foreign import foreign_site, policy

pytestmark = pytest.mark.browser
Open = Callable[..., str]


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def feedback() -> MemoryFeedback:
    return MemoryFeedback()


@pytest.fixture
def site(assistant: FakeAssistant, feedback: MemoryFeedback, unused_port: int) -> Iterator[Open]:
    """Starts a website with the widget; gives its address. ``attributes`` are those of the script."""
    home = f"http://127.0.0.1:{unused_port}"
    with ExitStack() as stack:
        sites = Sites((Site("bkd", (home,)),))
        service = stack.enter_context(served(create_app(loaded(assistant), sites=sites, feedback=feedback)))

        def opened(
            attributes: str = 'data-site="bkd"',
            *,
            connect: bool = True,
            strict: bool = True,
            body: str = "",
            further: str = "",
        ) -> str:
            script = f'<script src="{service}/widget.js" {attributes} async></script>'
            csp = policy(service, connect=connect) + further if strict else None
            app = foreign_site(script, body.replace("SERVICE", service), csp)
            return stack.enter_context(served(app, unused_port))

        yield opened


def noted(page: Page, what: str) -> Any:
    return page.evaluate(f"noted.{what}")


def launcher(page: Page) -> Any:
    return page.get_by_role("button", name="Tanya Peraturan")


def test_under_a_strict_policy_everything_works_without_a_violation(
    page: Page, site: Open, assistant: FakeAssistant, feedback: MemoryFeedback
) -> None:
    before = "Object.getOwnPropertyNames(window).filter((name) => !known.has(name))"
    page.add_init_script("window.known = new Set(Object.getOwnPropertyNames(window))")
    page.goto(site('data-site="bkd" data-color="#b3261e" data-position="bottom-left"'))
    launcher(page).click()
    panel = page.get_by_role("dialog", name="Tanya Peraturan")
    expect(panel.get_by_role("button", name=EXAMPLES[0].label)).to_be_visible()
    panel.get_by_label("Pertanyaan Anda").fill("kompetensi")
    page.keyboard.press("Enter")
    panel.get_by_role("button", name="Jumlah JP per tahun").click()
    expect(panel.locator("article.answer")).to_contain_text(HOURS.text)
    assert assistant.asked[-1][1] == "percakapan-1"
    panel.get_by_role("button", name="Tidak membantu").click()
    panel.get_by_label("Apa yang kurang?").fill("Alasan saya")
    panel.get_by_role("button", name="Kirim alasan").click()
    expect(panel).to_contain_text("Terima kasih atas masukan")
    assert feedback.votes()[-1].reason == "Alasan saya"
    panel.get_by_text("Selengkapnya").click()
    panel.get_by_role("button", name=HOURS.label).click()
    pasal = page.get_by_role("dialog", name=HOURS.label)
    expect(pasal.locator("blockquote")).to_have_text(HOURS.text)
    expect(pasal.get_by_text("Memuat keterangan")).to_have_count(0)
    page.keyboard.press("Escape")
    panel.get_by_role("button", name="Salin jawaban").click()
    expect(panel.get_by_role("button", name="Tersalin")).to_be_visible()
    assert noted(page, "violations") == []
    assert page.context.cookies() == []
    assert page.evaluate("document.cookie") == ""
    assert set(page.evaluate(before)) - {"known", "noted"} == {"TanyaPasal"}
    assert page.evaluate("document.querySelectorAll('style, [style*=font]').length") == 0


def test_the_look_of_the_page_around_does_not_come_in(page: Page, site: Open) -> None:
    page.goto(site())
    launcher(page).click()
    style = page.get_by_label("Pertanyaan Anda").evaluate(
        "(e) => { const s = getComputedStyle(e); return [s.borderTopStyle, s.marginTop, s.letterSpacing, s.fontFamily] }"
    )
    assert style[:3] == ["none", "0px", "normal"]
    assert "monospace" not in style[3]
    panel = page.get_by_role("dialog")
    assert panel.evaluate("(e) => getComputedStyle(e).borderTopStyle") == "solid"


def test_the_keyboard_alone_is_enough(page: Page, site: Open) -> None:
    page.goto(site())
    expect(launcher(page)).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Tautan halaman")).to_be_focused()
    page.keyboard.press("Tab")
    expect(launcher(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Pertanyaan Anda")).to_be_focused()
    page.keyboard.type("kompetensi")
    page.keyboard.press("Enter")
    option = page.get_by_role("button", name="Jumlah JP per tahun")
    expect(option).to_be_visible()
    # Around the panel once, in both directions, without leaving it.
    for key in ("Tab", "Shift+Tab"):
        seen = []
        for _ in range(12):
            page.keyboard.press(key)
            name = page.evaluate(
                "(() => { const e = document.activeElement.shadowRoot?.activeElement;"
                " return e ? (e.getAttribute('aria-label') || e.textContent || e.id) : 'outside' })()"
            )
            seen.append(name)
        assert "outside" not in seen
        assert {"Mulai percakapan baru", "Tutup", "Jumlah JP per tahun"} <= set(seen)
    option.focus()
    page.keyboard.press("Enter")
    more = page.locator("article.answer summary")
    expect(more).to_be_visible()
    more.focus()
    page.keyboard.press("Enter")
    cite = page.get_by_role("button", name=HOURS.label)
    expect(cite).to_be_visible()
    cite.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name=HOURS.label)).to_be_visible()
    page.keyboard.press("Escape")
    expect(cite).to_be_focused()
    expect(page.get_by_role("dialog", name="Tanya Peraturan")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(launcher(page)).to_be_focused()


def test_what_happens_is_told_to_screen_readers(page: Page, site: Open, assistant: FakeAssistant) -> None:
    assistant.hold = threading.Event()
    page.goto(site())
    expect(launcher(page)).to_have_attribute("aria-haspopup", "dialog")
    launcher(page).click()
    status = page.locator("dialog.panel > [role=status]")
    page.get_by_label("Pertanyaan Anda").fill("JP")
    page.keyboard.press("Enter")
    expect(status).to_have_text("Mencari di peraturan…")
    assistant.hold.set()
    expect(status).to_contain_text(HOURS.text)
    expect(status).to_contain_text(HOURS.label)
    page.get_by_role("button", name="Mulai percakapan baru").click()
    expect(status).to_have_text("Percakapan baru dimulai.")


def test_the_page_around_can_steer_and_listen(page: Page, site: Open) -> None:
    page.goto(site())
    reply = page.evaluate("TanyaPasal.ask('JP').then((r) => r.citations[0].ref)")
    assert reply == "uu-20-2023/pasal-47/ayat-2"
    page.evaluate("TanyaPasal.close()")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.evaluate("TanyaPasal.toggle()")
    expect(page.get_by_role("dialog")).to_have_count(1)
    heard = page.evaluate(
        "new Promise((resolve) => { TanyaPasal.on('restart', resolve); TanyaPasal.restart() })"
    )
    assert heard == {}
    events = [name for name, _ in noted(page, "events")]
    assert events == ["ready", "open", "ask", "reply", "close", "open", "restart"]
    details = dict(noted(page, "events"))
    assert details["reply"] == {"id": "r1", "kind": "answer", "refs": ["uu-20-2023/pasal-47/ayat-2"]}
    assert (
        page.evaluate("(() => { try { TanyaPasal = 1 } catch {} return typeof TanyaPasal.ask })()")
        == "function"
    )


def test_the_conversation_and_the_open_panel_outlive_a_change_of_page(page: Page, site: Open) -> None:
    address = site()
    page.goto(address)
    launcher(page).click()
    page.get_by_label("Pertanyaan Anda").fill("JP")
    page.keyboard.press("Enter")
    expect(page.locator("article.answer")).to_be_visible()
    page.goto(f"{address}/?halaman=2")
    expect(page.locator("article.answer")).to_be_visible()
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_options_of_the_script_are_heeded(page: Page, site: Open, complaints: list[str]) -> None:
    options = (
        'data-site="bkd" data-title="Tanya BKD" data-greeting="Apa kabar?" data-examples="off" '
        'data-theme="dark" data-open="true" data-color="javascript:alert(1)"'
    )
    page.goto(site(options))
    panel = page.get_by_role("dialog", name="Tanya BKD")
    expect(panel).to_contain_text("Apa kabar?")
    expect(panel.locator(".starter")).to_have_count(0)
    assert panel.evaluate("(e) => getComputedStyle(e).backgroundColor") == "rgb(17, 22, 26)"
    assert complaints == []


@pytest.mark.parametrize("attributes", ['data-site="lain"', ""])
def test_a_site_that_is_not_listed_gets_no_widget_and_is_told_why(
    page: Page, site: Open, complaints: list[str], attributes: str
) -> None:
    with page.expect_console_message(lambda message: "TANYAPASAL_SITES" in message.text):
        page.goto(site(attributes))
    assert page.locator("tanya-pasal").count() == 0
    complaints.clear()


def test_a_page_that_trusts_no_text_as_code_shows_the_widget_too(
    page: Page, site: Open, complaints: list[str]
) -> None:
    page.goto(site(further="; require-trusted-types-for 'script'; trusted-types 'none'"))
    launcher(page).click()
    page.get_by_label("Pertanyaan Anda").fill("JP")
    page.keyboard.press("Enter")
    expect(page.locator("article.answer")).to_contain_text(HOURS.text)
    assert complaints == []


def test_without_connect_src_the_page_is_told_what_to_allow(
    page: Page, site: Open, complaints: list[str]
) -> None:
    page.goto(site('data-site="bkd" data-examples="off"', connect=False))
    launcher(page).click()
    assert noted(page, "violations") == []
    page.get_by_label("Pertanyaan Anda").fill("JP")
    page.keyboard.press("Enter")
    expect(page.locator(".turn.error")).to_contain_text("belum mengizinkan sambungan")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Buka jawabannya di tab baru").click()
    expect(opened.value.locator("article.answer")).to_contain_text(HOURS.text)
    expect(page.get_by_label("Pertanyaan Anda")).to_have_value("JP")
    assert any("connect-src" in text and "tambahkan" in text for text in complaints)
    complaints.clear()


def test_on_a_phone_the_panel_takes_the_screen_and_never_opens_unasked(browser: Browser, site: Open) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 600}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(site('data-site="bkd" data-open="true"'))
    expect(launcher(page)).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    launcher(page).tap()
    box = page.get_by_role("dialog").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 320, "height": 600}
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_a_listed_site_may_show_the_frame_and_no_other_page(
    page: Page, site: Open, complaints: list[str]
) -> None:
    frames = (
        '<iframe id="ours" src="SERVICE/widget/frame?site=bkd"></iframe>'
        '<iframe id="unlisted" src="SERVICE/widget/frame?site=lain"></iframe>'
        '<iframe id="page" src="SERVICE/"></iframe>'
    )
    page.goto(site(strict=False, body=frames))
    framed = page.frame_locator("#ours")
    framed.get_by_label("Pertanyaan Anda").fill("JP")
    framed.get_by_label("Pertanyaan Anda").press("Enter")
    expect(framed.locator("article.answer")).to_contain_text(HOURS.text)
    for other in ("#unlisted", "#page"):
        assert page.frame_locator(other).locator("textarea").count() == 0
    assert [text for text in complaints if "frame-ancestors" not in text] == []
    assert len(complaints) >= 2
    complaints.clear()


def test_any_colour_of_a_site_stays_readable(page: Page) -> None:
    """The accent made of each of 343 colours keeps 4.5:1 on our papers, light and dark, and below its own text."""
    with served(create_app(loaded(FakeAssistant()))) as address:
        page.goto(f"{address}/regulasi")
        low = page.evaluate(
            """async () => {
          const { accents, contrast } = await import("/widget/-/colour.js");
          const rgbs = (css) => [...css.matchAll(/rgb\\((\\d+) (\\d+) (\\d+)\\)/g)].map((m) => m.slice(1, 4).map(Number));
          const papers = { light: [[245, 242, 234], [255, 253, 249], [243, 239, 229]], dark: [[17, 22, 26], [26, 33, 39], [21, 27, 32]] };
          const low = [];
          for (let n = 0; n < 343; n += 1) {
            const hex = "#" + [n % 7, Math.floor(n / 7) % 7, Math.floor(n / 49)].map((c) => Math.round(c * 42.5).toString(16).padStart(2, "0")).join("");
            const made = accents(hex);
            for (const name of ["--accent", "--accent-deep"]) {
              const [light, dark] = rgbs(made[name]), [tintLight, tintDark] = rgbs(made["--tint"]);
              for (const paper of [...papers.light, tintLight]) if (contrast(light, paper) < 4.5) low.push([hex, name, "light"]);
              for (const paper of [...papers.dark, tintDark]) if (contrast(dark, paper) < 4.5) low.push([hex, name, "dark"]);
            }
            const [onLight, onDark] = rgbs(made["--on-accent"]), [light, dark] = rgbs(made["--accent"]);
            if (contrast(onLight, light) < 4.5 || contrast(onDark, dark) < 4.5) low.push([hex, "on-accent"]);
            if (contrast(rgbs(made["--on-bubble"])[0], rgbs(made["--bubble"])[0]) < 4.5) low.push([hex, "bubble"]);
          }
          return low;
        }"""
        )
    assert low == []
