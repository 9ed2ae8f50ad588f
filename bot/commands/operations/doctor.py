"""``tanyapasal doctor``: one line for each thing that the service needs, and what to do.

Exit 0 if nothing is broken (warnings may be there), 4 if something is.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from tanyapasal.bot.commands.exits import ANSWERED, PARTLY
from tanyapasal.bot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``doctor``."""
    parser.add_argument("--json", action="store_true", help="untuk dibaca program lain")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Look at everything; returns the exit code."""
    from tanyapasal.bot.operations.doctor import knowledge, surroundings
    from tanyapasal.bot.operations.doctor.findings import found

    findings = []
    for finding in found([*knowledge.checks_of(settings), *surroundings.checks_of(settings)], settings.data):
        findings.append(finding)
        if not options.json:
            print(finding.line, flush=True)
    sound = all(finding.state != "failed" for finding in findings)
    if options.json:
        print(
            json.dumps({"ok": sound, "checks": [asdict(f) for f in findings]}, ensure_ascii=False, indent=1)
        )
    return ANSWERED if sound else PARTLY
