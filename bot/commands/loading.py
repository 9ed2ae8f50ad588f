"""The assistant for a command that asks."""

from __future__ import annotations

from tanyapasal.bot.assistant import Assistant
from tanyapasal.bot.settings import Settings


def assistant(settings: Settings) -> Assistant:
    """Loaded when it is called, so that a mistake in the command is told before."""
    from tanyapasal.bot.bootstrap import load_assistant

    return load_assistant(settings)
