"""One question of a client of the web: admitted, answered in its own conversation, counted and kept."""

from __future__ import annotations

from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from tanyapasal.bot.assistant import Assistant
from tanyapasal.bot.channels import wire
from tanyapasal.bot.channels.web.admission.asking_limits import admit
from tanyapasal.bot.channels.web.admission.clients import Clients
from tanyapasal.bot.channels.web.admission.partners import partner_of
from tanyapasal.bot.channels.web.keeping import Keeping, timed
from tanyapasal.bot.channels.web.metrics import Metrics


def answered(
    request: Request,
    response: Response,
    assistant: Assistant,
    question: str,
    conversation: str | None,
    as_of: date | None = None,
) -> wire.ReplyModel:
    """The reply, counted and kept; ``response`` gets the cookie of a new client. Raises TooManyQuestionsError if this client or site asks too much."""
    admit(request)
    clients: Clients = request.app.state.clients
    client = clients.of(request, partner_of(request))
    mine = clients.conversation(client, conversation)
    reply, latency_ms = timed(lambda: wire.reply_model(assistant.reply(question, mine.id, as_of)))
    remembered = reply.conversation_id
    if remembered != mine.id:  # one that began; whoever chooses ids of its own stays known by its network
        client.remember(request, response)
    shown = mine.shown if remembered == mine.id else clients.sealed(client, remembered)
    reply = reply.model_copy(update={"conversation_id": shown})
    metrics: Metrics = request.app.state.metrics
    metrics.answered(reply.kind)
    keeping: Keeping = request.app.state.keeping
    keeping.keep(question, reply, latency_ms, remembered, clients.person(client))
    return reply
