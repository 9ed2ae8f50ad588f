"""The audit in a process of its own: a text that makes it slow or large costs that text alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from tanyapasal.bot.errors import SandboxError
from tanyapasal.bot.sandbox.limits import MEGABYTE, Limits
from tanyapasal.bot.sandbox.process import Sandbox
from tanyapasal.index.errors import ReadingError

if TYPE_CHECKING:  # the service that asks needs nothing of an audit but its report
    from tanyapasal.bot.auditing.report import Shown

TASK = "tanyapasal.bot.auditing.apart:auditor"
LIMITS = Limits(cpu_seconds=300, memory_bytes=1024 * MEGABYTE, output_bytes=32 * MEGABYTE, seconds=600)
# Corpus and model stay loaded between the documents of one sitting, and no longer.
_IDLE_SECONDS = 600.0


class ApartAudit:
    """Audits texts against a corpus; corpus and model are loaded in the other process, when the first text comes."""

    def __init__(self, corpus: Path, embedder: str, limits: Limits = LIMITS) -> None:
        arguments = {"corpus": str(corpus), "embedder": embedder}
        self._sandbox = Sandbox(TASK, arguments, limits, _IDLE_SECONDS)

    def shown(self, document: str, text: str) -> Shown:
        """The report of ``text``; raises a TanyaPasalError that says what is wrong with it, or with the corpus."""
        from tanyapasal.bot.auditing.report import Shown

        try:
            reply = self._sandbox.call({"document": document}, text.encode("utf-8", "replace"))
            return TypeAdapter(Shown).validate_json(reply)
        except SandboxError as error:
            raise ReadingError(f"Berkas “{document}” tidak dapat diperiksa: {error}.") from error

    def close(self) -> None:
        """End the other process."""
        self._sandbox.close()


def auditor(corpus: str, embedder: str) -> Callable[[dict[str, str], bytes], dict[str, Any]]:
    """The task; it runs in the sandbox."""
    from tanyapasal.bot.auditing.report import DocumentAudit
    from tanyapasal.index.corpus import read_corpus
    from tanyapasal.index.embedding.named import embedder_named

    audit = DocumentAudit(read_corpus(Path(corpus)), embedder_named(embedder))

    def audited(request: dict[str, str], content: bytes) -> dict[str, Any]:
        return asdict(audit.shown(request["document"], content.decode("utf-8")))

    return audited
