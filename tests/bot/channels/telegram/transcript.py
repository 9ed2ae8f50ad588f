"""What people saw, written down: one file per scene, to be read by a person and compared by a test.

A transcript that is new or has changed is written next to the one that stands (``NAME.new.txt``) and fails once:
whoever reads it and agrees renames it.
"""

from __future__ import annotations

import re
from pathlib import Path

from tests.bot.channels.telegram.bot_api_server import BotApiServer, Event, Sent
from tests.bot.channels.telegram.telegram_markup import BLOCK_END, BLOCK_START, parse_html

GOLDEN = Path(__file__).parents[3] / "golden" / "telegram"

_CHANGING = (
    (re.compile(r"\b[0-9a-f]{8}\b"), "‹kode›"),
    (re.compile(r"\d\d-\d\d-\d{4} \d\d\.\d\d UTC"), "‹waktu›"),
)


def written(server: BotApiServer) -> str:
    """All that was seen, in order."""
    numbers: dict[int, int] = {}
    lines = ["\n".join(_lines(event, numbers)) for event in server.events]
    return "\n\n".join(line for line in lines if line) + "\n"


def _lines(event: Event, numbers: dict[int, int]) -> list[str]:
    chat = "" if event.chat_id >= 0 else " (grup)"
    match event.kind:
        case "said":
            return [f"SARI{chat}: {event.text}"]
        case "typed":
            return [f"SARI mengetik di percakapan lain: @tanyapasal_bot {event.text}"]
        case "pressed" if event.message is not None:
            return [f"SARI menekan [{event.text}] di bawah #{_number(event.message, numbers)}"]
        case "notice":
            return [f"BOT memberi tahu sekilas: {_steady(event.text)}"]
        case "cards":
            found = [f"BOT menawarkan {len(event.cards)} kartu"]
            found += [f"  (tombol: {event.text})"] if event.text else []
            for title, description, text in event.cards:
                found += [f"  * {title}", f"    {description}", *_indented(text, "    | ")]
            return found
        case "sent" if event.message is not None:
            attached = " sebagai balasan" if event.message.reply_to is not None else ""
            topic = f" di topik {event.message.thread_id}" if event.message.thread_id is not None else ""
            head = f"BOT{chat} #{_number(event.message, numbers)}{attached}{topic}:"
            return [head, *_body(event.message)]
        case "edited" if event.message is not None:
            return [f"BOT mengubah #{_number(event.message, numbers)} menjadi:", *_body(event.message)]
        case "keyboard" if event.message is not None:
            return [f"BOT mengganti tombol #{_number(event.message, numbers)}:", *_buttons(event.message)]
        case _:
            return []


def _number(message: Sent, numbers: dict[int, int]) -> int:
    return numbers.setdefault(message.message_id, len(numbers) + 1)


def _body(message: Sent) -> list[str]:
    return [*_indented(parse_html(message.html, quotes=True), "  "), *_buttons(message)]


def _indented(text: str, by: str) -> list[str]:
    lines, depth = [], 0
    for line in _steady(text).split("\n"):
        shown = line.replace(BLOCK_START, "").replace(BLOCK_END, "")
        depth += line.count(BLOCK_START)
        lines.append(f"{by}{'> ' if depth else ''}{shown}".rstrip())
        depth -= line.count(BLOCK_END)
    return lines


def _buttons(message: Sent) -> list[str]:
    return ["    " + " ".join(f"[{button['text']}]" for button in row) for row in message.rows]


def _steady(text: str) -> str:
    for pattern, name in _CHANGING:
        text = pattern.sub(name, text)
    return text


def check(server: BotApiServer, name: str) -> None:
    """Compare what was seen with the transcript of this name."""
    now, path = written(server), GOLDEN / f"{name}.txt"
    if path.exists() and path.read_text(encoding="utf-8") == now:
        return
    fresh = GOLDEN / f"{name}.new.txt"
    fresh.write_text(now, encoding="utf-8")
    raise AssertionError(f"the transcript is new or has changed: read {fresh}, then rename it to {path.name}")
