"""How many questions one client, and the visitors of one website together, may ask in a minute.

A question costs a few hundredths of a second of one processor; without a bound a single script could take them
all. Addresses are counted in memory only and never written anywhere.
"""

from __future__ import annotations

import ipaddress
import math
import time
from collections.abc import Callable
from typing import Protocol

from starlette.requests import Request

from tanyapasal.bot.channels.web.admission.origins import NO_SITE, site_key
from tanyapasal.bot.channels.web.admission.partners import partner_of
from tanyapasal.bot.conversation.windows import Refusal, Windows
from tanyapasal.bot.errors import TooManyQuestionsError
from tanyapasal.bot.sites import Sites

WINDOW_SECONDS = 60.0
_V6_NETWORK = 64  # one household or one desk holds a whole /64, and could ask from every address of it


class Counting(Protocol):
    """Counts what each key does within a sliding window, such as ``Windows``."""

    def take(self, key: str) -> Refusal | None:
        """None: counted and admitted."""


class AskingLimits:
    """Questions within a sliding minute, ``per_client`` and ``per_site``; 0 is no limit. Thread-safe.

    ``counting``: where they are counted, by a name and how many are admitted; in this process if None.
    """

    def __init__(
        self,
        per_client: int = 0,
        per_site: int = 0,
        clock: Callable[[], float] = time.monotonic,
        counting: Callable[[str, int], Counting] | None = None,
    ) -> None:
        made = counting or (lambda _, most: Windows(most, WINDOW_SECONDS, clock))
        self._clients = made("clients", per_client) if per_client else None
        self._sites = made("sites", per_site) if per_site else None

    def admit(self, client: str, site: str) -> None:
        """Count one question; raises TooManyQuestionsError with the seconds to wait."""
        for windows, key, who in (
            (self._clients, client, "dari Anda atau jaringan Anda"),
            (self._sites, site, "dari situs ini"),
        ):
            refusal: Refusal | None = windows.take(key) if windows is not None else None
            if refusal is not None:
                seconds = max(1, math.ceil(refusal.wait))
                raise TooManyQuestionsError(
                    f"Terlalu banyak pertanyaan {who} dalam satu menit. Silakan coba lagi dalam {seconds} detik.",
                    seconds,
                )


def admit(request: Request) -> None:
    """Count the question of ``request``; raises TooManyQuestionsError."""
    if partner_of(request):
        return  # a key has a quota of its own
    limits: AskingLimits = request.app.state.asking_limits
    sites: Sites = request.app.state.sites
    named = site_key(request.scope)
    limits.admit(client_of(request), named if sites.origins(named) else NO_SITE)


def client_of(request: Request) -> str:
    """Who asks: the address, of IPv6 its network. A proxy on this machine is looked through (uvicorn does)."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, _V6_NETWORK), strict=False))
    return str(address)
