"""``tanyapasal regulation mends``: what was mended in scanned copies, and taking it back."""

from __future__ import annotations

import argparse
import getpass
from collections.abc import Iterable, Iterator
from pathlib import Path

from tanyapasal.bot.commands.batch import UsageError
from tanyapasal.bot.helpdesk.mends import REBUILD, ListedMend, MendedRegulation, Mends
from tanyapasal.index.corpus import read_corpus
from tanyapasal.index.corpus.official.storing import write_mends
from tanyapasal.index.filing import held, with_found_mends
from tanyapasal.index.keeping.building import note_change
from tanyapasal.index.law.places import Reference, parse_reference
from tanyapasal.index.text import one_line


def add_mends_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``regulation mends``."""
    parser.add_argument(
        "ref", nargs="?", metavar="REF", help="peraturan atau tempatnya; tanpa REF: semua peraturan"
    )
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--undo", type=int, nargs="+", metavar="N", help="batalkan perbaikan nomor N")
    change.add_argument("--redo", type=int, nargs="+", metavar="N", help="pakai lagi perbaikan nomor N")
    change.add_argument(
        "--find", action="store_true", help="cari perbaikan pada teks yang sudah ada di korpus"
    )


def mends_told(corpus: Path, data: Path, options: argparse.Namespace) -> Iterator[str]:
    """The lines that the command prints; raises UsageError or MendsError."""
    mends = Mends(corpus, data)
    if options.ref is None:
        if options.undo or options.redo or options.find:
            raise UsageError(
                "sebutkan peraturannya, misalnya: tanyapasal regulation mends pp-11-2017 --undo 3"
            )
        yield from map(_summary, mends.regulations())
        return
    ref = parse_reference(options.ref)
    if not isinstance(ref, Reference):
        raise UsageError(
            "'regulation mends' menampilkan peraturan; tulis misalnya pp-11-2017 atau pp-11-2017/pasal-3"
        )
    regulation = str(ref.regulation)
    if options.find:
        note_change(data)
        _find(corpus, ref)
    elif options.undo or options.redo:
        _, listed = mends.of(regulation)
        numbers = options.undo or options.redo
        count = mends.set_undone(regulation, _ids(listed, numbers), _user() if options.undo else None)
        yield f"{count} perbaikan {'dibatalkan' if options.undo else 'dipakai lagi'}. {REBUILD}"
        return
    told, listed = mends.of(regulation)
    yield _summary(told)
    yield from (
        _line(one) for one in listed if ref.contains(one.mend.place) or ref == Reference(ref.regulation)
    )
    if options.find:
        yield REBUILD


def _find(folder: Path, ref: Reference) -> None:
    corpus = read_corpus(folder)
    file = held(corpus, ref.regulation)
    if file is not None:
        write_mends(folder, with_found_mends(file, file, corpus.kinds))


def _ids(listed: Iterable[ListedMend], numbers: Iterable[int]) -> list[str]:
    known = {one.number: one.mend.id for one in listed}
    unknown = [str(number) for number in numbers if number not in known]
    if unknown:
        raise UsageError(
            f"tidak ada perbaikan nomor {', '.join(unknown)}; lihat daftarnya tanpa --undo dan --redo"
        )
    return [known[number] for number in numbers]


def _summary(told: MendedRegulation) -> str:
    undone = f", {told.undone} dibatalkan" if told.undone else ""
    return f"{told.id!s:22} {told.label}: {told.mends} perbaikan teks OCR{undone}"


def _line(one: ListedMend) -> str:
    mend = one.mend
    around = one_line(f"…{mend.before}[{mend.original} → {mend.mended}]{mend.after}…")
    state = ""
    if mend.undone is not None:
        state = f" (dibatalkan {mend.undone.by}, {mend.undone.on:%d-%m-%Y})"
    elif not one.holds:
        state = " (tidak dipakai: teksnya sudah diubah)"
    return f"{one.number:4}. {one.place}: {around}\n      {mend.reason}{state}"


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "baris perintah"
