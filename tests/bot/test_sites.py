"""The list of websites that may show the widget."""

from __future__ import annotations

import pytest

from tanyapasal.bot.errors import SettingsError
from tanyapasal.bot.settings import read_settings
from tanyapasal.bot.sites import NO_SITES, Site, Sites, parse_sites


def test_sites_are_read_with_their_origins_in_one_spelling() -> None:
    read = parse_sites(
        " bkd=https://BKD.contoh.go.id/ https://www.contoh.go.id:443 ;lan = http://localhost:8080; "
    )
    assert read == Sites(
        (
            Site("bkd", ("https://bkd.contoh.go.id", "https://www.contoh.go.id")),
            Site("lan", ("http://localhost:8080",)),
        )
    )


@pytest.mark.parametrize(
    "written",
    [
        "https://a.go.id",
        "=https://a.go.id",
        "Situs Kami=https://a.go.id",
        "a=a.go.id",
        "a=https://*.go.id",
        "a=*",
        "a=null",
        "a=https://a.go.id/jalur",
        "a=https://a.go.id:x",
        "a=https://user@a.go.id",
        "a=ftp://a.go.id",
        "a=https://a.go.id;a=https://b.go.id",
    ],
)
def test_a_list_that_cannot_be_meant_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(SettingsError, match="TANYAPASAL_SITES"):
        read_settings({"TANYAPASAL_SITES": written})


def test_nothing_listed_means_nothing_allowed() -> None:
    assert read_settings({}).sites == NO_SITES
    assert not NO_SITES.allow("", "https://a.go.id")
    assert not parse_sites("a=").allow("a", "https://a.go.id")


def test_a_key_holds_for_its_own_origins_only() -> None:
    sites = parse_sites("a=https://a.go.id;b=https://b.go.id")
    assert sites.allow("a", "https://a.go.id")
    assert not sites.allow("a", "https://b.go.id")
    assert not sites.allow("b", "https://a.go.id")
    assert not sites.allow("a", "https://a.go.id.example")
    assert not sites.allow("a", "http://a.go.id")
    assert not sites.allow("a", "null")
