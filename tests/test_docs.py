"""What the documentation shows works: commands parse with the real parser and Makefile, links lead somewhere."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import pytest

from tanyapasal.bot.cli import command_parser

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "corpus").glob("*.md"),
        *(ROOT / "eval").glob("*.md"),
    ]
)
_FENCE = re.compile(
    r"^(?P<indent> *)(?P<fence>`{3,}|~{3,})[^\n]*\n(?P<body>.*?)^(?P=indent)(?P=fence)\s*$", re.M | re.S
)
_INDENTED = re.compile(r"(?:^(?: {4}|\t)[^\n]*\n?)+", re.M)
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s]+)[^)]*\)|!\[[^\]]*\]\((?P<image>[^)\s]+)[^)]*\)")
_SETTING = re.compile(r"[A-Z][A-Z0-9_]*=\S*")
_MODULE = re.compile(r"(?:python3?|\S*/python) -m tanyapasal\.(?P<module>\S+)")


def _blocks(text: str) -> list[str]:
    fenced = [match["body"] for match in _FENCE.finditer(text)]
    rest = _FENCE.sub("\n", text)
    return [*fenced, *(match.group() for match in _INDENTED.finditer(rest))]


def _commands(path: Path) -> list[list[str]]:
    """Words of every command in a code block, without prompts, settings before it, comments and pipes after it."""
    found = []
    for block in _blocks(path.read_text(encoding="utf-8")):
        for line in re.sub(r"\s*\\\n\s*", " ", block).splitlines():
            # Two blanks begin a remark beside a command; what stands in brackets may be left out or written.
            written = re.sub(r"\[([^\]]*)\]", r"\1", re.split(r"\s{2,}", line.strip())[0])
            for command in _split(written.removeprefix("$ ")):
                while command and _SETTING.fullmatch(command[0]):
                    command = command[1:]
                if command and Path(command[0]).name in ("tanyapasal", "make", "python", "python3"):
                    found.append([Path(command[0]).name, *command[1:]])
    return found


def _split(line: str) -> list[list[str]]:
    reader = shlex.shlex(line, posix=True, punctuation_chars=True)
    reader.whitespace_split = True
    try:
        words = list(reader)
    except ValueError:
        return []  # an open quote: prose or another language
    commands: list[list[str]] = [[]]
    for word in words:
        if set(word) <= set("|&;") and word:
            commands.append([])
        else:
            commands[-1].append(word)
    # What stands behind ">" goes to a file.
    return [c[: c.index(">")] if ">" in c else c for c in commands]


def _examples(program: str) -> list[object]:
    return [
        pytest.param(command[1:], id=f"{path.relative_to(ROOT)}: {' '.join(command)}")
        for path in DOCUMENTS
        for command in _commands(path)
        if command[0] == program
    ]


@pytest.mark.parametrize("arguments", _examples("tanyapasal"))
def test_a_command_that_is_shown_parses(arguments: list[str]) -> None:
    code, said = 0, io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        try:
            command_parser().parse_args(arguments)
        except SystemExit as end:  # --help ends the program too, with 0
            code = int(end.code or 0)
    assert code == 0, said.getvalue()


@pytest.mark.parametrize("arguments", _examples("make"))
def test_a_make_target_that_is_shown_exists(arguments: list[str]) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([\w./-]+):", makefile, re.M))
    assert {word for word in arguments if "=" not in word and not word.startswith("-")} <= targets


def test_make_alone_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = makefile.splitlines()[0].removeprefix(".PHONY: ").split()
    said = subprocess.run(["make", "-C", str(ROOT), "-s"], capture_output=True, text=True, check=True).stdout
    assert [line.split()[1] for line in said.splitlines() if line.startswith("make ")] == targets
    assert all(len(line.split()) > 2 for line in said.splitlines())


def test_the_drawing_and_its_tables_name_every_room() -> None:
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    rooms = {f.parent.name for top in ("index", "bot") for f in (ROOT / top).glob("*/__init__.py")}
    drawing, *tables = text.split("\n## ")
    assert {room for room in rooms if not re.search(rf"\b{room}\b", drawing)} == set()
    assert rooms == set(re.findall(r"^\| `(\w+)` \|", "".join(tables), re.M))


def test_the_version_that_is_cited_is_the_one_that_is_built() -> None:
    cited = re.search(r"^version: (\S+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.M)
    built = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert cited is not None
    assert cited[1] == built


def test_files_that_a_recipe_touches_exist() -> None:
    """At most three a recipe. A NAME is yours to choose, and what a corpus holds is its field's own."""
    recipes = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("\n### ")[1:]
    assert len(recipes) == 6
    for recipe in recipes:
        steps = re.findall(r"^\d\. (.*?):", recipe, re.M)
        assert 1 <= len(steps) <= 3, recipe.splitlines()[0]
        for path in re.findall(r"`([^`]+)`", " ".join(steps)):
            assert "NAME" in path or path.startswith("corpus/") or (ROOT / path).exists(), path


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_that_is_run_exists(path: Path) -> None:
    for match in _MODULE.finditer(path.read_text(encoding="utf-8")):
        module = ROOT.joinpath(*re.split(r"\.", match["module"].rstrip(".`,;:")))
        assert module.with_suffix(".py").is_file() or (module / "__main__.py").is_file(), match["module"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_relative_link_leads_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for match in _LINK.finditer(_FENCE.sub("\n", text)):
        target = (match["target"] or match["image"]).split("#")[0]
        if target and not re.match(r"[a-z][a-z0-9+.-]*:", target):
            assert (path.parent / target).exists(), target


def test_the_readme_shows_commands() -> None:
    """So that a change of format does not silently leave nothing to test."""
    names = [command[0] for command in _commands(ROOT / "README.md")]
    assert names.count("make") >= 2
    assert names.count("tanyapasal") >= 2


def test_commands_are_found_however_they_are_written(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        'Text tanyapasal nothing\n\n    $ .venv/bin/tanyapasal ask "Apa?" --json | jq .  # a remark\n\n'
        "```sh\nTANYAPASAL_PORT=1 tanyapasal serve && make test\n"
        "tanyapasal search \\\n  x > out.txt\n```\n"
    )
    assert _commands(page) == [
        ["tanyapasal", "serve"],
        ["make", "test"],
        ["tanyapasal", "search", "x"],
        ["tanyapasal", "ask", "Apa?", "--json"],
    ]
