"""One file of the network, within its bounds of time and size."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

import httpx

from tanyapasal.bot.errors import FetchingError
from tanyapasal.bot.intake.addresses import CheckedTransport, Lookup, Reach, looked_up

_MEGABYTE = 1024 * 1024
_SECONDS_OF_SILENCE = 30.0
_HEADERS = {"User-Agent": "TanyaPasal", "Accept": "*/*", "Accept-Encoding": "identity"}
_REFUSED = (401, 403, 429)


@dataclass(frozen=True, slots=True)
class Version:
    """By what a site tells whether a file has changed (RFC 9110, 8.8); "" where it does not say."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """A file as it came: ``url`` is where it lay in the end, after all redirects."""

    url: str
    data: bytes
    version: Version = Version()


class Web:
    """Downloads files one at a time."""

    def __init__(self, reach: Reach, lookup: Lookup = looked_up) -> None:
        self.reach = reach
        self._lookup = lookup

    def download(self, url: str, known: Version | None = None) -> Download | None:
        """The file at ``url``; None if it has not changed since the version that is known.

        Raises FetchingError: an address that is not opened, no answer, too slow, too large, too many redirects.
        """
        logging.getLogger("httpx").setLevel(logging.WARNING)
        try:
            return asyncio.run(self._within(url, known or Version()))
        except TimeoutError as error:
            raise FetchingError(f"unduhan melewati {self.reach.seconds:g} detik; coba lagi nanti") from error
        except httpx.InvalidURL as error:
            raise FetchingError(f"'{url}' bukan alamat situs yang benar") from error
        except httpx.HTTPError as error:
            raise FetchingError(_why(error)) from error

    async def _within(self, url: str, known: Version) -> Download | None:
        async with asyncio.timeout(self.reach.seconds):
            transport = CheckedTransport(self.reach, self._lookup)
            async with httpx.AsyncClient(
                transport=transport, trust_env=False, headers=_HEADERS, timeout=_SECONDS_OF_SILENCE
            ) as client:
                return await self._followed(client, client.build_request("GET", url), known)

    async def _followed(
        self, client: httpx.AsyncClient, request: httpx.Request, known: Version
    ) -> Download | None:
        asked = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
        request.headers.update({name: value for name, value in asked.items() if value})
        for _ in range(self.reach.redirects + 1):
            response = await client.send(request, stream=True)
            try:
                if response.next_request is None:
                    return await self._received(response)
                # What comes with a redirect is not read: it may be endless.
                request = response.next_request
            finally:
                await response.aclose()
        raise FetchingError(f"situs mengalihkan lebih dari {self.reach.redirects} kali")

    async def _received(self, response: httpx.Response) -> Download | None:
        if response.status_code == httpx.codes.NOT_MODIFIED:
            return None
        if response.status_code in _REFUSED:
            raise FetchingError(
                f"situs menolak permintaan ini ({response.status_code}); "
                "unduh dengan peramban lalu masukkan berkasnya"
            )
        if response.status_code != httpx.codes.OK:
            raise FetchingError(f"situs menjawab {response.status_code}, bukan berkas")
        data = bytearray()
        async for piece in response.aiter_bytes():
            data += piece
            if len(data) > self.reach.megabytes * _MEGABYTE:
                raise FetchingError(f"berkas lebih dari {self.reach.megabytes} MB")
        headers = response.headers
        version = Version(headers.get("etag", ""), headers.get("last-modified", ""))
        return Download(str(response.url), bytes(data), version)


def _why(error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.TimeoutException):
        return f"situs diam lebih dari {_SECONDS_OF_SILENCE:g} detik; coba lagi nanti"
    if "CERTIFICATE" in str(error).upper():
        return "sertifikat situs tidak dapat dipercaya; unduh dengan peramban lalu masukkan berkasnya"
    if isinstance(error, httpx.ConnectError):
        return "situs tidak dapat dihubungi; periksa jaringan Anda"
    return "sambungan ke situs terputus; coba lagi"
