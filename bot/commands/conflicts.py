"""``tanyapasal conflicts``: places about which the sources disagree, both quotes side by side."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from tanyapasal.bot.auditing.report import marked
from tanyapasal.bot.pages import page
from tanyapasal.bot.settings import Settings
from tanyapasal.index.passages.conflicts import KIND_LABELS, Conflict, Side


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``conflicts``."""
    parser.add_argument("--html", action="store_true", help="hasil sebagai halaman HTML")
    parser.add_argument("--json", action="store_true", help="hasil sebagai JSON")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """List the conflicts of the corpus; always 0: what is found is for people to settle."""
    from tanyapasal.index.corpus import read_corpus
    from tanyapasal.index.language.field import Field
    from tanyapasal.index.passages.conflicts import find_conflicts
    from tanyapasal.index.passages.holdings import auditor_of
    from tanyapasal.index.passages.of_corpus import cards_of, passages_of

    corpus = read_corpus(settings.corpus)
    field = Field(corpus)
    auditor = auditor_of(corpus, None) if corpus.official else None
    conflicts = find_conflicts(passages_of(corpus, auditor), cards_of(corpus), corpus.kinds, field)
    if options.json:
        print(json.dumps({"conflicts": [_row(c) for c in conflicts]}, ensure_ascii=False))
    else:
        sys.stdout.write(as_html(conflicts) if options.html else as_text(conflicts))
    return 0


def as_text(conflicts: Sequence[Conflict]) -> str:
    """For a terminal."""
    lines = [f"{len(conflicts)} perbedaan antarsumber.", ""]
    for conflict in conflicts:
        lines.append(f"[{KIND_LABELS[conflict.kind]}] {conflict.note}")
        lines += [
            f"  {side.label} ({side.document}): {side.quote}" for side in (conflict.left, conflict.right)
        ]
    return "\n".join(lines) + "\n"


def as_html(conflicts: Sequence[Conflict]) -> str:
    """One printable page, grouped by kind; everything escaped."""
    groups = [
        {
            "label": label,
            "conflicts": [
                {"note": c.note, "sides": [_shown(c.left), _shown(c.right)]}
                for c in conflicts
                if c.kind == kind
            ],
        }
        for kind, label in KIND_LABELS.items()
    ]
    return page("conflicts.html", count=len(conflicts), groups=[g for g in groups if g["conflicts"]])


def _shown(side: Side) -> dict[str, object]:
    return {"label": side.label, "document": side.document, "quote": marked(side.quote, side.marks)}


def _row(conflict: Conflict) -> dict[str, object]:
    return {
        "kind": conflict.kind,
        "note": conflict.note,
        "sides": [
            {"label": side.label, "document": side.document, "quote": side.quote}
            for side in (conflict.left, conflict.right)
        ],
    }
