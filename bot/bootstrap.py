"""Settings to services: the one composition root."""

from __future__ import annotations

from bot.assistant import Assistant, Loading
from bot.settings import Settings
from bot.trust.log import ReceiptLog
from bot.trust.recording import RecordingAssistant


def load_assistant(settings: Settings) -> Assistant:
    """Load model and index; raises a TanyaPasalError that says what to do. Takes seconds: imports torch."""
    from bot.answering.service import Answerer
    from index.embedders import embedder_named
    from index.retrieval import Retriever
    from index.snapshot import load

    embedder = embedder_named(settings.embedder)
    snapshot = load(settings.data, embedder.id, embedder.dimension)
    embedder.warm_up()
    return Answerer(Retriever(snapshot, embedder), settings.show_verification)


def receipts_of(settings: Settings) -> ReceiptLog:
    """Where the receipts of replies are kept."""
    return ReceiptLog(settings.data / "receipts")


def loading_assistant(settings: Settings) -> Loading:
    """An assistant that is loaded in the background once it is started; every reply leaves a receipt."""
    return Loading(lambda: _recording(load_assistant(settings), settings))


def _recording(assistant: Assistant, settings: Settings) -> Assistant:
    from index.snapshot import read_knowledge

    sources = dict(read_knowledge(settings.data).sources)
    return RecordingAssistant(assistant, receipts_of(settings), sources)
