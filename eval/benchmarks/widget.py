"""What the widget costs the page that shows it: bytes over the wire and time on the main thread.

    python -m tanyapasal.eval.benchmarks.widget [--runs 5] [--slowdown 4] [--json]

Bytes are of every file that a page loads, gzipped as the service sends them. Times are medians of fresh
profiles in headless Chromium, with the processor slowed down as Lighthouse does for a mid-range phone, as the
difference between a bare page and the same page with the widget. Blocking time is what tasks take beyond 50 ms
each (total blocking time). Nothing leaves the machine.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import statistics
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from gzip import compress

import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, sync_playwright
from starlette.responses import HTMLResponse, Response

from tanyapasal.bot.assistant import Assistant, Loading
from tanyapasal.bot.channels.web.app import create_app
from tanyapasal.bot.channels.web.widget import modules
from tanyapasal.bot.errors import NotReadyError
from tanyapasal.bot.sites import Site, Sites

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PAGE_ONLY_MODULES = ("page.js",)  # for the service's own pages; other websites never load them
_LONG_TASKS = """
window.long = [];
new PerformanceObserver((list) => long.push(...list.getEntries().map((e) => e.duration)))
  .observe({type: "longtask", buffered: true});
"""
_WORK = ("ScriptDuration", "V8CompileDuration", "RecalcStyleDuration", "LayoutDuration")
_SETTLED_MS = 1500
_TEXT = "<p>" + "Pelayanan kepegawaian. " * 40 + "</p>"


@dataclass(frozen=True, slots=True)
class Cost:
    """Of the widget alone.

    ``main_thread_ms``: compiling, running, styles and layout. ``open_ms``: from the click on the button until the panel stands.
    """

    files: int
    bytes_gzipped: int
    bytes_plain: int
    main_thread_ms: float
    blocking_ms: float
    open_ms: float
    slowdown: float
    runs: int


@dataclass(frozen=True, slots=True)
class _Run:
    work_ms: float
    blocking_ms: float
    open_ms: float


def measure(runs: int = 5, slowdown: float = 4.0) -> Cost:
    """Start a service and a website on this machine and load the website with and without the widget."""
    sent = [content for name, content in modules().items() if name not in PAGE_ONLY_MODULES]
    port = _free_port()
    sites = Sites((Site("ukur", (f"http://127.0.0.1:{port}",)),))
    with _served(create_app(Loading(_never), sites=sites), _free_port()) as service:
        script = f'<script src="{service}/widget.js" data-site="ukur" data-examples="off" async></script>'
        with _served(_website(script), port) as website, _chromium() as browser:
            bare = [_load(browser, f"{website}/polos", slowdown, False) for _ in range(runs)]
            full = [_load(browser, f"{website}/widget", slowdown, True) for _ in range(runs)]
    return Cost(
        files=len(sent),
        bytes_gzipped=sum(len(compress(content, 9)) for content in sent),
        bytes_plain=sum(len(content) for content in sent),
        main_thread_ms=round(_median(full, "work_ms") - _median(bare, "work_ms"), 1),
        blocking_ms=round(max(0.0, _median(full, "blocking_ms") - _median(bare, "blocking_ms")), 1),
        open_ms=round(_median(full, "open_ms"), 1),
        slowdown=slowdown,
        runs=runs,
    )


def _median(runs: list[_Run], name: str) -> float:
    return statistics.median(float(getattr(run, name)) for run in runs)


def _never() -> Assistant:
    raise NotReadyError("Pengukuran ini tidak memuat indeks.")


def _load(browser: Browser, address: str, slowdown: float, with_widget: bool) -> _Run:
    context = browser.new_context(viewport={"width": 412, "height": 823})
    page = context.new_page()
    page.add_init_script(_LONG_TASKS)
    tools = context.new_cdp_session(page)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    tools.send("Performance.enable")
    page.goto(address)
    opened = 0.0
    page.wait_for_timeout(_SETTLED_MS)  # without polling: commands of the measuring tool are tasks too
    metrics = {m["name"]: float(m["value"]) for m in tools.send("Performance.getMetrics")["metrics"]}
    blocking = sum(max(0.0, float(task) - 50) for task in page.evaluate("long"))
    if with_widget:
        opened = page.evaluate(
            "new Promise((resolve) => { const t = performance.now();"
            " document.querySelector('tanya-pasal').shadowRoot.querySelector('.launcher').click();"
            " requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - t))) })"
        )
    context.close()
    return _Run(sum(metrics[name] for name in _WORK) * 1000, blocking, float(opened))


def _website(script: str) -> FastAPI:
    app = FastAPI()
    for path, head in (("/polos", ""), ("/widget", script)):
        html = (
            f"<!doctype html><html lang=id><head><title>Situs</title>{head}</head><body>{_TEXT * 20}</body>"
        )
        app.add_api_route(path, _constant(html))
    app.add_api_route("/favicon.ico", lambda: Response(status_code=204))
    return app


def _constant(html: str) -> Callable[[], HTMLResponse]:
    return lambda: HTMLResponse(html)


@contextmanager
def _chromium() -> Iterator[Browser]:
    executable = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if executable is None:
        raise SystemExit(f"Tidak ada Chromium di mesin ini (dicari: {', '.join(BROWSERS)}).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, headless=True, args=ARGUMENTS, env={**os.environ, "NO_PROXY": "*"}
        )
        yield browser
        browser.close()


@contextmanager
def _served(app: FastAPI, port: int) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="critical", timeout_graceful_shutdown=1))
    listening = socket.create_server(
        ("127.0.0.1", port)
    )  # from here on clients wait instead of being refused
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def main() -> None:
    parser = argparse.ArgumentParser(description="Bytes and main-thread time of the widget.")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--slowdown", type=float, default=4.0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    cost = asdict(measure(options.runs, options.slowdown))
    if options.json:
        print(json.dumps(cost))
    else:
        for name, value in cost.items():
            print(f"{name:16} {value}")


if __name__ == "__main__":
    main()
