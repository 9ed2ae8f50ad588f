"""A browser in which hostile text would run, and what of it ran."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from playwright.sync_api import Browser, Page

# What ran, and what is there that could run: in the document and in every open shadow tree.
FOUND = """() => {
  const found = [...ran];
  const look = (root) => {
    for (const one of root.querySelectorAll("*")) {
      for (const { name, value } of one.attributes) {
        if (name.startsWith("on")) found.push(`${one.tagName} ${name}=${value}`);
        if (["href", "src", "action", "data", "srcdoc", "formaction"].includes(name)
            && !/^(https?:|[/#]|data:,$)/i.test(value.trim())) found.push(`${one.tagName} ${name}=${value}`);
      }
      if (["IMG", "IFRAME", "OBJECT", "EMBED", "VIDEO", "AUDIO", "MARQUEE", "MATH", "BASE", "STYLE"].includes(one.tagName))
        found.push(one.tagName);
      if (one.tagName === "SCRIPT" && !/^(\\/widget\\/|\\/widget\\.js|\\/static\\/[a-z]+\\.js$)/.test(one.getAttribute("src") ?? ""))
        found.push("SCRIPT");
      if (one.shadowRoot) look(one.shadowRoot);
    }
  };
  look(document);
  return found;
}"""
_AT_A_TIME = 24
# Frames are used again: a new one, and a navigation in it, cost several times what the page in it does.
_SHOW = """async ([pages, found]) => {
  const frames = document.body.children;
  while (frames.length > pages.length) frames[0].remove();
  while (frames.length < pages.length) {
    const frame = document.createElement("iframe");
    frame.width = 600;
    frame.height = 400;
    document.body.append(frame);
    const inside = frame.contentWindow;
    inside.alert = inside.kena = (...given) => { inside.ran.push("kena " + given) };
  }
  await Promise.all(pages.map((html, at) => new Promise((resolve) => {
    const { contentDocument: shown, contentWindow: inside } = frames[at];
    inside.ran = [];
    shown.open();
    inside.addEventListener("load", resolve, { once: true });
    shown.write(html);
    shown.close();
  })));
  return Array.from(frames, (frame) => frame.contentWindow.eval(`(${found})()`));
}"""


@contextmanager
def victim_of(browser: Browser) -> Iterator[Page]:
    """A page that ignores the content security policy: escaping is tested here, not the second wall."""
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    page.add_init_script(
        "window.ran = []; window.kena = (...given) => { ran.push('kena ' + given) }; window.alert = window.kena;"
    )
    page.on("dialog", lambda dialog: dialog.dismiss())
    yield page
    context.close()


class Showing:
    """Shows pages, many at a time in frames of their own, and fails if anything of one runs or could.

    Pages that look the same are shown once. Style sheets and scripts are not loaded: the markup alone is looked at.
    """

    def __init__(self, victim: Page) -> None:
        self.victim = victim
        self._known: set[int] = set()
        self._waiting: list[str] = []
        self._show: Page | None = None
        self.shown = 0

    def add(self, page: str) -> None:
        """Show this page soon."""
        if hash(page) not in self._known:
            self._known.add(hash(page))
            self._waiting.append(page)
        if len(self._waiting) >= _AT_A_TIME:
            self.finish()

    def add_response(self, response: httpx.Response) -> None:
        """Show a page; anything else must be of a kind that no browser takes for one."""
        kind = response.headers["content-type"].split(";")[0]
        if kind == "text/html":
            self.add(response.text)
        else:
            assert kind in ("application/problem+json", "application/json", "text/javascript"), response.url
            assert response.headers["x-content-type-options"] == "nosniff"

    def finish(self) -> None:
        """Show what waits."""
        if self._show is None:
            self._show = self.victim.context.new_page()
            self._show.route("**/*.{js,css,svg}", lambda route: route.abort())
            self._show.goto("about:blank")
        pages, self._waiting = self._waiting, []
        for page, found in zip(pages, self._show.evaluate(_SHOW, [pages, FOUND]), strict=True):
            assert found == [], f"{found[:3]} in {page[:3000]}"
        self.shown += len(pages)
