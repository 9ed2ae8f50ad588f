"""``tanyapasal index``: build, in shards if there are many texts, look at, verify."""

from __future__ import annotations

import argparse
import sys

from tanyapasal.bot.commands.exits import ANSWERED
from tanyapasal.bot.settings import Settings
from tanyapasal.index.errors import SnapshotError


def run(settings: Settings, options: argparse.Namespace) -> int:
    if options.action in ("build", "join"):
        return _build(settings, options)
    from tanyapasal.index.search.manifest import read_manifest, verify

    manifest = verify(settings.data) if options.action == "verify" else read_manifest(settings.data)
    print(
        f"Indeks {manifest.id}: {manifest.passages} kutipan, model {manifest.embedder}, {len(manifest.files)} berkas."
    )
    return ANSWERED


def _build(settings: Settings, options: argparse.Namespace) -> int:
    from tanyapasal.index.build import Shard, build, build_shard, join
    from tanyapasal.index.embedding.named import embedder_named

    embedder, progress = embedder_named(settings.embedder), sys.stderr.isatty()
    if options.action == "build" and options.shard:
        try:
            shard = Shard.parse(options.shard)
        except ValueError as error:
            raise SnapshotError(str(error)) from error
        passages = build_shard(settings.corpus, settings.data, embedder, shard, progress)
        print(f"Bagian {shard} selesai: {passages} kutipan.", file=sys.stderr)
        return ANSWERED
    if options.action == "join":
        manifest, built = join(
            options.parts, settings.corpus, settings.data, embedder, progress, settings.milvus
        )
    else:
        manifest, built = build(settings.corpus, settings.data, embedder, progress, settings.milvus)
    state = "dibangun" if built else "tidak berubah"
    print(f"Indeks {manifest.id} {state}: {manifest.passages} kutipan.", file=sys.stderr)
    return ANSWERED
