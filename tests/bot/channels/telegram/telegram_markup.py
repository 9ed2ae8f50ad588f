"""Telegram's rules for texts, as its server applies them: HTML markup, length, commands and mentions."""

from __future__ import annotations

import html
import re
from typing import Any

_TAGS = {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "a", "code", "pre", "blockquote"}
_MARKUP = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z-]*)(?P<rest>[^<>]*)>|(?P<bare><)|&(?P<ref>[#\w]+);")


class MarkupError(Exception):
    """Why Telegram refuses the markup."""


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


# Where a quotation begins and ends, in texts that show it.
BLOCK_START, BLOCK_END = "\ue000", "\ue001"


def parse_html(source: str, quotes: bool = False) -> str:
    """The text that is shown, trimmed; raises MarkupError where Telegram refuses the markup.

    ``quotes``: block quotations stand between BLOCK_START and BLOCK_END.
    """
    shown, open_tags, at = [], [], 0
    for match in _MARKUP.finditer(source):
        shown.append(source[at : match.start()])
        at = match.end()
        offset = len(source[: match.start()].encode())
        name = (match["name"] or "").lower()
        if match["ref"]:
            known = match["ref"] in ("lt", "gt", "amp", "quot") or match["ref"].startswith("#")
            shown.append(html.unescape(match.group()) if known else match.group())
        elif match["bare"] or (not match["end"] and name not in _TAGS):
            raise MarkupError(f'Unsupported start tag "{name}" at byte offset {offset}')
        elif not match["end"]:
            open_tags.append(name)
            shown.append(BLOCK_START if quotes and name == "blockquote" else "")
        elif not open_tags or open_tags.pop() != name:
            raise MarkupError(f"Unmatched end tag at byte offset {offset}")
        elif quotes and name == "blockquote":
            shown.append(BLOCK_END)
    if open_tags:
        raise MarkupError(f'Can\'t find end tag corresponding to start tag "{open_tags[-1]}"')
    return "".join([*shown, source[at:]]).strip()


def entities(text: str) -> list[dict[str, Any]]:
    """Commands and mentions, found by the server as Telegram does; offsets in UTF-16 code units."""
    kinds = (("bot_command", r"(?<!\S)/\w+(?:@\w+)?"), ("mention", r"(?<!\S)@\w+"))
    return [
        {"type": kind, "offset": units(text[: m.start()]), "length": units(m.group())}
        for kind, pattern in kinds
        for m in re.finditer(pattern, text)
    ]
