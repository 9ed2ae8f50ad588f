"""Makes the packaged embedder again: ``python -m tanyapasal.index.adapting.embedder --help``.

The packaged 4-bit weights become an ONNX file in 8 bits with the word pieces that Indonesian and English need.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tanyapasal.index.adapting.exporting import export
from tanyapasal.index.adapting.reader.vocabulary import cut_to
from tanyapasal.index.adapting.weights import Weights, model_of, packaged_file, read_weights, tokenizer_of
from tanyapasal.index.embedding.e5_small_int8 import MODEL, TOKENIZER
from tanyapasal.index.errors import TanyaPasalError
from tanyapasal.index.language.words.frequent import frequencies

if TYPE_CHECKING:
    import torch
    from torch import Tensor

PIECES = 40_000


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tanyapasal.index.adapting.embedder")
    parser.add_argument(
        "--texts", type=Path, nargs="*", default=[], help="files whose words are to stay whole"
    )
    parser.add_argument("--pieces", type=int, default=PIECES)
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    try:
        make(read_weights(packaged_file()), asked.out, asked.pieces, _texts(asked.texts))
    except (TanyaPasalError, OSError) as error:
        print(f"embedder: {error}", file=sys.stderr)
        return 1
    return 0


def make(weights: Weights, out: Path, pieces: int, texts: Iterable[str] = ()) -> Weights:
    """Write the embedder to a folder; the words of ``texts`` and the most frequent of both languages stay whole.

    Returns the weights with the pieces that were kept.
    """
    cut = cut_to(weights, (*_frequent(), *texts), pieces)
    out.mkdir(parents=True, exist_ok=True)
    tokenizer_of(cut).backend_tokenizer.save(str(out / TOKENIZER))
    export(embedder_of(cut), out / MODEL, "vectors")
    return cut


def embedder_of(weights: Weights) -> torch.nn.Module:
    """(ids, mask) of shape (texts, tokens) → the mean of the token states with length 1, shape (texts, hidden)."""
    import torch

    class Embedder(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.bert = model_of(weights)

        def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
            states = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
            return torch.nn.functional.normalize((states * mask[..., None].float()).sum(1), dim=1)

    return Embedder()


def _frequent() -> Iterator[str]:
    # Twice: what occurs once is no piece to keep.
    for tongue in ("id", "en"):
        for word in frequencies("id" if tongue == "id" else "en"):
            yield from (word, word)


def _texts(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        yield from path.read_text(encoding="utf-8", errors="replace").splitlines()


if __name__ == "__main__":
    sys.exit(main())
