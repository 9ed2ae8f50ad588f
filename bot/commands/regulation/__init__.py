"""``tanyapasal regulation``: official texts, from a file to the corpus and back to the eye."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tanyapasal.bot.commands.batch import UsageError
from tanyapasal.bot.commands.regulation.mends import add_mends_arguments, mends_told
from tanyapasal.bot.commands.regulation.shown import shown
from tanyapasal.bot.commands.regulation.texts import added, judged, listed, parsed
from tanyapasal.bot.settings import Settings
from tanyapasal.index.corpus import Corpus, known_kinds, read_corpus
from tanyapasal.index.filing import checked, held, regulation_of, statements_about, with_file, write_official
from tanyapasal.index.law.places import Reference, RegulationId, parse_reference
from tanyapasal.index.parsing.wire import regulation_json
from tanyapasal.index.reading import read_file

_DONE, _NOT_FOUND = 0, 3


def add_arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The actions of ``regulation``."""
    actions = parser.add_subparsers(dest="action", required=True)
    parse = actions.add_parser("parse", parents=[common], help="apa yang terbaca dari satu berkas")
    add = actions.add_parser("add", parents=[common], help="masukkan naskah resmi ke korpus")
    for action in (parse, add):
        action.add_argument("file", type=Path, metavar="FILE", help="PDF, DOCX, HTML, Markdown, atau teks")
    parse.add_argument("--json", action="store_true")
    add.add_argument("--dry-run", action="store_true", help="periksa dan bandingkan saja, tanpa menulis")
    add.add_argument(
        "--id", metavar="ID", help="id peraturan bila naskah tidak menyebutnya, misalnya uu-20-2023"
    )
    actions.add_parser("list", parents=[common], help="semua peraturan di korpus")
    add_mends_arguments(
        actions.add_parser("mends", parents=[common], help="perbaikan teks OCR, dan membatalkannya")
    )
    show = actions.add_parser("show", parents=[common], help="teks resmi satu tempat")
    show.add_argument("ref", metavar="REF", help="misalnya uu-20-2023/pasal-47/ayat-2")
    show.add_argument(
        "--as-copied", action="store_true", help="seperti pada salinan, tanpa perbaikan teks OCR"
    )
    show.add_argument("--history", action="store_true", help="semua bunyi yang pernah berlaku")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Run one action; returns the exit code: 0 done, 3 not held."""
    match options.action:
        case "parse":
            return _parse(settings, options.file, options.json)
        case "add":
            return _add(settings, options.file, options.id, options.dry_run)
        case "list":
            print(listed(read_corpus(settings.corpus)))
            return _DONE
        case "mends":
            print("\n".join(mends_told(settings.corpus, options)))
            return _DONE
        case _:
            corpus = read_corpus(settings.corpus)
            return _show(corpus.as_copied if options.as_copied else corpus, options.ref, options.history)


def _parse(settings: Settings, file: Path, as_json: bool) -> int:
    read = read_file(file)
    kinds = known_kinds(settings.corpus)
    regulation = regulation_of(read, kinds)
    print(
        json.dumps(regulation_json(regulation), ensure_ascii=False)
        if as_json
        else parsed(regulation, read, kinds)
    )
    return _DONE


def _add(settings: Settings, path: Path, named: str | None, dry_run: bool) -> int:
    # faiss and the indexes are imported by this action alone
    from tanyapasal.index.build import build
    from tanyapasal.index.embedding.named import embedder_named
    from tanyapasal.index.passages.holdings import auditor_of

    corpus = read_corpus(settings.corpus)
    read = read_file(path)
    file = checked(read, corpus, RegulationId.parse(named) if named else None)
    before = held(corpus, file.id)
    print(added(file, before, corpus, read))
    if statements_about(corpus, file.id):
        embedder = embedder_named(settings.embedder)
        coming = with_file(corpus, file)
        print(judged(file, coming, auditor_of(coming, embedder)))
    if dry_run:
        print("Uji coba: tidak ada yang ditulis.")
        return _DONE
    target = write_official(settings.corpus, file)
    print(f"Ditulis: {target}")
    manifest, built = build(
        settings.corpus,
        settings.data,
        embedder_named(settings.embedder),
        progress=sys.stderr.isatty(),
        milvus=settings.milvus,
    )
    state = "dibangun" if built else "tidak berubah"
    print(f"Indeks {manifest.id} {state}: {manifest.passages} kutipan.", file=sys.stderr)
    return _DONE


def _show(corpus: Corpus, text: str, past: bool) -> int:
    ref = parse_reference(text)
    if not isinstance(ref, Reference):
        raise UsageError("'regulation show' menampilkan peraturan; tulis misalnya uu-20-2023/pasal-47")
    found = shown(corpus, ref, past)
    if found is None:
        print(
            f"tanyapasal: {corpus.kinds.label_of(ref)} tidak ada di teks resmi yang dimiliki.",
            file=sys.stderr,
        )
        return _NOT_FOUND
    print(found)
    return _DONE
