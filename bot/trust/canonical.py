"""JSON in one byte form, after RFC 8785, and its hash.

Receipts hold no numbers but integers, and keys of ASCII letters, so the two hard parts of the standard (floating
point, sorting by UTF-16) do not arise; ``canonical`` refuses values for which they would.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


def canonical(value: Json) -> bytes:
    """UTF-8 without white space, keys in order; raises ValueError for a float, a key that is not ASCII, half a character."""
    _refuse(value)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def digest(value: Json) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()


def text_digest(text: str) -> str:
    """SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _refuse(value: object) -> None:
    match value:
        case float():
            raise ValueError("tanda bukti tidak memuat bilangan pecahan")
        case Mapping():
            for key, inner in value.items():
                if not isinstance(key, str) or not key.isascii():
                    raise ValueError(f"nama {key!r} tidak diizinkan dalam tanda bukti")
                _refuse(inner)
        case list():
            for inner in value:
                _refuse(inner)
        case str():
            value.encode("utf-8")  # a lone surrogate has no byte form
        case _:
            pass
