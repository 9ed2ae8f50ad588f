"""Keys with which partners ask through the HTTP API: what each may, and how much."""

from __future__ import annotations

import hmac
import math
import re
import secrets
import threading
import time
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import get_args

from tanyapasal.bot.conversation.windows import Windows
from tanyapasal.bot.errors import AccountError, KeyRefusedError, ScopeError, TooManyQuestionsError
from tanyapasal.bot.helpdesk.people import hashed
from tanyapasal.bot.storage import DeskStore
from tanyapasal.bot.storage.doors import ApiKey, Scope
from tanyapasal.bot.storage.records import now
from tanyapasal.index.text import clean, one_line

SCOPES: tuple[Scope, ...] = get_args(Scope)
PER_MINUTE, PER_DAY = 60, 5_000
MOST_PER_MINUTE, MOST_PER_DAY = 10_000, 10_000_000
_KEY = re.compile(r"tpk_(?P<id>[0-9a-f]{12})_(?P<secret>[\w-]{43})", re.ASCII)
_NAME_CHARACTERS = 64


class Partners:
    """The keys of one store. Thread-safe; a day's quota is shared by processes, a minute's is of each."""

    def __init__(
        self,
        desk: DeskStore,
        clock: Callable[[], datetime] = now,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._desk, self._clock, self._ticks = desk, clock, ticks
        self._windows: dict[tuple[str, int], Windows] = {}
        self._lock = threading.Lock()

    def make(
        self, name: str, scopes: Collection[str], per_minute: int, per_day: int, by: str
    ) -> tuple[ApiKey, str]:
        """A new key and its text, which is told this once; raises AccountError with what is wrong."""
        name = one_line(clean(name))
        if not name or len(name) > _NAME_CHARACTERS:
            raise AccountError(f"Tulis nama mitra, paling panjang {_NAME_CHARACTERS} karakter.")
        chosen = tuple(scope for scope in SCOPES if scope in scopes)
        if not chosen or len(chosen) != len(set(scopes)):
            raise AccountError(f"Pilih sedikitnya satu cakupan: {', '.join(SCOPES)}.")
        if not 1 <= per_minute <= MOST_PER_MINUTE or not 1 <= per_day <= MOST_PER_DAY:
            raise AccountError("Kuota per menit dan per hari harus bilangan lebih dari 0.")
        secret = secrets.token_urlsafe(32)
        key = ApiKey(
            secrets.token_hex(6), name, hashed(secret), chosen, per_minute, per_day, by, self._clock()
        )
        self._desk.doors.keep_key(key)
        return key, f"tpk_{key.id}_{secret}"

    def all(self) -> tuple[tuple[ApiKey, int], ...]:
        """Every key with the requests of today, newest first."""
        return tuple((key, self._desk.doors.used(key.id, self._day())) for key in self._desk.doors.all_keys())

    def revoke(self, key_id: str) -> ApiKey:
        """The key opens nothing from now on; raises AccountError if there is none of this id."""
        key = self._desk.doors.key(key_id)
        if key is None:
            raise AccountError(f"Kunci '{one_line(clean(key_id))[:32]}' tidak ada.")
        if key.revoked is None:
            key = replace(key, revoked=self._clock())
            self._desk.doors.keep_key(key)
        return key

    def admitted(self, sent: str, scope: Scope) -> ApiKey:
        """The key that was sent, one request counted.

        Raises KeyRefusedError if it opens nothing, ScopeError if not this, TooManyQuestionsError if too much was asked.
        """
        match = _KEY.fullmatch(sent)
        key = self._desk.doors.key(match["id"]) if match else None
        if match is None or key is None or not hmac.compare_digest(hashed(match["secret"]), key.secret_hash):
            raise KeyRefusedError("Kunci API tidak dikenal. Mintalah kunci kepada pengelola layanan.")
        if key.revoked is not None:
            raise KeyRefusedError(
                "Kunci API ini sudah dicabut. Mintalah kunci baru kepada pengelola layanan."
            )
        if scope not in key.scopes:
            raise ScopeError(f"Kunci API ini tidak mencakup {scope}; cakupannya: {', '.join(key.scopes)}.")
        self._count(key)
        return key

    def _count(self, key: ApiKey) -> None:
        with self._lock:
            windows = self._windows.setdefault(
                (key.id, key.per_minute), Windows(key.per_minute, 60.0, self._ticks)
            )
        refusal = windows.take(key.id)
        if refusal is not None:
            self._refuse("menit", math.ceil(refusal.wait))
        if self._desk.doors.use_key(key.id, self._day()) > key.per_day:
            tomorrow = (self._clock() + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
            self._refuse("hari", math.ceil((tomorrow - self._clock()).total_seconds()))

    def _refuse(self, what: str, seconds: int) -> None:
        raise TooManyQuestionsError(f"Kuota kunci API untuk satu {what} habis.", max(1, seconds))

    def _day(self) -> str:
        return f"{self._clock():%Y-%m-%d}"
