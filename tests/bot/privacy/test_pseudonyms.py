"""People are told apart by keyed hashes, and the key is kept by its owner."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tanyapasal.bot.errors import SettingsError
from tanyapasal.bot.privacy import Pseudonyms, key_from


def test_a_person_has_one_name_per_channel_and_key() -> None:
    names = Pseudonyms(b"k" * 32)
    assert names.of("telegram", 77) == names.of("telegram", 77)
    others = {names.of("telegram", 78), names.of("web", 77), Pseudonyms(b"l" * 32).of("telegram", 77)}
    assert names.of("telegram", 77) not in others
    assert len(others) == 3
    assert "kkkk" not in repr(names)


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "data" / "hash.key"
    first = key_from(None, path)
    assert key_from(None, path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert key_from("a long enough secret", path) != first


def test_an_unusable_key_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="16 karakter"):
        key_from("short", tmp_path / "k")
    (tmp_path / "k").write_bytes(b"")
    with pytest.raises(SettingsError, match="rusak"):
        key_from(None, tmp_path / "k")
    with pytest.raises(SettingsError, match="tidak dapat"):
        key_from(None, tmp_path / "k" / "below-a-file")
