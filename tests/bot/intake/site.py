"""A small website for the tests, with or without TLS: pages by path, and what was asked of it."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

NAME = "jdih.contoh.test"


@dataclass
class Page:
    """An answer: status, headers, body; ``play`` writes what comes after the headers itself, until the client goes."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    play: Callable[[Callable[[bytes], object]], None] | None = None


@dataclass
class Site:
    """Where it is, its pages, and the paths that were asked for with their headers."""

    address: str
    port: int
    pages: dict[str, Page]
    asked: list[tuple[str, dict[str, str]]]

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def site(tls: tuple[Path, Path] | None = None) -> Iterator[Site]:
    """A site on a free port of loopback; ``tls``: certificate and key."""
    pages: dict[str, Page] = {}
    asked: list[tuple[str, dict[str, str]]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            page = pages.get(self.path, Page(b"tidak ada", 404))
            if page.headers.get("ETag") and self.headers.get("If-None-Match") == page.headers["ETag"]:
                page = Page(status=304)
            self.send_response(page.status)
            for name, value in page.headers.items():
                self.send_header(name, value)
            if page.play is None:
                self.send_header("Content-Length", str(len(page.body)))
            self.end_headers()
            try:
                if page.play is not None:
                    page.play(self.wfile.write)
                else:
                    self.wfile.write(page.body)
            except OSError:
                pass  # the client has gone, as it should

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            pass

    server = Server(("127.0.0.1", 0), Handler)
    if tls is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*tls)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    port = server.server_address[1]
    try:
        yield Site(f"http{'s' if tls else ''}://127.0.0.1:{port}", port, pages, asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def certificate(folder: Path) -> tuple[Path, Path] | None:
    """A certificate of its own for ``NAME`` and 127.0.0.1, with its key; None where no openssl makes one."""
    program = shutil.which("openssl")
    if program is None:
        return None
    paths = folder / "site.pem", folder / "site.key"
    names = f"subjectAltName=DNS:{NAME},IP:127.0.0.1"
    subprocess.run(
        [program, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}",
         "-addext", names, "-out", str(paths[0]), "-keyout", str(paths[1])],
        check=True, capture_output=True,
    )  # fmt: skip
    return paths
