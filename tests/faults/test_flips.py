"""A bit that flips on disk: an index that it hits is refused, what builds keep costs time and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tanyapasal.index.errors import SnapshotError
from tests.bot.answering.dated_corpus import write_corpus
from tests.faults.faults import built, chance, changed, flipped, opened, times, told
from tests.index.keeping.test_incremental import contents


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("flips")
    built(write_corpus(folder / "corpus"), folder / "data")
    return folder


def test_a_flipped_bit_of_the_index_is_refused_or_changes_nothing(folder: Path) -> None:
    data, chances = folder / "data", chance("index")
    whole = opened(data).manifest
    files = [data / "index" / "current", *(f for f in (data / "index" / whole.id).rglob("*") if f.is_file())]
    lost, outcomes = [], Counter[str]()
    for _ in times(40, 1000):
        # Each file as often as another: the small ones say how the large ones are read.
        path = chances.choice(files)
        before = path.read_bytes()
        where = flipped(path, chances)
        try:
            found = opened(data).manifest
        except SnapshotError:
            outcomes["refused"] += 1
        except Exception as error:
            lost.append(f"{where}: {error!r}")
        else:
            outcomes["of no consequence"] += 1
            if found != whole:
                lost.append(f"{where}: taken for whole")
        path.write_bytes(before)
    told(
        "a bit of an index flips",
        len(times(40, 1000)),
        lost,
        ", ".join(f"{n} {o}" for o, n in outcomes.items()),
    )


# What is damaged, and how often it is tried in full.
KEPT = {
    "a bit of the kept vectors flips": ("embeddings/*.npz", 1000),
    "a bit of the kept readings flips": ("kept/rows.db", 300),
    "a bit of their checksum flips": ("kept/rows.sum", 30),
}


@pytest.mark.parametrize("fault", KEPT)
def test_a_flipped_bit_of_what_builds_keep_costs_time_and_nothing_else(tmp_path: Path, fault: str) -> None:
    _cost_only_time(tmp_path, fault, times(4, KEPT[fault][1]), flipped)


def test_what_builds_keep_may_be_cut_short(tmp_path: Path) -> None:
    def cut(path: Path, _: Random) -> str:
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])
        return path.name

    for fault in KEPT:
        _cost_only_time(tmp_path / Path(KEPT[fault][0]).suffix, fault, range(1), cut)


def _cost_only_time(folder: Path, fault: str, tries: range, damage: Callable[[Path, Random], str]) -> None:
    """Damage what was kept, change the corpus, build: the index is that of a build from nothing."""
    folder.mkdir(exist_ok=True)
    corpus, data, chances = write_corpus(folder / "corpus"), folder / "data", chance(fault)
    expected = {}
    for number in (11, 12):
        changed(corpus, number)
        built(corpus, folder / f"fresh-{number}")
        expected[number] = contents(folder / f"fresh-{number}")
    lost = []
    built(corpus, data)
    for n in tries:
        where = damage(chances.choice(sorted(data.glob(KEPT[fault][0]))), chances)
        number = (11, 12)[n % 2]
        changed(corpus, number)
        try:
            built(corpus, data)
        except Exception as error:
            lost.append(f"{where}: {error!r}")
            continue
        if contents(data) != expected[number]:
            lost.append(f"{where}: another index")
    told(fault, len(tries), lost)
