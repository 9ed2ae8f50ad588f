"""The only reader of the environment."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tanyapasal.bot.errors import SettingsError
from tanyapasal.bot.reply import Contact
from tanyapasal.bot.sites import NO_SITES, Sites, parse_sites
from tanyapasal.index.judging.confidence import THRESHOLD

LogFormat = Literal["text", "json"]
PREFIX = "TANYAPASAL_"


@dataclass(frozen=True, slots=True)
class Settings:
    """How this process runs.

    ``threshold``: below this confidence (0 to 1) an answer is refused. ``reader``: the packaged reader judges whether a passage answers. ``reranker``: a CrossEncoder, by name or folder, that
    reads the best passages again; None is none.
    ``show_verification``: warn under answers how far a citation can be trusted. ``milvus``: the URI of the Milvus that searches; None searches in this process. ``sites``: the websites of
    other origins that may show the widget. ``database_url``: None is a SQLite file in ``data``. ``hash_key``:
    what people's names are hashed with; None is a key in ``data``. ``conversation_hours``: how long a
    conversation is remembered; ``reply_days``, ``question_days``, ``receipt_days``: how long replies, lines of the
    question log and receipts are kept. ``telegram_webhook_url``: the public address of ``serve``; None means polling.
    ``questions_per_minute``: of one client on the web, ``site_questions_per_minute``: of all visitors of one website
    together; 0 is no limit. ``processes``: that serve the web; the limits below and above hold for all together.
    ``questions_at_once``: are worked on; 0 is one for each core. ``queue``: questions that wait, ``queue_seconds``: how long at
    most. ``connections``: that are open at once. ``metrics``: who sees /metrics (all, local, off, token:SECRET).
    ``trusted_proxies``: whose word is taken for the address and scheme of a client. ``contact``: whom refusals name, so that
    somebody can be asked. ``log_format``: lines for people or JSON for machines; ``log_level``: the least that is logged.
    """

    corpus: Path = Path("corpus")
    data: Path = Path("data")
    embedder: str = "e5-small-int8"
    threshold: float = THRESHOLD
    reader: bool = True
    reranker: str | None = None
    milvus: str | None = None
    show_verification: bool = True
    host: str = "127.0.0.1"
    port: int = 8000
    sites: Sites = NO_SITES
    telegram_token: str | None = None
    telegram_api_url: str | None = None
    telegram_webhook_url: str | None = None
    database_url: str | None = None
    hash_key: str | None = None
    conversation_hours: float = 24.0
    reply_days: int = 90
    question_days: int = 365
    receipt_days: int = 365
    questions_per_minute: int = 60
    site_questions_per_minute: int = 600
    processes: int = 1
    questions_at_once: int = 0
    queue: int = 32
    queue_seconds: float = 5.0
    connections: int = 1000
    contact: Contact | None = None
    metrics: str = "local"
    trusted_proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    log_format: LogFormat = "text"
    log_level: str = "INFO"


_NAMES = {
    "TANYAPASAL_CORPUS": "corpus",
    "TANYAPASAL_DATA": "data",
    "TANYAPASAL_EMBEDDER": "embedder",
    "TANYAPASAL_THRESHOLD": "threshold",
    "TANYAPASAL_READER": "reader",
    "TANYAPASAL_RERANKER": "reranker",
    "TANYAPASAL_MILVUS": "milvus",
    "TANYAPASAL_SHOW_VERIFICATION": "show_verification",
    "TANYAPASAL_HOST": "host",
    "TANYAPASAL_PORT": "port",
    "TANYAPASAL_SITES": "sites",
    "TELEGRAM_BOT_TOKEN": "telegram_token",
    "TANYAPASAL_TELEGRAM_API_URL": "telegram_api_url",
    "TANYAPASAL_TELEGRAM_WEBHOOK_URL": "telegram_webhook_url",
    "TANYAPASAL_DATABASE_URL": "database_url",
    "TANYAPASAL_HASH_KEY": "hash_key",
    "TANYAPASAL_CONVERSATION_HOURS": "conversation_hours",
    "TANYAPASAL_REPLY_DAYS": "reply_days",
    "TANYAPASAL_QUESTION_DAYS": "question_days",
    "TANYAPASAL_RECEIPT_DAYS": "receipt_days",
    "TANYAPASAL_QUESTIONS_PER_MINUTE": "questions_per_minute",
    "TANYAPASAL_SITE_QUESTIONS_PER_MINUTE": "site_questions_per_minute",
    "TANYAPASAL_PROCESSES": "processes",
    "TANYAPASAL_QUESTIONS_AT_ONCE": "questions_at_once",
    "TANYAPASAL_QUEUE": "queue",
    "TANYAPASAL_QUEUE_SECONDS": "queue_seconds",
    "TANYAPASAL_CONNECTIONS": "connections",
    "TANYAPASAL_CONTACT": "contact",
    "TANYAPASAL_METRICS": "metrics",
    "TANYAPASAL_TRUSTED_PROXIES": "trusted_proxies",
    "TANYAPASAL_LOG_FORMAT": "log_format",
    "TANYAPASAL_LOG_LEVEL": "log_level",
}
# A contact is one line below a refusal, read on a telephone.
_CONTACT_CHARACTERS = 160
# Below these the lines of libraries hold what was asked.
_LEVELS = ("INFO", "WARNING", "ERROR")


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment; an unknown or unusable one raises SettingsError with what to write."""
    found = os.environ if environment is None else environment
    unknown = sorted(name for name in found if name.startswith(PREFIX) and name not in _NAMES)
    if unknown:
        raise SettingsError(
            f"Pengaturan {', '.join(unknown)} tidak dikenal; yang ada: {', '.join(sorted(_NAMES))}."
        )
    values = {field: found[name].strip() for name, field in _NAMES.items() if found.get(name, "").strip()}
    port = values.get("port", "8000")
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise SettingsError("TANYAPASAL_PORT harus bilangan 1 sampai 65535.")
    return Settings(
        corpus=Path(values.get("corpus", "corpus")),
        data=Path(values.get("data", "data")),
        embedder=values.get("embedder", "e5-small-int8"),
        threshold=_share("TANYAPASAL_THRESHOLD", values.get("threshold", str(THRESHOLD))),
        reader=_switch("TANYAPASAL_READER", values.get("reader", "1")),
        reranker=values.get("reranker"),
        milvus=values.get("milvus"),
        show_verification=_switch("TANYAPASAL_SHOW_VERIFICATION", values.get("show_verification", "1")),
        host=values.get("host", "127.0.0.1"),
        port=int(port),
        sites=parse_sites(values.get("sites", "")),
        telegram_token=values.get("telegram_token"),
        telegram_api_url=values.get("telegram_api_url"),
        telegram_webhook_url=values.get("telegram_webhook_url"),
        database_url=values.get("database_url"),
        hash_key=values.get("hash_key"),
        conversation_hours=_hours(values.get("conversation_hours", "24")),
        reply_days=_days("TANYAPASAL_REPLY_DAYS", values.get("reply_days", "90")),
        question_days=_days("TANYAPASAL_QUESTION_DAYS", values.get("question_days", "365")),
        receipt_days=_days("TANYAPASAL_RECEIPT_DAYS", values.get("receipt_days", "365")),
        questions_per_minute=_per_minute(
            "TANYAPASAL_QUESTIONS_PER_MINUTE", values.get("questions_per_minute", "60")
        ),
        site_questions_per_minute=_per_minute(
            "TANYAPASAL_SITE_QUESTIONS_PER_MINUTE", values.get("site_questions_per_minute", "600")
        ),
        processes=_count("TANYAPASAL_PROCESSES", values.get("processes", "1"), 1, 64),
        questions_at_once=_count(
            "TANYAPASAL_QUESTIONS_AT_ONCE", values.get("questions_at_once", "0"), 0, 256
        ),
        queue=_count("TANYAPASAL_QUEUE", values.get("queue", "32"), 0, 10_000),
        queue_seconds=_seconds("TANYAPASAL_QUEUE_SECONDS", values.get("queue_seconds", "5")),
        connections=_count("TANYAPASAL_CONNECTIONS", values.get("connections", "1000"), 100, 100_000),
        contact=_contact(values["contact"]) if "contact" in values else None,
        metrics=_exposure(values.get("metrics", "local")),
        trusted_proxies=_proxies(values.get("trusted_proxies", "127.0.0.1,::1")),
        log_format=_log_format(values.get("log_format", "text")),
        log_level=_log_level(values.get("log_level", "INFO")),
    )


