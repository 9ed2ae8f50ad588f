"""Who may log in to the helpdesk, and how often somebody may try."""

from __future__ import annotations

import hashlib
import re
import secrets
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tanyapasal.bot.errors import AccountError, TooManyAttemptsError
from tanyapasal.bot.storage import DeskStore, Role, Session, User
from tanyapasal.bot.storage.doors import DoorStore
from tanyapasal.bot.storage.records import now
from tanyapasal.index.text import clean, one_line

# A working day; there is no need to guess who sits at a desk the day after.
SESSION_LIFE = timedelta(hours=8)
MIN_PASSWORD_CHARACTERS, MAX_PASSWORD_CHARACTERS = 12, 200
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,31}")
_WINDOW = timedelta(minutes=15)
# Failures within the window: of one address for one name, of one address, for one name.
_PAIR, _ADDRESS, _OF_NAME = 5, 20, 50
# A password costs 64 MB and a tenth of a second of every core: so many are looked at together in one process.
HASHED_TOGETHER = 2
_HASHING_WAIT_SECONDS = 5.0
_hashing = threading.BoundedSemaphore(HASHED_TOGETHER)


class Attempts:
    """Tries to log in of the last minutes, counted in the store before a password is looked at."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock

    def begin(self, doors: DoorStore, name: str, address: str) -> tuple[int, ...]:
        """Count one try; raises TooManyAttemptsError if there were too many. What it gives is for ``succeeded``."""
        limits = {(name, address): _PAIR, ("", address): _ADDRESS, (name, ""): _OF_NAME}
        at = datetime.fromtimestamp(self._clock(), UTC)
        tries = doors.count_tries([_try_key(*key) for key in limits], at, at - _WINDOW)
        ids = tuple(one.id for one in tries)
        if any(one.rank > most for one, most in zip(tries, limits.values(), strict=True)):
            doors.drop_tries(ids)  # who is refused anyway makes the wait no longer
            raise TooManyAttemptsError("Terlalu banyak percobaan masuk. Silakan coba lagi dalam 15 menit.")
        return ids


def _try_key(name: str, address: str) -> str:
    return hashlib.sha256(f"{name}\n{address}".encode("utf-8", "replace")).hexdigest()


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
        counted = self._attempts.begin(self._desk.doors, name, address)
        user = self._desk.user(name)
        if not self._fits(user.password_hash if user else self._nobody, password) or user is None:
            return None
        self._desk.doors.drop_tries(counted)
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
        if not _hashing.acquire(timeout=_HASHING_WAIT_SECONDS):
            raise TooManyAttemptsError("Banyak yang sedang masuk. Silakan coba lagi beberapa saat lagi.")
        try:
            return self._hasher.verify(password_hash, password)
        except (VerificationError, InvalidHashError, UnicodeError):
            return False
        finally:
            _hashing.release()


def hashed(secret: str) -> str:
    """What of a session's secret is stored."""
    return hashlib.sha256(secret.encode("utf-8", errors="replace")).hexdigest()
