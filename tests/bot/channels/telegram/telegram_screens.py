"""Pictures of conversations with the bot, over the real corpus, for the README.

    tanyapasal index build
    python -m tests.bot.channels.telegram.telegram_screens docs/images [--data data] [--chromium chromium]

The conversations are held over HTTP with the Bot API server of the tests; the page is styled like the client.
"""

# ruff: noqa: T201 (tells what it writes)

from __future__ import annotations

import argparse
import os
import re
import subprocess
import tempfile
from collections.abc import Callable
from html import escape
from pathlib import Path

from tanyapasal.bot.bootstrap import load_assistant
from tanyapasal.bot.settings import Settings
from tests.bot.channels.fakes import loaded
from tests.bot.channels.telegram.bot_api_server import BOT, PERSON, BotApiServer, Event, Sent
from tests.bot.channels.telegram.telegram_run import bot
from tests.bot.channels.telegram.test_telegram_transcripts import Scene

WIDTH = 460

_STYLE = """
* { box-sizing: border-box; margin: 0 }
body { width: 460px; background: #d6e4c8 linear-gradient(160deg, #dbe8cf, #c6dcb9 55%, #b9d3ae);
       font: 15px/1.36 'Noto Sans', 'DejaVu Sans', sans-serif; color: #111 }
header { background: #517da2; color: #fff; padding: 10px 14px; display: flex; gap: 11px; align-items: center }
header i { width: 38px; height: 38px; border-radius: 50%; background: #7ca7c9; display: grid;
           place-items: center; font: 600 17px sans-serif }
header b { display: block } header span { font-size: 12.5px; opacity: .85 }
main { padding: 12px 10px 16px; display: flex; flex-direction: column; gap: 7px }
.m { max-width: 94%; padding: 7px 11px 8px; border-radius: 13px; white-space: pre-wrap; overflow-wrap: anywhere;
     box-shadow: 0 1px 1px #0002; background: #fff; align-self: flex-start }
.me { background: #e3fecf; align-self: flex-end; max-width: 82% }
.k { align-self: flex-start; width: 94%; display: grid; gap: 4px; margin-top: -3px }
.r { display: flex; gap: 4px }
.r span { flex: 1; min-width: 0; padding: 7px 6px; border-radius: 8px; background: #6f8f63cc; color: #fff;
          text-align: center; font-size: 13.5px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis }
.n { align-self: center; background: #5b7a50cc; color: #fff; border-radius: 12px; padding: 2px 10px; font-size: 12.5px }
blockquote { border-left: 3px solid #5a9bd5; background: #5a9bd518; border-radius: 5px; padding: 3px 9px; margin: 1px 0 }
code { font-family: 'DejaVu Sans Mono', monospace; font-size: 13px; color: #27618f }
i { color: #444 }
u { font-family: 'Noto Color Emoji', 'Noto Emoji'; text-decoration: none; font-style: normal }
header i { color: #fff; font-style: normal }
"""


def page(events: list[Event], about: str, emoji: Path | None = None) -> str:
    """The events as a chat; a message that was edited is shown again as it became."""
    shown = "\n".join(filter(None, map(_bubble, events)))
    head = f"<header><i>§</i><div><b>TanyaPasal</b><span>{escape(about)}</span></div></header>"
    font = f'<link rel=stylesheet href="{emoji.resolve().as_uri()}">' if emoji else ""
    shown = re.sub("[\U0001f000-\U0001ffff]", r"<u>\g<0></u>", shown)
    return f"<!doctype html><meta charset=utf-8>{font}<style>{_STYLE}</style>{head}<main>{shown}</main>"


def _bubble(event: Event) -> str:
    match event.kind:
        case "said":
            return f'<div class="m me">{escape(event.text)}</div>'
        case "pressed":
            return f'<div class="n">menekan {escape(event.text)}</div>'
        case "sent" | "edited" if event.message is not None:
            html = event.message.html.replace(
                "</blockquote>\n", "</blockquote>"
            )  # a block ends its line itself
            return f'<div class="m">{html}</div>{_keyboard(event.message)}'
        case "keyboard" if event.message is not None:
            return _keyboard(event.message)
        case "notice":
            return f'<div class="n">{escape(event.text)}</div>'
        case _:
            return ""


