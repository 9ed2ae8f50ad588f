"""Errors of the conversation side; each has one clear sentence in Indonesian for the person who caused it.

TanyaPasalError
├── AccountError          a name or password that a user of the helpdesk cannot have
├── TooManyAttemptsError  logins that failed too often
├── KeyRefusedError       a key of the API that opens nothing
├── ScopeError            a key of the API that does not open this
├── TooManyQuestionsError more questions in a minute than one client or one website may ask
├── OverloadedError       more questions at once than can be answered soon
├── AbandonedError        nobody waits for the answer any more
├── SettingsError         a setting that is unknown or has an unusable value
├── NotReadyError         the index and the model are still being loaded, or could not be
├── QuestionTooLongError  more text than a question can be
├── DayError              a day that is no date of the calendar
├── DraftError            a curated answer that lacks something, or rests on nothing that is held
├── StorageError          the database cannot be opened or used
│   └── StorageAwayError  it cannot be reached, or is locked: the same may succeed later
├── FetchingError         an address that is not opened, or gives no file
├── IntakeError           texts that cannot be added just now
├── SandboxError          work on a document that went beyond its limits, or broke its process
├── BackupError           a backup that cannot be made, or is damaged, or would overwrite something
└── UnknownReplyError     a vote on a reply that was never given, or is no longer kept
"""

from tanyapasal.index.errors import TanyaPasalError


class SettingsError(TanyaPasalError):
    """A setting that is unknown or has an unusable value."""


class NotReadyError(TanyaPasalError):
    """The index and the model are still being loaded, or could not be."""


class QuestionTooLongError(TanyaPasalError):
    """More text than a question can be."""


class DayError(TanyaPasalError):
    """A day that is no date of the calendar."""


class AccountError(TanyaPasalError):
    """A name or password that a user of the helpdesk cannot have."""


class TooManyAttemptsError(TanyaPasalError):
    """Logins that failed too often."""


class KeyRefusedError(TanyaPasalError):
    """A key of the API that opens nothing."""


class ScopeError(TanyaPasalError):
    """A key of the API that does not open this."""


class TooManyQuestionsError(TanyaPasalError):
    """More questions in a minute than one client or one website may ask.

    ``wait_seconds``: when to try again.
    """

    def __init__(self, message: str, wait_seconds: int) -> None:
        super().__init__(message)
        self.wait_seconds = wait_seconds


class OverloadedError(TanyaPasalError):
    """More questions at once than can be answered soon. ``wait_seconds``: when to try again."""

    def __init__(self, message: str, wait_seconds: int) -> None:
        super().__init__(message)
        self.wait_seconds = wait_seconds


class AbandonedError(TanyaPasalError):
    """Nobody waits for the answer any more."""


class DraftError(TanyaPasalError):
    """A curated answer that lacks something, or rests on nothing that is held."""


class MendsError(TanyaPasalError):
    """Mends of a scanned copy that cannot be shown or changed."""


class StorageError(TanyaPasalError):
    """The database cannot be opened or used."""


class StorageAwayError(StorageError):
    """The database cannot be reached, or is locked by somebody else: the same may succeed later."""


class UnknownReplyError(TanyaPasalError):
    """A vote on a reply that was never given, or is no longer kept."""


class FetchingError(TanyaPasalError):
    """An address of the network that is not opened, or gives no file; the text says why and what to do."""


class IntakeError(TanyaPasalError):
    """Texts cannot be added just now, because another command does, or the list of what was read is damaged."""


class BackupError(TanyaPasalError):
    """A backup that cannot be made, is damaged, or would overwrite something."""


class SandboxError(TanyaPasalError):
    """Work on a document that went beyond its limits, or broke its process; the text goes behind "tidak dapat dibaca:".

    ``why``: ``cpu``, ``clock``, ``memory``, ``output``, ``deep``, ``failed`` or ``crash``.
    """

    def __init__(self, message: str, why: str) -> None:
        super().__init__(message)
        self.why = why
