"""What is shipped to run the service: container, compose, units, locked libraries."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tanyapasal.bot.cli import command_parser
from tanyapasal.bot.settings import _NAMES, read_settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service.get("image") == "tanyapasal"}
# Of the compose file alone, not read by the program.
OF_COMPOSE = {"TANYAPASAL_DOMAIN"}


def _locked() -> dict[str, list[tuple[Requirement, int]]]:
    """Every library of the lock: its line, and how many hashes it has."""
    found: dict[str, list[tuple[Requirement, int]]] = {}
    text = (DEPLOY / "requirements.txt").read_text(encoding="utf-8")
    for block in re.split(r"\n(?=\S)", text.strip()):
        line, *hashes = block.split("\\\n")
        requirement = Requirement(line.strip())
        found.setdefault(canonicalize_name(requirement.name), []).append((requirement, len(hashes)))
    return found


def test_every_library_of_a_release_is_locked_with_hashes_in_a_version_that_the_project_takes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = _locked()
    for name in (*project["dependencies"], *project["optional-dependencies"]["postgres"]):
        wanted = Requirement(name)
        found = locked.get(canonicalize_name(wanted.name))
        assert found, f"{name}: make lock"
        for requirement, _ in found:
            assert wanted.specifier.contains(next(iter(requirement.specifier)).version), (
                f"{requirement}: make lock"
            )
    for entries in locked.values():
        for requirement, hashes in entries:
            assert [s.operator for s in requirement.specifier] == ["=="]
            assert hashes >= 1


def test_a_release_is_slim_and_names_no_other_place_to_fetch_from() -> None:
    assert _locked().keys().isdisjoint({"torch", "transformers", "sentence-transformers", "pytest"})
    for path in DEPLOY.glob("requirements*.txt"):
        assert not re.search(r"://|--(extra-)?index|--find-links", path.read_text(encoding="utf-8")), path


def test_the_container_runs_without_rights_and_tells_whether_it_lives() -> None:
    lines = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    last = lines.rsplit("\nFROM ", 1)[1]
    assert re.search(r"^USER 10001", last, re.M)
    assert "HEALTHCHECK" in last
    assert "/healthz" in last
    assert "--require-hashes" in lines
    for settings in re.findall(r"TANYAPASAL_\w+", lines):
        assert settings in _NAMES
    copied = {
        w for line in re.findall(r"^COPY (?!--from)(?:--\S+ )?(.+) \S+$", lines, re.M) for w in line.split()
    }
    assert [name for name in copied if not (ROOT / name).exists()] == []
    allowed = (ROOT / ".containerignore").read_text(encoding="utf-8")
    assert [name for name in copied if f"!{name}" not in allowed.split()] == []
    assert (ROOT / ".dockerignore").read_text(encoding="utf-8") == allowed


@pytest.mark.parametrize("name", OURS)
def test_in_compose_ours_cannot_write_to_its_root_and_has_no_rights(name: str) -> None:
    service = OURS[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["user"] == "10001:10001"
    assert "no-new-privileges:true" in service["security_opt"]
    command_parser().parse_args([str(word) for word in service.get("command", ["serve"])])


def test_compose_holds_no_secret_and_nothing_unknown() -> None:
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    asked = set(re.findall(r"\$\{(\w+)", text))
    written = set(re.findall(r"^(\w+)=", (DEPLOY / "env.example").read_text(encoding="utf-8"), re.M))
    assert asked == written
    assert not re.findall(r"(?:PASSWORD|KEY|TOKEN): (?!\$\{)\S+", text)
    assert {n for n in asked | set(OURS["tanyapasal"]["environment"]) if n.startswith("TANYAPASAL_")} <= (
        set(_NAMES) | OF_COMPOSE
    )
    for service in SERVICES.values():
        for volume in service.get("volumes", ()):
            source = str(volume).split(":", 1)[0]
            assert source in COMPOSE["volumes"] or source.startswith("$") or (DEPLOY / source).exists(), (
                volume
            )


def test_settings_of_compose_that_are_left_empty_are_as_if_not_set() -> None:
    empty = dict.fromkeys(OURS["tanyapasal"]["environment"], "")
    assert read_settings(empty) == read_settings({})


def test_nobody_but_the_proxy_can_be_reached_from_outside() -> None:
    ports = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert ports.pop("proxy") == ["80:80", "443:443"]
    assert all(str(port).startswith("127.0.0.1:") for held in ports.values() for port in held)
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert SERVICES["db"]["networks"] == ["inside"]
    door = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    assert "/metrics" in door
    assert "\n\tlog" not in door


@pytest.mark.parametrize("unit", UNITS, ids=[unit.name for unit in UNITS])
def test_a_unit_starts_a_command_that_exists_with_settings_that_exist(unit: Path) -> None:
    text = unit.read_text(encoding="utf-8")
    for words in re.findall(r"^ExecStart=\S+/tanyapasal (.+)$", text, re.M):
        command_parser().parse_args(words.split())
    assert set(re.findall(r"(TANYAPASAL_\w+)=", text)) <= set(_NAMES)
    if unit.suffix == ".service":
        assert "NoNewPrivileges=yes" in text
        assert "ProtectSystem=strict" in text


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    verifier = shutil.which("systemd-analyze")
    if verifier is None:
        pytest.skip("no systemd on this machine")
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace("/opt/tanyapasal/bin/tanyapasal", "/bin/true")
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    said = subprocess.run(
        [verifier, "verify", *sorted(tmp_path.iterdir())],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    ours = [line for line in said.stderr.splitlines() if str(tmp_path) in line or "tanyapasal" in line]
    assert ours == []
