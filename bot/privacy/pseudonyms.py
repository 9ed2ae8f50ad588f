"""How people are told apart without knowing who they are."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from tanyapasal.bot.errors import SettingsError

_KEY_BYTES = 32


@dataclass(frozen=True, slots=True, repr=False)
class Pseudonyms:
    """Names for people that only the holder of ``key`` could make again."""

    key: bytes

    def of(self, channel: str, *parts: int | str) -> str:
        """The same 32 characters for the same person; without the key neither the person nor a guess is found."""
        name = "/".join([channel, *map(str, parts)])
        return hmac.new(self.key, name.encode(), hashlib.sha256).hexdigest()[:32]


def key_from(setting: str | None, path: Path) -> bytes:
    """The key of ``setting``, else that in the file ``path``, which is made at the first start.

    Raises SettingsError if the setting is too short to protect anybody or the file cannot be used.
    """
    if setting is not None:
        if len(setting) < 16:
            raise SettingsError("TANYAPASAL_HASH_KEY harus paling sedikit 16 karakter acak.")
        return hashlib.sha256(setting.encode()).digest()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            pass
        else:
            with os.fdopen(handle, "wb") as file:
                file.write(secrets.token_bytes(_KEY_BYTES))
        key = path.read_bytes()
    except OSError as error:
        raise SettingsError(f"Kunci {path} tidak dapat dibaca atau dibuat: {error.strerror}.") from None
    if len(key) != _KEY_BYTES:
        raise SettingsError(
            f"Kunci {path} rusak; hapus berkas itu agar dibuat baru (data lama tidak terhubung lagi)."
        )
    return key
