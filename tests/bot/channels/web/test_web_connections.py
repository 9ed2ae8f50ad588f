"""Connections of clients that say nothing, say it slowly, or do not read what they are told."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import closing, suppress

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tanyapasal.bot.channels.web.admission.connections import Connections
from tanyapasal.bot.channels.web.app import create_app
from tests.bot.channels.web.web_fakes import API, FakeAssistant, loaded, served

GRACE = 0.5
HEAD = b"POST /api/v1/ask HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 20\r\n"


@pytest.fixture
def address() -> Iterator[str]:
    app = create_app(loaded(FakeAssistant()))
    with served(app, connections=Connections(most=20, grace=GRACE)) as found:
        yield found


def connected(address: str) -> socket.socket:
    host, port = address.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=20)


def rest(client: socket.socket) -> bytes:
    """What the server still says until it closes the connection."""
    found = b""
    try:
        while chunk := client.recv(65536):
            found += chunk
    except ConnectionResetError:
        pass
    return found


def test_who_says_nothing_is_let_go(address: str) -> None:
    began = time.monotonic()
    with closing(connected(address)) as client:
        assert rest(client) == b""
    assert GRACE * 0.9 < time.monotonic() - began < 10


@pytest.mark.parametrize(
    "sent", [b"POST /api/v1/ask HT", HEAD, HEAD + b"\r\n", HEAD + b"\r\n" + b'{"question":']
)
def test_a_request_that_stops_half_way_is_told_so(address: str, sent: bytes) -> None:
    with closing(connected(address)) as client:
        client.sendall(sent)
        said = rest(client)
    assert said.startswith(b"HTTP/1.1 408 ")
    assert said.endswith(b"tidak tiba pada waktunya.")


def test_bytes_that_drip_do_not_keep_it_open(address: str) -> None:
    began = time.monotonic()
    with closing(connected(address)) as client:
        client.sendall(HEAD)
        with suppress(BrokenPipeError, ConnectionResetError):
            while time.monotonic() < began + 20:
                client.sendall(b"X-A: b\r\n")
                time.sleep(0.05)
    assert time.monotonic() - began < 10


def test_a_second_request_has_its_own_time_and_a_kept_connection_is_used_again(address: str) -> None:
    body = b'{"question": "JP 1"}'
    with closing(connected(address)) as client:
        for _ in range(3):
            client.sendall(HEAD + b"\r\n" + body[:5])
            time.sleep(GRACE * 0.6)
            client.sendall(body[5:])
            said = client.recv(65536)
            while not said.endswith(b"}"):
                said += client.recv(65536)
            assert said.startswith(b"HTTP/1.1 200 ")
        client.sendall(HEAD)
        assert rest(client).startswith(b"HTTP/1.1 408 ")


def test_who_has_something_to_say_gets_the_place_of_who_is_silent_longest(address: str) -> None:
    idle = [connected(address) for _ in range(20)]
    try:
        for _ in range(5):
            assert httpx.get(f"{address}/healthz", timeout=20).status_code == 200
            assert httpx.post(f"{address}{API}/ask", json={"question": "JP"}, timeout=20).status_code == 200
        idle[0].settimeout(0.05)
        assert rest(idle[0]) == b""
    finally:
        for client in idle:
            client.close()


def test_who_does_not_read_is_let_go() -> None:
    ended: list[float] = []

    async def endless(_: Request) -> Response:
        return Response(b"x" * 64_000_000)

    app = Starlette(routes=[Route("/", endless)])
    with served(app, connections=Connections(unread=0.3)) as address:  # type: ignore[arg-type]
        with closing(connected(address)) as client:
            client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            time.sleep(1.5)
            ended.append(len(rest(client)))
        assert len(httpx.get(address, timeout=30).content) == 64_000_000
    assert ended[0] < 64_000_000