def _log_format(text: str) -> LogFormat:
    found: dict[str, LogFormat] = {"text": "text", "json": "json"}
    if text in found:
        return found[text]
    raise SettingsError("TANYAPASAL_LOG_FORMAT harus text atau json.")


def _log_level(text: str) -> str:
    if text.upper() not in _LEVELS:
        raise SettingsError(f"TANYAPASAL_LOG_LEVEL harus salah satu dari {', '.join(_LEVELS)}.")
    return text.upper()


def _contact(text: str) -> Contact:
    """``nama | cara menghubungi | jam``; the hours may be left out."""
    parts = [part.strip() for part in text.split("|")]
    if (
        len(parts) not in (2, 3)
        or not all(parts)
        or not text.isprintable()
        or len(text) > _CONTACT_CHARACTERS
    ):
        raise SettingsError(
            "TANYAPASAL_CONTACT harus satu baris 'nama | cara menghubungi | jam' (jam boleh tidak ditulis, paling "
            f"panjang {_CONTACT_CHARACTERS} karakter), misalnya "
            "'Bagian Umum | 021-5551234 | Senin-Jumat 08.00-16.00'."
        )
    return Contact(*parts)


def _exposure(text: str) -> str:
    secret = text.removeprefix("token:")
    if text not in ("all", "local", "off") and (secret == text or len(secret) < 16 or not secret.isascii()):
        raise SettingsError(
            "TANYAPASAL_METRICS harus all, local (hanya dari mesin ini), off, atau token:RAHASIA dengan rahasia paling "
            "sedikit 16 karakter."
        )
    return text


