"""The order of the tests, and how many processes share them."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# Processes side by side compute on one core each; before the libraries that read it are loaded.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")
MOST_PROCESSES = 4  # each holds up to 2 GB once models are loaded
LONG = ("browser", "slow")
# How long one example takes depends on what else the machine does.
settings.register_profile("beside others", deadline=None)
settings.load_profile("beside others")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """``-n auto``: a process for each core that this one may use."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST_PROCESSES)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with long tests come first, so that no process is left alone with one at the end."""
    long = {item.path for item in items if any(item.get_closest_marker(name) for name in LONG)}
    items.sort(key=lambda item: item.path not in long)
