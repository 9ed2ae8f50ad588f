"""Replies without what names a person, before they are kept."""

from __future__ import annotations

from tanyapasal.bot.channels.wire import ReplyModel
from tanyapasal.bot.privacy import mask


def quotes(reply: ReplyModel) -> list[str]:
    """What of the reply is public: the words of the sources, what is known of them, and how the desk is reached."""
    desk = reply.contact
    return [
        *(citation.quote for citation in reply.citations),
        *(citation.verification.note for citation in reply.citations),
        *(part for part in ((desk.name, desk.reach, desk.hours) if desk else ()) if part),
    ]


def masked(reply: ReplyModel) -> ReplyModel:
    """The reply without what names a person; quotes of the sources stay byte for byte."""
    public = quotes(reply)
    options = [
        option.model_copy(update={"label": mask(option.label), "question": mask(option.question)})
        for option in reply.options
    ]

    def told(text: str | None) -> str | None:
        return None if text is None else mask(text, public)

    return reply.model_copy(
        update={
            "text": mask(reply.text, public),
            "headline": told(reply.headline),
            "warning": told(reply.warning),
            "details": told(reply.details),
            "options": options,
        }
    )