def _proxies(text: str) -> tuple[str, ...]:
    """Addresses or networks, or none."""
    if text == "-":
        return ()
    parts = tuple(part.strip() for part in text.split(","))
    try:
        for part in parts:
            ipaddress.ip_network(part)
    except ValueError:
        raise SettingsError(
            "TANYAPASAL_TRUSTED_PROXIES harus alamat atau jaringan dipisahkan koma, misalnya 10.0.0.5,192.168.1.0/24; "
            "- berarti tidak ada."
        ) from None
    return parts


def _share(name: str, text: str) -> float:
    try:
        share = float(text.replace(",", "."))
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise SettingsError(f"{name} harus bilangan 0 sampai 1, misalnya 0.5.")
    return share


def _switch(name: str, text: str) -> bool:
    if text.lower() not in ("1", "0", "true", "false"):
        raise SettingsError(f"{name} harus 1 atau 0.")
    return text.lower() in ("1", "true")


def _hours(text: str) -> float:
    try:
        hours = float(text.replace(",", "."))
    except ValueError:
        hours = 0.0
    if not 0 < hours <= 24 * 365:
        raise SettingsError("TANYAPASAL_CONVERSATION_HOURS harus bilangan jam lebih dari 0, misalnya 24.")
    return hours


def _days(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 3650:
        raise SettingsError(f"{name} harus bilangan hari 1 sampai 3650, misalnya 90.")
    return int(text)


def _per_minute(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 100_000:
        raise SettingsError(f"{name} harus bilangan 0 (tanpa batas) sampai 100000, misalnya 60.")
    return int(text)


def _count(name: str, text: str, least: int, most: int) -> int:
    if not text.isascii() or not text.isdigit() or not least <= int(text[:9]) <= most:
        raise SettingsError(f"{name} harus bilangan bulat {least} sampai {most}.")
    return int(text)


def _seconds(name: str, text: str) -> float:
    try:
        seconds = float(text.replace(",", "."))
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 600:
        raise SettingsError(f"{name} harus bilangan detik lebih dari 0 sampai 600, misalnya 5.")
    return seconds
