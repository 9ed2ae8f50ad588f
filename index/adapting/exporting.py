"""A torch model as a small file that runs without torch: ONNX, its matrices in 8 bits."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

_OPSET = 18


def export(model: torch.nn.Module, path: Path, output: str) -> None:
    """Write ``model`` to ``path``: inputs ``ids`` and ``mask`` of shape (texts, tokens), one ``output`` (texts, …)."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    model.eval()
    ids = torch.ones((2, 9), dtype=torch.int64)
    axes = {0: "texts", 1: "tokens"}
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        # The exporter that traces needs no package more; it says that there is another, and notes what it takes for fixed.
        warnings.simplefilter("ignore")
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            model,
            (ids, ids),
            str(full),
            input_names=["ids", "mask"],
            output_names=[output],
            dynamic_axes={"ids": axes, "mask": axes, output: {0: "texts"}},
            opset_version=_OPSET,
            dynamo=False,
        )
        # One factor for a whole matrix costs a point and a half of likeness, one for each column almost nothing.
        quantize_dynamic(
            full,
            path,
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather"],
        )
