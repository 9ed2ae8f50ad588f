"""The JSON contract: exact keys, in order, and honest values."""

from __future__ import annotations

import dataclasses
import json

import pytest

from tanyapasal.bot.channels import rendering, wire
from tanyapasal.bot.channels.masking import masked
from tanyapasal.bot.reply import (
    Answer,
    Chat,
    Citation,
    Clarification,
    Contact,
    NotFound,
    Option,
    ReplyHead,
    Statement,
)
from tanyapasal.index.law.passages import Hit, Verification
from tanyapasal.index.law.places import Locator, Reference, RegulationId
from tests.bot.channels.web.web_fakes import BLENDED, CARDS, CLASSROOM, HOURS, PLATFORM, FakeAssistant

REPLY_KEYS = [
    "id",
    "kind",
    "text",
    "headline",
    "statements",
    "citations",
    "options",
    "confidence",
    "conversation_id",
    "snapshot",
    "details",
    "warning",
    "contact",
]
CITATION_KEYS = ["ref", "label", "regulation", "locator", "quote", "source", "verification"]
HEAD = ReplyHead("r1", "c1", "s1", 0.25)
OPTION = Option("Lagi", "Apa lagi?")


def dumped(model: wire.WireModel) -> dict[str, object]:
    loaded: dict[str, object] = json.loads(model.model_dump_json())
    return loaded


def citation_of(reply: object) -> dict[str, object]:
    assert isinstance(reply, Answer)
    return dict(wire.reply_model(reply).model_dump()["citations"][0])


def test_an_answer_has_exactly_the_keys_of_the_contract_in_its_order() -> None:
    data = dumped(wire.reply_model(FakeAssistant().reply("berapa JP")))
    assert list(data) == REPLY_KEYS
    citation = json.loads(json.dumps(data))["citations"][0]
    assert list(citation) == CITATION_KEYS
    assert list(citation["regulation"]) == ["id", "kind", "number", "year", "title", "status"]
    assert list(citation["locator"]) == ["pasal", "ayat", "huruf", "angka"]
    assert list(citation["source"]) == ["kind", "document", "url"]
    assert list(citation["verification"]) == ["verdict", "note", "see"]
    assert citation["ref"] == "uu-20-2023/pasal-47/ayat-2"
    assert citation["regulation"] == {
        "id": "uu-20-2023",
        "kind": "uu",
        "number": "20",
        "year": 2023,
        "title": "Aparatur Sipil Negara",
        "status": "berlaku",
    }
    assert citation["locator"] == {"pasal": "47", "ayat": "2", "huruf": None, "angka": None}
    assert citation["verification"]["see"] == ["pp-11-2017/pasal-203/ayat-4"]
    assert citation["quote"] == HOURS.text


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (NotFound(HEAD, "Maaf.", (OPTION,)), "not_found"),
        (Clarification(HEAD, "Yang mana?", (OPTION,)), "clarification"),
        (Chat(HEAD, "Halo.", (OPTION,)), "chat"),
    ],
)
def test_other_kinds_have_the_same_keys_and_neither_headline_nor_statements_nor_citations(
    reply: NotFound | Clarification | Chat, kind: str
) -> None:
    data = dumped(wire.reply_model(reply))
    assert list(data) == REPLY_KEYS
    assert data["kind"] == kind
    assert (data["headline"], data["statements"], data["citations"]) == (None, [], [])
    assert data["text"] == rendering.plain(reply)
    assert data["options"] == [{"label": "Lagi", "question": "Apa lagi?"}]
    assert (data["id"], data["conversation_id"], data["snapshot"], data["confidence"]) == (
        "r1",
        "c1",
        "s1",
        0.25,
    )


def test_statements_point_at_citations_by_index() -> None:
    data = wire.reply_model(FakeAssistant().reply("lama latsar"))
    assert [statement.citations for statement in data.statements] == [[0], [1], [2]]


def test_what_is_read_first_is_told_from_what_stands_behind_it() -> None:
    answer = FakeAssistant().reply("lama latsar")
    assert isinstance(answer, Answer)
    data = wire.reply_model(answer)
    assert (data.warning, data.details, data.contact) == (None, rendering.details(answer), None)
    assert wire.shown(data) == answer.shown == 2
    assert PLATFORM.text not in data.text
    assert PLATFORM.text in (data.details or "")
    inner = dataclasses.replace(
        answer, statements=(Statement(CLASSROOM.text, (0,)), Statement("511 JP", (0,)))
    )
    for warning in (None, "Periksa kembali 511 JP."):
        told = dataclasses.replace(inner, shown=1, warning=warning)
        assert wire.shown(wire.reply_model(told)) == 1


