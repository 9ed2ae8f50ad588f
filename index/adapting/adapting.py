"""From a corpus and further law texts to an adapted model, and what it gained on texts held out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tanyapasal.index.adapting.articles import articles_in
from tanyapasal.index.adapting.folder import check_free, write_folder
from tanyapasal.index.adapting.measuring import Recall, measured, texts_held_out, trial_of
from tanyapasal.index.adapting.pairs import Pair, enough, pairs_of
from tanyapasal.index.adapting.training import Recipe, averaged, examples_of, trained
from tanyapasal.index.adapting.weights import MOST_TOKENS, model_of, packaged_file, read_weights, tokenizer_of
from tanyapasal.index.corpus import Corpus

if TYPE_CHECKING:
    from transformers import BertModel, PreTrainedTokenizerFast


@dataclass(frozen=True, slots=True)
class Adaptation:
    """What was done: how much was read, made and held out, the losses, and how questions held out fare.

    ``asked`` are these questions; ``before`` and ``after`` hold their ranks in the same order.
    """

    texts: int
    articles: int
    pairs: int
    held: tuple[str, ...]
    losses: tuple[float, ...]
    asked: tuple[Pair, ...]
    before: Recall
    after: Recall
    refused: tuple[str, ...]

    @property
    def lost(self) -> bool:
        """True if fewer questions find their pasal, first or among the first five, than before."""
        return any(self.after.at(most) < self.before.at(most) for most in (1, 5))


def adapt(
    corpus: Corpus,
    texts: Path | None,
    out: Path,
    recipe: Recipe,
    alpha: float,
    progress: bool = False,
) -> Adaptation:
    """Train the packaged model on the law texts and write it to ``out``.

    Raises AdaptingError with what is missing: a folder that is not free, the package, enough texts.
    """
    check_free(out)
    weights_file = packaged_file()
    articles, refused = articles_in(corpus, texts)
    pairs = pairs_of(articles, corpus.language, recipe.seed, corpus.domain.measures)
    enough(pairs)
    held = texts_held_out(pairs, articles, recipe.seed)
    learnt = [pair for pair in pairs if articles[pair.article].text_id not in held]
    enough(learnt)
    model, tokenizer = _packaged(weights_file)
    trial = trial_of(pairs, articles, held, recipe.seed)
    before = measured(trial, articles, model, tokenizer, progress)
    examples = examples_of(learnt, articles, model, tokenizer, recipe, progress)
    moved, losses = trained(model, tokenizer, examples, articles, recipe, progress)
    model.load_state_dict(averaged(model.state_dict(), moved.state_dict(), alpha))
    del moved  # half a gigabyte that measuring and writing do not need
    after = measured(trial, articles, model, tokenizer, progress)
    write_folder(model, tokenizer, MOST_TOKENS, out)
    return Adaptation(
        texts=len({article.text_id for article in articles}),
        articles=len(articles),
        pairs=len(learnt),
        held=tuple(sorted(held)),
        losses=losses,
        asked=trial.pairs,
        before=before,
        after=after,
        refused=tuple(refused),
    )


def _packaged(path: Path) -> tuple[BertModel, PreTrainedTokenizerFast]:
    weights = read_weights(path)
    return model_of(weights), tokenizer_of(weights)


def of_style(pairs: Sequence[Pair], recall: Recall, style: str) -> Recall:
    """The ranks of the questions in one wording."""
    return Recall(tuple(r for pair, r in zip(pairs, recall.ranks, strict=True) if pair.style == style))
