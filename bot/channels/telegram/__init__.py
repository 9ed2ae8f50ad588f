"""Telegram by polling: text in, an answer with its citations out.

``build`` makes the application, ``polling`` keeps it running inside another event loop, ``run`` does so
alone. This is the only package that imports the Telegram client.
"""

from bot.channels.telegram.application import App, build, polling, run
from bot.channels.telegram.pace import Pace

__all__ = ["App", "Pace", "build", "polling", "run"]
