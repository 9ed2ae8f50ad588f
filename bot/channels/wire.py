"""The JSON that the outside relies on: replies, search hits, regulations, provisions.

The web API and the command line dump the same models, so that both have the same keys in the same order.
Values of the domain go in, pydantic models come out; nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, assert_never

from pydantic import BaseModel, ConfigDict, Field

from tanyapasal.bot.channels import rendering
from tanyapasal.bot.reply import Answer, Chat, Citation, Clarification, Contact, NotFound, Option, Reply
from tanyapasal.index.law.passages import (
    Hit,
    Passage,
    RegulationCard,
    Source,
    SourceKind,
    Verdict,
    Verification,
)
from tanyapasal.index.law.places import AnyReference, Reference, RegulationId, RegulationStatus

ReplyKind = Literal["answer", "not_found", "clarification", "chat"]

NOT_YET_CHECKED = Verification("unverified", "Kutipan ini belum diperiksa terhadap naskah resmi peraturan.")
NOT_A_PROVISION = Verification("unverified", "Ini keterangan program, bukan bunyi pasal suatu peraturan.")


class WireModel(BaseModel):
    """Base of all: frozen, and unknown keys are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


# A key of its own only where something was mended: elsewhere the JSON is what it always was.
Original = Annotated[
    str | None,
    Field(
        description="Baris salinan OCR sebelum diperbaiki; hanya ada bila teksnya diperbaiki.",
        exclude_if=lambda original: original is None,
    ),
]


class OptionModel(WireModel):
    """A way to go on: show ``label``, send ``question`` when it is chosen."""

    label: str = Field(description="Tulisan pada tombol.")
    question: str = Field(description="Pertanyaan yang dikirim bila tombol dipilih.")


class StatementModel(WireModel):
    """One thing that is said, and which citations prove it."""

    text: str
    citations: list[int] = Field(description="Indeks ke dalam `citations`, mulai dari 0.")


class RegulationModel(WireModel):
    """A regulation, as it appears beside a citation."""

    id: str = Field(description="Id baku: jenis-nomor-tahun, misalnya `uu-20-2023`.")
    kind: str
    number: str
    year: int
    title: str = Field(description='Judul resmi: yang tertulis setelah kata "tentang".')
    status: RegulationStatus


class RegulationCardModel(RegulationModel):
    """A regulation as a whole."""

    label: str = Field(description="Sebutan untuk pembaca.")
    amends: list[str] = Field(description="Id peraturan yang diubahnya.")
    aliases: list[str] = Field(description="Sebutan lain yang dipakai orang.")
    deviations: list[str] = Field(description="Penyebutan yang berbeda di dokumen sumber.")


class LocatorModel(WireModel):
    """A place within a regulation; what is not given is null."""

    pasal: str | None
    ayat: str | None
    huruf: str | None
    angka: str | None


class SourceModel(WireModel):
    """The document a passage was taken from."""

    kind: SourceKind = Field(description="Naskah resmi, dokumen yang mengutipnya, atau keterangan program.")
    document: str
    url: str | None


class VerificationModel(WireModel):
    """What is known of the quoted words against the official text."""

    verdict: Verdict
    note: str
    see: list[str] = Field(description="Rujukan tempat aturan itu sebenarnya berada.")


class CitationModel(WireModel):
    """A place and its words; ``quote`` is verbatim."""

    ref: str = Field(description="Rujukan baku, misalnya `uu-20-2023/pasal-47/ayat-2`.")
    label: str
    regulation: RegulationModel | None = Field(description="Null untuk keterangan program.")
    locator: LocatorModel | None = Field(description="Null untuk keterangan program.")
    quote: str = Field(description="Kutipan huruf demi huruf.")
    source: SourceModel
    verification: VerificationModel
    original: Original = None


class ContactModel(WireModel):
    """Who can be asked instead."""

    name: str
    reach: str = Field(description="Cara menghubungi: telepon, surel, atau tempat.")
    hours: str | None = Field(description="Jam layanan.")


class ReplyModel(WireModel):
    """One reply. Only an ``answer`` has a headline, statements and (at least one) citation.

    ``text`` is what is read first, ``details`` what stands behind "selengkapnya". The last three keys have defaults so
    that replies that were kept before there were such keys can still be read.
    """

    id: str
    kind: ReplyKind
    text: str = Field(
        description="Balasan ringkas sebagai teks biasa, dengan ganti baris: pokok jawaban, kutipan, satu baris peringatan."
    )
    headline: str | None
    statements: list[StatementModel]
    citations: list[CitationModel]
    options: list[OptionModel]
    confidence: float = Field(description="Peluang, 0 sampai 1, bahwa kutipan pertama menjawab.")
    conversation_id: str
    snapshot: str = Field(description="Versi indeks yang menjawab.")
    details: str | None = Field(
        None, description="Selengkapnya, sebagai teks biasa: kutipan lain, catatan, dan sumber."
    )
    warning: str | None = Field(None, description="Peringatan satu baris; termuat pula dalam `text`.")
    contact: ContactModel | None = Field(
        None, description="Yang dapat ditanyai bila jawabannya tidak ada; termuat pula dalam `text`."
    )


class PassageModel(WireModel):
    """One statement that is held about one place."""

    ref: str
    label: str
    heading: str = Field(description="Pokok bahasan dalam beberapa kata.")
    text: str
    regulation: RegulationModel | None
    locator: LocatorModel | None
    source: SourceModel
    verification: VerificationModel
    original: Original = None


class HitModel(WireModel):
    """A passage that the search found. Scores are comparable within one question only."""

    ref: str
    score: float
    label: str
    heading: str
    text: str
    regulation: RegulationModel | None
    locator: LocatorModel | None
    source: SourceModel
    verification: VerificationModel
    original: Original = None


