"""Texts as word pieces: the ids that the tokenizers library gives, and what is no vocabulary."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from tanyapasal.index.embedding.e5_small_int8 import PACKAGED as EMBEDDER
from tanyapasal.index.embedding.pieces import Pieces
from tanyapasal.index.judging.reader import PACKAGED as READER

FILES = [EMBEDDER / "tokenizer.json", READER / "tokenizer.json"]
PIECES = {path: Pieces(path) for path in FILES}
LIBRARY = {path: Tokenizer.from_file(str(path)) for path in FILES}

# Words of law, letters that no piece has, several unknown ones together, marks, other spaces, and what stands for itself.
ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDE 0123456789.,()-/\n\t\x1c\x85\xa0\u3000▁½ﬁ①Éé\u0301漢字😀<s>/unkpd"
WORDS = [
    "Pasal",
    "pemberhentian",
    "sebagaimana",
    "cuti",
    "Rp1.500.000,00",
    "<s>",
    "<unk>",
    "▁",
    "ﬁnal",
    "😀😀",
]
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=("Cn", "Cs")), max_size=80),
    st.text(ALPHABET, max_size=80),
    st.lists(st.sampled_from(WORDS)).map(" ".join),
)


@pytest.mark.parametrize("path", FILES, ids=["embedder", "reader"])
@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_is_cut_as_the_library_cuts_it(path: Path, text: str) -> None:
    assert PIECES[path].ids(text) == LIBRARY[path].encode(text, add_special_tokens=False).ids


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "</s>", "a<pad>b", "x" * 400, " di  muka ", "NIP 19650101"]
)
def test_so_are_odd_ones(text: str) -> None:
    for path in FILES:
        assert PIECES[path].ids(text) == LIBRARY[path].encode(text, add_special_tokens=False).ids


def test_ids_are_below_the_number_of_pieces() -> None:
    for path in FILES:
        assert PIECES[path].size == LIBRARY[path].get_vocab_size()
        assert max(PIECES[path].ids("pemberhentian sementara tidak dengan hormat")) < PIECES[path].size


def test_what_is_no_vocabulary_is_told(tmp_path: Path) -> None:
    path = tmp_path / "tokenizer.json"
    for written in ("?", "{}", json.dumps({"model": {"vocab": []}})):
        path.write_text(written, encoding="utf-8")
        with pytest.raises((ValueError, KeyError)):
            Pieces(path)
