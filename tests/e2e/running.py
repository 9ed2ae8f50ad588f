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
_SHOW = """async (pages) => {
  document.body.replaceChildren();
  const loaded = pages.map((html) => new Promise((resolve) => {
    const frame = document.createElement("iframe");
    frame.width = 600;
    frame.height = 400;
    frame.addEventListener("load", resolve, { once: true });
    frame.srcdoc = html;
    document.body.append(frame);
  }));
  await Promise.all(loaded);
}"""


@contextmanager
def victim_of(browser: Browser) -> Iterator[Page]:
    """A page that ignores the content security policy: escaping is tested here, not the second wall."""
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(15000)
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
            self._show.add_init_script(
                "window.ran = []; window.kena = (...given) => { ran.push('kena ' + given) }; window.alert = window.kena;"
            )
            self._show.route("**/*.{js,css,svg}", lambda route: route.abort())
            self._show.goto("about:blank")
        self._show.evaluate(_SHOW, self._waiting)
        frames = self._show.main_frame.child_frames
        assert len(frames) == len(self._waiting)
        for frame, page in zip(frames, self._waiting, strict=True):
            found = frame.evaluate(FOUND)
            assert found == [], f"{found[:3]} in {page[:3000]}"
        self.shown += len(self._waiting)
        self._waiting.clear()