class SearchModel(WireModel):
    """Hits, best first."""

    question: str
    hits: list[HitModel]
    snapshot: str


class RegulationsModel(WireModel):
    """Every regulation the corpus knows."""

    regulations: list[RegulationCardModel]
    snapshot: str


class PlaceModel(WireModel):
    """A place of which a text is held."""

    ref: str
    label: str
    heading: str


class RegulationDetailModel(RegulationCardModel):
    """One regulation and the places of it that are held."""

    provisions: list[PlaceModel]
    snapshot: str


class ProvisionsModel(WireModel):
    """Every passage at one place and below it."""

    ref: str
    passages: list[PassageModel]
    snapshot: str


def option_model(option: Option) -> OptionModel:
    return OptionModel(label=option.label, question=option.question)


def regulation_model(card: RegulationCard) -> RegulationModel:
    return RegulationModel(
        id=str(card.id),
        kind=card.id.kind,
        number=card.id.number,
        year=card.id.year,
        title=card.title,
        status=card.status,
    )


def regulation_card_model(card: RegulationCard) -> RegulationCardModel:
    return RegulationCardModel(
        **dict(regulation_model(card)),
        label=card.label,
        amends=[str(amended) for amended in card.amends],
        aliases=list(card.aliases),
        deviations=list(card.deviations),
    )


def regulation_detail_model(
    card: RegulationCard, passages: tuple[Passage, ...], snapshot: str
) -> RegulationDetailModel:
    """The card, and each place once even if several statements about it are held."""
    places = {
        str(p.ref): PlaceModel(ref=str(p.ref), label=p.label, heading=p.heading) for p in reversed(passages)
    }
    return RegulationDetailModel(
        **dict(regulation_card_model(card)), provisions=list(reversed(places.values())), snapshot=snapshot
    )


def passage_model(passage: Passage, card: RegulationCard | None) -> PassageModel:
    return PassageModel(
        ref=str(passage.ref),
        label=passage.label,
        heading=passage.heading,
        text=passage.text,
        regulation=regulation_model(card) if card is not None else None,
        locator=_locator_model(passage.ref),
        source=_source_model(passage.source),
        verification=_verification_model(passage),
        original=passage.original_of(passage.text),
    )


def hit_model(hit: Hit, cards: Mapping[RegulationId, RegulationCard]) -> HitModel:
    """``cards``: the regulations of the corpus by id; a hit outside them has no regulation."""
    passage = passage_model(hit.passage, card_of(hit.passage.ref, cards))
    return HitModel(score=hit.score, **dict(passage))


def card_of(ref: AnyReference, cards: Mapping[RegulationId, RegulationCard]) -> RegulationCard | None:
    return cards.get(ref.regulation) if isinstance(ref, Reference) else None


def reply_model(reply: Reply) -> ReplyModel:
    """The reply as the contract writes it."""
    match reply:
        case Answer(head=head, headline=headline, statements=statements, citations=citations):
            kind: ReplyKind = "answer"
            said = [StatementModel(text=s.text, citations=list(s.citations)) for s in statements]
            cited = [_citation_model(citation) for citation in citations]
            warning, contact = reply.warning, None
        case NotFound(head=head, contact=contact):
            kind, headline, said, cited, warning = "not_found", None, [], [], None
        case Clarification(head=head):
            kind, headline, said, cited, warning, contact = "clarification", None, [], [], None, None
        case Chat(head=head, contact=contact):
            kind, headline, said, cited, warning = "chat", None, [], [], None
        case _:
            assert_never(reply)
    return ReplyModel(
        id=head.id,
        kind=kind,
        text=rendering.plain(reply),
        headline=headline,
        statements=said,
        citations=cited,
        options=[option_model(option) for option in reply.options],
        confidence=head.confidence,
        conversation_id=head.conversation_id,
        snapshot=head.snapshot,
        details=rendering.details(reply),
        warning=warning,
        contact=_contact_model(contact) if contact is not None else None,
    )


def shown(reply: ReplyModel) -> int:
    """How many of the statements, from the first on, stand in ``text``; the others stand in ``details``."""
    text, end = reply.text.removesuffix(reply.warning or ""), 0
    for number, statement in enumerate(reply.statements):
        at = text.find(statement.text, end)
        if at < 0:
            return number
        end = at + len(statement.text)
    return len(reply.statements)


def _contact_model(contact: Contact) -> ContactModel:
    return ContactModel(name=contact.name, reach=contact.reach, hours=contact.hours)


def _citation_model(citation: Citation) -> CitationModel:
    passage = citation.passage
    return CitationModel(
        ref=str(citation.ref),
        label=citation.label,
        regulation=regulation_model(citation.regulation) if citation.regulation is not None else None,
        locator=_locator_model(citation.ref),
        quote=citation.quote,
        source=_source_model(passage.source),
        verification=_verification_model(passage),
        original=citation.original,
    )


def _locator_model(ref: AnyReference) -> LocatorModel | None:
    if not isinstance(ref, Reference):
        return None
    locator = ref.locator
    return LocatorModel(pasal=locator.pasal, ayat=locator.ayat, huruf=locator.huruf, angka=locator.angka)


def _source_model(source: Source) -> SourceModel:
    return SourceModel(kind=source.kind, document=source.document, url=source.url)


def _verification_model(passage: Passage) -> VerificationModel:
    """Silence is not approval: what nobody checked says so."""
    known = passage.verification
    if known is None:
        known = NOT_A_PROVISION if passage.source.kind == "program" else NOT_YET_CHECKED
    return VerificationModel(verdict=known.verdict, note=known.note, see=[str(ref) for ref in known.see])
