"""Makes the packaged reader again: ``python -m tanyapasal.index.adapting.reader --help``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tokenizers import Tokenizer

from tanyapasal.index.adapting.reader.exporting import export
from tanyapasal.index.adapting.reader.laws import of_laws, read_laws
from tanyapasal.index.adapting.reader.model import reader_of
from tanyapasal.index.adapting.reader.pairs import Pair, of_comprehension, of_pairs
from tanyapasal.index.adapting.reader.training import ReaderRecipe, logits_of, train
from tanyapasal.index.adapting.reader.vocabulary import cut_to, with_rows
from tanyapasal.index.adapting.weights import Weights, packaged_file, read_weights, tokenizer_of
from tanyapasal.index.corpus import read_corpus
from tanyapasal.index.errors import TanyaPasalError
from tanyapasal.index.judging.reader import MODEL, TOKENIZER

CHECKPOINT = "reader.pt"


def main() -> int:
    try:
        return _main()
    except (TanyaPasalError, OSError) as error:
        print(f"pembaca: {error}", file=sys.stderr)
        return 1


def _main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tanyapasal.index.adapting.reader")
    parser.add_argument(
        "--comprehension", type=Path, nargs="*", default=[], help="JSON: a list of {context, qas}"
    )
    parser.add_argument("--laws", type=Path, required=True, help="folder of law texts")
    parser.add_argument("--questions", type=Path, default=Path("eval/questions/training/laws.jsonl"))
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument(
        "--pairs", type=Path, nargs="*", default=[], help="{question, passage, answers} a line"
    )
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--pieces", type=int, default=32000)
    parser.add_argument("--epochs", type=float, default=2.0)
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--most", type=int, default=10**6, help="of each comprehension set, for trials")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--start", type=Path, help="folder of a reader to go on from")
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    import torch

    torch.set_num_threads(asked.threads)
    laws = read_laws(asked.laws, asked.questions, read_corpus(asked.corpus))
    pairs: list[Pair] = [
        p for path in asked.comprehension for p in of_comprehension(path, held_out=False)[: asked.most]
    ]
    pairs += of_laws(laws, laws.half(held_out=False))
    pairs += [pair for path in asked.pairs for pair in of_pairs(path)]
    print(len(pairs), "pasangan,", sum(p.answers for p in pairs), "menjawab", file=sys.stderr)
    weights, tokenizer = _vocabulary(pairs, asked.pieces, asked.start)
    model = reader_of(weights, asked.layers, 0.1)
    if asked.start is not None:
        model.load_state_dict(torch.load(asked.start / CHECKPOINT, weights_only=True))
    asked.out.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(asked.out / TOKENIZER))

    def keep(_: int) -> None:
        torch.save(model.state_dict(), asked.out / CHECKPOINT)

    recipe = ReaderRecipe(epochs=asked.epochs, rate=asked.rate)
    losses = train(model, tokenizer, pairs, recipe, progress=True, keep=keep)
    keep(len(losses))
    export(model, asked.out / MODEL)
    held = {path.stem: of_comprehension(path, held_out=True) for path in asked.comprehension}
    held["laws"] = of_laws(laws, laws.half(held_out=True))
    figures = {
        name: _auroc(held[name], logits_of(model, tokenizer, [(p.question, p.passage) for p in held[name]]))
        for name in held
    }
    (asked.out / "figures.json").write_text(json.dumps({"losses": losses[::50], "auroc": figures}))
    print(figures)
    return 0


def _vocabulary(pairs: list[Pair], pieces: int, start: Path | None) -> tuple[Weights, Tokenizer]:
    """The packaged weights with the pieces that ``pairs`` need, or those of the reader that is gone on from."""
    weights = read_weights(packaged_file())
    if start is None:
        cut = cut_to(weights, (t for p in pairs for t in (p.question, p.passage)), pieces)
        return cut, tokenizer_of(cut).backend_tokenizer
    tokenizer = Tokenizer.from_file(str(start / TOKENIZER))
    return with_rows(weights, tokenizer.get_vocab_size()), tokenizer


def _auroc(pairs: tuple[Pair, ...], scores: object) -> float:
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score([p.answers for p in pairs], scores))


if __name__ == "__main__":
    sys.exit(main())
