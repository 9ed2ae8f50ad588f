"""``tanyapasal index``: build, look at, verify."""

from __future__ import annotations

import sys

from tanyapasal.bot.commands.exits import ANSWERED
from tanyapasal.bot.settings import Settings


def run(settings: Settings, action: str) -> int:
    if action == "build":
        from tanyapasal.index.build import build
        from tanyapasal.index.embedding.named import embedder_named

        manifest, built = build(
            settings.corpus,
            settings.data,
            embedder_named(settings.embedder),
            progress=sys.stderr.isatty(),
            milvus=settings.milvus,
        )
        state = "dibangun" if built else "tidak berubah"
        print(f"Indeks {manifest.id} {state}: {manifest.passages} kutipan.", file=sys.stderr)
        return ANSWERED
    from tanyapasal.index.search.snapshot import read_manifest, verify

    manifest = verify(settings.data) if action == "verify" else read_manifest(settings.data)
    print(
        f"Indeks {manifest.id}: {manifest.passages} kutipan, model {manifest.embedder}, {len(manifest.files)} berkas."
    )
    return ANSWERED
