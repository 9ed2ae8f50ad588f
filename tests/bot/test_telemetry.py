"""Logs and figures: what an operator sees, and that nobody's words are in it."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from pathlib import Path

import httpx
import pytest

from tanyapasal.bot.assistant import Loading
from tanyapasal.bot.channels.telegram import build
from tanyapasal.bot.channels.telegram.updates.figures import TelegramFigures
from tanyapasal.bot.channels.web.app import create_app
from tanyapasal.bot.errors import SettingsError, StorageError
from tanyapasal.bot.settings import read_settings
from tanyapasal.bot.telemetry import logs
from tanyapasal.bot.telemetry.logs import configure, new_request_id, request_id
from tanyapasal.bot.telemetry.replies import MeasuredAssistant, ReplyFigures
from tanyapasal.bot.telemetry.service import ServiceFigures
from tests.bot.channels.web.web_fakes import FakeAssistant, loaded

SECRET = "apakah Sari Dewi boleh cuti"
NIP = "199001012015011001"


@contextmanager
def alone() -> Iterator[io.StringIO]:
    """What our own handler writes to stderr while there is no other one."""
    root, stream = logging.getLogger(), io.StringIO()
    before, level = list(root.handlers), root.level
    root.handlers.clear()
    try:
        with redirect_stderr(stream):
            yield stream
    finally:
        root.handlers[:] = before
        root.setLevel(level)


def test_a_line_has_time_level_place_request_and_no_number_of_a_person() -> None:
    with alone() as said:
        configure()
        request_id.set("abcdef0123456789")
        logging.getLogger("tanyapasal.coba").error("NIP %s\nhilang", NIP)
        request_id.set(None)
    line = said.getvalue()
    assert line.count("\n") == 1
    time, level, name, request, rest = line.split(" ", 4)
    assert time[10] == "T"
    assert time[-6] in "+-"
    assert (level, name, request, rest) == (
        "ERROR",
        "tanyapasal.coba",
        "[abcdef0123456789]:",
        "NIP [NIP] ⏎ hilang\n",
    )


def test_json_is_one_object_a_line() -> None:
    with alone() as said:
        configure("json")
        logging.getLogger("tanyapasal.coba").warning("satu %d", 1)
    held = json.loads(said.getvalue())
    assert (held["level"], held["logger"], held["message"]) == ("WARNING", "tanyapasal.coba", "satu 1")
    assert "request" not in held


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_exception_tells_where_it_came_from_and_not_what_was_asked(
    form: logs.LogFormat,
) -> None:
    with alone() as said:
        configure(form)
        try:
            try:
                raise ValueError(SECRET)
            except ValueError as error:
                raise StorageError("Basis data tidak ada.") from error
        except StorageError:
            logging.getLogger("tanyapasal.coba").exception("gagal")
    told = said.getvalue()
    assert "test_telemetry.py" in told
    assert "ValueError" in told
    assert "StorageError: Basis data tidak ada." in told
    assert SECRET not in told.replace("raise ValueError(SECRET)", "")


def test_a_second_call_changes_form_and_level_and_adds_no_second_line() -> None:
    with alone() as said:
        configure()
        configure("json", "ERROR")
        logging.getLogger("tanyapasal.coba").warning("tidak tampak")
        logging.getLogger("tanyapasal.coba").error("tampak")
    assert len(said.getvalue().splitlines()) == 1


def test_the_handlers_of_others_stay_as_they_are() -> None:
    before = list(logging.getLogger().handlers)
    assert before  # those of pytest
    configure("json")
    assert logging.getLogger().handlers == before


@pytest.mark.parametrize("given", ["a1b2c3d4", "0000-ok_1.x", "f" * 64])
def test_the_name_that_a_proxy_gave_is_kept(given: str) -> None:
    assert new_request_id(given) == given


@pytest.mark.parametrize(
    "given", [None, "", "pendek", "x" * 65, "dua kata", "a\nINFO palsu", "081234567890", NIP]
)
def test_what_can_be_no_name_or_a_number_of_a_person_is_replaced(given: str | None) -> None:
    found = new_request_id(given)
    assert found != given
    assert len(found) == 16


def test_settings_of_the_log() -> None:
    assert (read_settings({}).log_format, read_settings({}).log_level) == ("text", "INFO")
    told = read_settings({"TANYAPASAL_LOG_FORMAT": "json", "TANYAPASAL_LOG_LEVEL": "warning"})
    assert (told.log_format, told.log_level) == ("json", "WARNING")
    for name, value in (("FORMAT", "xml"), ("LEVEL", "DEBUG")):
        with pytest.raises(SettingsError, match=f"TANYAPASAL_LOG_{name}"):
            read_settings({f"TANYAPASAL_LOG_{name}": value})


class _Failing(FakeAssistant):
    def reply(self, question: str, *_: object) -> None:  # type: ignore[override]
        raise ValueError(question)


def test_a_request_is_named_in_header_and_log_and_its_address_is_in_neither(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)

    async def asked() -> tuple[httpx.Response, httpx.Response, httpx.Response]:
        transport = httpx.ASGITransport(create_app(loaded(FakeAssistant())), raise_app_exceptions=False)
        broken = httpx.ASGITransport(create_app(loaded(_Failing())), raise_app_exceptions=False)
        async with (
            httpx.AsyncClient(transport=transport, base_url="http://x") as one,
            httpx.AsyncClient(transport=broken, base_url="http://x") as two,
        ):
            return (
                await one.get("/tanya", params={"q": SECRET}, headers={"X-Request-ID": "dari-proxy-1"}),
                await one.get("/healthz"),
                await two.post("/api/v1/ask", json={"question": SECRET}),
            )

    page, health, failed = asyncio.run(asked())
    assert page.headers["x-request-id"] == "dari-proxy-1"
    assert len(health.headers["x-request-id"]) == 16
    assert failed.status_code == 500
    assert failed.headers["x-request-id"] in failed.json()["detail"]
    lines = [r.getMessage() for r in caplog.records if r.name.startswith("tanyapasal")]
    assert [line.rsplit(" ", 2)[0] for line in lines] == ["GET /tanya 200", "POST /api/v1/ask 500"]
    assert SECRET not in " ".join(lines)


def _figures(data: Path, loading: Loading | None = None) -> tuple[ReplyFigures, ServiceFigures]:
    return ReplyFigures(), ServiceFigures(loading or loaded(FakeAssistant()), data)


def test_replies_of_every_channel_are_counted_by_kind_and_confidence(tmp_path: Path) -> None:
    replies, service = _figures(tmp_path)
    assistant = MeasuredAssistant(FakeAssistant(), replies)
    for question in ("berapa JP?", "rahasia lain"):
        assistant.reply(question)
    app = create_app(loaded(assistant), collectors=(replies, service))
    told = app.state.metrics.exposition().decode()
    assert 'tanyapasal_reply_confidence_count{kind="answer"}' in told
    assert "tanyapasal_reply_seconds_count 2.0" in told
    assert "tanyapasal_ready 1.0" in told
    assert "tanyapasal_snapshot_refused 0.0" in told
    assert "tanyapasal_data_free_bytes" in told
    assert "rahasia" not in told


def test_the_age_of_the_index_and_one_that_is_refused_are_told(tmp_path: Path) -> None:
    loading = Loading(FakeAssistant, lambda: ("satu", 5_000_000_000), every=0.01)
    loading.start()
    loading.get(timeout=5)
    _, service = _figures(tmp_path, loading)
    found = {metric.name: metric for metric in service.collect()}
    loading.stop()
    assert found["tanyapasal_snapshot_timestamp_seconds"].samples[0].value == 5.0


def test_warnings_and_errors_of_the_log_are_counted(tmp_path: Path) -> None:
    _, service = _figures(tmp_path)
    root = logging.getLogger()
    before = list(root.handlers)
    service.count_lines()
    try:
        for level in (logging.INFO, logging.WARNING, logging.ERROR, logging.ERROR):
            logging.getLogger("tanyapasal.coba").log(level, "coba")
    finally:
        root.handlers[:] = before
    lines = next(m for m in service.collect() if m.name == "tanyapasal_log_lines")
    counted = {s.labels["level"]: s.value for s in lines.samples if s.name.endswith("_total")}
    assert counted == {"WARNING": 1.0, "ERROR": 2.0, "CRITICAL": 0.0}


def test_requests_to_telegram_are_counted_by_method_and_result_without_the_token() -> None:
    figures = TelegramFigures()
    for method, status in (
        ("getUpdates", 200),
        ("sendMessage", 429),
        ("sendMessage", 403),
        ("getMe", None),
        ("getMe", 502),
    ):
        figures.requested(method, status)
    found = {m.name: m for m in figures.collect()}
    counted = {
        (s.labels["method"], s.labels["result"]): s.value
        for s in found["tanyapasal_telegram_requests"].samples
        if s.name.endswith("_total")
    }
    assert counted == {
        ("getUpdates", "ok"): 1.0,
        ("sendMessage", "limited"): 1.0,
        ("sendMessage", "refused"): 1.0,
        ("getMe", "failed"): 2.0,
    }
    assert found["tanyapasal_telegram_last_poll_timestamp_seconds"].samples[0].value > 1e9


def test_the_bot_brings_its_figures() -> None:
    bot = build(loaded(FakeAssistant()), "1:abc")
    names = {metric.name for metric in bot.figures.collect()}
    parts = ("requests", "up", "updates_in_hand", "updates_parked")
    assert names == {f"tanyapasal_telegram_{part}" for part in parts}
