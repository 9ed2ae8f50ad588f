"""The web channel: chat page, regulation pages, widget, HTTP API and health.

Rooms: ``api`` (JSON) · ``page`` (asking) · ``library`` (reading) · ``widget`` (other websites). Each brings a
router that ``create_app`` includes; a further room, such as a console with a login, is one more.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from prometheus_client.registry import Collector
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from tanyapasal.bot.assistant import Loading
from tanyapasal.bot.channels.web import api, documents, problems, widget
from tanyapasal.bot.channels.web.admission import body_limit, headers
from tanyapasal.bot.channels.web.admission.asking_limits import AskingLimits
from tanyapasal.bot.channels.web.admission.clients import Clients
from tanyapasal.bot.channels.web.admission.crowd import Crowd
from tanyapasal.bot.channels.web.admission.origins import CrossOrigin
from tanyapasal.bot.channels.web.admission.queue import Queue, QueueLimits
from tanyapasal.bot.channels.web.admission.requests import NamedRequests
from tanyapasal.bot.channels.web.console import audit as console_audit
from tanyapasal.bot.channels.web.console import pages as console
from tanyapasal.bot.channels.web.feedback import Feedback, MemoryFeedback
from tanyapasal.bot.channels.web.health import Watched
from tanyapasal.bot.channels.web.hooks import Hook, install
from tanyapasal.bot.channels.web.keeping import Keeping, NothingKept
from tanyapasal.bot.channels.web.metrics import Exposure, Measured, Metrics
from tanyapasal.bot.channels.web.pages import chat as page
from tanyapasal.bot.channels.web.pages import library, own_data
from tanyapasal.bot.helpdesk.desk import Desk
from tanyapasal.bot.helpdesk.mends import Mends
from tanyapasal.bot.helpdesk.partners import Partners
from tanyapasal.bot.privacy import Pseudonyms
from tanyapasal.bot.sites import NO_SITES, Sites
from tanyapasal.bot.storage import Store
from tanyapasal.bot.trust.log import ReceiptLog

STATIC = Path(__file__).parent / "static"
# Loading imports numeric libraries that hold the interpreter's lock for long stretches. Started together with
# the server it would delay the very first health check, which is what an orchestrator waits for.
LOAD_AFTER_SECONDS = 0.25
# Requests for something else than an answer that are in hand at once, and threads that work on them. With the 40 threads
# that are usual each would hold up the event loop for its turn at the interpreter, and health checks with it.
_READERS, _THREADS = 64, 8


def create_app(
    loading: Loading,
    *,
    sites: Sites = NO_SITES,
    feedback: Feedback | None = None,
    keeping: Keeping | None = None,
    load_after: float = LOAD_AFTER_SECONDS,
    receipts: ReceiptLog | None = None,
    hooks: Sequence[Hook] = (),
    desk: Desk | None = None,
    asking_limits: AskingLimits | None = None,
    queue_limits: QueueLimits = QueueLimits(),  # noqa: B008 (frozen)
    auditing: console_audit.Auditing | None = None,
    mends: Mends | None = None,
    names: Pseudonyms | None = None,
    store: Store | None = None,
    exposure: Exposure = "all",
    collectors: Sequence[Collector] = (),
    telegram: Watched | None = None,
) -> FastAPI:
    """The application; ``loading`` begins ``load_after`` seconds after the server's start-up.

    ``sites``: other websites that may show the widget. ``feedback``: where votes go; a bounded memory if None.
    ``keeping``: where questions and replies are kept; nowhere if None.
    ``receipts``: where the receipts of replies are found; without it none is.
    ``asking_limits``: how much one client and one website may ask; no limit if None.
    ``queue_limits``: how many questions are worked on and wait.
    ``desk``: the helpdesk behind the console ``/helpdesk``; without it there is no console. ``auditing``: what
    documents that are uploaded there are audited by, ``mends`` what is shown and undone there of scanned copies.
    ``store``: where people see, take along and delete what is kept of them. ``names``: tell clients apart, the same in
    every process; of this process alone if None. ``exposure``: who sees /metrics.
    ``collectors``: what /metrics tells beside requests, replies and votes. ``telegram``: the channel that runs beside,
    for the health check.
    """

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = _THREADS
        start = asyncio.get_running_loop().call_later(load_after, loading.start)
        yield
        start.cancel()
        loading.stop()
        queue.close()

    app = FastAPI(
        title="TanyaPasal",
        version="1",
        description=documents.DESCRIPTION,
        openapi_url="/api/v1/openapi.json",
        # The pages of /docs come from a CDN, which the content security policy rightly forbids.
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    app.state.loading = loading
    app.state.receipts = receipts
    app.state.sites = sites
    app.state.partners = Partners(desk.store.desk) if desk is not None else None
    app.state.store = store
    app.state.clients = Clients(names)
    app.state.exposure = exposure
    app.state.asking_limits = AskingLimits() if asking_limits is None else asking_limits
    app.state.feedback = MemoryFeedback() if feedback is None else feedback
    app.state.keeping = NothingKept() if keeping is None else keeping
    app.state.metrics = metrics = Metrics(collectors)
    app.state.telegram = telegram
    app.state.queue = queue = Queue(queue_limits, metrics)
    app.include_router(api.router)
    for path, endpoint in (("/healthz", api.healthz), ("/readyz", api.readyz)):
        app.add_api_route(
            path,
            endpoint,
            methods=["GET", "HEAD"],
            include_in_schema=False,
        )
    app.add_api_route("/metrics", api.metrics, methods=["GET"], include_in_schema=False)
    for room in (page.router, library.router, widget.router, own_data.router):
        app.include_router(room)
    if desk is not None:
        console.install(app, desk, auditing or console_audit.NoAuditing(), mends)
    install(app, hooks)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    problems.install(app)
    documents.install(app)
    # Added last is outermost: a name for each request, headers on everything, then measuring, then who may ask, then how
    # much, then when.
    app.add_middleware(Crowd, queue=queue, most=queue.places + _READERS)
    app.add_middleware(
        body_limit.BodyLimit,
        larger=frozenset(hook.path for hook in hooks),
        streamed={console_audit.PATH: console_audit.MAX_UPLOAD_BYTES} if desk is not None else {},
    )
    app.add_middleware(GZipMiddleware, minimum_size=1024)
    app.add_middleware(CrossOrigin, sites=sites)
    app.add_middleware(Measured, metrics=app.state.metrics)
    app.add_middleware(headers.SecurityHeaders)
    app.add_middleware(NamedRequests)
    return app
