"""Settings to services: the one composition root."""

from __future__ import annotations

import ctypes
import gc
import logging
import os
import sys
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, partial
from typing import TYPE_CHECKING

from tanyapasal.bot.assistant import Assistant, Loading, OnDisk
from tanyapasal.bot.errors import SettingsError, StorageError
from tanyapasal.bot.privacy import Pseudonyms, key_from
from tanyapasal.bot.settings import Settings
from tanyapasal.bot.telemetry.replies import MeasuredAssistant, ReplyFigures
from tanyapasal.bot.trust.log import ReceiptLog
from tanyapasal.bot.trust.recording import RecordingAssistant

if TYPE_CHECKING:
    from tanyapasal.bot.answering.dialogue import Memory
    from tanyapasal.bot.auditing.uploads import UploadAudit
    from tanyapasal.bot.channels.telegram import TelegramBot
    from tanyapasal.bot.helpdesk.curated import Curated
    from tanyapasal.bot.helpdesk.desk import Desk
    from tanyapasal.bot.storage import Lifetimes, Store
    from tanyapasal.index.embedding.embedder import Embedder
    from tanyapasal.index.judging.reader import Reader
    from tanyapasal.index.search.reranking import Reranker
    from tanyapasal.index.search.snapshot import Snapshot

log = logging.getLogger(__name__)

KEY_FILE = "hash.key"


@dataclass(frozen=True, slots=True)
class _Models:
    """What stays when another snapshot is taken up."""

    embedder: Embedder
    reranker: Reranker | None
    judge: Reader | None

    def warm_up(self) -> None:
        for model in (self.embedder, self.reranker, self.judge):
            if model is not None:
                model.warm_up()


def load_assistant(settings: Settings, store: Store | None = None, desk: Desk | None = None) -> Assistant:
    """Load model and index; raises a TanyaPasalError that says what to do. Takes seconds if a model is
    named that needs torch.

    With a ``store`` conversations go on after a restart and curated answers are given; without one
    conversations live as long as the process. ``desk``: the helpdesk that shall work with this assistant.
    """
    return _opened(settings, _models(settings), store, desk)[0]


def _opened(
    settings: Settings, models: _Models, store: Store | None, desk: Desk | None, instead: bool = False
) -> tuple[Assistant, Snapshot]:
    """``instead``: of one that answers until this one does."""
    from tanyapasal.index.search.snapshot import without_collecting

    with without_collecting():
        opened = _loaded(settings, models, store, desk, instead)
        # What is loaded stays: no later search for garbage goes through it, which would hold up a question.
        gc.freeze()
    _give_back()
    return opened


def _let_go() -> None:
    """Free the snapshot in whose place another one was taken up; it holds itself, and was kept from such searches."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    _give_back()


def _give_back() -> None:
    """Give the system back what loading took and no longer needs: 15 MB, where the C library can (glibc)."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)


def _models(settings: Settings) -> _Models:
    from tanyapasal.index.embedding.named import embedder_named
    from tanyapasal.index.embedding.remembering import RememberingEmbedder
    from tanyapasal.index.judging.reader import PackagedReader
    from tanyapasal.index.search.reranking import reranker_named

    embedder = RememberingEmbedder(embedder_named(settings.embedder))
    return _Models(embedder, reranker_named(settings.reranker), PackagedReader() if settings.reader else None)


def _loaded(
    settings: Settings, models: _Models, store: Store | None, desk: Desk | None, instead: bool
) -> tuple[Assistant, Snapshot]:
    from tanyapasal.bot.answering.service import Answerer
    from tanyapasal.index.search.retrieval import Retriever
    from tanyapasal.index.search.snapshot import load, load_whole

    embedder = models.embedder
    snapshot = load(settings.data, embedder.id, embedder.dimension, settings.milvus)
    models.warm_up()
    retriever = Retriever(snapshot, embedder, models.reranker, models.judge)

    def whole() -> Retriever:
        times = load_whole(settings.data, snapshot, settings.milvus)
        return retriever if times is snapshot else Retriever(times, embedder, models.reranker, models.judge)

    conversations: Memory | None = None
    if store is not None:
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
    if instead:
        # One that answers nothing is refused before anybody asks it, and the first question waits for no file.
        for example in answerer.examples()[:1]:
            answerer.search(example.question)
    if store is None:
        return answerer, snapshot
    from tanyapasal.bot.helpdesk.answering import CuratedAssistant
    from tanyapasal.bot.helpdesk.curated import Curated
    from tanyapasal.bot.helpdesk.reading import QuestionReading
    from tanyapasal.index.search.manifest import in_use

    reading = QuestionReading(retriever.reader, embedder)
    identity = snapshot.manifest.id
    curated = Curated(
        store.desk, reading, answerer, answerer.composer, lambda: in_use(settings.data) == identity
    )
    _review(curated)
    if desk is not None:
        desk.open(curated)
    return CuratedAssistant(answerer, curated), snapshot


def _review(curated: Curated) -> None:
    """Take back at once what rests on a text that changed; without a database each is checked when it is to be given."""
    try:
        curated.review()
    except StorageError as error:
        log.error("jawaban helpdesk belum diperiksa terhadap indeks ini: %s", error)


def receipts_of(settings: Settings) -> ReceiptLog:
    """Where the receipts of replies are kept."""
    return ReceiptLog(settings.data / "receipts")


def loading_assistant(
    settings: Settings,
    store: Store | None = None,
    desk: Desk | None = None,
    figures: ReplyFigures | None = None,
) -> Loading:
    """An assistant that is loaded in the background once it is started, and again for each new snapshot.

    Every reply leaves a receipt, and is counted in ``figures``.
    """
    models = cache(lambda: _models(settings))

    answers = False

    def load() -> Assistant:
        nonlocal answers
        assistant, snapshot = _opened(settings, models(), store, desk, instead=answers)
        answers = True
        recording = RecordingAssistant(assistant, receipts_of(settings), dict(snapshot.knowledge.sources))
        return recording if figures is None else MeasuredAssistant(recording, figures)

    return Loading(load, partial(_on_disk, settings), _let_go)


def _on_disk(settings: Settings) -> OnDisk | None:
    from tanyapasal.index.search.manifest import put_at

    return put_at(settings.data)


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
    """The audit of documents that are uploaded; another process reads corpus and model when the first one comes."""
    from tanyapasal.bot.auditing.apart import ApartAudit
    from tanyapasal.bot.auditing.uploads import UploadAudit

    return UploadAudit(lambda: ApartAudit(settings.corpus, settings.embedder), partial(_on_disk, settings))


def opened_store(settings: Settings) -> Store:
    """The database, with its tables up to date; raises SettingsError or StorageError."""
    from tanyapasal.bot.storage.database import database_url, open_store
    from tanyapasal.bot.storage.rights.receipts import LoggedReceipts

    receipts = LoggedReceipts(receipts_of(settings))
    return open_store(database_url(settings.database_url, settings.data), lifetimes(settings), receipts)


def pseudonyms(settings: Settings) -> Pseudonyms:
    """The names under which people are stored; raises SettingsError."""
    return Pseudonyms(key_from(settings.hash_key, settings.data / KEY_FILE))


def pseudonyms_if_any(settings: Settings) -> Pseudonyms | None:
    """Those names, or None if no key was made yet and none can be, because nothing can be written."""
    try:
        return pseudonyms(settings)
    except SettingsError:
        if settings.hash_key is not None or os.access(settings.data, os.W_OK):
            raise
        return None


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
        names=pseudonyms_if_any(settings),
        lifetimes=lifetimes(settings),
        seal=receipts_of(settings).hash_of,
    )
