"""The command ``tanyapasal``. JSON goes to stdout alone; logs and progress to stderr."""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NoReturn

from bot.assistant import Assistant
from bot.batch import UsageError, read_lines, write_lines
from bot.settings import Settings, read_settings
from index.errors import TanyaPasalError

if TYPE_CHECKING:
    pass

ANSWERED, USAGE, NOT_FOUND = 0, 2, 3


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


def command_parser() -> argparse.ArgumentParser:
    """The parser of every command; a mistake ends the program with 2 and one line."""
    parser = _Parser(
        prog="tanyapasal", description="Menjawab pertanyaan tentang peraturan dengan menyebut pasalnya."
    )
    common = _Parser(add_help=False)
    common.add_argument("--corpus", type=Path, help="folder korpus (bawaan: corpus)")
    common.add_argument("--data", type=Path, help="folder indeks (bawaan: data)")
    commands = parser.add_subparsers(dest="command", required=True)
    ask = commands.add_parser("ask", parents=[common], help="satu pertanyaan, atau banyak dengan --batch")
    search = commands.add_parser("search", parents=[common], help="kutipan berperingkat, tanpa jawaban")
    for command in (ask, search):
        command.add_argument("question", nargs="?")
        command.add_argument("--json", action="store_true")
        command.add_argument("--batch", type=Path, metavar="IN.jsonl")
        command.add_argument("--out", type=Path, metavar="F")
    ask.add_argument("--as-of", metavar="YYYY-MM-DD", help="menurut bunyi yang berlaku pada tanggal ini")
    search.add_argument("--top", type=int, default=10)
    regulation = commands.add_parser("regulation", help="naskah resmi: baca, masukkan, lihat")
    regulation.fill = lambda: _room("regulation").add_arguments(regulation, common)
    index = commands.add_parser("index", parents=[common], help="membangun dan memeriksa indeks")
    index.add_argument("action", choices=("build", "info", "verify"))
    for name, what in (
        ("eval", "mengukur mutu jawaban"),
        ("audit", "memeriksa kutipan dalam suatu dokumen"),
        ("conflicts", "perbedaan antarsumber dalam korpus"),
        ("receipt", "memeriksa tanda bukti suatu jawaban"),
        ("adapt", "melatih model bawaan dengan naskah peraturan sendiri"),
    ):
        later = commands.add_parser(name, parents=[common], help=what)
        later.fill = partial(_fill, name, later)
    helpdesk = commands.add_parser("helpdesk", help="petugas yang dapat masuk ke /helpdesk")
    helpdesk.fill = lambda: _room("helpdesk").add_arguments(helpdesk, common)
    serve = commands.add_parser("serve", parents=[common], help="situs obrolan dan HTTP API")
    serve.add_argument("--host")
    serve.add_argument("--port", type=int)
    commands.add_parser("telegram", parents=[common], help="bot Telegram")
    return parser


def _fill(command: str, parser: argparse.ArgumentParser) -> None:
    _room(command).add_arguments(parser)


