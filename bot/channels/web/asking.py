"""Asking on the web, by whatever door: who may, when it is their turn, what is counted and kept of it."""

from __future__ import annotations

import time
from datetime import date
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from tanyapasal.bot.assistant import Assistant, Loading
from tanyapasal.bot.channels import wire
from tanyapasal.bot.channels.web.admission.asking_limits import admit
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
    assistant: Assistant,
    question: str,
    conversation: str | None,
    as_of: date | None = None,
) -> wire.ReplyModel:
    """The reply, counted and kept.

    Raises TooManyQuestionsError if this client or site asks too much, OverloadedError if all together do.
    """
    admit(request)
    keeping: Keeping = request.app.state.keeping
    began = time.perf_counter()

    def reply() -> wire.ReplyModel:
        model = wire.reply_model(assistant.reply(question, conversation, as_of))
        keeping.keep(question, model, (time.perf_counter() - began) * 1000)
        return model

    replied = await queued(request, reply)
    (await metrics_of(request)).answered(replied.kind)
    return replied


Ready = Annotated[Assistant, Depends(assistant_of)]
Counted = Annotated[Metrics, Depends(metrics_of)]
