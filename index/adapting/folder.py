"""The adapted model as a folder of sentence-transformers, written whole or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from tanyapasal.index.adapting.encoding import PASSAGE, QUERY
from tanyapasal.index.errors import AdaptingError

if TYPE_CHECKING:
    from transformers import BertModel, PreTrainedTokenizerFast


def check_free(folder: Path) -> None:
    """Raise AdaptingError if ``folder`` is a file, or holds anything: nothing is ever overwritten."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise AdaptingError(f"'{folder}' sudah ada dan tidak kosong; sebutkan folder baru dengan --out.")


def write_folder(
    model: BertModel, tokenizer: PreTrainedTokenizerFast, most_tokens: int, folder: Path
) -> None:
    """Write what ``TANYAPASAL_EMBEDDER=folder`` takes: prompts for query and passage, mean pooling, length 1.

    It is written beside and renamed at the end; interrupted, nothing of it stays. Raises AdaptingError if the
    folder is not free.
    """
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Transformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling

    check_free(folder)
    folder = folder.absolute()
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = folder.with_name(f".{folder.name}.{os.getpid()}.baru")
    try:
        model.save_pretrained(aside / "weights")
        tokenizer.save_pretrained(aside / "weights")
        states = Transformer(str(aside / "weights"), max_seq_length=most_tokens)
        pooling = Pooling(model.config.hidden_size, pooling_mode="mean")
        whole = SentenceTransformer(
            modules=[states, pooling, Normalize()],
            device="cpu",
            prompts={"query": QUERY, "document": PASSAGE},
            similarity_fn_name="cosine",
        )
        whole.save(str(aside / "model"), create_model_card=False)
        for file in (aside / "model").rglob("*"):
            if file.is_file():
                file.chmod(0o644)  # the library leaves weights readable by their owner alone
        check_free(folder)
        if folder.exists():
            folder.rmdir()
        (aside / "model").replace(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
