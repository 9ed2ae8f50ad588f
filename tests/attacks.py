"""Strings that an expression finds hard, made from the expression itself.

An expression is slow where it can try one stretch of text in many ways, or from many places. For each of its repeated
parts: what leads to the part, the part many times over, and an end that does not match. The same for everything up to
the part many times over, which is how a search begins again and again.
"""

from __future__ import annotations

import re
import re._constants as op
import re._parser as parser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

# A part that repeats at most so often cannot make a text slow.
_FEW = 50
# Of a list of phrases, alike but for their words, some stand for all.
_MOST_BRANCHES = 40
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
# One sign of each sort that expressions speak of, tried where a set of signs is repeated.
_SORTS = ' \t\n0aA.-,;(_/:"*#|<'
_ENDS = ("\x00", "\n\x00", "x")
_OPPOSITES = {
    op.CATEGORY_NOT_DIGIT: op.CATEGORY_DIGIT,
    op.CATEGORY_NOT_SPACE: op.CATEGORY_SPACE,
    op.CATEGORY_NOT_WORD: op.CATEGORY_WORD,
}


@dataclass(frozen=True, slots=True)
class Attack:
    """``before``, ``pump`` as often as one likes, ``end``."""

    before: str
    pump: str
    end: str

    def text(self, characters: int) -> str:
        """An attack of about so many characters."""
        return self.before + self.pump * max(characters // len(self.pump), 1) + self.end


def attacks(pattern: re.Pattern[str] | re.Pattern[bytes]) -> list[Attack]:
    """Every attack that the pattern's own parts suggest, each once."""
    written = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(written, pattern.flags & ~re.UNICODE)
    found = dict[Attack, None]()
    for before, body in _repeats(list(tree)):
        for pump in _pumps(body):
            for end in _ENDS:
                found |= dict.fromkeys(
                    (Attack(before, pump, end), Attack("", pump, end), Attack("", before + pump, end))
                )
    return list(found)


# What kind of part, and what it holds: both are the parser's own.
Node = tuple[Any, Any]


def _repeats(nodes: Sequence[Node], before: str = "") -> Iterator[tuple[str, Sequence[Node]]]:
    """Each part that may be repeated often, with a text that leads to it."""
    for kind, value in nodes:
        if kind in _REPEATS:
            _, most, body = value
            yield from _repeats(list(body), before)
            if most is op.MAXREPEAT or most > _FEW:
                yield before, list(body)
        else:
            for inner in _inner(kind, value):
                yield from _repeats(inner, before)
        before += sample([(kind, value)])


def _inner(kind: object, value: object) -> list[list[Node]]:
    if kind is op.SUBPATTERN:
        return [list(value[3])]
    if kind is op.BRANCH:
        step = -(-len(value[1]) // _MOST_BRANCHES)
        return [list(branch) for branch in value[1][::step]]
    if kind is op.ATOMIC_GROUP:
        return [list(value)]
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return [list(value[1])] if value[0] > 0 else []
    if kind is op.GROUPREF_EXISTS:
        return [list(part) for part in value[1:] if part is not None]
    return []


def _pumps(body: Sequence[Node]) -> list[str]:
    """Texts that a repeated part matches: with and without what may be left out, its parts, and each sort of sign of a set."""
    if len(body) == 1 and (signs := _signs(body[0])):
        return signs
    texts = [sample(body, full) for full in (0, 1, 2)]
    for kind, value in body:
        for inner in _inner(kind, value):
            texts.append(sample(inner))
            texts += [sample(part) for node in inner for part in _inner(*node)]
        texts += _signs((kind, value))[:4]
    return list(dict.fromkeys(text for text in texts if text))


def _signs(node: Node) -> list[str]:
    """The sorts of signs that one set matches."""
    kind, value = node
    if kind is op.SUBPATTERN and len(value[3]) == 1:
        return _signs(value[3][0])
    if kind is op.ANY:
        return list(" 0a.<-")
    if kind is op.NOT_LITERAL:
        return [c for c in _SORTS if ord(c) != value]
    if kind is op.IN:
        own = [chr(v) for k, v in value if k is op.LITERAL and value[0][0] is not op.NEGATE]
        own += [chr(v[0]) for k, v in value if k is op.RANGE and value[0][0] is not op.NEGATE]
        return list(dict.fromkeys([*(c for c in _SORTS if _in(value, c)), *own]))
    return []


def _in(items: Sequence[Node], sign: str) -> bool:
    negated = bool(items) and items[0][0] is op.NEGATE
    code = ord(sign)
    for kind, value in items:
        if (
            (kind is op.LITERAL and value == code)
            or (kind is op.RANGE and value[0] <= code <= value[1])
            or (kind is op.CATEGORY and _has(value, sign))
        ):
            return not negated
    return negated


def _has(category: object, sign: str) -> bool:
    tests: dict[object, bool] = {
        op.CATEGORY_DIGIT: sign.isdigit(),
        op.CATEGORY_SPACE: sign.isspace(),
        op.CATEGORY_WORD: sign.isalnum() or sign == "_",
    }
    return tests[category] if category in tests else not tests[_OPPOSITES[category]]


def sample(nodes: Sequence[Node], full: int = 1) -> str:
    """A text that matches; ``full``: how often a part is said that may be said as often as one likes."""
    return "".join(_sample(node, full) for node in nodes)


def _sample(node: Node, full: int) -> str:
    kind, value = node
    if kind is op.LITERAL:
        return chr(value)
    if kind in (op.IN, op.ANY, op.NOT_LITERAL):
        return _sign(node)
    if kind in _REPEATS:
        least, most, body = value
        return sample(list(body), full) * max(least, min(full, most))
    if kind in (op.ASSERT, op.ASSERT_NOT, op.AT):
        return ""
    inner = _inner(kind, value)
    return sample(inner[0], full) if inner else ""


def _sign(node: Node) -> str:
    """One sign that a set matches; "" for a set of rare ones."""
    kind, value = node
    rare = (chr(code) for code in range(33, 0x3000) if kind is op.IN and _in(value, chr(code)))
    return next(iter(_signs(node)), "") or next(rare, "")