def _keyboard(message: Sent) -> str:
    rows = [
        '<div class="r">' + "".join(f"<span>{escape(b['text'])}</span>" for b in row) + "</div>"
        for row in message.rows
    ]
    return f'<div class="k">{"".join(rows)}</div>' if rows else ""


def answer(scene: Scene) -> None:
    scene.say("min, setahun PNS wajib berapa JP sih?")
    scene.press(scene.say("kalau latsar tujuannya apa?"), "👎")


def source(scene: Scene) -> None:
    found = scene.say("/pasal 49 ayat 2 UU 20/2023")
    scene.press(found, "📖")


def browse(scene: Scene) -> None:
    welcome = scene.say("/start")
    scene.press(welcome, "📚")
    scene.press(welcome, "Sertifikat")
    scene.press(welcome, "Kegunaan")


def changed(scene: Scene) -> None:
    asked = scene.server.say(scene.chat, "apa itu latsr")
    given = scene.server.wait_sent(1)[0]
    scene.server.edit(asked, "apa tujuan latsar?")
    scene.server.wait_edit(given)


def several(scene: Scene) -> None:
    scene.say("Mohon info:\n1. berapa JP PNS setahun?\n2. berapa JP PPPK setahun?", 2)


def group(scene: Scene) -> None:
    server, chat = scene.server, -1001
    member = {"user": BOT, "status": "member"}
    joined = {"chat": {"id": chat, "type": "supergroup"}, "from": PERSON, "date": 1}
    left = {**member, "status": "left"}
    server.put({"my_chat_member": {**joined, "old_chat_member": left, "new_chat_member": member}})
    server.wait_sent(1)
    server.say(chat, "@tanyapasal_bot setahun PPPK wajib berapa JP?", kind="supergroup")
    answer = server.wait_sent(2)[1]
    server.press(answer, answer.button("👍"), person=8)
    server.wait_call("answerCallbackQuery")


SCENES: dict[str, Callable[[Scene], None]] = {
    "jawaban": answer,
    "sumber": source,
    "menu": browse,
    "ubah": changed,
    "daftar": several,
    "grup": group,
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, default=Path("data"))
    parser.add_argument("--chromium", default="chromium")
    parser.add_argument(
        "--emoji", type=Path, help="style sheet of the font Noto Emoji, if the machine has none"
    )
    options = parser.parse_args()
    os.environ["NO_PROXY"] = "127.0.0.1"
    assistant = load_assistant(Settings(data=options.data))
    for name, play in SCENES.items():
        with BotApiServer() as server, bot(server, loaded(assistant)):
            play(Scene(server))
            html = page(list(server.events), "bot", options.emoji)
        target = options.folder / f"telegram-{name}.png"
        _photograph(html, target, options.chromium)
        print(target)


def _photograph(html: str, target: Path, chromium: str) -> None:
    """As tall as the page is: Chromium is asked first how tall that is."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        measure = "<script>document.title = document.documentElement.scrollHeight</script>"
        file.write_text(html + measure, encoding="utf-8")
        common = [
            chromium,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--virtual-time-budget=4000",
        ]
        dom = subprocess.run(
            [*common, f"--window-size={WIDTH},400", "--dump-dom", file.as_uri()],
            capture_output=True,
            text=True,
            timeout=90,
            check=True,
        ).stdout
        height = int(dom.split("<title>")[1].split("</title>")[0])
        shot = [f"--window-size={WIDTH},{height}", "--force-device-scale-factor=2"]
        subprocess.run(
            [*common, *shot, f"--screenshot={target.absolute()}", file.as_uri()],
            capture_output=True,
            timeout=90,
            check=True,
        )


if __name__ == "__main__":
    main()
