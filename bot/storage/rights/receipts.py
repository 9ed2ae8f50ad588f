"""Receipts are files beside the store; they are erased and expire together with what it keeps."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Protocol

from tanyapasal.bot.errors import StorageError
from tanyapasal.bot.trust.log import ReceiptLog


class Receipts(Protocol):
    """What a store asks of receipts; both may raise StorageError."""

    def erase(self, reply_ids: Collection[str]) -> int:
        """Erase those of these replies; how many there were."""

    def expire(self, before: date) -> int:
        """Delete the days before this one; how many there were."""


class NoReceipts:
    """For a store beside which none are kept."""

    def erase(self, reply_ids: Collection[str]) -> int:  # noqa: ARG002
        return 0

    def expire(self, before: date) -> int:  # noqa: ARG002
        return 0


NO_RECEIPTS = NoReceipts()


class LoggedReceipts:
    """The receipts of a log."""

    def __init__(self, log: ReceiptLog) -> None:
        self._log = log

    def erase(self, reply_ids: Collection[str]) -> int:
        try:
            return self._log.erase(reply_ids)
        except OSError as error:
            raise StorageError(f"Tanda bukti tidak dapat dihapus: {error.strerror}.") from error

    def expire(self, before: date) -> int:
        try:
            return self._log.expire(before)
        except OSError as error:
            raise StorageError(f"Tanda bukti lama tidak dapat dihapus: {error.strerror}.") from error
