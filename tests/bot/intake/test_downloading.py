"""What is opened in the network, and what is not: forms of addresses, one's own network, redirects, bounds."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tanyapasal.bot.errors import FetchingError
from tanyapasal.bot.intake.addresses import Reach, is_public
from tanyapasal.bot.intake.downloading import Version, Web
from tests.bot.intake.site import NAME, Page, Site, certificate, site

OWN = Reach(http=True, private=True, seconds=20)


@pytest.fixture
def here() -> Iterator[Site]:
    with site() as found:
        yield found


def content(web: Web, url: str) -> bytes:
    came = web.download(url)
    assert came is not None
    return came.data


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.20.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::10.0.0.1", False),
        ("64:ff9b::8.8.8.8", True),
        ("2002:7f00:1::", False),
    ],
)
def test_an_address_of_ones_own_network_is_known_in_every_form(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://contoh.go.id/a.pdf", "tanpa https"),
        ("ftp://contoh.go.id/a.pdf", "bukan alamat situs"),
        ("https://", "bukan alamat situs"),
        ("https://saya:rahasia@127.0.0.1/a.pdf", "nama pengguna"),
        ("https://127.0.0.1/a.pdf", "jaringan sendiri"),
        ("https://localhost/a.pdf", "jaringan sendiri"),
        ("https://[::1]/a.pdf", "jaringan sendiri"),
        ("https://[::ffff:10.0.0.1]/a.pdf", "jaringan sendiri"),
        ("https://2130706433/a.pdf", "jaringan sendiri"),
        ("https://169.254.169.254/latest/meta-data", "jaringan sendiri"),
        ("https://a:b/c", "bukan alamat situs"),
    ],
)
def test_what_is_not_opened_is_told_in_one_sentence(url: str, said: str) -> None:
    with pytest.raises(FetchingError, match=said):
        Web(Reach()).download(url)


def test_a_file_comes_with_its_version_and_only_when_it_has_changed(here: Site) -> None:
    here.pages["/a.pdf"] = Page(
        b"isi", headers={"ETag": '"1"', "Last-Modified": "Mon, 06 May 2030 00:00:00 GMT"}
    )
    came = Web(OWN).download(f"{here.address}/a.pdf")
    assert came is not None
    assert (came.data, came.version) == (b"isi", Version('"1"', "Mon, 06 May 2030 00:00:00 GMT"))
    assert Web(OWN).download(f"{here.address}/a.pdf", came.version) is None


def test_the_name_is_looked_up_once_and_the_address_that_was_checked_is_used(
    here: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads into one's own network at the second look (DNS rebinding) is never asked twice."""
    here.pages["/a.pdf"] = Page(b"isi")
    looks: list[str] = []

    async def lookup(host: str, _: int) -> list[str]:
        looks.append(host)
        return ["127.0.0.1"] if len(looks) == 1 else ["10.0.0.5"]

    monkeypatch.setattr("tanyapasal.bot.intake.addresses.is_public", lambda a: not a.startswith("10."))
    web = Web(Reach(http=True, seconds=20), lookup)
    assert content(web, f"http://{NAME}:{here.port}/a.pdf") == b"isi"
    assert looks == [NAME]
    with pytest.raises(FetchingError, match="jaringan sendiri"):
        web.download(f"http://{NAME}:{here.port}/a.pdf")


def test_one_private_address_among_public_ones_is_refused() -> None:
    async def lookup(*_: object) -> list[str]:
        return ["93.184.216.34", "10.0.0.5"]

    with pytest.raises(FetchingError, match="jaringan sendiri"):
        Web(Reach(), lookup).download(f"https://{NAME}/a.pdf")


def test_redirects_are_followed_and_each_is_checked(here: Site) -> None:
    here.pages |= {
        "/a": Page(status=302, headers={"Location": "/b"}),
        "/b": Page(status=301, headers={"Location": f"{here.address}/c.pdf"}),
        "/c.pdf": Page(b"isi"),
        "/file": Page(status=302, headers={"Location": "file:///etc/passwd"}),
        "/loop": Page(status=302, headers={"Location": "/loop"}),
    }
    came = Web(OWN).download(f"{here.address}/a")
    assert came is not None
    assert came.url == f"{here.address}/c.pdf"

    with pytest.raises(FetchingError, match="lebih dari 5 kali"):
        Web(OWN).download(f"{here.address}/loop")
    assert here.paths().count("/loop") == 6
    with pytest.raises(FetchingError, match="bukan alamat situs"):
        Web(OWN).download(f"{here.address}/file")


def test_a_redirect_into_ones_own_network_is_refused(here: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    here.pages["/a"] = Page(status=302, headers={"Location": "http://10.0.0.5/rahasia"})
    monkeypatch.setattr(
        "tanyapasal.bot.intake.addresses.is_public", lambda address: not address.startswith("10.")
    )
    with pytest.raises(FetchingError, match=r"10\.0\.0\.5 berada di jaringan sendiri"):
        Web(Reach(http=True)).download(f"{here.address}/a")


def test_a_file_that_is_too_large_is_not_taken_in(here: Site) -> None:
    def endless(write: object) -> None:
        assert callable(write)
        while True:
            write(b"x" * 65536)

    here.pages["/a.pdf"] = Page(play=endless)
    with pytest.raises(FetchingError, match="lebih dari 1 MB"):
        Web(Reach(http=True, private=True, megabytes=1)).download(f"{here.address}/a.pdf")
    here.pages["/b"] = Page(status=302, headers={"Location": "/c"}, play=endless)
    here.pages["/c"] = Page(b"isi")
    assert content(Web(OWN), f"{here.address}/b") == b"isi"


def test_a_site_that_drips_is_left_after_the_time_of_one_file(here: Site) -> None:
    def dripping(write: object) -> None:
        assert callable(write)
        while True:
            write(b"x")
            time.sleep(0.05)

    here.pages["/a.pdf"] = Page(play=dripping)
    started = time.monotonic()
    with pytest.raises(FetchingError, match=r"melewati 0\.5 detik"):
        Web(Reach(http=True, private=True, seconds=0.5)).download(f"{here.address}/a.pdf")
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(("status", "said"), [(403, "menolak"), (404, "menjawab 404"), (500, "menjawab 500")])
def test_an_answer_that_is_no_file_says_what_to_do(here: Site, status: int, said: str) -> None:
    here.pages["/a.pdf"] = Page(b"x", status)
    with pytest.raises(FetchingError, match=said):
        Web(OWN).download(f"{here.address}/a.pdf")


def test_the_name_in_the_certificate_is_the_one_that_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = certificate(tmp_path)
    if made is None:
        pytest.skip("no openssl")

    async def lookup(*_: object) -> list[str]:
        return ["127.0.0.1"]

    reach = Reach(private=True, seconds=20)
    with site(made) as found:
        found.pages["/a.pdf"] = Page(b"isi")
        with pytest.raises(FetchingError, match="sertifikat"):
            Web(reach, lookup).download(f"https://{NAME}:{found.port}/a.pdf")
        monkeypatch.setenv("SSL_CERT_FILE", str(made[0]))
        assert content(Web(reach, lookup), f"https://{NAME}:{found.port}/a.pdf") == b"isi"
        assert found.asked[-1][1]["host"] == f"{NAME}:{found.port}"
        with pytest.raises(FetchingError, match="sertifikat"):
            Web(reach, lookup).download(f"https://lain.test:{found.port}/a.pdf")
