"""Settings to services: the one composition root."""

from __future__ import annotations

import ctypes
import gc
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

from tanyapasal.bot.assistant import Assistant, Loading
from tanyapasal.bot.errors import SettingsError
from tanyapasal.bot.privacy import Pseudonyms, key_from
from tanyapasal.bot.settings import Settings
from tanyapasal.bot.trust.log import ReceiptLog
from tanyapasal.bot.trust.recording import RecordingAssistant

if TYPE_CHECKING:
    from tanyapasal.bot.auditing.report import DocumentAudit
    from tanyapasal.bot.auditing.uploads import UploadAudit
    from tanyapasal.bot.channels.telegram import TelegramBot
    from tanyapasal.bot.helpdesk.desk import Desk
    from tanyapasal.bot.storage import Lifetimes, Store

KEY_FILE = "hash.key"


def load_assistant(settings: Settings, store: Store | None = None, desk: Desk | None = None) -> Assistant:
    """Load model and index; raises a TanyaPasalError that says what to do. Takes seconds if a model is
    named that needs torch.

    With a ``store`` conversations go on after a restart and curated answers are given; without one
    conversations live as long as the process. ``desk``: the helpdesk that shall work with this assistant.
    """
    from tanyapasal.index.search.snapshot import without_collecting

    with without_collecting():
        assistant = _loaded(settings, store, desk)
        # What is loaded stays: no later search for garbage goes through it, which would hold up a question.
        gc.freeze()
    _give_back()
    return assistant


def _give_back() -> None:
    """Give the system back what loading took and no longer needs: 15 MB, where the C library can (glibc)."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)


def _loaded(settings: Settings, store: Store | None, desk: Desk | None) -> Assistant:
    from tanyapasal.bot.answering.service import Answerer
    from tanyapasal.index.embedding.named import embedder_named
    from tanyapasal.index.embedding.remembering import RememberingEmbedder
    from tanyapasal.index.judging.reader import PackagedReader
    from tanyapasal.index.search.reranking import reranker_named
    from tanyapasal.index.search.retrieval import Retriever
    from tanyapasal.index.search.snapshot import load, load_whole

    embedder = RememberingEmbedder(embedder_named(settings.embedder))
    snapshot = load(settings.data, embedder.id, embedder.dimension, settings.milvus)
    embedder.warm_up()
    reranker = reranker_named(settings.reranker)
    if reranker is not None:
        reranker.warm_up()
    judge = PackagedReader() if settings.reader else None
    if judge is not None:
        judge.warm_up()
    retriever = Retriever(snapshot, embedder, reranker, judge)

    def whole() -> Retriever:
        times = load_whole(settings.data, snapshot, settings.milvus)
        return retriever if times is snapshot else Retriever(times, embedder, reranker, judge)

    if store is None:
        return Answerer(
            retriever,
            settings.show_verification,
            whole=whole,
            contact=settings.contact,
            threshold=settings.threshold,
        )
    from tanyapasal.bot.helpdesk.answering import CuratedAssistant
    from tanyapasal.bot.helpdesk.curated import Curated
    from tanyapasal.bot.helpdesk.reading import QuestionReading
    from tanyapasal.bot.storage import StoredConversations

    conversations = StoredConversations(store)
    answerer = Answerer(
        retriever,
        settings.show_verification,
        conversations,
        whole,
        contact=settings.contact,
        threshold=settings.threshold,
    )
    curated = Curated(store.desk, QuestionReading(retriever.reader, embedder), answerer, answerer.composer)
    curated.review()
    if desk is not None:
        desk.open(curated)
    return CuratedAssistant(answerer, curated)


def receipts_of(settings: Settings) -> ReceiptLog:
    """Where the receipts of replies are kept."""
    return ReceiptLog(settings.data / "receipts")


def loading_assistant(settings: Settings, store: Store | None = None, desk: Desk | None = None) -> Loading:
    """An assistant that is loaded in the background once it is started; every reply leaves a receipt."""
    return Loading(lambda: _recording(load_assistant(settings, store, desk), settings))


def _recording(assistant: Assistant, settings: Settings) -> Assistant:
    from tanyapasal.index.search.snapshot import read_sources

    sources = dict(read_sources(settings.data))
    return RecordingAssistant(assistant, receipts_of(settings), sources)


def lifetimes(settings: Settings) -> Lifetimes:
    """How long what is stored is kept."""
    from tanyapasal.bot.storage import Lifetimes

    return Lifetimes(
        turns=timedelta(hours=settings.conversation_hours),
        replies=timedelta(days=settings.reply_days),
        questions=timedelta(days=settings.question_days),
        receipts=timedelta(days=settings.receipt_days),
    )


def uploads_audited(settings: Settings) -> UploadAudit:
    """The audit of documents that are uploaded; reads corpus and model when the first one comes."""
    from tanyapasal.bot.auditing.uploads import UploadAudit

    def load() -> DocumentAudit:
        from tanyapasal.bot.auditing.report import DocumentAudit
        from tanyapasal.index.corpus import read_corpus
        from tanyapasal.index.embedding.named import embedder_named

        return DocumentAudit(read_corpus(settings.corpus), embedder_named(settings.embedder))

    return UploadAudit(load)


def opened_store(settings: Settings) -> Store:
    """The database, with its tables up to date; raises SettingsError or StorageError."""
    from tanyapasal.bot.storage.database import database_url, open_store
    from tanyapasal.bot.storage.rights.receipts import LoggedReceipts

    receipts = LoggedReceipts(receipts_of(settings))
    return open_store(database_url(settings.database_url, settings.data), lifetimes(settings), receipts)


def pseudonyms(settings: Settings) -> Pseudonyms:
    """The names under which people are stored; raises SettingsError."""
    return Pseudonyms(key_from(settings.hash_key, settings.data / KEY_FILE))


def telegram_bot(settings: Settings, loading: Loading, store: Store) -> TelegramBot:
    """The bot of the token in the settings; raises SettingsError without one."""
    from tanyapasal.bot.channels.telegram import build

    if settings.telegram_token is None:
        raise SettingsError("Atur TELEGRAM_BOT_TOKEN dahulu; token diberikan oleh @BotFather di Telegram.")
    return build(
        loading,
        settings.telegram_token,
        settings.telegram_api_url,
        store=store,
        names=pseudonyms(settings),
        lifetimes=lifetimes(settings),
        seal=receipts_of(settings).hash_of,
    )
