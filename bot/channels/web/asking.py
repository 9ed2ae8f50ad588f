"""Asking on the web, by whatever door: who may, when it is their turn, in whose conversation, what is counted and kept."""

from __future__ import annotations

import time
from datetime import date
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from tanyapasal.bot.assistant import Assistant, Loading
from tanyapasal.bot.channels import wire
from tanyapasal.bot.channels.web.admission.asking_limits import admit
from tanyapasal.bot.channels.web.admission.clients import Clients
from tanyapasal.bot.channels.web.admission.partners import partner_of
from tanyapasal.bot.channels.web.admission.queue import queued
from tanyapasal.bot.channels.web.keeping import Keeping
from tanyapasal.bot.channels.web.metrics import Metrics


def loading_of(request: Request) -> Loading:
    loading: Loading = request.app.state.loading
    return loading


async def assistant_of(request: Request) -> Assistant:
    """The assistant, or NotReadyError at once: a browser can wait better than the service."""
    return loading_of(request).get()


async def metrics_of(request: Request) -> Metrics:
    metrics: Metrics = request.app.state.metrics
    return metrics


async def answered(
    request: Request,
    response: Response,
    assistant: Assistant,
    question: str,
    conversation: str | None,
    as_of: date | None = None,
) -> wire.ReplyModel:
    """The reply, counted and kept; ``response`` gets the cookie of a new client.

    Raises TooManyQuestionsError if this client or site asks too much, OverloadedError if all together do.
    """
    admit(request)
    clients: Clients = request.app.state.clients
    client = clients.of(request, partner_of(request))
    mine = clients.conversation(client, conversation)
    keeping: Keeping = request.app.state.keeping
    began = time.perf_counter()

    def reply() -> tuple[str, wire.ReplyModel]:
        model = wire.reply_model(assistant.reply(question, mine.id, as_of))
        remembered = model.conversation_id
        shown = mine.shown if remembered == mine.id else clients.sealed(client, remembered)
        model = model.model_copy(update={"conversation_id": shown})
        spent = (time.perf_counter() - began) * 1000
        keeping.keep(question, model, spent, remembered, clients.person(client))
        return remembered, model

    remembered, replied = await queued(request, reply)
    if remembered != mine.id:  # one that began; whoever chooses ids of its own stays known by its network
        client.remember(request, response)
    (await metrics_of(request)).answered(replied.kind)
    return replied


Ready = Annotated[Assistant, Depends(assistant_of)]
Counted = Annotated[Metrics, Depends(metrics_of)]
