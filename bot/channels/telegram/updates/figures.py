"""What is measured of the talk with Telegram."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Metric
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.registry import Collector
from telegram.request import HTTPXRequest

from tanyapasal.bot.channels.telegram.updates.health import Health

POLL = "getUpdates"
_POLLED = "When Telegram last answered a look for new messages; missing with a webhook."
_POSTED = "When Telegram last posted a message to the webhook; missing without one."


class TelegramFigures(Collector):
    """Requests by method and result; whether messages come in, when last, how many are in hand and wait."""

    def __init__(self, health: Health | None = None) -> None:
        self.health = Health() if health is None else health
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "tanyapasal_telegram_requests",
            "Requests to Telegram by method and result: ok, limited (429), refused (other 4xx), failed (5xx, network).",
            ("method", "result"),
            registry=self._registry,
        )

    def requested(self, method: str, status: int | None) -> None:
        """Count one request; ``status``: of HTTP, None if the network failed."""
        self._requests.labels(method, _result(status)).inc()
        if method == POLL and status == 200:
            self.health.hear()

    def collect(self) -> Iterable[Metric]:
        yield from self._registry.collect()
        health = self.health
        yield _gauge("up", "1 if messages come in.", float(health.state == "ok"))
        yield _gauge("updates_in_hand", "Messages that were taken and are not finished.", health.in_hand())
        yield _gauge("updates_parked", "Messages that wait in the database.", health.parked)
        if health.heard:
            yield (
                _gauge("last_poll_timestamp_seconds", _POLLED, health.heard)
                if health.polls
                else _gauge("last_post_timestamp_seconds", _POSTED, health.heard)
            )


def _gauge(name: str, meaning: str, value: float) -> Metric:
    return GaugeMetricFamily(f"tanyapasal_telegram_{name}", meaning, value)


class CountedRequest(HTTPXRequest):
    """The client's requests, each of them counted."""

    def __init__(self, figures: TelegramFigures, **options: Any) -> None:
        super().__init__(**options)
        self._figures = figures

    async def do_request(self, url: str, *arguments: Any, **options: Any) -> tuple[int, bytes]:
        # The address holds the token; its last part alone is kept.
        method, status = url.rpartition("/")[2], None
        try:
            status, content = await super().do_request(url, *arguments, **options)
        finally:
            self._figures.requested(method, status)
        return status, content


def _result(status: int | None) -> str:
    if status is None or status >= 500:
        return "failed"
    if status == 429:
        return "limited"
    return "ok" if status < 400 else "refused"
