"""``tanyapasal adapt --out DIR``: the packaged embedding trained further on the law texts of the corpus."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tanyapasal.bot.commands.batch import UsageError
from tanyapasal.bot.settings import Settings

if TYPE_CHECKING:
    from tanyapasal.index.adapting.adapting import Adaptation

_MOST_STEPS = 10_000
_STYLES = (("formal", "kata-kata resmi"), ("everyday", "kata-kata sehari-hari"))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``adapt``."""
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder baru bagi model")
    parser.add_argument("--texts", type=Path, metavar="DIR", help="folder naskah peraturan lain")
    parser.add_argument("--steps", type=int, default=100, metavar="N", help="langkah latihan (bawaan: 100)")
    parser.add_argument(
        "--keep",
        type=float,
        default=0.3,
        metavar="ALPHA",
        help="bagian hasil latihan yang dipakai (bawaan: 0.3)",
    )


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Adapt the model and say what it gained; raises a TanyaPasalError that says what is missing."""
    if not 1 <= options.steps <= _MOST_STEPS:
        raise UsageError(f"--steps harus bilangan 1 sampai {_MOST_STEPS}")
    if not 0 < options.keep <= 1:
        raise UsageError("--keep harus lebih dari 0 dan paling besar 1, misalnya 0.3")
    # As the embedder does: before torch is loaded, and what the operator set stays
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from tanyapasal.index.adapting.adapting import adapt
    from tanyapasal.index.adapting.training import Recipe
    from tanyapasal.index.corpus import read_corpus
    from tanyapasal.index.embedding.embedder import without_models
    from tanyapasal.index.errors import AdaptingError

    try:
        import torch  # noqa: F401  (before minutes are spent on reading texts)
        import transformers  # noqa: F401
    except ModuleNotFoundError as error:
        raise AdaptingError(without_models("Melatih model", error, "adapt")) from error
    if not sys.stderr.isatty():
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()
    done = adapt(
        read_corpus(settings.corpus),
        options.texts,
        options.out,
        Recipe(steps=options.steps),
        options.keep,
        progress=sys.stderr.isatty(),
    )
    sys.stdout.write(as_text(done, options.out))
    return 0


def as_text(done: Adaptation, out: Path) -> str:
    """For a terminal: what was done, what it gained or lost, and how the model is used."""
    from tanyapasal.index.adapting.adapting import of_style

    last = done.losses[-10:]
    lines = [
        *(f"Tidak dipakai: {line}" for line in done.refused),
        f"{done.articles} pasal dari {done.texts} naskah; dilatih dengan {done.pairs} pasangan, "
        f"{len(done.losses)} langkah (galat {done.losses[0]:.3f}, terakhir {sum(last) / len(last):.3f}).",
        f"Diukur pada naskah yang tidak dilatihkan ({', '.join(done.held)}), {len(done.asked)} pertanyaan:",
    ]
    rows = [("semua", done.before, done.after)]
    for style, name in _STYLES:
        before, after = (of_style(done.asked, recall, style) for recall in (done.before, done.after))
        if before.ranks:
            rows.append((name, before, after))
    for name, before, after in rows:
        lines.append(
            f"  {name} ({len(before.ranks)}): pasal yang benar di urutan pertama {before.at(1):.1%} menjadi "
            f"{after.at(1):.1%}; di lima teratas {before.at(5):.1%} menjadi {after.at(5):.1%}"
        )
    pairs = list(zip(done.before.ranks, done.after.ranks, strict=True))
    gained = sum(a == 0 < b for b, a in pairs)
    lost = sum(b == 0 < a for b, a in pairs)
    lines.append(f"  Urutan pertama: {gained} pertanyaan membaik, {lost} memburuk.")
    lines.append(
        "Pertanyaan ini dibuat dari naskah dengan aturan, seperti yang dilatihkan, sehingga kenaikannya lebih besar "
        "daripada pada pertanyaan orang. Periksa dengan `tanyapasal eval` sebelum dipakai."
    )
    if done.lost:
        lines.append("PERINGATAN: hasil latihan lebih buruk daripada model bawaan; sebaiknya tidak dipakai.")
    lines.append(f"Model ditulis ke {out}. Untuk memakainya:")
    lines.append(f"  TANYAPASAL_EMBEDDER={out} tanyapasal index build")
    return "\n".join(lines) + "\n"
