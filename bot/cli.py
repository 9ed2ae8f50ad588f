"""The command ``tanyapasal``. JSON goes to stdout alone; logs and progress to stderr."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

from tanyapasal.bot.commands.exits import USAGE
from tanyapasal.bot.settings import Settings, read_settings
from tanyapasal.bot.telemetry.logs import configure

# Commands whose module has another name.
_ROOMS = {
    "eval": "evaluate",
    "helpdesk": "people.helpdesk",
    "key": "people.keys",
    "privacy": "people.privacy",
    **{name: f"operations.{name}" for name in ("backup", "restore", "doctor")},
}
# Commands and actions that use no index, and those that build one.
_WITHOUT_INDEX, _BUILDING = (
    ("init", "receipt", "adapt", "backup", "restore", "doctor"),
    ("build", "join", "add", "fetch"),
)


class _Parser(argparse.ArgumentParser):
    """One line for a mistake; ``fill`` adds the arguments once they are needed.

    So no command loads what only another one imports: ``serve`` answers health checks within a second.
    """

    fill: Callable[[], None] | None = None

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        if self.fill is not None:
            fill, self.fill = self.fill, None
            fill()
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        print(f"tanyapasal: {message}; lihat: {self.prog} --help", file=sys.stderr)
        raise SystemExit(USAGE)


class _Version(argparse.Action):
    """Looked up when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import version

        print(f"tanyapasal {version('tanyapasal')}")
        parser.exit()


def command_parser() -> argparse.ArgumentParser:
    """The parser of every command; a mistake ends the program with 2 and one line."""
    parser = _Parser(
        prog="tanyapasal", description="Menjawab pertanyaan tentang peraturan dengan menyebut pasalnya."
    )
    common = _Parser(add_help=False)
    common.add_argument("--corpus", type=Path, help="folder korpus (bawaan: corpus)")
    common.add_argument("--data", type=Path, help="folder indeks (bawaan: data)")
    parser.add_argument("--version", action=_Version, nargs=0, help="versi program")
    commands = parser.add_subparsers(dest="command", required=True)
    ask = commands.add_parser("ask", parents=[common], help="satu pertanyaan, atau banyak dengan --batch")
    search = commands.add_parser("search", parents=[common], help="kutipan berperingkat, tanpa jawaban")
    for command in (ask, search):
        command.add_argument("question", nargs="?")
        command.add_argument("--json", action="store_true")
        command.add_argument("--batch", type=Path, metavar="IN.jsonl")
        command.add_argument("--out", type=Path, metavar="F")
    ask.add_argument("--as-of", metavar="YYYY-MM-DD", help="menurut bunyi yang berlaku pada tanggal ini")
    ask.add_argument("--lengkap", action="store_true", help="juga kutipan lain, catatan, dan sumber")
    search.add_argument("--top", type=int, default=10)
    regulation = commands.add_parser("regulation", help="naskah resmi: baca, masukkan, lihat")
    regulation.fill = lambda: _room("regulation").add_arguments(regulation, common)
    index = commands.add_parser("index", parents=[common], help="membangun dan memeriksa indeks")
    index.add_argument("action", choices=("build", "join", "info", "verify"))
    index.add_argument("parts", nargs="*", type=Path, help="join: folder data dari tiap bagian")
    index.add_argument("--shard", metavar="K/N", help="build: hanya bagian ke-K dari N, di mesin mana pun")
    for name, what in (
        ("eval", "mengukur mutu jawaban"),
        ("audit", "memeriksa kutipan dalam suatu dokumen"),
        ("conflicts", "perbedaan antarsumber dalam korpus"),
        ("init", "korpus sendiri, dari korpus yang disertakan"),
        ("receipt", "memeriksa tanda bukti suatu jawaban"),
        ("backup", "mencadangkan korpus, basis data, tanda bukti, kunci, dan indeks"),
        ("restore", "memulihkan cadangan, atau memeriksa keutuhannya"),
        ("doctor", "memeriksa apakah semua yang diperlukan layanan berjalan baik"),
        ("adapt", "melatih model bawaan dengan naskah peraturan sendiri"),
    ):
        later = commands.add_parser(name, parents=[common], help=what)
        later.fill = partial(_fill, name, later)
    helpdesk = commands.add_parser("helpdesk", help="petugas yang dapat masuk ke /helpdesk")
    helpdesk.fill = lambda: _room("helpdesk").add_arguments(helpdesk, common)
    key = commands.add_parser("key", help="kunci API untuk mitra")
    key.fill = lambda: _room("key").add_arguments(key, common)
    privacy = commands.add_parser("privacy", help="data satu orang: salinan, penghapusan, masa simpan")
    privacy.fill = lambda: _room("privacy").add_arguments(privacy, common)
    serve = commands.add_parser("serve", parents=[common], help="situs obrolan dan HTTP API")
    serve.add_argument("--host")
    serve.add_argument("--port", type=int)
    commands.add_parser("telegram", parents=[common], help="bot Telegram")
    return parser


def _fill(command: str, parser: argparse.ArgumentParser) -> None:
    _room(command).add_arguments(parser)


def _tell_if_behind(data: Path, options: argparse.Namespace) -> None:
    """Say that no index was built of what an earlier command, perhaps one that was killed, changed in the corpus."""
    if options.command in _WITHOUT_INDEX or getattr(options, "action", "") in _BUILDING:
        return
    from tanyapasal.index.keeping.building import BEHIND, change_noted

    if change_noted(data) is not None:
        print(f"tanyapasal: {BEHIND}", file=sys.stderr)


def _room(command: str) -> ModuleType:
    """The module of a command that has one of its own: ``add_arguments(parser, …)``, ``run(settings, options)``."""
    return import_module(f"tanyapasal.bot.commands.{_ROOMS.get(command, command)}")


def _placed(settings: Settings, options: argparse.Namespace) -> Settings:
    return replace(settings, corpus=options.corpus or settings.corpus, data=options.data or settings.data)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 answered, 2 usage or error, 3 not found."""
    configure()
    options = command_parser().parse_args(arguments)
    settings = _placed(Settings(), options)
    try:
        settings = _placed(read_settings(), options)
        configure(settings.log_format, settings.log_level)
        _tell_if_behind(settings.data, options)
        match options.command:
            case "ask":
                return int(_room("ask").ask(settings, options))
            case "search":
                return int(_room("ask").search(settings, options))
            case "index":
                return int(_room("index").run(settings, options))
            case "serve":
                host = options.host or settings.host
                port = settings.port if options.port is None else options.port
                return int(_room("serve").serve(replace(settings, host=host, port=port)))
            case "telegram":
                return int(_room("serve").telegram(settings))
            case command:
                return int(_room(command).run(settings, options))
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        return _failed(error, settings.data)


def _failed(error: Exception, data: Path) -> int:
    """Tell what a person can mend in one line; what is a fault of the program itself is raised on."""
    from tanyapasal.bot.operations.failures import sentence_of

    told = sentence_of(error, data)
    if told is None:
        raise error
    print(f"tanyapasal: {told}", file=sys.stderr)
    return USAGE
