"""``tanyapasal ask`` on a fake assistant: what is printed, and what stands behind it."""

from __future__ import annotations

import json

import pytest

from tanyapasal.bot.channels.rendering import details, plain
from tanyapasal.bot.cli import main
from tests.bot.channels import fakes


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tanyapasal.bot.commands.ask.assistant_of", lambda _: fakes.FakeAssistant())


def test_the_short_text_is_printed_and_with_lengkap_all_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "berapa jam pelajaran"]) == 0
    assert capsys.readouterr().out == plain(fakes.answer()) + "\n"
    assert main(["ask", "berapa jam pelajaran", "--lengkap"]) == 0
    assert capsys.readouterr().out == f"{plain(fakes.answer())}\n\n{details(fakes.answer())}\n"


def test_a_refusal_has_nothing_behind_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "gaji", "--lengkap"]) == 3
    assert capsys.readouterr().out == plain(fakes.not_found()) + "\n"


def test_json_has_everything_in_either_case(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "berapa jam pelajaran", "--json"]) == 0
    reply = json.loads(capsys.readouterr().out)
    assert (reply["details"], reply["warning"]) == (details(fakes.answer()), fakes.NOTE)
