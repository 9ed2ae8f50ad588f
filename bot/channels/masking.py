"""Replies without what names a person, before they are kept."""

from __future__ import annotations

from tanyapasal.bot.channels.wire import ReplyModel
from tanyapasal.bot.privacy import mask


def quotes(reply: ReplyModel) -> list[str]:
    """What of the reply is public: the words of the sources, and what is known of them."""
    return [citation.quote for citation in reply.citations] + [c.verification.note for c in reply.citations]


def masked(reply: ReplyModel) -> ReplyModel:
    """The reply without what names a person; quotes of the sources stay byte for byte."""
    public = quotes(reply)
    options = [
        option.model_copy(update={"label": mask(option.label), "question": mask(option.question)})
        for option in reply.options
    ]
    headline = None if reply.headline is None else mask(reply.headline, public)
    return reply.model_copy(
        update={"text": mask(reply.text, public), "headline": headline, "options": options}
    )
