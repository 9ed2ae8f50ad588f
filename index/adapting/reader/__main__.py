"""Makes the packaged reader again: ``python -m tanyapasal.index.adapting.reader --help``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tokenizers import Tokenizer

from tanyapasal.index.adapting.exporting import export
from tanyapasal.index.adapting.reader.model import reader_of, with_layers
from tanyapasal.index.adapting.reader.pairs import Pair, of_comprehension, of_pairs, write_pairs
from tanyapasal.index.adapting.reader.training import ReaderRecipe, logits_of, targets, train
from tanyapasal.index.adapting.reader.vocabulary import cut_to, with_rows
from tanyapasal.index.adapting.weights import Weights, packaged_file, read_weights, tokenizer_of
from tanyapasal.index.errors import TanyaPasalError
from tanyapasal.index.judging.reader import MODEL, TOKENIZER

if TYPE_CHECKING:
    import torch

CHECKPOINT, FIGURES = "reader.pt", "figures.json"


def main() -> int:
    try:
        return _main()
    except (TanyaPasalError, OSError) as error:
        print(f"pembaca: {error}", file=sys.stderr)
        return 1


def _main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tanyapasal.index.adapting.reader")
    commands = parser.add_subparsers(required=True)
    making = commands.add_parser("pairs", help="write the pairs of reading-comprehension sets and of laws")
    making.add_argument(
        "--comprehension", type=Path, nargs="*", default=[], help="JSON: a list of {context, qas}"
    )
    making.add_argument("--laws", type=Path, required=True, help="folder of law texts")
    making.add_argument("--questions", type=Path, default=Path("eval/questions/training/laws.jsonl"))
    making.add_argument("--all", action="store_true", help="hold out none of the laws")
    making.add_argument("--corpus", type=Path, default=Path("corpus"))
    making.add_argument("out", type=Path)
    making.set_defaults(run=_make)
    mining = commands.add_parser(
        "mine", help="write pairs of the questions of files with what is found for them"
    )
    mining.add_argument("--pairs", type=Path, nargs="+", required=True)
    mining.add_argument("out", type=Path)
    mining.set_defaults(run=_mine)
    usual = ReaderRecipe()
    training = commands.add_parser("train", help="train a reader on files of pairs")
    training.add_argument("--pairs", type=Path, nargs="+", required=True)
    training.add_argument("--teachers", type=Path, nargs="*", default=[], help="folders of trained readers")
    training.add_argument("--start", type=Path, help="folder of a trained reader to go on from")
    training.add_argument(
        "--pick", type=int, nargs="+", help="which layers of --start to begin with, all others are left out"
    )
    training.add_argument("--layers", type=int, default=6)
    training.add_argument("--pieces", type=int, default=32000)
    training.add_argument("--epochs", type=float, default=usual.epochs)
    training.add_argument("--batch", type=int, default=usual.batch)
    training.add_argument("--rate", type=float, default=usual.rate)
    training.add_argument("--seed", type=int, default=usual.seed)
    training.add_argument("--threads", type=int, default=1)
    training.add_argument("out", type=Path)
    training.set_defaults(run=_train)
    asked = parser.parse_args()
    return int(asked.run(asked))


def _make(asked: argparse.Namespace) -> int:
    # Imported here: training needs no corpus and no search engine.
    from tanyapasal.index.adapting.reader.laws import of_laws, read_laws
    from tanyapasal.index.corpus import read_corpus

    laws = replace(read_laws(asked.laws, asked.questions, read_corpus(asked.corpus)), whole=asked.all)
    pairs = [
        pair
        for held_out in (False, True)
        for of in (
            *(of_comprehension(path, held_out) for path in asked.comprehension),
            of_laws(laws, held_out, asked.questions.stem),
        )
        for pair in of
    ]
    write_pairs(asked.out, pairs)
    print(len(pairs), "pasangan,", sum(p.answers is True for p in pairs), "menjawab", file=sys.stderr)
    return 0


def _mine(asked: argparse.Namespace) -> int:
    # Imported here, as above.
    from tanyapasal.index.adapting.reader.mining import mined
    from tanyapasal.index.embedding.named import embedder_named

    pairs = mined([pair for path in asked.pairs for pair in of_pairs(path)], embedder_named("e5-small-int8"))
    write_pairs(asked.out, pairs)
    print(len(pairs), "pasangan,", sum(p.answers is False for p in pairs), "tidak menjawab", file=sys.stderr)
    return 0


def _train(asked: argparse.Namespace) -> int:
    import torch

    torch.set_num_threads(asked.threads)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    given = [pair for path in asked.pairs for pair in of_pairs(path)]
    taught = bool(asked.teachers)
    pairs = [p for p in given if not p.held_out and (taught or p.answers is not None)]
    print(len(pairs), "pasangan,", sum(p.answers is True for p in pairs), "menjawab", file=sys.stderr)
    weights = read_weights(packaged_file())
    opinions = [
        logits_of(*_trained(weights, folder, device), [(p.question, p.passage) for p in pairs], batch=128)
        for folder in asked.teachers
    ]
    if asked.start is None:
        cut = cut_to(weights, (t for p in pairs for t in (p.question, p.passage)), asked.pieces)
        model, tokenizer = reader_of(cut, asked.layers).to(device), tokenizer_of(cut).backend_tokenizer
    else:
        model, tokenizer = _trained(weights, asked.start, device)
        if asked.pick:
            model = with_layers(model, asked.pick)
    asked.out.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(asked.out / TOKENIZER))

    def keep(_: int) -> None:
        torch.save(model.state_dict(), asked.out / CHECKPOINT)

    recipe = ReaderRecipe(epochs=asked.epochs, batch=asked.batch, rate=asked.rate, seed=asked.seed)
    losses = train(model, tokenizer, pairs, targets(pairs, opinions), recipe, progress=True, keep=keep)
    keep(len(losses))
    figures = _figures(model, tokenizer, [p for p in given if p.held_out])
    (asked.out / FIGURES).write_text(
        json.dumps({"layers": model.bert.config.num_hidden_layers, "losses": losses[::50], "auroc": figures})
    )
    export(model.cpu(), asked.out / MODEL, "logits")
    print(figures)
    return 0


def _trained(weights: Weights, folder: Path, device: str) -> tuple[torch.nn.Module, Tokenizer]:
    """The reader trained in ``folder``."""
    import torch

    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    layers = int(json.loads((folder / FIGURES).read_text())["layers"])
    model = reader_of(with_rows(weights, tokenizer.get_vocab_size()), layers)
    model.load_state_dict(torch.load(folder / CHECKPOINT, weights_only=True, map_location="cpu"))
    return model.to(device), tokenizer


def _figures(model: torch.nn.Module, tokenizer: Tokenizer, held_out: Sequence[Pair]) -> dict[str, float]:
    """AUROC of each set's pairs that were held out."""
    from sklearn.metrics import roc_auc_score

    odds = logits_of(model, tokenizer, [(p.question, p.passage) for p in held_out])
    found = {}
    for source in dict.fromkeys(pair.source for pair in held_out):
        own = [n for n, pair in enumerate(held_out) if pair.source == source]
        found[source] = float(roc_auc_score([held_out[n].answers for n in own], odds[own]))
    return found


if __name__ == "__main__":
    sys.exit(main())
