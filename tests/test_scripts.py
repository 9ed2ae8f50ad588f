"""The scripts of the website, checked by the tools of their own language where these are at hand."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

WIDGET = Path(__file__).parent.parent / "bot" / "channels" / "web" / "static" / "widget"


def test_the_modules_of_the_widget_are_typed_without_a_mistake() -> None:
    """``tsc --checkJs``, strict, over the JSDoc types; ``npm install --global typescript`` brings it."""
    compiler = shutil.which("tsc")
    if compiler is None:
        pytest.skip("no TypeScript compiler on this machine")
    done = subprocess.run([compiler, "-p", WIDGET], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout


def test_the_modules_never_write_markup_and_never_reach_for_code_in_text() -> None:
    """What hostile text needs to become code is not there to be used."""
    forbidden = (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "cookie",
    )
    for module in WIDGET.glob("*.js"):
        text = module.read_text(encoding="utf-8")
        assert [name for name in forbidden if name in text] == [], module.name
