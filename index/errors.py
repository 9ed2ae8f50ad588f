"""Errors of the knowledge side.

TanyaPasalError            anything a person can cause or mend; its text is shown to them, in Indonesian
├── ReferenceSyntaxError   a canonical reference or regulation id that does not parse
├── CorpusError            mistakes in files under corpus/, all of them at once
├── FilingError            an official text that cannot go into the corpus as it is
├── ReadingError           a file that no text can be read from
├── SnapshotError          an index that is missing, damaged or made for something else
├── EmbedderError          an embedding model that cannot be loaded or used
└── AdaptingError          an embedding model that cannot be adapted, or law texts that are not enough for it
"""

from dataclasses import dataclass


class TanyaPasalError(Exception):
    """Base of every error that has one clear sentence for a person."""


class ReferenceSyntaxError(TanyaPasalError, ValueError):
    """Text that is not a canonical reference such as ``uu-20-2023/pasal-47/ayat-2``."""


@dataclass(frozen=True, slots=True)
class CorpusMistake:
    """One mistake in one corpus file: where it is and what to write instead."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class CorpusError(TanyaPasalError):
    """Every mistake found in the corpus, in file and line order."""

    def __init__(self, mistakes: tuple[CorpusMistake, ...]) -> None:
        self.mistakes = mistakes
        lines = "\n".join(f"  {mistake}" for mistake in mistakes)
        super().__init__(f"Ada {len(mistakes)} kesalahan di berkas korpus:\n{lines}")


class FilingError(TanyaPasalError):
    """An official text that cannot go into the corpus as it is; the text says why."""


class ReadingError(TanyaPasalError):
    """A file that no text can be read from; the text says why and what to do instead."""


class SnapshotError(TanyaPasalError):
    """An index that cannot be trusted; the text says why and which command mends it."""


class EmbedderError(TanyaPasalError):
    """An embedding model that cannot be loaded or used."""


class AdaptingError(TanyaPasalError):
    """An embedding model that cannot be adapted, or law texts that are not enough for it."""


class ReaderError(TanyaPasalError):
    """The reader that judges answers cannot be loaded or used; the text says what to do."""
