"""``tanyapasal regulation add`` of many, ``fetch`` and ``check``: what is read of each, and a report."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from tanyapasal.bot.commands.batch import UsageError
from tanyapasal.bot.commands.exits import ANSWERED, PARTLY
from tanyapasal.bot.errors import IntakeError
from tanyapasal.bot.intake import report
from tanyapasal.bot.intake.adding import Adding
from tanyapasal.bot.intake.addresses import Reach
from tanyapasal.bot.intake.checking import held_entries
from tanyapasal.bot.intake.downloading import Web
from tanyapasal.bot.intake.entries import IN_CORPUS, Entry
from tanyapasal.bot.intake.journal import FILE, Journal
from tanyapasal.bot.intake.listing import listed
from tanyapasal.bot.intake.progress import Progress
from tanyapasal.bot.intake.reading import Reader
from tanyapasal.bot.settings import Settings
from tanyapasal.index.corpus import read_corpus
from tanyapasal.index.corpus.sources import read_sources
from tanyapasal.index.law.places import RegulationId

_REACH = Reach()


def add_options(action: argparse.ArgumentParser) -> None:
    """What every action that adds many has: a report, what was read before, how far downloads go."""
    action.add_argument("--report", type=Path, metavar="DIR", help="laporan HTML dan JSON ke folder ini")
    action.add_argument("--dry-run", action="store_true", help="periksa dan bandingkan saja, tanpa menulis")
    action.add_argument("--again", action="store_true", help="baca lagi juga yang sudah dibaca")
    action.add_argument(
        "--replace", action="store_true", help="ganti teks yang dimiliki, juga bila judulnya lain"
    )
    action.add_argument("--allow-http", action="store_true", help="buka juga alamat http")
    action.add_argument("--allow-private", action="store_true", help="buka juga alamat jaringan sendiri")
    action.add_argument(
        "--megabytes", type=_positive, default=_REACH.megabytes, help="besar satu unduhan paling banyak"
    )
    action.add_argument(
        "--seconds", type=_positive, default=_REACH.seconds, help="lama satu unduhan paling banyak"
    )
    action.add_argument(
        "--links", type=_positive, default=_REACH.links, help="dokumen yang diambil dari satu halaman"
    )


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"'{text}' bukan bilangan bulat lebih dari 0")
    return int(text)


def _reach(options: argparse.Namespace) -> Reach:
    return Reach(
        http=options.allow_http,
        private=options.allow_private,
        megabytes=options.megabytes,
        seconds=options.seconds,
        links=options.links,
    )


def add(settings: Settings, options: argparse.Namespace) -> int:
    """Add everything that is named; the exit code: 0 all of it, 4 not all of it."""
    listing = listed(options.sources)
    named = RegulationId.parse(options.id) if options.id else None
    if named and len(listing.named) != 1:
        raise UsageError("--id hanya untuk satu naskah; masukkan naskah itu sendiri")
    entries = [Entry(name, "failed", "tidak ada berkas di situ") for name in listing.absent]
    entries += [
        Entry(str(p), "skipped", "bukan berkas PDF, DOCX, HTML, Markdown, atau teks")
        for p in listing.left_out
    ]
    progress = Progress(listing.named)

    def work(adding: Adding) -> None:
        adding.expect(listing.named)
        for item in listing.named:
            found = adding.add(item, named)
            progress.done(found)
            entries.extend(found)

    return _run(settings, options, entries, work, "Naskah yang dimasukkan")


def fetch(settings: Settings, options: argparse.Namespace) -> int:
    """Add regulations by their ids, from the addresses of sources.yaml; the exit code as that of ``add``."""
    return fetch_all(settings, options, [RegulationId.parse(text) for text in options.ids])


def fetch_all(
    settings: Settings, options: argparse.Namespace, ids: Sequence[RegulationId], *, beside: bool = False
) -> int:
    """Add these regulations from their official addresses; ``beside``: those without an address are not missed."""
    sources = read_sources(settings.corpus)
    entries: list[Entry] = []
    progress = Progress([str(identity) for identity in ids])

    def work(adding: Adding) -> None:
        for identity in ids:
            urls = sources.addresses(identity)
            found = adding.fetch(identity, urls) if urls else [_unknown(identity, beside)]
            progress.done(found)
            entries.extend(found)

    return _run(settings, options, entries, work, "Naskah yang diambil dari alamat resminya")


def check(settings: Settings, options: argparse.Namespace) -> int:
    """Report on the texts that are held; the exit code: 0 nothing seems missing, 4 something does."""
    corpus = read_corpus(settings.corpus, may_be_empty=True)
    read = _read_before(settings)
    wanted = {str(RegulationId.parse(text)) for text in options.ids}
    entries = [e for e in held_entries(corpus, settings.corpus, read) if not wanted or e.id in wanted]
    gone = wanted - {entry.id for entry in entries}
    entries += [Entry(text, "failed", "teks resminya tidak ada di korpus", text) for text in sorted(gone)]
    if options.report is not None:
        report.write(options.report, entries, "Naskah di korpus")
    sys.stdout.write(report.as_json(entries) if options.json else report.as_text(entries) + "\n")
    doubtful = any(e.is_amiss or (e.findings and e.findings.certainty == "doubtful") for e in entries)
    return PARTLY if doubtful else ANSWERED


def _read_before(settings: Settings) -> dict[str, Entry]:
    """What is known of the reading of each regulation; nothing while another command adds."""
    if not (settings.data / FILE).is_file():
        return {}
    try:
        with Journal(settings.data, settings.corpus) as journal:
            return journal.of_regulation()
    except IntakeError as error:
        print(f"tanyapasal: {error}; dilaporkan dari naskahnya saja", file=sys.stderr)
        return {}


def _unknown(identity: RegulationId, beside: bool) -> Entry:
    why = "alamatnya belum ada di sources.yaml; unduh sendiri lalu jalankan 'tanyapasal regulation add'"
    return Entry(str(identity), "skipped" if beside else "failed", why, str(identity))


def _run(
    settings: Settings,
    options: argparse.Namespace,
    entries: list[Entry],
    work: Callable[[Adding], None],
    title: str,
) -> int:
    """Do the work with what it needs, then one report and one index; no other command adds meanwhile."""
    with ExitStack() as stack:
        journal = None if options.dry_run else stack.enter_context(Journal(settings.data, settings.corpus))
        with Reader() as reader:
            adding = Adding(
                settings.corpus, reader, Web(_reach(options)), journal, options.again, options.replace
            )
            try:
                work(adding)
            except KeyboardInterrupt:
                print("Dihentikan; perintah yang sama melanjutkannya dari sini.", file=sys.stderr)
                raise
        if options.report is not None:
            report.write(options.report, entries, title)
            print(f"Laporan: {Path(options.report) / 'laporan.html'}", file=sys.stderr)
        print(report.as_text(entries))
        if options.dry_run:
            print("Uji coba: tidak ada yang ditulis.")
        elif any(entry.outcome in IN_CORPUS for entry in entries):
            rebuild(settings)
    return PARTLY if any(entry.is_amiss for entry in entries) else ANSWERED


def rebuild(settings: Settings) -> None:
    """Build the index of the corpus as it now is."""
    # faiss and the indexes are imported where a text is added alone
    from tanyapasal.index.build import build
    from tanyapasal.index.embedding.named import embedder_named

    manifest, built = build(
        settings.corpus,
        settings.data,
        embedder_named(settings.embedder),
        progress=sys.stderr.isatty(),
        milvus=settings.milvus,
    )
    state = "dibangun" if built else "tidak berubah"
    print(f"Indeks {manifest.id} {state}: {manifest.passages} kutipan.", file=sys.stderr)
