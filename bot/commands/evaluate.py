"""``tanyapasal eval``: the project's own questions, and retrieval on BEIR folders.

The package ``eval`` is imported when the command runs, never by the product itself.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tanyapasal.bot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``eval``."""
    parser.add_argument(
        "--questions",
        type=Path,
        action="append",
        metavar="F.jsonl",
        help="berkas pertanyaan (bawaan: semua di eval/questions selain blind…)",
    )
    parser.add_argument(
        "--risk",
        type=float,
        metavar="R",
        help="tampilkan risiko dan cakupan, dan ambang agar jawaban salah paling banyak R (misalnya 0.05)",
    )
    parser.add_argument("--failures", action="store_true", help="tampilkan pertanyaan yang gagal")
    parser.add_argument(
        "--report", type=Path, metavar="DIR", help="tulis laporan HTML bergambar ke folder ini"
    )
    parser.add_argument(
        "--baseline", type=Path, metavar="F.json", help="pembanding (bawaan: eval/baseline.json)"
    )
    parser.add_argument(
        "--write-baseline", action="store_true", help="jadikan hasil ini pembanding yang baru"
    )
    parser.add_argument(
        "--official",
        type=Path,
        metavar="DIR",
        help="folder naskah resmi, ditambahkan ke korpus untuk himpunan pertanyaan official…",
    )
    parser.add_argument("--beir", type=Path, metavar="DIR", help="ukur penelusuran pada folder BEIR")
    parser.add_argument("--run", type=Path, metavar="OUT.trec", help="tulis urutan hasil --beir")
    parser.add_argument(
        "--gold-removed",
        action="store_true",
        help="dengan --beir: ukur juga keyakinan bila dokumen yang menjawab dikeluarkan",
    )
    parser.add_argument("--json", action="store_true")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Run the command; 0 when it measured, whatever the result."""
    return _beir(settings, options) if options.beir else _questions(settings, options)


def _questions(settings: Settings, options: argparse.Namespace) -> int:
    from tanyapasal.bot.bootstrap import load_assistant
    from tanyapasal.bot.channels.rendering import in_full
    from tanyapasal.eval.baseline import PATH, compare, read_baseline, write_baseline
    from tanyapasal.eval.judging import evaluate
    from tanyapasal.eval.questions import question_files, read_questions
    from tanyapasal.eval.reporting.report import reports_of
    from tanyapasal.eval.reporting.summary import as_json, as_text

    questions = read_questions(options.questions or question_files())
    own = [q for q in questions if not q.official]
    official = [q for q in questions if q.official]
    judgements = evaluate(load_assistant(settings), own, in_full) if own else ()
    if official and options.official is not None:
        from tanyapasal.eval.official import assistant_with

        assistant = assistant_with(options.official, settings, sys.stderr.isatty())
        judgements += evaluate(assistant, official, in_full)
    elif official:
        names = ", ".join(sorted({q.set for q in official}))
        print(f"Dilewati tanpa --official DIR: {names}.", file=sys.stderr)
    reports = reports_of(judgements)
    path = options.baseline or PATH
    model = f"{settings.embedder}+reader" if settings.reader else settings.embedder
    sets = read_baseline(path, model)
    comparisons = [compare(report, sets) for report in reports]
    print(
        as_json(reports, comparisons)
        if options.json
        else as_text(reports, comparisons, failures=options.failures)
    )
    if options.risk is not None:
        from tanyapasal.eval.risk import as_lines

        print("\n".join(as_lines(judgements, options.risk)), file=sys.stderr if options.json else sys.stdout)
    if options.report is not None:
        from tanyapasal.eval.reporting.page import page, write_page

        about = (f"Model {model}, {len(judgements)} pertanyaan, pembanding {path}.",)
        print(write_page(options.report, page(reports, comparisons, sets, about)), file=sys.stderr)
    if options.write_baseline:
        write_baseline(path, model, reports)
        print(f"Pembanding ditulis: {path}", file=sys.stderr)
    return 0


def _beir(settings: Settings, options: argparse.Namespace) -> int:
    from tanyapasal.eval.beir import run as measure
    from tanyapasal.index.embedding.named import embedder_named
    from tanyapasal.index.judging.reader import PackagedReader
    from tanyapasal.index.search.reranking import reranker_named
    from tanyapasal.index.search.snapshot import load

    embedder = embedder_named(settings.embedder)
    language = load(settings.data, embedder.id, embedder.dimension, settings.milvus).knowledge
    found = measure(
        options.beir,
        settings.data,
        embedder,
        language,
        sys.stderr.isatty(),
        options.run,
        options.gold_removed,
        reranker_named(settings.reranker),
        PackagedReader() if settings.reader else None,
    )
    if options.json:
        print(json.dumps({"metrics": found}))
    else:
        for name, value in found.items():
            print(f"{name:18} {value:.3f}" if isinstance(value, float) else f"{name:18} {value}")
    return 0
