"""Which foreign websites may use the service: a key for each, and the origins that the key holds for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from tanyapasal.bot.errors import SettingsError

_KEY = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\]")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_EXAMPLE = (
    'tulis misalnya "jdih=https://jdih.contoh.go.id https://www.contoh.go.id; kota=https://kota.contoh.go.id"'
)


@dataclass(frozen=True, slots=True)
class Site:
    """One website: ``origins`` are exact (``https://jdih.contoh.go.id``, RFC 6454), without wildcards."""

    key: str
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sites:
    """All websites. None listed: no page of another origin may use the service."""

    listed: tuple[Site, ...] = ()

    def origins(self, key: str) -> tuple[str, ...]:
        """The origins of this key; none for a key that is not listed."""
        return next((site.origins for site in self.listed if site.key == key), ())

    def allow(self, key: str, origin: str) -> bool:
        """True if pages of ``origin`` may use the service with ``key``."""
        return origin.lower() in self.origins(key)


NO_SITES = Sites()


def parse_sites(text: str) -> Sites:
    """``key=origin origin; key=origin`` → Sites; raises SettingsError with what to write instead."""
    sites: list[Site] = []
    for entry in filter(None, (part.strip() for part in text.split(";"))):
        key, equals, origins = (part.strip() for part in entry.partition("="))
        if not equals or not _KEY.fullmatch(key):
            raise SettingsError(
                f"TANYAPASAL_SITES: kunci situs '{key}' harus huruf kecil, angka, dan tanda hubung, "
                f"diikuti '='; {_EXAMPLE}."
            )
        if any(site.key == key for site in sites):
            raise SettingsError(f"TANYAPASAL_SITES: kunci situs '{key}' ditulis dua kali.")
        sites.append(Site(key, tuple(dict.fromkeys(_origin(written) for written in origins.split()))))
    return Sites(tuple(sites))


def _origin(written: str) -> str:
    wrong = SettingsError(f"TANYAPASAL_SITES: '{written}' bukan asal situs yang lengkap; {_EXAMPLE}.")
    try:
        parts = urlsplit(written)
        port = parts.port
    except ValueError:
        raise wrong from None
    host = parts.netloc.lower().rpartition(":")[0] if port is not None else parts.netloc.lower()
    rest = parts.path.strip("/") or parts.query or parts.fragment or parts.username
    if parts.scheme not in _DEFAULT_PORTS or not _HOST.fullmatch(host) or rest:
        raise wrong
    shown = "" if port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{port}"
    return f"{parts.scheme}://{host}{shown}"
