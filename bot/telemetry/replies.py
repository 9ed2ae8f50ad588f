"""What is measured of every reply, whatever the channel: kind, confidence, seconds."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import date

from prometheus_client import CollectorRegistry, Histogram, Metric
from prometheus_client.registry import Collector

from tanyapasal.bot.assistant import Assistant, Relaying
from tanyapasal.bot.reply import Reply, kind_of

_CONFIDENCE = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.55, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class ReplyFigures(Collector):
    """Counted by ``MeasuredAssistant``, told by /metrics. Thread-safe."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._confidence = Histogram(
            "tanyapasal_reply_confidence",
            "Confidence of replies of all channels by kind; the count of not_found are the refusals.",
            ("kind",),
            buckets=_CONFIDENCE,
            registry=self._registry,
        )
        self._seconds = Histogram(
            "tanyapasal_reply_seconds",
            "Time to find and say a reply, without the queue and the network.",
            buckets=_SECONDS,
            registry=self._registry,
        )

    def replied(self, reply: Reply, seconds: float) -> None:
        """Count one reply."""
        self._confidence.labels(kind_of(reply)).observe(reply.head.confidence)
        self._seconds.observe(seconds)

    def collect(self) -> Iterable[Metric]:
        return self._registry.collect()


class MeasuredAssistant(Relaying):
    """Answers like the assistant it wraps and measures each reply."""

    def __init__(self, assistant: Assistant, figures: ReplyFigures) -> None:
        super().__init__(assistant)
        self._figures = figures

    def reply(self, question: str, conversation_id: str | None = None, as_of: date | None = None) -> Reply:
        began = time.perf_counter()
        reply = self._assistant.reply(question, conversation_id, as_of)
        self._figures.replied(reply, time.perf_counter() - began)
        return reply
