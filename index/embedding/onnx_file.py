"""A packaged model as it is opened: an ONNX file and its tokenizer, by ONNX Runtime, without torch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer


@dataclass(frozen=True, slots=True)
class Opened:
    """Both are thread-safe."""

    session: InferenceSession
    tokenizer: Tokenizer


def opened(model: Path, tokenizer: Path) -> Opened:
    """Import the libraries and read the files. Raises what these libraries raise, which are types of their own."""
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    options = SessionOptions()
    # One thread a run: Python threads use the other cores, and with more threads than idle cores a query takes seconds.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    return Opened(session, Tokenizer.from_file(str(tokenizer)))
