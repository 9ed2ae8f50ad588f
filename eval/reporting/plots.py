"""The report's plots as SVG texts. The one door to matplotlib, which is loaded when a plot is drawn.

It is part of the optional dependencies ``eval`` (and ``dev``); without it PlotsError says what to install.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tanyapasal.eval.reporting.intervals import Share
from tanyapasal.eval.reporting.report import Bin
from tanyapasal.index.errors import TanyaPasalError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_BLUE, _GREY, _RED, _GREEN = "#1f5fa8", "#9aa4b2", "#b3372f", "#2c7a4b"


class PlotsError(TanyaPasalError):
    """matplotlib is not installed."""


def category_bars(categories: Mapping[str, Share], before: Mapping[str, Share]) -> str:
    """A bar for each category with its interval; a mark where the baseline stood."""
    figure, axes = _canvas(7.2, 0.42 * len(categories) + 0.9)
    for row, (name, found) in enumerate(reversed(list(categories.items()))):
        low, high = found.interval
        axes.barh(row, found.value, color=_BLUE, height=0.62)
        axes.plot([low, high], [row, row], color="black", linewidth=1.1)
        if name in before:
            axes.plot([before[name].value], [row], marker="D", color=_RED, markersize=5, linestyle="none")
    axes.set_yticks(
        range(len(categories)), [f"{n} ({s.count})" for n, s in reversed(list(categories.items()))]
    )
    axes.set_xlim(0, 1)
    axes.set_xlabel(
        "bagian yang benar, dengan selang 95 %" + ("; belah ketupat: pembanding" if before else "")
    )
    return _svg(figure)


def risk_coverage(curve: Sequence[tuple[float, float]]) -> str:
    """Risk against coverage."""
    figure, axes = _canvas(5.2, 3.4)
    axes.plot([c for c, _ in curve], [r for _, r in curve], color=_BLUE)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, max([0.2, *(r for _, r in curve)]) * 1.05)
    axes.set_xlabel("cakupan, yang paling yakin dahulu")
    axes.set_ylabel("risiko: bagian yang salah")
    return _svg(figure)


def reliability(bins: Sequence[Bin]) -> str:
    """How often what was said with a confidence is right."""
    figure, axes = _canvas(4.2, 3.8)
    axes.plot([0, 1], [0, 1], color=_GREY, linestyle="--", linewidth=1)
    for found in bins:
        low, high = found.right.interval
        axes.plot([found.confidence] * 2, [low, high], color=_BLUE, linewidth=1)
        axes.annotate(
            str(found.right.count),
            (found.confidence, found.right.value),
            xytext=(5, -9),
            textcoords="offset points",
            fontsize=7,
        )
    axes.plot([b.confidence for b in bins], [b.right.value for b in bins], "o-", color=_BLUE, markersize=4)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.set_xlabel("keyakinan yang disebut")
    axes.set_ylabel("bagian yang benar")
    return _svg(figure)


def latency(milliseconds: Sequence[float]) -> str:
    """Milliseconds per question."""
    figure, axes = _canvas(5.2, 3.0)
    axes.hist(list(milliseconds), bins=40, color=_BLUE)
    axes.set_xlabel("milidetik per pertanyaan")
    axes.set_ylabel("banyaknya")
    return _svg(figure)


def gained_and_lost(changes: Mapping[str, tuple[int, int]]) -> str:
    """Questions gained and lost in each category."""
    figure, axes = _canvas(7.2, 0.42 * len(changes) + 0.9)
    rows = list(reversed(list(changes.items())))
    axes.barh(range(len(rows)), [gained for _, (gained, _) in rows], color=_GREEN, height=0.62)
    axes.barh(range(len(rows)), [-lost for _, (_, lost) in rows], color=_RED, height=0.62)
    axes.axvline(0, color="black", linewidth=0.8)
    axes.set_yticks(range(len(rows)), [name for name, _ in rows])
    most = max((max(pair) for pair in changes.values()), default=1)
    axes.set_xlim(-most - 1, most + 1)
    axes.set_xlabel("hilang (kiri) dan bertambah (kanan)")
    return _svg(figure)


def speed_and_recall(points: Mapping[str, tuple[float, float]]) -> str:
    """Libraries by what a question costs (milliseconds of the processor) and how often the first document is right."""
    figure, axes = _canvas(7.2, 3.8)
    for number, (name, (milliseconds, recall)) in enumerate(points.items()):
        axes.plot([milliseconds], [recall], "o", color=_BLUE if name.startswith("TanyaPasal") else _GREY)
        # Neighbours' names above and below by turns, so that they do not lie on each other.
        axes.annotate(
            name, (milliseconds, recall), xytext=(6, 5 if number % 2 else -10), textcoords="offset points"
        )
    axes.set_xscale("log")
    axes.margins(x=0.25, y=0.15)
    axes.set_xlabel("a question, processor, p50 ms (fewer is better)")
    axes.set_ylabel("R@1")
    return _svg(figure)


def _canvas(width: float, height: float) -> tuple[Figure, Axes]:
    try:
        # Without pyplot: no global state, no window system.
        from matplotlib.figure import Figure
    except ImportError as error:
        raise PlotsError(
            "Laporan bergambar memerlukan matplotlib; pasang dengan: pip install 'tanyapasal[eval]'"
        ) from error
    figure = Figure(figsize=(width, height), layout="constrained")
    axes: Axes = figure.subplots()
    axes.grid(axis="both", color="#e3e6ea", linewidth=0.6)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    return figure, axes


def _svg(figure: Figure) -> str:
    import matplotlib

    out = io.StringIO()
    # Letters stay letters (they can be searched and read aloud); ids are the same in every run.
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "tanyapasal"}):
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    text = out.getvalue()
    return text[text.index("<svg") :]