def _room(command: str) -> ModuleType:
    """The module of a command that has one of its own: ``add_arguments(parser, …)``, ``run(settings, options)``."""
    return import_module("bot.commands." + ("evaluate" if command == "eval" else command))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 answered, 2 usage or error, 3 not found."""
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    for name in ("httpx", "faiss", "sentence_transformers", "bm25s", "matplotlib"):
        logging.getLogger(name).setLevel(logging.WARNING)
    options = command_parser().parse_args(arguments)
    try:
        settings = read_settings()
        settings = replace(
            settings, corpus=options.corpus or settings.corpus, data=options.data or settings.data
        )
        match options.command:
            case "ask":
                return _ask(settings, options)
            case "search":
                return _search(settings, options)
            case "index":
                return _index(settings, options.action)
            case "regulation" | "eval" | "audit" | "conflicts" | "receipt" | "helpdesk" | "adapt":
                return int(_room(options.command).run(settings, options))
            case "serve":
                host, port = options.host or settings.host, options.port or settings.port
                return _serve(replace(settings, host=host, port=port))
            case _:
                return _telegram(settings)
    except TanyaPasalError as error:
        print(f"tanyapasal: {error}", file=sys.stderr)
        return USAGE
    except OSError as error:
        print(f"tanyapasal: {error.filename or ''}: {error.strerror}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        return 130


def _assistant(settings: Settings) -> Assistant:
    from bot.bootstrap import load_assistant

    return load_assistant(settings)


def _ask(settings: Settings, options: argparse.Namespace) -> int:
    from bot.channels.rendering import plain
    from bot.channels.wire import reply_model
    from bot.days import read_day
    from bot.reply import NotFound

    day = read_day(options.as_of) if options.as_of is not None else None
    if options.batch:
        lines = list(read_lines(options.batch))
        assistant = _assistant(settings)
        results = []
        for number, line in lines:
            turns = line.get("turns")
            if "id" not in line or not isinstance(turns, list) or not all(isinstance(t, str) for t in turns):
                raise UsageError(f'{options.batch}:{number}: harus {{"id": …, "turns": ["…"]}}')
            conversation: str | None = None
            replies = []
            for turn in turns:
                reply = assistant.reply(turn, conversation, day)
                conversation = reply.head.conversation_id
                replies.append(reply_model(reply).model_dump(mode="json"))
            results.append({"id": line["id"], "replies": replies})
        write_lines(results, options.out)
        return ANSWERED
    reply = _assistant(settings).reply(_question(options), as_of=day)
    if options.json:
        print(json.dumps(reply_model(reply).model_dump(mode="json"), ensure_ascii=False))
    else:
        print(plain(reply))
    return NOT_FOUND if isinstance(reply, NotFound) else ANSWERED


def _search(settings: Settings, options: argparse.Namespace) -> int:
    if options.top < 1:
        raise UsageError("--top harus bilangan 1 atau lebih")
    if options.batch:
        lines = list(read_lines(options.batch))
        assistant = _assistant(settings)
        results = []
        for number, line in lines:
            if "id" not in line or not isinstance(line.get("question"), str):
                raise UsageError(f'{options.batch}:{number}: harus {{"id": …, "question": "…"}}')
            hits = assistant.search(str(line["question"]), options.top)
            results.append(
                {"id": line["id"], "hits": [{"ref": str(h.passage.ref), "score": h.score} for h in hits]}
            )
        write_lines(results, options.out)
        return ANSWERED
    from bot.channels.wire import hit_model

    question = _question(options)
    assistant = _assistant(settings)
    hits = assistant.search(question, options.top)
    if options.json:
        cards = {card.id: card for card in assistant.regulations()}
        rows = [hit_model(hit, cards).model_dump(mode="json") for hit in hits]
        print(json.dumps({"hits": rows}, ensure_ascii=False))
    else:
        for hit in hits:
            print(f"{hit.score:.3f}  {hit.passage.ref}\n       {hit.passage.text[:160]}")
    return ANSWERED if hits else NOT_FOUND


def _question(options: argparse.Namespace) -> str:
    if options.question is None:
        raise UsageError("tulis pertanyaannya, atau --batch BERKAS")
    return str(options.question)


def _index(settings: Settings, action: str) -> int:
    if action == "build":
        from index.build import build
        from index.embedders import embedder_named

        manifest, built = build(
            settings.corpus, settings.data, embedder_named(settings.embedder), progress=sys.stderr.isatty()
        )
        state = "dibangun" if built else "tidak berubah"
        print(f"Indeks {manifest.id} {state}: {manifest.passages} kutipan.", file=sys.stderr)
        return ANSWERED
    from index.snapshot import read_manifest, verify

    manifest = verify(settings.data) if action == "verify" else read_manifest(settings.data)
    print(
        f"Indeks {manifest.id}: {manifest.passages} kutipan, model {manifest.embedder}, {len(manifest.files)} berkas."
    )
    return ANSWERED


def _serve(settings: Settings) -> int:
    import uvicorn

    from bot.bootstrap import loading_assistant, opened_store, receipts_of, telegram_bot, uploads_audited
    from bot.channels.web.app import create_app
    from bot.channels.web.asking_limits import AskingLimits
    from bot.channels.web.hooks import Hook
    from bot.channels.web.keeping import StoreFeedback, StoreKeeping
    from bot.helpdesk.desk import Desk
    from bot.storage.later import opened_later

    store = opened_later(lambda: opened_store(settings))
    desk = Desk(store)
    loading = loading_assistant(settings, store, desk)
    hooks: list[Hook] = []
    beside: AbstractAsyncContextManager[None] = nullcontext()
    if settings.telegram_token is not None:
        from bot.channels.telegram import Webhook, polling

        telegram = telegram_bot(settings, loading, store)
        if settings.telegram_webhook_url is None:
            beside = polling(telegram)
        else:
            webhook = Webhook(telegram, settings.telegram_webhook_url)
            hooks.append(webhook)
            beside = webhook.listening()
    app = create_app(
        loading,
        sites=settings.sites,
        feedback=StoreFeedback(store),
        keeping=StoreKeeping(store),
        receipts=receipts_of(settings),
        hooks=hooks,
        desk=desk,
        auditing=uploads_audited(settings),
        asking_limits=AskingLimits(settings.questions_per_minute, settings.site_questions_per_minute),
    )
    server = uvicorn.Server(uvicorn.Config(app, host=settings.host, port=settings.port, log_level="info"))

    async def run() -> None:
        # The server raises the signal that stopped it once more when it has ended; what runs beside it must
        # still finish what it took.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: None)
        async with beside:
            await server.serve()

    try:
        asyncio.run(run())
    finally:
        store.close()
    return ANSWERED


def _telegram(settings: Settings) -> int:
    from bot.bootstrap import loading_assistant, opened_store, telegram_bot
    from bot.channels.telegram import run

    store = opened_store(settings)
    try:
        run(telegram_bot(settings, loading_assistant(settings, store), store))
    finally:
        store.close()
    return ANSWERED
