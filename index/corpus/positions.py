"""YAML with the line of every entry, so that a mistake can be reported where it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

import yaml

from tanyapasal.index.errors import CorpusMistake

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Node:
    """A YAML value, its line in the file, and the list that mistakes about it are added to."""

    path: str
    line: int
    mistakes: list[CorpusMistake]
    scalar: str | None = None
    items: tuple[Node, ...] | None = None
    entries: tuple[tuple[str, Node], ...] | None = None
    null: bool = False

    def mistake(self, message: str) -> None:
        self.mistakes.append(CorpusMistake(self.path, self.line, message))

    def text(self, what: str) -> str:
        """This value as text; a mistake is noted and "" returned if it is none."""
        if self.scalar is None or self.null:
            self.mistake(f"{what} harus berupa teks")
            return ""
        return self.scalar.strip()

    def texts(self, what: str) -> tuple[str, ...]:
        """This value as a list of texts; a mistake is noted otherwise."""
        if self.null:
            return ()
        if self.items is None:
            self.mistake(f"{what} harus berupa daftar, misalnya [satu, dua]")
            return ()
        return tuple(item.text(f"isi {what}") for item in self.items)

    def mapping(self, what: str, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> Fields:
        """This value as named fields; unknown, repeated and missing names are noted."""
        found: dict[str, Node] = {}
        if self.entries is None:
            self.mistake(
                f"{what} harus berisi baris 'nama: nilai', misalnya '{(required or optional)[0]}: …'"
            )
        for name, node in self.entries or ():
            if name not in required and name not in optional:
                node.mistake(f"'{name}' tidak dikenal di {what}; yang ada: {', '.join(required + optional)}")
            elif name in found:
                node.mistake(f"'{name}' tertulis dua kali di {what}; hapus salah satu")
            else:
                found[name] = node
        if self.entries is not None:
            for name in required:
                if name not in found:
                    self.mistake(f"{what} belum memuat '{name}'; tambahkan baris '{name}: …'")
        return Fields(self, found)


@dataclass(frozen=True, slots=True)
class Fields:
    """The named fields of a mapping; absent optional ones give the empty value."""

    owner: Node
    found: dict[str, Node] = field(default_factory=dict)

    def node(self, name: str) -> Node | None:
        node = self.found.get(name)
        return None if node is None or node.null else node

    def text(self, name: str) -> str:
        node = self.node(name)
        return node.text(f"'{name}'") if node else ""

    def texts(self, name: str) -> tuple[str, ...]:
        node = self.node(name)
        return node.texts(f"'{name}'") if node else ()

    def items(self, name: str) -> tuple[Node, ...]:
        node = self.node(name)
        if node is None:
            return ()
        if node.items is None:
            node.mistake(f"'{name}' harus berupa daftar; mulai tiap isinya dengan '- '")
            return ()
        return node.items

    def parsed(self, name: str, parse: Callable[[str], T]) -> T | None:
        """The field through a strict parser; its error becomes a mistake at the field's line."""
        node = self.node(name)
        return parsed(node, node.text(f"'{name}'"), parse) if node else None

    def parsed_all(self, name: str, parse: Callable[[str], T]) -> tuple[T, ...]:
        node = self.node(name)
        if node is None:
            return ()
        results = (parsed(node, text, parse) for text in node.texts(f"'{name}'"))
        return tuple(result for result in results if result is not None)


def parsed(node: Node, text: str, parse: Callable[[str], T]) -> T | None:
    """``parse(text)``; its ValueError becomes a mistake at ``node``."""
    if not text:
        return None
    try:
        return parse(text)
    except ValueError as error:
        node.mistake(str(error))
        return None


def load(text: str, path: str, mistakes: list[CorpusMistake], first_line: int = 1) -> Node:
    """Parse one YAML document; syntax errors are noted and give an empty mapping."""
    try:
        composed = yaml.compose(
            text, Loader=yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader
        )
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + first_line
        mistakes.append(
            CorpusMistake(
                path,
                line,
                f"bukan YAML yang benar ({error.problem}); periksa titik dua, tanda kutip, dan indentasi",
            )
        )
        composed = None
    except yaml.YAMLError as error:
        mistakes.append(CorpusMistake(path, first_line, f"bukan YAML yang benar ({error})"))
        composed = None
    if composed is None:
        return Node(path, first_line, mistakes, entries=())
    return _Placing(path, mistakes, first_line).node(composed)


class _Placing:
    """Nodes of one document. What is named once (``&name``) and repeated (``*name``) is one node, however often that is."""

    def __init__(self, path: str, mistakes: list[CorpusMistake], first_line: int) -> None:
        self._path, self._mistakes, self._first_line = path, mistakes, first_line
        self._placed: dict[int, Node] = {}

    def node(self, composed: yaml.Node) -> Node:
        if id(composed) not in self._placed:
            place = self._path, composed.start_mark.line + self._first_line, self._mistakes
            # Until it is made, for what repeats itself in itself.
            self._placed[id(composed)] = Node(*place)
            self._placed[id(composed)] = self._made(composed, place)
        return self._placed[id(composed)]

    def _made(self, composed: yaml.Node, place: tuple[str, int, list[CorpusMistake]]) -> Node:
        if isinstance(composed, yaml.MappingNode):
            return Node(*place, entries=tuple((str(k.value), self.node(v)) for k, v in composed.value))
        if isinstance(composed, yaml.SequenceNode):
            return Node(*place, items=tuple(map(self.node, composed.value)))
        null = composed.tag == "tag:yaml.org,2002:null"
        return Node(*place, scalar=str(composed.value), null=null)
