"""What came of many texts, as a page and as JSON: first what a person should look at."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tanyapasal.bot.intake.entries import IN_CORPUS, Entry
from tanyapasal.bot.intake.progress import said
from tanyapasal.bot.pages import page

_MOST_TOLD = 20
_GROUPS = (
    ("failed", "Tidak masuk"),
    ("doubtful", "Ada yang mungkin hilang atau salah tempat"),
    ("look", "Perlu dilihat sekilas"),
    ("sure", "Terbaca utuh"),
    ("beside", "Tidak diambil"),
)


def ordered(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, first those that a person should look at."""
    return sorted(entries, key=lambda entry: entry.urgency)


def summary_of(entries: Sequence[Entry]) -> dict[str, int]:
    """Counts: texts of every outcome, of every certainty, pasal found and missing, texts and pages read from pictures."""
    found = [e.findings for e in entries if e.findings and e.outcome in IN_CORPUS]
    outcomes = Counter(e.outcome for e in entries)
    certainties = Counter(f.certainty for f in found)
    return {
        "texts": len(entries),
        "in_corpus": sum(outcomes[o] for o in IN_CORPUS),
        **{o: outcomes[o] for o in ("filed", "replaced", "unchanged", "copy", "clash", "skipped", "failed")},
        **{c: certainties[c] for c in ("sure", "look", "doubtful")},
        "pasal": sum(f.pasal for f in found),
        "missing_pasal": sum(f.gaps for f in found),
        "recognised": sum(f.recognised for f in found),
        "recognised_pages": sum(f.pages for f in found),
    }


def as_json(entries: Sequence[Entry]) -> str:
    """``{"summary": …, "texts": [entry, …]}``, first what a person should look at."""
    rows = [entry.as_json() for entry in ordered(entries)]
    return json.dumps({"summary": summary_of(entries), "texts": rows}, ensure_ascii=False, indent=1) + "\n"


def as_html(entries: Sequence[Entry], title: str) -> str:
    """One printable page without script; everything escaped."""
    groups = [
        {"key": key, "label": label, "rows": [_row(e) for e in ordered(entries) if _group(e) == key]}
        for key, label in _GROUPS
    ]
    return page("intake.html", title=title, summary=told(entries), groups=[g for g in groups if g["rows"]])


def told(entries: Sequence[Entry]) -> str:
    """The counts in one line."""
    counts = summary_of(entries)
    parts = [f"{counts['texts']} naskah: {counts['in_corpus']} di korpus ({counts['pasal']} pasal)"]
    named = (
        ("missing_pasal", "pasal hilang"),
        ("failed", "gagal"),
        ("clash", "berbeda dengan naskah lain dari peraturan yang sama"),
        ("copy", "salinan"),
        ("skipped", "dilewati"),
        ("doubtful", "perlu diperiksa"),
        ("look", "perlu dilihat sekilas"),
        ("recognised", "hasil pindai"),
    )
    return ", ".join([*parts, *(f"{counts[key]} {name}" for key, name in named if counts[key])]) + "."


def as_text(entries: Sequence[Entry]) -> str:
    """For a terminal: the counts, then the first that a person should look at."""
    wanted = [e for e in ordered(entries) if _group(e) in ("failed", "doubtful")]
    lines = [told(entries)]
    if wanted:
        lines += ["", "Periksa dahulu:"]
    for entry in wanted[:_MOST_TOLD]:
        lines.append(f"  {entry.source}: {said(entry)}")
        lines += [f"    {note.message}" for note in entry.findings.noted[:1]] if entry.findings else []
    if len(wanted) > _MOST_TOLD:
        lines.append(f"  … dan {len(wanted) - _MOST_TOLD} lagi; semuanya ada di laporan (--report DIR)")
    return "\n".join(lines)


def write(folder: Path, entries: Sequence[Entry], title: str) -> None:
    """Write ``laporan.html`` and ``laporan.json`` into a folder, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "laporan.html").write_text(as_html(entries, title), encoding="utf-8")
    (folder / "laporan.json").write_text(as_json(entries), encoding="utf-8")


def _group(entry: Entry) -> str:
    if entry.is_amiss:
        return "failed"
    if entry.findings is None or entry.outcome not in IN_CORPUS:
        return "beside"
    return entry.findings.certainty


def _row(entry: Entry) -> dict[str, object]:
    found = entry.findings
    return {
        "source": entry.source,
        "link": entry.source if entry.source.startswith(("https://", "http://")) else "",
        "label": f"{entry.label} tentang {entry.title}" if entry.title else entry.label,
        "message": said(entry),
        "found": f"{found.found:.1%}".replace(".", ",") if found and found.pasal else "",
        "recognised": found.recognised if found else False,
        "pages": found.pages if found else 0,
        "noted": [_line(n.line, n.message) for n in found.noted] if found else [],
        "more": found.losses + found.looks - len(found.noted) if found else 0,
    }


def _line(line: int, message: str) -> str:
    return f"baris {line}: {message}" if line else message
