"""``tanyapasal ask`` and ``tanyapasal search``: one question, or a file of them."""

from __future__ import annotations

import argparse
import json

from tanyapasal.bot.channels.rendering import details, plain
from tanyapasal.bot.channels.wire import hit_model, reply_model
from tanyapasal.bot.commands.batch import UsageError, read_lines, write_lines
from tanyapasal.bot.commands.exits import ANSWERED, NOT_FOUND
from tanyapasal.bot.commands.loading import assistant as assistant_of
from tanyapasal.bot.days import read_day
from tanyapasal.bot.reply import NotFound
from tanyapasal.bot.settings import Settings


def ask(settings: Settings, options: argparse.Namespace) -> int:

    day = read_day(options.as_of) if options.as_of is not None else None
    if options.batch:
        lines = list(read_lines(options.batch))
        assistant = assistant_of(settings)
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
    reply = assistant_of(settings).reply(_question(options), as_of=day)
    if options.json:
        print(json.dumps(reply_model(reply).model_dump(mode="json"), ensure_ascii=False))
    else:
        more = details(reply) if options.lengkap else None
        print("\n\n".join([plain(reply), *([more] if more else [])]))
    return NOT_FOUND if isinstance(reply, NotFound) else ANSWERED


def search(settings: Settings, options: argparse.Namespace) -> int:
    if options.top < 1:
        raise UsageError("--top harus bilangan 1 atau lebih")
    if options.batch:
        lines = list(read_lines(options.batch))
        assistant = assistant_of(settings)
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

    question = _question(options)
    assistant = assistant_of(settings)
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
