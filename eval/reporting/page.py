"""The report as one self-contained HTML page, in Bahasa Indonesia."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from tanyapasal.eval.baseline import Comparison, Sets
from tanyapasal.eval.reporting import plots
from tanyapasal.eval.reporting.intervals import Share
from tanyapasal.eval.reporting.report import Report

_TEMPLATE = Path(__file__).parent / "templates" / "report.html"
_NAMES = {
    "hit@1": "rujukan benar dikutip pertama",
    "hit@3": "rujukan benar di antara tiga kutipan pertama",
    "refusal_precision": "penolakan yang tepat, dari semua penolakan",
    "refusal_recall": "yang ditolak, dari semua yang harus ditolak",
    "answerable_kept": "yang tidak ditolak, dari semua yang dapat dijawab",
    "right pasal": "pasal benar",
    "right ayat": "pasal dan ayat benar",
    "right huruf": "pasal, ayat, dan huruf benar",
    "sibling hit": "pasal benar, ayat lain",
    "coarser hit": "pasal benar, tanpa ayat",
}


def page(
    reports: Sequence[Report], comparisons: Sequence[Comparison | None], sets: Sets, about: Sequence[str]
) -> str:
    """The whole page; ``about``: lines that say what was measured. Raises PlotsError without matplotlib."""
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["percent"] = lambda value: f"{value * 100:.1f}".replace(".", ",") + " %"
    environment.filters["comma"] = lambda value, digits=1: f"{value:.{digits}f}".replace(".", ",")
    sections = [
        {
            "report": report,
            "comparison": comparison,
            "plots": _plots(report, comparison, sets),
            "shares": [
                (_NAMES[name], found)
                for name, found in (*report.summary().items(), *report.granularity().items())
                if found.count
            ],
        }
        for report, comparison in zip(reports, comparisons, strict=True)
    ]
    template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
    return template.render(sections=sections, about=about)


def write_page(folder: Path, html: str) -> Path:
    """Write ``index.html`` into a folder, made if needed; returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "index.html"
    path.write_text(html, encoding="utf-8")
    return path


def _plots(report: Report, comparison: Comparison | None, sets: Sets) -> list[tuple[str, Markup]]:
    before: dict[str, Share] = {name: o.share for name, o in sets.get(report.name, {}).items()}
    found = [("Menurut jenis pertanyaan", plots.category_bars(report.categories(), before))]
    if report.risk_coverage():
        found += [
            ("Risiko dan cakupan", plots.risk_coverage(report.risk_coverage())),
            ("Keyakinan dan kenyataan", plots.reliability(report.reliability())),
        ]
    found.append(("Waktu jawab", plots.latency(report.latencies())))
    if comparison is not None and (comparison.gained or comparison.lost):
        found.append(("Bertambah dan hilang", plots.gained_and_lost(_changes(report, comparison))))
    # matplotlib escapes what it writes, and all of it comes from our own files.
    return [(title, Markup(svg)) for title, svg in found]


def _changes(report: Report, comparison: Comparison) -> dict[str, tuple[int, int]]:
    category = {j.question.id: j.question.category for j in report.judgements}
    gained = Counter(category[i] for i in comparison.gained)
    lost = Counter(category[i] for i in comparison.lost)
    return {name: (gained[name], lost[name]) for name in sorted({*gained, *lost})}
