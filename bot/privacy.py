"""What is taken out of texts before they are kept, and how people are told apart without knowing who they are.

The numbers that name a person are replaced by their kind in brackets: ``NIP 199001012015011001`` becomes
``NIP [NIP]``. Masking errs towards too much: a number of eighteen digits that is no NIP is no loss for a log.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tanyapasal.bot.errors import SettingsError

_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class PersonalForm:
    """A way personal data is written. ``examples`` are masked whole, ``others`` are left alone (tested)."""

    name: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    others: tuple[str, ...] = ()


# In this order: the longer number first, so that no part of it is taken for a shorter one.
FORMS = (
    PersonalForm(
        "surel",
        re.compile(r"(?<![\w.+%-])[\w.+%-]++@[\w-]+(?:\.[\w-]+)+"),
        ("sari.dewi+kantor@contoh.go.id", "a@b.co"),
        ("@tanyapasal_bot", "pasal 47@"),
    ),
    # 18 digits: born (8), appointed (6), sex (1), order (3). Written together or in these groups.
    PersonalForm(
        "NIP",
        re.compile(r"(?<!\d)(?<!\d\.)\d{8}[ .-]?\d{6}[ .-]?\d[ .-]?\d{3}(?!\d)"),
        ("199001012015011001", "19900101 201501 1 001", "19900101.201501.1.001", "NIP.199001012015011001"),
        ("Nomor 20 Tahun 2023", "1990010120150110012"),
    ),
    # 16 digits: region (6), born (6), order (4).
    PersonalForm(
        "NIK",
        re.compile(r"(?<!\d)(?<!\d\.)\d{6}[ .-]?\d{6}[ .-]?\d{4}(?!\d)"),
        ("3171234567890123", "317123 456789 0123"),
        ("317123456789012", "20 (dua puluh)"),
    ),
    PersonalForm(
        "NIK",
        re.compile(r"(?<!\d)(?<!\d\.)\d{4}(?:[ .-]\d{4}){3}(?!\d)"),
        ("3171 2345 6789 0123",),
        ("2017 2018",),
    ),
    PersonalForm(
        "telepon",
        re.compile(
            # Neither a date nor office hours.
            r"(?!\d{1,2}([-./])\d{1,2}\1\d{4}(?!\d)|\d{2}\.\d{2} ?[-–] ?\d{2}\.\d{2}(?!\d))"
            r"(?<!\d)(?<!\d[.,])(?:(?:\+|00)\d{1,3}[ .-]?(?:\(0\)[ ]?)?\d|62[ -]?8\d|0\d|\(0\d{2,3}\)[ ]?\d)"
            r"(?:[ .-]?\d){6,11}(?!\d)"
        ),
        (
            "081234567890",
            "+62 812-3456-7890",
            "0812 3456 7890",
            "(021) 5551234",
            "021-5551234",
            "6281234567890",
            "HP.081234567890",
        ),
        ("Pasal 203 ayat (4)", "PP 11/2017", "2023", "1.500.000", "Rp 12.000.000", "08.00 sampai 16.00"),
    ),
    # Nine digits or more in a row name something; no law counts that far without points between.
    PersonalForm("nomor", re.compile(r"(?<!\d)(?<!\d[.,])\d{9,}"), ("123456789", "12345678901234567890"), ()),
)


def mask(text: str, known: Iterable[str] = ()) -> str:
    """``text`` without NIP, NIK, telephone numbers and e-mail addresses.

    ``known``: texts that are public anyway (quotes of the sources); what also stands in one of them is kept.
    """
    public = tuple(known)
    for form in FORMS:

        def replaced(match: re.Match[str], name: str = form.name) -> str:
            return match.group() if any(match.group() in text for text in public) else f"[{name}]"

        text = form.pattern.sub(replaced, text)
    return text


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
