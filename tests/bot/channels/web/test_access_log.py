"""No question, and nothing that names a person, stands in the log of requests."""

from __future__ import annotations

import logging

import pytest
import uvicorn

from tanyapasal.bot.channels.web.admission.access_log import without_what_was_asked

FORMAT = '%s - "%s %s HTTP/%s" %d'


@pytest.mark.parametrize(
    ("asked", "logged"),
    [
        ("/tanya?q=nama%20saya%20Budi&conversation_id=abc", "/tanya"),
        ("/api/v1/search?q=NIP+199001012015011001", "/api/v1/search"),
        ("/?q=apa", "/"),
        ("/api/v1/provisions/uu-20-2023/pasal-47", "/api/v1/provisions/uu-20-2023/pasal-47"),
        ("/api/v1/regulations/199001012015011001", "/api/v1/regulations/[NIP]"),
        ("/baik%0Abaris", "/baik%0Abaris"),
    ],
)
def test_an_address_is_logged_without_what_was_asked(asked: str, logged: str) -> None:
    record = logging.LogRecord(
        "uvicorn.access", logging.INFO, "", 0, FORMAT, ("127.0.0.1:5", "GET", asked, "1.1", 200), None
    )
    assert without_what_was_asked(record)
    assert record.getMessage() == f'127.0.0.1:5 - "GET {logged} HTTP/1.1" 200'


def test_the_server_keeps_the_filter_when_it_sets_up_its_logs() -> None:
    log = logging.getLogger("uvicorn.access")
    uvicorn.Config("", log_level="critical")
    log.addFilter(without_what_was_asked)
    try:
        assert without_what_was_asked in log.filters
    finally:
        log.removeFilter(without_what_was_asked)
