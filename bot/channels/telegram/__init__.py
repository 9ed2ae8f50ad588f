"""Telegram: questions in, answers with their citations out, by polling or by webhook.

``build`` makes the bot, ``polling`` keeps it running inside another event loop, ``run`` does so alone, and
``Webhook`` takes what Telegram posts to a web server. This is the only package that imports the Telegram client.
"""

from tanyapasal.bot.channels.telegram.application import TelegramBot, build, poll, polling, run
from tanyapasal.bot.channels.telegram.updates.pace import Pace
from tanyapasal.bot.channels.telegram.updates.webhook import Webhook

__all__ = ["Pace", "TelegramBot", "Webhook", "build", "poll", "polling", "run"]
