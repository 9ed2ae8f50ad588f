"""What is measured of the talk with Telegram."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Metric
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.registry import Collector
from telegram.request import HTTPXRequest

POLL = "getUpdates"


class TelegramFigures(Collector):
    """Requests by method and result, messages in hand, when Telegram last answered a look for new ones."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "tanyapasal_telegram_requests",
            "Requests to Telegram by method and result: ok, limited (429), refused (other 4xx), failed (5xx, network).",
            ("method", "result"),
            registry=self._registry,
        )
        self._polled: float | None = None
        self.in_hand: Callable[[], int] = lambda: 0

    def requested(self, method: str, status: int | None) -> None:
        """Count one request; ``status``: of HTTP, None if the network failed."""
        self._requests.labels(method, _result(status)).inc()
        if method == POLL and status == 200:
            self._polled = time.time()

    def collect(self) -> Iterable[Metric]:
        yield from self._registry.collect()
        yield GaugeMetricFamily(
            "tanyapasal_telegram_updates_in_hand",
            "Messages that were taken and are not finished.",
            self.in_hand(),
        )
        if self._polled is not None:
            yield GaugeMetricFamily(
                "tanyapasal_telegram_last_poll_timestamp_seconds",
                "When Telegram last answered a look for new messages; missing with a webhook.",
                self._polled,
            )


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
