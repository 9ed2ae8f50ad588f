"""What names a person is masked before anything is kept."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tanyapasal.bot.errors import SettingsError
from tanyapasal.bot.privacy import FORMS, PersonalForm, Pseudonyms, blotted, key_from, mask


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_form_masks_its_examples_and_leaves_the_others(form: PersonalForm) -> None:
    for example in form.examples:
        assert "[" in mask(f"saya {example}, mohon dibantu")
        assert not any(part in mask(example) for part in (example, example[4:], example[:-2]))
    for other in form.others:
        assert form.pattern.sub("#", other) == other


def test_numbers_of_law_and_of_quantity_stay() -> None:
    text = (
        "Apakah PNS menurut Pasal 203 ayat (4) PP 11/2017 jo. PP No. 17 Tahun 2020 (LN 2020 No. 68) wajib "
        "20 (dua puluh) JP, biaya Rp 1.500.000, tanggal 01-02-2023 atau 2023-02-01, pukul 08.00-16.00, "
        "angka 1.000.000.000, Pasal 1 angka 12, tahun 2019 2020 2021?"
    )
    assert mask(text) == text


def test_each_kind_is_named_in_its_place() -> None:
    said = "NIP 19900101 201501 1 001, NIK 3171234567890123, HP 0812-3456-7890, surel a.b@bkn.go.id, Budi"
    assert mask(said) == "NIP [NIP], NIK [NIK], HP [telepon], surel [surel], Budi"
    assert mask(mask(said)) == mask(said)


def test_what_is_blotted_out_keeps_its_place() -> None:
    said = "NIP 19900101 201501 1 001, HP 0812-3456-7890, surel a.b@bkn.go.id, pasal 47"
    assert len(blotted(said)) == len(said)
    assert set(blotted(said)) <= set("NIP #,HPsurel pasal47")


def test_what_a_public_source_says_is_kept() -> None:
    quote = "Hubungi (021) 5551234 atau layanan@lan.go.id."
    assert mask(f"{quote} Saya: 081234567890", [quote]) == f"{quote} Saya: [telepon]"


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
