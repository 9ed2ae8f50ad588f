"""Every regular expression of the project, and by which methods each is used."""

from __future__ import annotations

import ast
import importlib
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("bot", "index", "eval")
# Scripts of other libraries, and what only runs by itself.
_LEFT = ("eval/benchmarks/peers/adapters/", "bot/storage/migrations/")
_ANCHORED = {"match", "fullmatch"}
_METHODS = _ANCHORED | {"search", "sub", "subn", "split", "findall", "finditer"}
_DEEPEST = 4

AnyPattern = re.Pattern[str] | re.Pattern[bytes]


@dataclass(frozen=True, slots=True)
class Expression:
    """A pattern, where it stands, and the method that tries most: ``search``, which begins everywhere, unless all of its
    uses are known and begin at one place.
    """

    pattern: AnyPattern
    where: str
    method: str


@cache
def expressions() -> tuple[Expression, ...]:
    """All of them, each once."""
    found: dict[tuple[object, int], tuple[AnyPattern, str, set[str]]] = {}
    used = _uses()
    for path in _sources():
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        module = importlib.import_module(f"tanyapasal.{name}")
        where = str(path.relative_to(ROOT))
        for kept, value in list(vars(module).items()):
            for pattern in _patterns(value):
                of_module = f"{path}:{kept}" if kept.startswith("_") else kept
                methods = used.get(of_module, {"search"}) if isinstance(value, re.Pattern) else {"search"}
                known = found.setdefault(
                    (pattern.pattern, pattern.flags), (pattern, f"{where}:{kept}", set())
                )
                known[2].update(methods)
        for pattern, line, method in _written(path):
            known = found.setdefault((pattern.pattern, pattern.flags), (pattern, f"{where}:{line}", set()))
            known[2].add(method)
    return tuple(Expression(p, where, _method(methods)) for p, where, methods in found.values())


def made_by(work: Callable[[], object]) -> tuple[Expression, ...]:
    """The expressions that our modules compile while ``work`` is done: those that need a corpus to be written."""
    known = {(e.pattern.pattern, e.pattern.flags) for e in expressions()}
    found: dict[tuple[object, int], Expression] = {}
    compiled = re.compile

    def noted(pattern: str, flags: int = 0) -> re.Pattern[str]:
        made = compiled(pattern, flags)
        caller = sys._getframe(1)
        path = Path(caller.f_code.co_filename).resolve()
        key = (made.pattern, made.flags)
        if path.is_relative_to(ROOT) and "tests" not in path.parts and key not in known:
            where = f"{path.relative_to(ROOT)}:{caller.f_lineno}"
            found.setdefault(key, Expression(made, where, _method(_uses_of_attribute(path, caller.f_lineno))))
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(re, "compile", noted)
        work()
    return tuple(found.values())


def _uses_of_attribute(path: Path, line: int) -> set[str]:
    """The methods that are called on the attribute which a line writes; ``search`` if it writes none."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    written = {
        node.targets[0].attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Attribute)
        and node.lineno <= line <= (node.end_lineno or line)
    }
    called = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Attribute)
        and node.value.attr in written
    }
    return called & _METHODS or {"search"}


def _method(methods: set[str]) -> str:
    if methods <= {"fullmatch"}:
        return "fullmatch"
    return "match" if methods <= _ANCHORED else "search"


def _sources() -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if path.name != "__main__.py" and not str(path.relative_to(ROOT)).startswith(_LEFT):
                yield path


def _patterns(value: object, deep: int = 0) -> Iterator[AnyPattern]:
    """Patterns in a value, and in what holds them: tuples, sets, tables, and values of our own."""
    if isinstance(value, re.Pattern):
        yield value
    elif deep < _DEEPEST:
        for part in _held(value):
            yield from _patterns(part, deep + 1)


def _held(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return (*value.keys(), *value.values())
    if isinstance(value, tuple | list | set | frozenset):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return (getattr(value, field.name) for field in fields(value))
    return ()


def _uses() -> dict[str, set[str]]:
    """By the name of what is kept (with its file if it is private), the methods that are called on it.

    A name that is used in any other way may be searched with.
    """
    used: dict[str, set[str]] = defaultdict(set)
    for path in _sources():
        called: dict[ast.expr, str] = {}
        names: list[ast.Name] = []
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                called[node.value] = node.attr
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                names.append(node)
        for name in names:
            method = called.get(name, "")
            if method not in ("pattern", "flags"):
                key = f"{path}:{name.id}" if name.id.startswith("_") else name.id
                used[key].add(method if method in _METHODS else "search")
    return used


def _written(path: Path) -> Iterator[tuple[AnyPattern, int, str]]:
    """What is written within a call of ``re``, but compiled patterns: those are kept somewhere."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.args
        ):
            continue
        written = node.args[0]
        if not isinstance(written, ast.Constant) or not isinstance(written.value, str | bytes):
            continue
        if node.func.attr == "compile" or node.func.attr not in _METHODS:
            continue
        yield re.compile(written.value, re.IGNORECASE), node.lineno, node.func.attr
