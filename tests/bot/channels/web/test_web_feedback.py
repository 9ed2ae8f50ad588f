"""Votes and metrics: what the operator learns, and what nobody can learn."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tanyapasal.bot.channels.web.app import create_app
from tanyapasal.bot.channels.web.feedback import KeptVote, MemoryFeedback, Vote
from tanyapasal.bot.errors import UnknownReplyError
from tests.bot.channels.web.web_fakes import API, FakeAssistant, loaded, problem, served


class KnowingFeedback(MemoryFeedback):
    """Knows one reply, as a database of replies would."""

    def accept(self, reply_id: str, value: Vote, reason: str | None) -> None:
        if reply_id == "hilang":
            raise UnknownReplyError("Balasan itu tidak dikenal.")
        super().accept(reply_id, value, reason)


@pytest.fixture
def feedback() -> KnowingFeedback:
    return KnowingFeedback()


@pytest.fixture
def http(feedback: KnowingFeedback) -> Iterator[httpx.Client]:
    with (
        served(create_app(loaded(FakeAssistant()), feedback=feedback)) as address,
        httpx.Client(base_url=address, timeout=10) as client,
    ):
        yield client


def test_a_vote_is_kept_and_a_further_one_replaces_it(http: httpx.Client, feedback: KnowingFeedback) -> None:
    reply = http.post(f"{API}/ask", json={"question": "JP"}).json()["id"]
    response = http.post(f"{API}/feedback", json={"reply_id": reply, "value": "up"})
    assert response.json() == {"reply_id": reply, "value": "up", "reason": None}
    said = {"reply_id": reply, "value": "down", "reason": " Bukan\x00 ini.\u202e "}
    assert http.post(f"{API}/feedback", json=said).status_code == 200
    assert feedback.votes() == (KeptVote(reply, "down", "Bukan  ini."),)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"value": "up"}, "reply_id"),
        ({"reply_id": "r1"}, "value"),
        ({"reply_id": "r1", "value": "baik"}, "value"),
        ({"reply_id": "<script>", "value": "up"}, "reply_id"),
        ({"reply_id": "r" * 101, "value": "up"}, "reply_id"),
        ({"reply_id": "r1", "value": "down", "reason": "a" * 1001}, "reason"),
        ({"reply_id": "r1", "value": "down", "reason": 5}, "reason"),
    ],
)
def test_a_vote_that_is_not_one_is_told_which_field_is_wrong(
    http: httpx.Client, body: dict[str, object], field: str
) -> None:
    assert problem(http.post(f"{API}/feedback", json=body), 422)["errors"][0]["field"] == field


def test_a_vote_on_an_unknown_reply_is_a_404(http: httpx.Client) -> None:
    response = http.post(f"{API}/feedback", json={"reply_id": "hilang", "value": "up"})
    assert problem(response, 404)["type"].endswith("unknown-reply")


def test_the_memory_of_votes_is_bounded() -> None:
    feedback = MemoryFeedback(limit=3)
    for number in range(5):
        feedback.accept(f"r{number}", "up", None)
    assert [vote.reply_id for vote in feedback.votes()] == ["r2", "r3", "r4"]


@pytest.mark.parametrize("path", ["/metrics", f"{API}/metrics"])
def test_metrics_count_requests_replies_and_votes_without_their_words(http: httpx.Client, path: str) -> None:
    secret = "rahasiasaya"
    reply = http.post(f"{API}/ask", json={"question": f"{secret} JP"}).json()["id"]
    http.post(f"{API}/feedback", json={"reply_id": reply, "value": "up", "reason": secret})
    http.get(f"/{secret}")
    http.get(f"/regulasi/uu-20-2023?q={secret}")
    http.request("HACK", "/")
    response = http.get(path)
    assert response.headers["content-type"].startswith("text/plain")
    assert 'tanyapasal_replies_total{kind="answer"} 1.0' in response.text
    assert 'tanyapasal_votes_total{value="up"} 1.0' in response.text
    assert (
        'tanyapasal_http_requests_total{method="POST",route="/api/v1/ask",status="200"} 1.0' in response.text
    )
    assert 'route="/regulasi/{id}"' in response.text
    assert 'route="unknown",status="404"' in response.text
    assert secret not in response.text
    assert "HACK" not in response.text
