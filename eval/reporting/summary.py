"""Reports as plain text for a terminal and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from tanyapasal.eval.baseline import Comparison
from tanyapasal.eval.reporting.intervals import Share, bootstrap_median
from tanyapasal.eval.reporting.report import Report


def as_text(
    reports: Sequence[Report], comparisons: Sequence[Comparison | None], failures: bool = False
) -> str:
    """All sets, each with categories, references, refusal, calibration, latency, failures, gained and lost."""
    return "\n\n".join(
        "\n".join(_set_lines(report, comparison, failures))
        for report, comparison in zip(reports, comparisons, strict=True)
    )


def as_json(reports: Sequence[Report], comparisons: Sequence[Comparison | None]) -> str:
    """One object: ``{"sets": {name: {…}}}``; a share is ``{"right", "count", "value", "interval"}``."""
    sets = {r.name: _set_object(r, c) for r, c in zip(reports, comparisons, strict=True)}
    return json.dumps({"sets": sets}, ensure_ascii=False)


def _set_lines(report: Report, comparison: Comparison | None, failures: bool) -> list[str]:
    lines = [f"== {report.name}" + (" (blind: totals only)" if report.blind else "")]
    lines += [_line(name, found) for name, found in report.categories().items()]
    lines += [_line("total", report.total()), ""]
    lines += [_line(name, found) for name, found in report.summary().items()]
    lines += [_line(name, found) for name, found in report.granularity().items() if found.count]
    low, high = bootstrap_median(report.latencies())
    lines += [
        f"{'risk, mean':20} {report.area_under_risk():.3f}   (wrong among the most confident, over all coverages)",
        f"{'calibration error':20} {report.calibration_error():.3f}",
        f"{'ms per question':20} p50 {report.percentile(50):.1f} [{low:.1f}, {high:.1f}]  p95 {report.percentile(95):.1f}",
    ]
    lines += _failure_lines(report, failures)
    if comparison is not None:
        lines += _comparison_lines(report, comparison)
    return lines


def _line(name: str, found: Share) -> str:
    low, high = found.interval
    return f"{name:20} {found.right:4}/{found.count:<4} {found.value:6.1%}  [{low:.1%}, {high:.1%}]"


def _failure_lines(report: Report, failures: bool) -> list[str]:
    failed = report.failed()
    if not failed:
        return []
    if not failures:
        return ["", f"failed ({len(failed)}): " + " ".join(j.question.id for j in failed)]
    return ["", f"failed ({len(failed)}):"] + [
        f"  {j.question.id} [{j.kind}, {j.confidence:.2f}] {' → '.join(j.question.turns)}"
        f" | cited {', '.join(j.cited[:2]) or '-'} | expected {', '.join(j.question.refs[:2]) or j.question.kind}"
        for j in failed
    ]


def _comparison_lines(report: Report, found: Comparison) -> list[str]:
    lines = [""]
    if not report.blind and found.p is not None:
        lines += [
            f"against the baseline, {found.asked} questions: gained {len(found.gained)}, lost {len(found.lost)},"
            f" McNemar p = {found.p:.3f}",
            *(f"  gained {i}" for i in found.gained),
            *(f"  lost   {i}" for i in found.lost),
        ]
    for category, now, before in found.fallen:
        low, high = before.interval
        lines.append(
            f"fallen: {category} {now.value:.1%}, baseline {before.value:.1%} [{low:.1%}, {high:.1%}]"
        )
    return lines if len(lines) > 1 else ["", "against the baseline: no category has fallen"]


def _set_object(report: Report, comparison: Comparison | None) -> dict[str, object]:
    found: dict[str, object] = {
        "blind": report.blind,
        "categories": {name: _share(s) for name, s in report.categories().items()},
        "total": _share(report.total()),
        "summary": {name: _share(s) for name, s in report.summary().items()},
        "granularity": {name: _share(s) for name, s in report.granularity().items()},
        "risk_mean": report.area_under_risk(),
        "calibration_error": report.calibration_error(),
        "ms_p50": report.percentile(50),
        "ms_p95": report.percentile(95),
        "failed": [j.question.id for j in report.failed()],
    }
    if comparison is not None:
        found["baseline"] = {
            "asked": comparison.asked,
            "gained": list(comparison.gained),
            "lost": list(comparison.lost),
            "p": comparison.p,
            "fallen": [category for category, _, _ in comparison.fallen],
        }
    return found


def _share(found: Share) -> dict[str, object]:
    return {"right": found.right, "count": found.count, "value": found.value, "interval": found.interval}
