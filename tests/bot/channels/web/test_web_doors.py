"""Doors of the web channel: who sees the figures, what is said of encryption, and addresses out of all proportion."""

from __future__ import annotations

import httpx
import pytest
from starlette.testclient import TestClient

from tanyapasal.bot.channels.web.app import create_app
from tanyapasal.bot.errors import SettingsError
from tanyapasal.bot.settings import read_settings
from tests.bot.channels.web.web_fakes import API, FakeAssistant, loaded, problem, served


@pytest.mark.parametrize("path", ["/metrics", f"{API}/metrics"])
@pytest.mark.parametrize(
    ("exposure", "sent", "status"),
    [
        ("all", "", 200),
        ("local", "", 200),
        ("off", "", 404),
        ("token:0123456789abcdef", "", 404),
        ("token:0123456789abcdef", "Bearer 0123456789abcdef", 200),
        ("token:0123456789abcdef", "Bearer 0123456789abcdee", 404),
    ],
)
def test_figures_are_shown_to_whom_the_setting_says(path: str, exposure: str, sent: str, status: int) -> None:
    with (
        served(create_app(loaded(FakeAssistant()), exposure=exposure)) as address,
        httpx.Client(base_url=address, timeout=10) as client,
    ):
        assert client.get(path, headers={"Authorization": sent} if sent else {}).status_code == status
        # Behind a proxy of this machine the address of the client counts.
        if exposure == "local":
            assert client.get(path, headers={"X-Forwarded-For": "203.0.113.7"}).status_code == 404


def test_browsers_are_told_to_stay_with_encryption_once_it_is_there() -> None:
    app = create_app(loaded(FakeAssistant()))
    with TestClient(app, base_url="https://layanan.example") as client:
        assert client.get("/").headers["strict-transport-security"] == "max-age=31536000"
    with TestClient(app, base_url="http://layanan.example") as client:
        assert "strict-transport-security" not in client.get("/").headers


@pytest.mark.parametrize("count", [51, 2000])
def test_many_parameters_in_an_address_are_no_failure(count: int) -> None:
    query = "&".join(f"a{number}=1" for number in range(count))
    with (
        served(create_app(loaded(FakeAssistant()))) as address,
        httpx.Client(base_url=address, timeout=10) as client,
    ):
        assert client.get(f"/?{query}").status_code == 200
        assert client.get(f"{API}/search?q=jam&{query}").status_code == 200
        refused = client.post(
            f"{API}/ask?{query}", json={"question": "a"}, headers={"Origin": "https://jahat.example"}
        )
        problem(refused, 403)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("METRICS", "ya"),
        ("METRICS", "token:pendek"),
        ("TRUSTED_PROXIES", "semua"),
        ("TRUSTED_PROXIES", "10.0.0.0/99"),
        ("REPLY_DAYS", "0"),
        ("RECEIPT_DAYS", "setahun"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_refused(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"TANYAPASAL_{name}"):
        read_settings({f"TANYAPASAL_{name}": value})


def test_doors_are_settings() -> None:
    read = read_settings(
        {"TANYAPASAL_TRUSTED_PROXIES": "10.0.0.0/8, 192.168.1.5", "TANYAPASAL_METRICS": "off"}
    )
    assert (read.trusted_proxies, read.metrics) == (("10.0.0.0/8", "192.168.1.5"), "off")
    assert read_settings({"TANYAPASAL_TRUSTED_PROXIES": "-"}).trusted_proxies == ()
    assert read_settings({}).metrics == "local"
