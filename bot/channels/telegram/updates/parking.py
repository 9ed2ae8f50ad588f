"""An update as text, to be kept while it waits: without names, numbers of people blotted out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tanyapasal.bot.privacy import blotted

# Names are not needed to answer; the client wants the first to be there.
_NAMES = {"first_name": "-", "title": "-"}
_LEFT_OUT = frozenset(
    {"last_name", "language_code", "phone_number", "contact", "photo", "bio", "author_signature"}
)
_TEXTS = frozenset({"text", "caption"})


def packed(raw: Mapping[str, Any]) -> str:
    """``raw`` as JSON. Offsets of entities still fit: what is blotted out keeps its length."""
    return json.dumps(_bare(raw), ensure_ascii=False)


def unpacked(payload: str) -> dict[str, Any]:
    """The update that was packed; raises ValueError for what this is none."""
    found = json.loads(payload)
    if not isinstance(found, dict) or not isinstance(found.get("update_id"), int):
        raise ValueError("no update")
    return found


def _bare(value: Any, name: str = "") -> Any:
    if isinstance(value, Mapping):
        bot = value.get("is_bot") is True
        return {
            key: _NAMES[key] if key in _NAMES and not bot else _bare(held, key)
            for key, held in value.items()
            if key not in _LEFT_OUT and (bot or key != "username")
        }
    if isinstance(value, list):
        return [_bare(held, name) for held in value]
    return blotted(value) if isinstance(value, str) and name in _TEXTS else value
