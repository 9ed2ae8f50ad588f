"""Passages cut into the parts that are found on their own, and how a part lifts its passage."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tanyapasal.index.errors import SnapshotError
from tanyapasal.index.passages.parts import children
from tanyapasal.index.search.engines.faiss import FlatIndex
from tanyapasal.index.search.parts import PART_WEIGHT, Parts

AYAT = """(1) Petugas taman menyiram anggrek paling sedikit tiga kali dalam satu minggu.
(2) Petugas taman yang lalai diberi teguran tertulis oleh kepala rumah tangga kantor.
(3) Ketentuan lebih lanjut diatur dengan peraturan kepala kantor."""
LIST = "Petugas taman mempunyai tugas:\n" + "\n".join(
    f"{letter}. merawat tanaman jenis {letter} di halaman kantor menurut jadwal yang ditetapkan oleh kepala rumah tangga;"
    for letter in "abcdef"
)


def test_each_ayat_is_a_part() -> None:
    assert [part[:3] for part in children(AYAT)] == ["(1)", "(2)", "(3)"]


def test_items_of_a_long_list_are_read_under_the_words_that_introduce_them() -> None:
    parts = children(LIST)
    assert len(parts) > 1
    assert all(part.startswith("Petugas taman mempunyai tugas:") for part in parts)
    assert [letter for part in parts for letter in "abcdef" if f"jenis {letter} " in part] == list("abcdef")


@pytest.mark.parametrize("text", ["", "Cukup jelas.", "(1) Cukup jelas.\n(2) Cukup jelas.", "kata " * 200])
def test_a_text_that_says_one_thing_has_no_parts(text: str) -> None:
    assert children(text) == ()


def _unit(*rows: list[float]) -> np.ndarray:
    array = np.array(rows, dtype=np.float32)
    return array / np.linalg.norm(array, axis=1, keepdims=True)


PASSAGES = FlatIndex.build(_unit([1, 0, 0], [0, 1, 0], [0, 0, 1]))
QUERY = _unit([0.8, 0.6, 0.1])[0]


def _lifted(parts: Parts, top: int) -> dict[int, float]:
    return parts.lifted(QUERY, *PASSAGES.search(QUERY, top), top)


def test_a_passage_is_lifted_half_way_to_its_nearest_part_and_never_lowered_by_a_far_one() -> None:
    parts = Parts.build(_unit([-1, 0, 0], [0.8, 0.6, 0.1], [0, 0.1, 1]), [0, 1, 1])
    own = PASSAGES.cosines(QUERY, np.arange(3))
    found = _lifted(parts, 3)
    assert found[1] == pytest.approx((1 - PART_WEIGHT) * own[1] + PART_WEIGHT * 1.0, abs=1e-5)
    assert found[0] == pytest.approx(own[0], abs=1e-5)
    assert found[2] == pytest.approx(own[2], abs=1e-5)
    assert list(found) == sorted(found, key=lambda p: -found[p])


def test_a_passage_is_found_by_a_part_alone() -> None:
    parts = Parts.build(_unit([0.8, 0.6, 0.1]), [2])
    # By itself it is the farthest; its part is where the question is.
    assert list(_lifted(Parts.build(np.zeros((0, 3), dtype=np.float32), []), 2)) == [0, 1]
    assert 2 in _lifted(parts, 3)
    assert _lifted(parts, 3)[2] > 0.5


def test_each_passage_is_lifted_by_its_own_parts_however_many_it_has() -> None:
    random = np.random.default_rng(5)
    passages, rows = _unit(*random.normal(size=(40, 8))), _unit(*random.normal(size=(70, 8)))
    owners = np.sort(random.choice(np.arange(0, 40, 3), 70))
    query = _unit(random.normal(size=8).tolist())[0]
    positions = random.permutation(40)[:25]
    own = (passages @ query)[positions]
    nearest = [max([*(rows[owners == p] @ query), c]) for p, c in zip(positions, own, strict=True)]
    lifted = Parts.build(rows, owners.tolist()).lift(query, positions, own)
    assert lifted == pytest.approx((1 - PART_WEIGHT) * own + PART_WEIGHT * np.array(nearest), abs=1e-5)


def test_parts_come_back_from_disk_and_none_are_parts_too(tmp_path: Path) -> None:
    some = Parts.build(_unit([1, 0, 0], [0, 1, 0]), [0, 2])
    some.save(tmp_path / "parts.faiss")
    again = Parts.load(tmp_path / "parts.faiss")
    assert _lifted(again, 3) == _lifted(some, 3)
    none = Parts.build(np.zeros((0, 3), dtype=np.float32), [])
    assert none.size == 0
    assert list(_lifted(none, 2)) == [0, 1]


def test_owners_that_are_gone_are_told(tmp_path: Path) -> None:
    Parts.build(_unit([1, 0, 0]), [0]).save(tmp_path / "parts.faiss")
    (tmp_path / "parts.npy").write_bytes(b"?")
    with pytest.raises(SnapshotError, match="index build"):
        Parts.load(tmp_path / "parts.faiss")
