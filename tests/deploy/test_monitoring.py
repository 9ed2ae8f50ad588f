"""What alerts and dashboard ask for is what the service tells."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tanyapasal.bot.channels.telegram.updates.figures import POLL, TelegramFigures
from tanyapasal.bot.channels.web.app import create_app
from tanyapasal.bot.telemetry.replies import MeasuredAssistant, ReplyFigures
from tanyapasal.bot.telemetry.service import ServiceFigures
from tests.bot.channels.web.web_fakes import FakeAssistant, loaded

ROOT = Path(__file__).parents[2]
MONITORING = ROOT / "deploy" / "monitoring"
GROUPS: list[dict[str, Any]] = yaml.safe_load((MONITORING / "alerts.yaml").read_text(encoding="utf-8"))[
    "groups"
]
ALERTS: list[dict[str, Any]] = [rule for group in GROUPS for rule in group["rules"]]
BOARD: dict[str, Any] = json.loads((MONITORING / "grafana.json").read_text(encoding="utf-8"))
ASKED = {
    **{alert["alert"]: alert["expr"] for alert in ALERTS},
    **{f"{p['title']} {t['refId']}": t["expr"] for p in BOARD["panels"] for t in p["targets"]},
}
# Made by Prometheus itself, for each service that it asks.
OF_PROMETHEUS = {"up"}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The names that /metrics tells of a service with a bot, and the labels of each."""
    replies, telegram = ReplyFigures(), TelegramFigures()
    telegram.requested(POLL, 200)
    assistant = MeasuredAssistant(FakeAssistant(), replies)
    assistant.reply("berapa JP?")
    loading = loaded(assistant)
    loading._served = ("satu", 0)
    service = ServiceFigures(loading, tmp_path_factory.mktemp("data"))
    app = create_app(loading, collectors=(replies, service, telegram))
    app.state.metrics.served("GET", "/", 200, 0.1)
    app.state.metrics.voted("up")
    found: dict[str, set[str]] = {}
    for line in app.state.metrics.exposition().decode().splitlines():
        if (sample := re.match(r"([a-z_]+)(?:\{(.*)\})? \S+$", line)) is not None:
            found.setdefault(sample[1], set()).update(re.findall(r"(\w+)=\"", sample[2] or ""))
    return found


def _names(expression: str) -> set[str]:
    """Every metric of an expression, with the labels that are asked of it as ``name.label``."""
    found = set()
    for name, labels in re.findall(r"\b((?:tanyapasal|process)_\w+|up)\b(?:\{([^}]*)\})?", expression):
        found.add(name)
        found.update(f"{name}.{label}" for label in re.findall(r"(\w+)\s*[!=]~?", labels) if label != "job")
    return found


@pytest.mark.parametrize("expression", ASKED.values(), ids=ASKED)
def test_what_is_asked_for_is_told(expression: str, told: dict[str, set[str]]) -> None:
    known = set(told) | OF_PROMETHEUS | {f"{name}.{label}" for name in told for label in told[name]}
    assert _names(expression)
    assert _names(expression) - known == set()


def test_a_name_that_nobody_tells_is_found(told: dict[str, set[str]]) -> None:
    assert _names('sum(tanyapasal_tidak_ada{kind!="chat"})') == {
        "tanyapasal_tidak_ada",
        "tanyapasal_tidak_ada.kind",
    }
    assert "tanyapasal_tidak_ada" not in told


@pytest.mark.parametrize("alert", ALERTS, ids=[alert["alert"] for alert in ALERTS])
def test_an_alert_says_in_a_sentence_what_is_wrong_and_where_it_stands_what_to_do(
    alert: dict[str, Any],
) -> None:
    notes = alert["annotations"]
    assert notes["summary"].endswith(".")
    assert alert["labels"]["severity"] in ("warning", "critical")
    page, _, anchor = notes["runbook"].partition("#")
    headings = re.findall(r"^#+ (.+)$", (ROOT / page).read_text(encoding="utf-8"), re.M)
    assert anchor in {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


def test_panels_have_names_of_their_own_and_do_not_overlap() -> None:
    panels = BOARD["panels"]
    assert len({p["id"] for p in panels}) == len({p["title"] for p in panels}) == len(panels)
    taken = [
        (x, y)
        for p in panels
        for x in range(p["gridPos"]["x"], p["gridPos"]["x"] + p["gridPos"]["w"])
        for y in range(p["gridPos"]["y"], p["gridPos"]["y"] + p["gridPos"]["h"])
    ]
    assert len(taken) == len(set(taken))
    assert max(x for x, _ in taken) < 24


def test_prometheus_reads_the_alerts_that_lie_beside_it() -> None:
    config = yaml.safe_load((MONITORING / "prometheus.yaml").read_text(encoding="utf-8"))
    assert [name for name in config["rule_files"] if not (MONITORING / name).is_file()] == []
