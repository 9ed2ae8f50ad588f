"""Database, Telegram, disk, clock, versions."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement

from tanyapasal.bot.errors import StorageError
from tanyapasal.bot.operations.doctor.findings import Check, Finding
from tanyapasal.bot.operations.failures import unwritable
from tanyapasal.bot.settings import Settings

_LEAST_BYTES = 1_000_000_000
# Two clocks are never quite the same.
_TOLERANCE = timedelta(minutes=2)
# West to east Indonesia: WIB, WITA, WIT.
_HOURS = (7, 8, 9)
_SYNCHRONISED = Path("/run/systemd/timesync")


def checks_of(settings: Settings) -> list[Check]:
    """The checks of what the service stands on."""
    return [
        ("basis data", lambda: database(settings)),
        ("Telegram", lambda: telegram(settings)),
        ("disk", lambda: disk(settings)),
        ("jam", lambda: clock(settings)),
        ("versi", versions),
    ]


def database(settings: Settings) -> Finding:
    """It can be opened, is not damaged, and its tables are those of this program."""
    from tanyapasal.bot.storage.database import database_url
    from tanyapasal.bot.storage.upkeep.state import state_of

    state = state_of(database_url(settings.database_url, settings.data))
    if state is None or state.revision is None:
        return Finding("basis data", "warning", "belum ada", "dibuat sendiri saat layanan dimulai")
    if state.damage is not None:
        return Finding(
            "basis data", "failed", f"rusak: {state.damage}", "pulihkan: tanyapasal restore FILE --replace"
        )
    if state.revision > state.wanted:
        return Finding(
            "basis data", "failed", "dibuat oleh versi program yang lebih baru", "perbarui program ini"
        )
    if state.revision < state.wanted:
        return Finding(
            "basis data", "warning", f"tabelnya versi {state.revision}, program ini memakai {state.wanted}",
            "cadangkan dahulu (tanyapasal backup); diperbarui sendiri saat layanan dimulai",
        )  # fmt: skip
    return Finding("basis data", "ok", f"{state.kind}, {state.questions:,} pertanyaan tersimpan")


def telegram(settings: Settings) -> Finding:
    """Telegram takes the token, and messages do not pile up there."""
    if settings.telegram_token is None:
        return Finding("Telegram", "skipped", "TELEGRAM_BOT_TOKEN tidak diatur")
    from tanyapasal.bot.channels.telegram.updates.examining import state_of

    state = state_of(settings.telegram_token, settings.telegram_api_url)
    if state.name is None:
        return Finding(
            "Telegram", "failed", f"tidak dapat dihubungi ({state.trouble})",
            "periksa jaringan, proxy, dan tembok api ke api.telegram.org:443",
        )  # fmt: skip
    way = "webhook" if state.webhook else "polling"
    told = f"{state.name}, {way}, {state.waiting} pesan menunggu"
    if state.waiting > 100 or (state.webhook and state.trouble):
        todo = "periksa apakah layanan berjalan" + (
            " dan alamat webhook dapat dicapai" if state.webhook else ""
        )
        return Finding("Telegram", "warning", f"{told}; terakhir: {state.trouble or '-'}", todo)
    return Finding("Telegram", "ok", told)


def disk(settings: Settings) -> Finding:
    """The data folder and the folder of temporary files can be written, and there is room for another index."""
    data = next(folder for folder in (settings.data, *settings.data.absolute().parents) if folder.is_dir())
    for folder in (data, Path(tempfile.gettempdir())):
        if (why := unwritable(folder)) is not None:
            return Finding("disk", "failed", why.rstrip("."), "kosongkan ruang atau ubah izin foldernya")
    free = shutil.disk_usage(data).free
    # A build keeps the old index until the new one is whole.
    needed = max(_LEAST_BYTES, 3 * _bytes_below(settings.data / "index"))
    told = f"{free / 1e9:.1f} GB kosong di '{settings.data}'"
    if free < needed:
        todo = f"sediakan {needed / 1e9:.1f} GB: membangun indeks menyimpan yang lama sampai yang baru utuh"
        return Finding("disk", "warning", told, todo)
    return Finding("disk", "ok", told)


def clock(settings: Settings) -> Finding:
    """The clock does not stand before what was already written, agrees with the database, and is in an Indonesian zone."""
    now = datetime.now().astimezone()
    for what, moment in _moments(settings):
        if moment > now + _TOLERANCE:
            told = f"{now:%Y-%m-%d %H:%M}, lebih awal daripada {what} ({moment.astimezone():%Y-%m-%d %H:%M})"
            return Finding("jam", "failed", told, "atur jam, lalu nyalakan sinkronisasi (NTP)")
    offset = (now.utcoffset() or timedelta()).total_seconds() / 3600
    if offset not in _HOURS:
        todo = "atur TZ=Asia/Jakarta (atau Asia/Makassar, Asia/Jayapura): 'hari ini' dihitung menurut jam ini"
        return Finding("jam", "warning", f"{now:%Y-%m-%d %H:%M}, zona UTC{offset:+g}", todo)
    if _SYNCHRONISED.is_dir() and not (_SYNCHRONISED / "synchronized").exists():
        return Finding(
            "jam",
            "warning",
            f"{now:%Y-%m-%d %H:%M}, belum disinkronkan",
            "jalankan: timedatectl set-ntp true",
        )
    return Finding("jam", "ok", f"{now:%Y-%m-%d %H:%M %Z}")


def _moments(settings: Settings) -> Iterator[tuple[str, datetime]]:
    """What must not lie in the future."""
    from tanyapasal.bot.storage.database import database_url
    from tanyapasal.bot.storage.upkeep.state import state_of

    current = settings.data / "index" / "current"
    if current.is_file():
        yield "indeks", datetime.fromtimestamp(current.stat().st_mtime, UTC)
    try:
        state = state_of(database_url(settings.database_url, settings.data))
    except StorageError:
        return  # has a finding of its own
    if state is not None and state.newest is not None:
        yield "pertanyaan terakhir", state.newest
    if state is not None and state.clock is not None:
        yield "jam server basis data", state.clock


def versions() -> Finding:
    """Python and every library that the program names are there, in a version that it takes."""
    wrong = [line for name in requires("tanyapasal") or () if (line := _wrong(Requirement(name))) is not None]
    told = f"tanyapasal {version('tanyapasal')}, Python {sys.version.split()[0]}"
    if wrong:
        return Finding(
            "versi",
            "failed",
            f"{told}; {'; '.join(wrong)}",
            "pasang ulang: pip install --require-hashes -r deploy/requirements.txt",
        )
    return Finding("versi", "ok", told)


def _wrong(wanted: Requirement) -> str | None:
    if wanted.marker is not None and not wanted.marker.evaluate({"extra": ""}):
        return None
    try:
        found = version(wanted.name)
    except PackageNotFoundError:
        return f"{wanted.name} tidak terpasang"
    if not wanted.specifier.contains(found, prereleases=True):
        return f"{wanted.name} {found} bukan {wanted.specifier}"
    return None


def _bytes_below(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
