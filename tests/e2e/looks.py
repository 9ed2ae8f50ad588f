"""axe-core on the page that is open, in every look: light and dark, on three widths."""

from __future__ import annotations

from itertools import product
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTHS = (320, 768, 1440)
_AXE = Axe()
_RUN = "axe.run(document, {resultTypes: ['violations']}).then((found) => found.violations)"


def violations(page: Page, widths: tuple[int, ...] = WIDTHS) -> list[str]:
    """Every rule that is broken with the first places, and whether the page is wider than the window.

    The page is looked at as it stands, in each scheme and width, without being loaded again.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE.axe_script)
    broken = []
    for width, scheme in product(widths, SCHEMES):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        look = f"{scheme} {width}"
        for one in page.evaluate(_RUN):
            places = [f"{node['html'][:120]} {node['failureSummary']}" for node in one["nodes"][:2]]
            broken.append(f"{look}: {one['id']}: {one['help']} {places}")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            broken.append(f"{look}: wider than the window")
    return broken
