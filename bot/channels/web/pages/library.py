"""The pages for reading: regulations, their places, programs. They need no JavaScript and print well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import HTMLResponse

from tanyapasal.bot.assistant import Assistant
from tanyapasal.bot.channels import wire
from tanyapasal.bot.channels.web.asking import loading_of
from tanyapasal.bot.channels.web.pages import held
from tanyapasal.bot.channels.web.pages.templating import message_page, page
from tanyapasal.bot.errors import NotReadyError
from tanyapasal.index.errors import ReferenceSyntaxError
from tanyapasal.index.law.kinds import label_of_place
from tanyapasal.index.law.passages import Passage, RegulationCard
from tanyapasal.index.law.places import AnyReference, Locator, Reference, RegulationId, parse_reference

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Place:
    """A place and what is held about it; several statements if several documents speak about it."""

    ref: AnyReference
    label: str
    passages: tuple[wire.PassageModel, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A pasal in the list of a regulation, and the subjects it is held about."""

    ref: Reference
    name: str
    subjects: tuple[str, ...]


@router.api_route("/regulasi", methods=["GET", "HEAD"], response_class=HTMLResponse)
def regulations(request: Request) -> HTMLResponse:
    """Every regulation and every program held."""
    try:
        assistant = loading_of(request).get()
    except NotReadyError as error:
        return _not_ready(error)
    return page("regulations.html", cards=assistant.regulations(), programs=held.programs(assistant))


@router.api_route("/regulasi/{id}", methods=["GET", "HEAD"], response_class=HTMLResponse)
def regulation(request: Request, id: Annotated[str, Path()]) -> HTMLResponse:
    """One regulation: status, amendments, names, its pasal."""
    return _shown(request, id, "")


@router.api_route("/regulasi/{id}/{place:path}", methods=["GET", "HEAD"], response_class=HTMLResponse)
def place_of_regulation(
    request: Request, id: Annotated[str, Path()], place: Annotated[str, Path()]
) -> HTMLResponse:
    """One pasal, or any place within a regulation: text, penjelasan, who cites it."""
    return _shown(request, id, place)


@router.api_route("/program/{name}", methods=["GET", "HEAD"], response_class=HTMLResponse)
def program(request: Request, name: Annotated[str, Path()]) -> HTMLResponse:
    """A program description with all of its sections."""
    try:
        assistant = loading_of(request).get()
        ref = parse_reference(f"program/{name}")
    except NotReadyError as error:
        return _not_ready(error)
    except ReferenceSyntaxError as error:
        return message_page("Alamat tidak sah", _sentence(error), 400)
    passages = assistant.passages_at(ref)
    if not passages:
        return message_page("Tidak ada dalam korpus", f"Keterangan program “{name}” tidak tersedia.", 404)
    cards = held.cards(assistant)
    return page(
        "program.html",
        title=held.program_title(passages[0]),
        places=_places(passages, cards),
        basis=list(dict.fromkeys(basis for passage in passages for basis in passage.legal_basis)),
        cards=cards,
    )


def _shown(request: Request, id: str, place: str) -> HTMLResponse:
    try:
        assistant = loading_of(request).get()
        ref = parse_reference(f"{id}/{place}" if place else id)
    except NotReadyError as error:
        return _not_ready(error)
    except ReferenceSyntaxError as error:
        return message_page("Alamat tidak sah", _sentence(error), 400)
    cards = held.cards(assistant)
    card = cards.get(ref.regulation) if isinstance(ref, Reference) else None
    if card is None or not isinstance(ref, Reference):  # programs have pages of their own
        message = f"Peraturan “{id}” tidak ada dalam korpus."
        return page("message.html", 404, title="Tidak ada dalam korpus", message=message)
    if not ref.locator.steps and ref.locator.part == "batang_tubuh":
        return _regulation_page(card, cards, assistant)
    return _place_page(ref, card, cards, assistant)


