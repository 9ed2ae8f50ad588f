"""The walk of a question through the rooms counts as its description says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tanyapasal.eval import walk
from tanyapasal.eval.walk import room_of, walked

SOURCES = {
    "bot/hall/hall.py": "def ask(work):\n    return work()\n",
    "index/words/words.py": "def stem():\n    return twice()\ndef twice():\n    return 2\n",
    "index/search/search.py": "def look(work):\n    return [work() for _ in range(3)]\n",
    "index/words/deep/deep.py": "def within():\n    return 1\n",
    "index/law/law.py": (
        "from dataclasses import dataclass\n"
        "@dataclass(frozen=True)\nclass Value:\n    size: int\n    def twice(self):\n        return 2 * self.size\n"
    ),
    "index/text.py": "def clean():\n    return ''\n",
}


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setattr(walk, "ROOT", tmp_path)
    functions: dict[str, Any] = {}
    for name, source in SOURCES.items():
        exec(compile(source, str(tmp_path / name), "exec"), functions)
    return functions


def test_coming_back_to_a_room_that_called_is_no_new_entry(house: dict[str, Any]) -> None:
    found = walked(lambda: house["ask"](lambda: (house["stem"](), house["look"](int), house["stem"]())))
    assert found == ("bot/hall", "index/words", "index/search", "index/words")


def test_a_room_called_many_times_in_a_row_is_entered_once(house: dict[str, Any]) -> None:
    assert walked(lambda: house["look"](house["stem"])) == ("index/search", "index/words")


def test_a_room_that_is_called_from_below_is_still_open(house: dict[str, Any]) -> None:
    assert walked(lambda: house["ask"](lambda: house["look"](lambda: house["ask"](int)))) == (
        "bot/hall",
        "index/search",
    )


def test_folders_in_a_room_are_of_the_room_and_values_are_carried(house: dict[str, Any]) -> None:
    def work() -> None:
        house["within"]()
        assert house["Value"](3).twice() == 6

    assert walked(work) == ("index/words",)


def test_what_spans_all_rooms_is_none(house: dict[str, Any]) -> None:
    assert walked(house["clean"]) == ()
    assert room_of(__file__) is None


def test_a_failure_ends_the_watch(house: dict[str, Any]) -> None:
    with pytest.raises(ZeroDivisionError):
        walked(lambda: house["ask"](lambda: 1 // 0))
    assert walked(house["stem"]) == ("index/words",)
