"""A packaged model as it is opened: an ONNX file, by ONNX Runtime, without torch, and the word pieces that it reads."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tanyapasal.index.embedding.pieces import Pieces

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


@dataclass(frozen=True, slots=True)
class Opened:
    """Both are thread-safe."""

    session: InferenceSession
    pieces: Pieces


def opened(model: Path, tokenizer: Path) -> Opened:
    """Import the library and read the files. Raises what the library raises, which are types of its own, and those of ``Pieces``."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    # One thread a run: Python threads use the other cores, and with more threads than idle cores a query takes seconds.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    return Opened(session, Pieces(tokenizer))