def test_a_refusal_carries_whom_to_ask() -> None:
    asked = Contact("Bagian Kepegawaian", "pos 7")
    for reply in (NotFound(HEAD, "Maaf.", contact=asked), Chat(HEAD, "Halo.", contact=asked)):
        data = dumped(wire.reply_model(reply))
        assert data["contact"] == {"name": "Bagian Kepegawaian", "reach": "pos 7", "hours": None}
        assert data["details"] is None


def test_a_reply_kept_before_there_were_details_can_still_be_read() -> None:
    old = dumped(wire.reply_model(FakeAssistant().reply("berapa JP")))
    for key in ("warning", "details", "contact"):
        del old[key]
    read = wire.ReplyModel.model_validate_json(json.dumps(old))
    assert (read.warning, read.details, read.contact) == (None, None, None)


def test_what_a_person_wrote_is_masked_everywhere_and_the_desk_can_still_be_reached() -> None:
    nip = "199001012015011001"
    answer = FakeAssistant().reply("berapa JP")
    assert isinstance(answer, Answer)
    kept = masked(
        wire.reply_model(dataclasses.replace(answer, warning=f"Tanpa {nip}.", notes=(f"Juga {nip}.",)))
    )
    assert nip not in kept.model_dump_json()
    assert (kept.warning, "Juga [NIP]." in (kept.details or "")) == ("Tanpa [NIP].", True)
    asked = Contact("Bagian Kepegawaian", "0812-3456-7890 atau bkpsdm@contoh.go.id")
    refused = masked(wire.reply_model(NotFound(HEAD, f"Maaf, {nip}.", contact=asked)))
    assert refused.text == "Maaf, [NIP].\n\nTanya petugas: Bagian Kepegawaian, " + asked.reach


def test_a_program_has_no_regulation_and_no_locator() -> None:
    citation = citation_of(FakeAssistant().reply("platform"))
    assert citation["ref"] == "program/platform-e-learning#lan-ri"
    assert citation["regulation"] is None
    assert citation["locator"] is None


def test_huruf_is_part_of_the_locator() -> None:
    locator = citation_of(FakeAssistant().reply("latsar"))["locator"]
    assert locator == {"pasal": "15", "ayat": "1", "huruf": "a", "angka": None}


def test_a_citation_that_nobody_checked_says_so() -> None:
    for passage, note in ((CLASSROOM, wire.NOT_YET_CHECKED.note), (PLATFORM, wire.NOT_A_PROVISION.note)):
        answer = Answer(HEAD, None, (Statement("x", (0,)),), (Citation(passage, passage.text, None),))
        verification = wire.reply_model(answer).citations[0].verification
        assert (verification.verdict, verification.note, verification.see) == ("unverified", note, [])


def test_a_check_that_was_made_is_told_as_it_is() -> None:
    known = Verification("number_mismatch", "Naskah resmi menyebut 24.", (Reference(CARDS[0].id),))
    passage = dataclasses.replace(BLENDED, verification=known)
    answer = Answer(HEAD, None, (Statement("x", (0,)),), (Citation(passage, passage.text, CARDS[1]),))
    verification = wire.reply_model(answer).citations[0].verification
    assert verification.model_dump() == {
        "verdict": "number_mismatch",
        "note": "Naskah resmi menyebut 24.",
        "see": ["uu-20-2023"],
    }


def test_a_hit_starts_with_ref_and_score_and_knows_its_regulation() -> None:
    cards = {card.id: card for card in CARDS}
    data = dumped(wire.hit_model(Hit(HOURS, 0.5), cards))
    assert list(data) == [
        "ref",
        "score",
        "label",
        "heading",
        "text",
        "regulation",
        "locator",
        "source",
        "verification",
    ]
    assert data["score"] == 0.5
    assert wire.hit_model(Hit(HOURS, 0.5), {}).regulation is None
    assert wire.hit_model(Hit(PLATFORM, 0.5), cards).regulation is None


def test_a_regulation_lists_each_place_once_in_order() -> None:
    again = dataclasses.replace(CLASSROOM, id="other", heading="lain")
    detail = wire.regulation_detail_model(CARDS[1], (CLASSROOM, again, BLENDED), "s")
    assert [place.ref for place in detail.provisions] == [str(CLASSROOM.ref), str(BLENDED.ref)]
    assert detail.provisions[0].heading == CLASSROOM.heading


def test_a_whole_regulation_has_a_locator_without_numbers() -> None:
    passage = dataclasses.replace(HOURS, ref=Reference(RegulationId("uu", "20", 2023), Locator()))
    locator = wire.passage_model(passage, None).locator
    assert locator is not None
    assert set(locator.model_dump().values()) == {None}