def _regulation_page(
    card: RegulationCard, cards: dict[RegulationId, RegulationCard], assistant: Assistant
) -> HTMLResponse:
    passages = held.all_passages(card.id, assistant)
    whole = Reference(card.id)
    return page(
        "regulation.html",
        card=card,
        amends=[(amended, cards.get(amended)) for amended in card.amends],
        amended_by=[other for other in cards.values() if card.id in other.amends],
        places=_places(tuple(p for p in passages if p.ref == whole), cards),
        entries=_entries(tuple(p for p in passages if p.ref != whole)),
        citing=[_citing_model(p, cards) for p in assistant.citing(whole)],
    )


def _place_page(
    ref: Reference, card: RegulationCard, cards: dict[RegulationId, RegulationCard], assistant: Assistant
) -> HTMLResponse:
    passages = assistant.passages_at(ref)
    name = label_of_place(ref.locator)
    if not passages:
        around = _nearest_held(ref, assistant)
        return page("not_held.html", 404, card=card, name=name, around=around)
    pasal = [entry.ref for entry in _entries(held.all_passages(card.id, assistant))]
    here = ref.article
    at = pasal.index(here) if here in pasal else -1
    explained = Reference(ref.regulation, Locator(ref.locator.steps, "penjelasan"))
    is_body = ref.locator.part == "batang_tubuh"
    return page(
        "place.html",
        card=card,
        ref=ref,
        name=name,
        pasal=here if here != ref else None,
        places=_places(passages, cards),
        penjelasan=_places(assistant.passages_at(explained), cards) if is_body else (),
        amended_by=[other for other in cards.values() if card.id in other.amends],
        citing=[_citing_model(p, cards) for p in assistant.citing(ref)],
        before=pasal[at - 1] if at > 0 else None,
        after=pasal[at + 1] if 0 <= at < len(pasal) - 1 else None,
        cards=cards,
    )


def _not_ready(error: NotReadyError) -> HTMLResponse:
    return message_page("Layanan belum siap", str(error), 503)


def _sentence(error: Exception) -> str:
    text = str(error)
    return text[:1].upper() + text[1:].rstrip(".") + "."


def _places(passages: tuple[Passage, ...], cards: dict[RegulationId, RegulationCard]) -> tuple[Place, ...]:
    """Passages by place, in order; an item whose words stand in a passage that is shown is left out."""
    shown = {passage.id for passage in passages}
    grouped: dict[AnyReference, list[Passage]] = {}
    for passage in passages:
        if passage.parent not in shown:
            grouped.setdefault(passage.ref, []).append(passage)
    return tuple(
        Place(ref, group[0].label, tuple(wire.passage_model(p, wire.card_of(p.ref, cards)) for p in group))
        for ref, group in grouped.items()
    )


def _entries(passages: tuple[Passage, ...]) -> tuple[Entry, ...]:
    """The pasal (or parts without a pasal) of a regulation, each once, with at most three subjects."""
    grouped: dict[Reference, dict[str, None]] = {}
    for passage in passages:
        if isinstance(passage.ref, Reference) and passage.ref != Reference(passage.ref.regulation):
            subjects = grouped.setdefault(passage.ref.article, {})
            if passage.topic:
                subjects[passage.topic] = None
    return tuple(
        Entry(ref, label_of_place(ref.locator), tuple(subjects)[:3]) for ref, subjects in grouped.items()
    )


def _nearest_held(ref: Reference, assistant: Assistant) -> tuple[Reference, str] | None:
    """The next place around ``ref`` of which something is held."""
    for length in range(len(ref.locator.steps) - 1, 0, -1):
        around = Reference(ref.regulation, Locator(ref.locator.steps[:length], ref.locator.part))
        if assistant.passages_at(around):
            return around, label_of_place(around.locator)
    return None


def _citing_model(passage: Passage, cards: dict[RegulationId, RegulationCard]) -> wire.PassageModel:
    return wire.passage_model(passage, wire.card_of(passage.ref, cards))
