"""Where an address leads, checked before anything is connected to it.

A name is looked up once for each connection, and the connection goes to the address that was checked: a name that leads
elsewhere a moment later (DNS rebinding) leads nowhere.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import certifi
import httpx

from tanyapasal.bot.errors import FetchingError

# The addresses of a host for a port, as text; raises OSError where there is no such host.
Lookup = Callable[[str, int], Awaitable[list[str]]]
_IP = ipaddress.IPv4Address | ipaddress.IPv6Address
# What translates IPv4 for networks of IPv6 alone (RFC 6052): the last four bytes are the address that is meant.
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a download goes: ``http`` opens addresses without TLS too, ``private`` those of one's own network.

    ``megabytes`` and ``seconds`` (of the clock, redirects included) of one file; ``redirects`` that are followed;
    ``links`` of one page that are taken.
    """

    http: bool = False
    private: bool = False
    megabytes: int = 200
    seconds: float = 300.0
    redirects: int = 5
    links: int = 20


async def looked_up(host: str, port: int) -> list[str]:
    """The addresses of a host, as this machine knows them."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public(address: str) -> bool:
    """True for an address of the public network; False for those of one machine, one network or one link.

    An IPv6 address that stands for one of IPv4 (mapped, translated, 6to4, Teredo) is what it stands for.
    """
    ip: _IP = ipaddress.ip_address(address.partition("%")[0])
    meant: list[_IP] = [ip]
    if isinstance(ip, ipaddress.IPv6Address):
        teredo = ip.teredo
        meant += [other for other in (ip.ipv4_mapped, ip.sixtofour, teredo and teredo[1]) if other]
        if ip in _TRANSLATED:
            meant.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        if len(meant) > 1:
            meant = meant[1:]
    return all(other.is_global and not other.is_multicast for other in meant)


class CheckedTransport(httpx.AsyncBaseTransport):
    """Sends a request where ``reach`` allows it, to the address that was checked. Raises FetchingError."""

    def __init__(self, reach: Reach, lookup: Lookup = looked_up) -> None:
        self._reach = reach
        self._lookup = lookup
        # A connection is never used again: two names may share an address, but not each other's certificate.
        self._inner = httpx.AsyncHTTPTransport(
            verify=_trusted(), trust_env=False, limits=httpx.Limits(max_keepalive_connections=0)
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        self._check_form(url)
        failed: Exception | None = None
        for address in await self._addresses(url):
            sent = httpx.Request(
                request.method,
                url.copy_with(host=address),
                headers=request.headers,
                stream=request.stream,
                extensions={**request.extensions, "sni_hostname": url.host},
            )
            try:
                return await self._inner.handle_async_request(sent)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failed = error
        raise failed or FetchingError(f"situs {url.host} tidak ditemukan")

    async def aclose(self) -> None:
        await self._inner.aclose()

    def _check_form(self, url: httpx.URL) -> None:
        if url.scheme not in ("http", "https") or not url.host:
            raise FetchingError(f"'{url}' bukan alamat situs; tulis lengkap dengan https://")
        if url.scheme == "http" and not self._reach.http:
            raise FetchingError(
                f"'{url}' tidak dibuka karena tanpa https isinya dapat diubah orang di jalan; "
                "tambahkan --allow-http bila situs itu memang hanya punya http"
            )
        if url.userinfo:
            raise FetchingError("alamat dengan nama pengguna dan kata sandi tidak dibuka")

    async def _addresses(self, url: httpx.URL) -> list[str]:
        try:
            found = await self._lookup(url.host, url.port or {"http": 80, "https": 443}[url.scheme])
        except (OSError, UnicodeError) as error:
            raise FetchingError(
                f"situs {url.host} tidak ditemukan; periksa tulisannya dan jaringan Anda"
            ) from error
        if not self._reach.private and not all(map(is_public, found)):
            raise FetchingError(
                f"situs {url.host} berada di jaringan sendiri, bukan di internet; "
                "tambahkan --allow-private bila itu yang Anda maksud"
            )
        return found


def _trusted() -> ssl.SSLContext:
    """The authorities that browsers trust, and those that this machine was told to trust."""
    context = ssl.create_default_context(cafile=certifi.where())
    context.load_default_certs()
    return context
