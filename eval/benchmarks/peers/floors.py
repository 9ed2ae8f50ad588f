"""The least that must hold beside each peer, by the name of the BEIR folder; set a little below what was measured."""

from __future__ import annotations

from tanyapasal.eval.benchmarks.peers.results import Floor

FLOORS: dict[str, tuple[Floor, ...]] = {}
