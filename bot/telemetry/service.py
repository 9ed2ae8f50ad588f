"""What is measured of the process and its folder at the moment that somebody asks."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Metric, ProcessCollector
from prometheus_client.metrics_core import GaugeMetricFamily, InfoMetricFamily
from prometheus_client.registry import Collector

from tanyapasal.bot.assistant import Loading

_LEVELS = ("WARNING", "ERROR", "CRITICAL")


class ServiceFigures(Collector):
    """Version, index, room on the disk, lines of the log by level, memory and processor of this process."""

    def __init__(self, loading: Loading, data: Path) -> None:
        self._loading, self._data = loading, data
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        lines = Counter(
            "tanyapasal_log_lines", "Lines of the log from warnings up.", ("level",), registry=self._registry
        )
        self._counting = _Counting({level: lines.labels(level) for level in _LEVELS})

    def count_lines(self) -> None:
        """Count what is logged from now on."""
        logging.getLogger().addHandler(self._counting)

    def collect(self) -> Iterable[Metric]:
        yield from self._registry.collect()
        yield InfoMetricFamily(
            "tanyapasal_build", "The program that runs.", value={"version": version("tanyapasal")}
        )
        yield from self._of_index()
        if (free := _free(self._data)) is not None:
            yield GaugeMetricFamily(
                "tanyapasal_data_free_bytes", "Free bytes of the data folder's disk.", free[0]
            )
            yield GaugeMetricFamily("tanyapasal_data_size_bytes", "Bytes of the data folder's disk.", free[1])

    def _of_index(self) -> Iterable[Metric]:
        ready = self._loading.state == "ready"
        yield GaugeMetricFamily("tanyapasal_ready", "1 if questions are answered.", float(ready))
        yield GaugeMetricFamily(
            "tanyapasal_snapshot_refused",
            "1 if the index on disk cannot be used, and the one before answers, or none.",
            float(self._loading.failure is not None),
        )
        if (since := self._loading.served_since) is not None:
            yield GaugeMetricFamily(
                "tanyapasal_snapshot_timestamp_seconds",
                "When the index that answers was put in use, in seconds since 1970; its age is time() less this.",
                since,
            )


class _Counting(logging.Handler):
    def __init__(self, counters: dict[str, Counter]) -> None:
        super().__init__(logging.WARNING)
        self._counters = counters

    def emit(self, record: logging.LogRecord) -> None:
        if (counter := self._counters.get(record.levelname)) is not None:
            counter.inc()


def _free(folder: Path) -> tuple[int, int] | None:
    try:
        usage = shutil.disk_usage(folder)
    except OSError:
        return None
    return usage.free, usage.total
