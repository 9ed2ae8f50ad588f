"""``tanyapasal init DIR``: a corpus of one's own, laid out from the one that comes with the program."""

from __future__ import annotations

import argparse
import shutil
from dataclasses import replace
from pathlib import Path

import tanyapasal
from tanyapasal.bot.commands.batch import UsageError
from tanyapasal.bot.commands.exits import ANSWERED
from tanyapasal.bot.settings import Settings
from tanyapasal.index.corpus import read_corpus

_PACKAGED = Path(tanyapasal.__file__).parent / "corpus"
_MARK = "kinds.yaml"
# What editors, systems and an interrupted command leave in a folder.
_LEAVINGS = shutil.ignore_patterns(".*", "__pycache__", "*.tmp")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``init``."""
    from tanyapasal.bot.commands.regulation import many

    parser.add_argument("folder", type=Path, metavar="DIR", help="folder baru; korpusnya menjadi DIR/corpus")
    parser.add_argument(
        "--with-texts",
        action="store_true",
        help="ambil juga naskah peraturannya dari alamat resmi (perlu jaringan)",
    )
    many.add_options(parser)


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Lay out the corpus; the exit code: 0, or that of fetching its texts. Raises UsageError."""
    target: Path = options.folder / "corpus"
    starter = _laid_out(target, options.with_texts) or _starter(settings.corpus)
    if starter != target and not options.dry_run:
        shutil.copytree(starter, target, ignore=_LEAVINGS, dirs_exist_ok=True)
        starter = target
    print(f"Korpus: {target}")
    own = replace(settings, corpus=starter, data=options.data or options.folder / "data")
    code = _with_texts(own, options) if options.with_texts else ANSWERED
    print(
        f"Selanjutnya, di folder {options.folder}: 'tanyapasal regulation add FOLDER' memasukkan naskah Anda, "
        "'tanyapasal index build' membangun indeks, 'tanyapasal serve' membuka situs."
    )
    return code


def _laid_out(target: Path, with_texts: bool) -> Path | None:
    """The corpus that is there already, if it only wants its texts; nothing is ever written over."""
    if (target / _MARK).is_file() and with_texts:
        return target
    if target.exists() and any(target.iterdir()):
        raise UsageError(f"'{target}' sudah berisi berkas; tidak ada yang ditimpa, pilih folder lain")
    return None


def _with_texts(settings: Settings, options: argparse.Namespace) -> int:
    from tanyapasal.bot.commands.regulation import many

    corpus = read_corpus(settings.corpus)
    held = {file.id for file in corpus.official}
    wanted = [file.id for file in corpus.regulations if file.id not in held]
    return many.fetch_all(settings, options, wanted, beside=True)


def _starter(named: Path) -> Path:
    """The corpus that is named, or else the one that the package brings."""
    found = next((folder for folder in (named, _PACKAGED) if (folder / _MARK).is_file()), None)
    if found is None:
        raise UsageError(f"'{named}' bukan folder korpus; sebutkan korpus awal dengan --corpus")
    return found
