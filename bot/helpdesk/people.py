"""Who may log in to the helpdesk, and how often somebody may try."""

from __future__ import annotations

import hashlib
import re
import secrets
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tanyapasal.bot.errors import AccountError, TooManyAttemptsError
from tanyapasal.bot.storage import DeskStore, Role, Session, User
from tanyapasal.bot.storage.records import now
from tanyapasal.index.text import clean, one_line

# A working day; there is no need to guess who sits at a desk the day after.
SESSION_LIFE = timedelta(hours=8)
MIN_PASSWORD_CHARACTERS, MAX_PASSWORD_CHARACTERS = 12, 200
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,31}")
_WINDOW_SECONDS = 900.0
# Failures within the window: of one address for one name, of one address, for one name.
_PAIR, _ADDRESS, _OF_NAME = 5, 20, 50


class Attempts:
    """Failed logins of the last minutes; bounded, thread-safe, gone when the process ends."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, limit: int = 10_000) -> None:
        self._clock, self._limit = clock, limit
        self._failed: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def check(self, name: str, address: str) -> None:
        """Raises TooManyAttemptsError if this one must wait."""
        with self._lock:
            for key, most in self._keys(name, address):
                recent = self._failed.get(key, deque())
                if sum(at > self._clock() - _WINDOW_SECONDS for at in recent) >= most:
                    raise TooManyAttemptsError(
                        "Terlalu banyak percobaan masuk. Silakan coba lagi dalam 15 menit."
                    )

    def failed(self, name: str, address: str) -> None:
        """One more failure."""
        with self._lock:
            for key, most in self._keys(name, address):
                self._failed.setdefault(key, deque(maxlen=most)).append(self._clock())
                self._failed.move_to_end(key)
            while len(self._failed) > self._limit:
                self._failed.popitem(last=False)

    @staticmethod
    def _keys(name: str, address: str) -> tuple[tuple[tuple[str, str], int], ...]:
        return ((name, address), _PAIR), (("", address), _ADDRESS), ((name, ""), _OF_NAME)


class People:
    """The staff of one store and their logins. Thread-safe."""

    def __init__(
        self,
        desk: DeskStore,
        attempts: Attempts | None = None,
        hasher: PasswordHasher | None = None,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._desk, self._clock = desk, clock
        self._attempts = attempts or Attempts()
        self._hasher = hasher or PasswordHasher()
        # An unknown name costs as much time as a known one.
        self._nobody = self._hasher.hash(secrets.token_urlsafe(16))

    def add(self, name: str, role: Role, password: str) -> User:
        """Make a user or give them another password and role; raises AccountError with what is wrong."""
        if not _NAME.fullmatch(name):
            raise AccountError(
                "Nama pengguna 2 sampai 32 karakter: huruf kecil, angka, titik, garis bawah, atau tanda hubung."
            )
        if not MIN_PASSWORD_CHARACTERS <= len(password) <= MAX_PASSWORD_CHARACTERS:
            raise AccountError(f"Kata sandi paling sedikit {MIN_PASSWORD_CHARACTERS} karakter.")
        user = User(name, role, self._hasher.hash(password), self._clock())
        self._desk.keep_user(user)
        return user

    def everybody(self) -> tuple[User, ...]:
        """The staff, by name."""
        return self._desk.users()

    def remove(self, name: str) -> None:
        """Delete a user; their sessions end at once. Raises AccountError if there is none of this name."""
        if not self._desk.delete_user(name):
            raise AccountError(f"Petugas '{one_line(clean(name))[:64]}' tidak ada.")

    def log_in(self, name: str, password: str, address: str) -> tuple[str, Session] | None:
        """The secret for the cookie and the new session; None if name and password do not belong together.

        Raises TooManyAttemptsError after too many failures.
        """
        name, password = name.strip().lower()[:64], password[:MAX_PASSWORD_CHARACTERS]
        self._attempts.check(name, address)
        user = self._desk.user(name)
        if not self._fits(user.password_hash if user else self._nobody, password) or user is None:
            self._attempts.failed(name, address)
            return None
        secret = secrets.token_urlsafe(32)
        session = Session(hashed(secret), user.name, secrets.token_urlsafe(32), self._clock() + SESSION_LIFE)
        self._desk.keep_session(session)
        return secret, session

    def visitor(self, secret: str) -> tuple[User, Session] | None:
        """Who holds this secret, or None."""
        session = self._desk.session(hashed(secret)) if secret else None
        user = self._desk.user(session.user) if session else None
        return (user, session) if user is not None and session is not None else None

    def log_out(self, session: Session) -> None:
        """The secret of this session opens nothing any more."""
        self._desk.end_session(session.id_hash)

    def _fits(self, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, password)
        except (VerificationError, InvalidHashError, UnicodeError):
            return False


def hashed(secret: str) -> str:
    """What of a session's secret is stored."""
    return hashlib.sha256(secret.encode("utf-8", errors="replace")).hexdigest()
