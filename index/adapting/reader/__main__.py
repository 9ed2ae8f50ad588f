"""Makes the packaged reader again: ``python -m tanyapasal.index.adapting.reader --help``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tanyapasal.index.adapting.reader.laws import of_laws, read_laws
from tanyapasal.index.adapting.reader.model import reader_of
from tanyapasal.index.adapting.reader.pairs import Pair, of_comprehension
from tanyapasal.index.adapting.reader.training import ReaderRecipe, logits_of, train
from tanyapasal.index.adapting.reader.vocabulary import cut_to
from tanyapasal.index.adapting.weights import packaged_file, read_weights, tokenizer_of
from tanyapasal.index.corpus import read_corpus


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tanyapasal.index.adapting.reader")
    parser.add_argument(
        "--comprehension", type=Path, nargs="*", default=[], help="JSON: a list of {context, qas}"
    )
    parser.add_argument("--laws", type=Path, required=True, help="folder of law texts")
    parser.add_argument("--questions", type=Path, default=Path("eval/questions/reader.jsonl"))
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--pieces", type=int, default=32000)
    parser.add_argument("--epochs", type=float, default=2.0)
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--most", type=int, default=10**6, help="of each comprehension set, for trials")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    import torch

    torch.set_num_threads(asked.threads)
    laws = read_laws(asked.laws, asked.questions, read_corpus(asked.corpus))
    pairs: list[Pair] = [
        p for path in asked.comprehension for p in of_comprehension(path, held_out=False)[: asked.most]
    ]
    pairs += of_laws(laws, laws.half(held_out=False))
    print(len(pairs), "pasangan,", sum(p.answers for p in pairs), "menjawab", file=sys.stderr)
    cut = cut_to(
        read_weights(packaged_file()), (t for p in pairs for t in (p.question, p.passage)), asked.pieces
    )
    tokenizer = tokenizer_of(cut.weights).backend_tokenizer
    model = reader_of(cut.weights, asked.layers, 0.1)
    asked.out.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(asked.out / "tokenizer.json"))

    def keep(_: int) -> None:
        torch.save(model.state_dict(), asked.out / "reader.pt")

    recipe = ReaderRecipe(epochs=asked.epochs, rate=asked.rate)
    losses = train(model, tokenizer, pairs, recipe, progress=True, keep=keep)
    keep(len(losses))
    held = {path.stem: of_comprehension(path, held_out=True) for path in asked.comprehension}
    held["laws"] = of_laws(laws, laws.half(held_out=True))
    figures = {
        name: _auroc(held[name], logits_of(model, tokenizer, [(p.question, p.passage) for p in held[name]]))
        for name in held
    }
    (asked.out / "figures.json").write_text(json.dumps({"losses": losses[::50], "auroc": figures}))
    print(figures)
    return 0


def _auroc(pairs: tuple[Pair, ...], scores: object) -> float:
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score([p.answers for p in pairs], scores))


if __name__ == "__main__":
    sys.exit(main())
