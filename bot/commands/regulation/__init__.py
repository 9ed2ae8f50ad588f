"""``tanyapasal regulation``: official texts, from a file to the corpus and back to the eye."""

from __future__ import annotations

import argparse
import json
import sys
from glob import has_magic
from pathlib import Path

from tanyapasal.bot.commands.batch import UsageError
from tanyapasal.bot.commands.regulation import many
from tanyapasal.bot.commands.regulation.mends import add_mends_arguments, mends_told
from tanyapasal.bot.commands.regulation.shown import shown
from tanyapasal.bot.commands.regulation.texts import added, judged, listed, parsed
from tanyapasal.bot.intake.entries import filed_entry
from tanyapasal.bot.intake.journal import Journal
from tanyapasal.bot.intake.listing import is_address
from tanyapasal.bot.settings import Settings
from tanyapasal.index.corpus import Corpus, known_kinds, read_corpus
from tanyapasal.index.errors import FilingError
from tanyapasal.index.filing import (
    checked,
    held,
    overwritten,
    regulation_of,
    statements_about,
    with_file,
    write_official,
)
from tanyapasal.index.law.places import Reference, RegulationId, parse_reference
from tanyapasal.index.parsing.wire import regulation_json
from tanyapasal.index.reading import read_file

_DONE, _NOT_FOUND = 0, 3


def add_arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The actions of ``regulation``."""
    actions = parser.add_subparsers(dest="action", required=True)
    parse = actions.add_parser("parse", parents=[common], help="apa yang terbaca dari satu berkas")
    add = actions.add_parser("add", parents=[common], help="masukkan naskah resmi ke korpus")
    parse.add_argument("file", type=Path, metavar="FILE", help="PDF, DOCX, HTML, Markdown, atau teks")
    add.add_argument(
        "sources",
        nargs="+",
        metavar="FILE|FOLDER|GLOB|URL",
        help="satu naskah atau banyak, juga halaman JDIH",
    )
    parse.add_argument("--json", action="store_true")
    add.add_argument(
        "--id", metavar="ID", help="id peraturan bila naskah tidak menyebutnya, misalnya uu-20-2023"
    )
    fetch = actions.add_parser("fetch", parents=[common], help="ambil naskah dari alamat resminya")
    fetch.add_argument("ids", nargs="+", metavar="ID", help="misalnya uu-20-2023")
    check = actions.add_parser("check", parents=[common], help="seberapa pasti naskah di korpus terbaca")
    check.add_argument("ids", nargs="*", metavar="ID", help="hanya peraturan ini")
    check.add_argument("--json", action="store_true")
    check.add_argument("--report", type=Path, metavar="DIR", help="laporan HTML dan JSON ke folder ini")
    for action in (add, fetch):
        many.add_options(action)
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
            alone = _alone(options)
            return _add(settings, alone, options) if alone else many.add(settings, options)
        case "fetch":
            return many.fetch(settings, options)
        case "check":
            return many.check(settings, options)
        case "list":
            print(listed(read_corpus(settings.corpus)))
            return _DONE
        case "mends":
            print("\n".join(mends_told(settings.corpus, settings.data, options)))
            return _DONE
        case _:
            corpus = read_corpus(settings.corpus)
            return _show(corpus.as_copied if options.as_copied else corpus, options.ref, options.history)


def _parse(settings: Settings, file: Path, as_json: bool) -> int:
    read = read_file(file, progress=sys.stderr.isatty())
    kinds = known_kinds(settings.corpus)
    regulation = regulation_of(read, kinds)
    print(
        json.dumps(regulation_json(regulation), ensure_ascii=False)
        if as_json
        else parsed(regulation, read, kinds)
    )
    return _DONE


def _alone(options: argparse.Namespace) -> Path | None:
    """The file, if one alone is added without a report: all of its changes are then told."""
    path = Path(options.sources[0])
    many_meant = len(options.sources) > 1 or options.report is not None or is_address(options.sources[0])
    if many_meant or path.is_dir() or (not path.exists() and has_magic(options.sources[0])):
        return None
    return path


def _add(settings: Settings, path: Path, options: argparse.Namespace) -> int:
    # what reads passages is imported by this action alone
    from tanyapasal.index.embedding.named import embedder_named
    from tanyapasal.index.passages.holdings import auditor_of

    corpus = read_corpus(settings.corpus, may_be_empty=True)
    read = read_file(path, progress=sys.stderr.isatty())
    file = checked(read, corpus, RegulationId.parse(options.id) if options.id else None, path.name)
    before = held(corpus, file.id)
    other = "" if options.replace else overwritten(file, before)
    if other and not options.dry_run:
        raise FilingError(other)
    print(added(file, before, corpus, read))
    if statements_about(corpus, file.id):
        embedder = embedder_named(settings.embedder)
        coming = with_file(corpus, file)
        print(judged(file, coming, auditor_of(coming, embedder)))
    if other:
        print(f"Peringatan: {other}.")
    if options.dry_run:
        print("Uji coba: tidak ada yang ditulis.")
        return _DONE
    with Journal(settings.data, settings.corpus) as journal:
        journal.filing()
        target = write_official(settings.corpus, file)
        journal.keep_file(path, filed_entry(str(path), file, read, corpus.kinds), target)
    print(f"Ditulis: {target}")
    many.rebuild(settings)
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
