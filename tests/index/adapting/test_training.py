"""Training, averaging, measuring on texts held out, and the folder that comes of it; on a tiny model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tanyapasal.index.adapting.folder import check_free, write_folder
from tanyapasal.index.adapting.measuring import Recall, measured, texts_held_out, trial_of
from tanyapasal.index.adapting.pairs import Pair, pairs_of
from tanyapasal.index.adapting.training import Recipe, averaged, examples_of, neighbours_of, trained
from tanyapasal.index.embedding.named import embedder_named
from tanyapasal.index.errors import AdaptingError
from tanyapasal.index.language.glossary import Language
from tests.index.adapting.law_texts import SUBJECTS, article, tiny_model

ARTICLES = [article(n, "pp-1-2031" if n < 14 else "pp-2-2031") for n in range(len(SUBJECTS))]
PAIRS = pairs_of(ARTICLES, Language())
RECIPE = Recipe(steps=50, batch=8, rate=3e-3, scale=20, frozen=0, warm_up=3)


def _model():  # type: ignore[no-untyped-def]
    import torch

    torch.manual_seed(1)
    return tiny_model(["query: passage:", *(a.text for a in ARTICLES), *(p.question for p in PAIRS)])


def test_training_lowers_the_loss_and_leaves_the_model_itself_alone() -> None:
    import torch

    model, tokenizer = _model()
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    examples = examples_of(PAIRS, ARTICLES, model, tokenizer, RECIPE)
    learnt, losses = trained(model, tokenizer, examples, ARTICLES, RECIPE)
    assert np.mean(losses[-10:]) < 0.9 * np.mean(losses[:10])
    assert all(torch.equal(tensor, before[name]) for name, tensor in model.state_dict().items())
    moved, kept = learnt.state_dict(), "embeddings.word_embeddings.weight"
    assert torch.equal(moved[kept], before[kept])
    last = "encoder.layer.1.output.dense.weight"
    assert not torch.equal(moved[last], before[last])


def test_the_same_seed_trains_the_same_model() -> None:
    model, tokenizer = _model()
    short = Recipe(steps=3, batch=4, rate=1e-3, frozen=1)
    examples = examples_of(PAIRS, ARTICLES, model, tokenizer, short)
    first, second = (trained(model, tokenizer, examples, ARTICLES, short)[1] for _ in range(2))
    assert first == second


def test_averaging_is_weighted_and_leaves_whole_numbers() -> None:
    import torch

    original = {"w": torch.tensor([1.0, 2.0]), "n": torch.tensor([3])}
    learnt = {"w": torch.tensor([2.0, 0.0]), "n": torch.tensor([9])}
    mixed = averaged(original, learnt, 0.25)
    assert mixed["w"].tolist() == [1.25, 1.5]
    assert mixed["n"].tolist() == [3]


def test_hard_negatives_are_other_pasal() -> None:
    model, tokenizer = _model()
    for example in examples_of(PAIRS, ARTICLES, model, tokenizer, RECIPE):
        assert example.pair.article not in example.negatives
    assert neighbours_of(13, ARTICLES) == (10, 11, 12)  # those of the next text are none


def test_a_text_held_out_is_one_of_several_and_never_most_of_them() -> None:
    assert texts_held_out(PAIRS, ARTICLES) == {"pp-2-2031"}
    with pytest.raises(AdaptingError, match="Tambahkan naskah resmi"):
        texts_held_out(PAIRS[:20], ARTICLES)


def test_recall_counts_the_first_ranks() -> None:
    recall = Recall((0, 0, 3, 7))
    assert recall.at(1) == 0.5
    assert recall.at(5) == 0.75


def test_questions_held_out_are_of_texts_held_out_and_are_found_by_their_words() -> None:
    model, tokenizer = _model()
    trial = trial_of(PAIRS, ARTICLES, frozenset({"pp-2-2031"}))
    assert {ARTICLES[p.article].text_id for p in trial.pairs} == {"pp-2-2031"}
    own = [Pair(ARTICLES[n].text, n, "", "sendiri", "formal") for n in trial.places]
    itself = measured(type(trial)(tuple(own), trial.places), ARTICLES, model, tokenizer)
    assert max(itself.ranks) < len(trial.places)
    assert len(measured(trial, ARTICLES, model, tokenizer).ranks) == len(trial.pairs)


def test_the_folder_is_an_embedder(tmp_path: Path) -> None:
    model, tokenizer = _model()
    out = tmp_path / "models" / "adapted"
    write_folder(model, tokenizer, 64, out)
    assert [p.name for p in out.parent.iterdir()] == ["adapted"]  # nothing stays beside
    embedder = embedder_named(str(out))
    texts = [a.text for a in ARTICLES[:3]]
    vectors = embedder.documents(texts)
    assert vectors.shape == (3, 32)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    from tanyapasal.index.adapting.encoding import PASSAGE, embedded

    here = embedded(model, tokenizer, texts, PASSAGE, 64)
    assert (here * vectors).sum(axis=1).min() > 0.999
    assert not np.allclose(embedder.queries(texts), vectors)


def test_a_folder_that_holds_anything_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("penting")
    with pytest.raises(AdaptingError, match="tidak kosong"):
        check_free(tmp_path)
    with pytest.raises(AdaptingError, match="tidak kosong"):
        check_free(tmp_path / "note.txt")
    check_free(tmp_path / "new")


def test_an_interrupted_writing_leaves_nothing(tmp_path: Path) -> None:
    _, tokenizer = _model()

    class Interrupted:
        def save_pretrained(self, folder: Path) -> None:
            folder.mkdir(parents=True)
            (folder / "half").write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_folder(Interrupted(), tokenizer, 64, tmp_path / "out")
    assert not list(tmp_path.iterdir())
