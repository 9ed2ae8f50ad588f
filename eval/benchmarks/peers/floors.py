"""The least that must hold beside each peer, by the name of the BEIR folder: what was measured, with some room."""

from __future__ import annotations

from tanyapasal.eval.benchmarks.peers.environments import OURS, SEARCH
from tanyapasal.eval.benchmarks.peers.results import Floor

FLOORS: dict[str, tuple[Floor, ...]] = {
    "pasal": (
        *(
            Floor(ours, peer, key, ratio)
            for ours in (OURS, SEARCH)
            for peer in ("txtai", "LangChain", "LlamaIndex", "Haystack")
            for key, ratio in (("recall@1", 1.4), ("recall@5", 1.25))
        ),
        Floor(SEARCH, "txtai", "p50_cpu_ms", 2.0),
        Floor(SEARCH, "LangChain", "p50_cpu_ms", 0.75),
        Floor(SEARCH, "LlamaIndex", "p50_cpu_ms", 1.8),
        Floor(SEARCH, "Haystack", "p50_cpu_ms", 0.15),
        Floor(SEARCH, "txtai", "open_cpu_s", 1.5),
        Floor(SEARCH, "txtai", "memory_mb", 1.7),
        Floor(OURS, "txtai", "install_mb", 0.5),
    )
}
