"""The libraries that are compared, and an environment of its own for each."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tanyapasal.index.embedding.named import DEFAULT

ROOT = Path(__file__).resolve().parents[3]
ADAPTERS = Path(__file__).resolve().parent / "adapters"
_MARKED = re.compile(r"^# what a user writes\n(.*?)^# end of what a user writes$", re.M | re.S)
# The engine of the question's vector, in every environment the same.
_ENGINE = ("numpy==2.4.6", "onnxruntime==1.32.0", "tokenizers==0.23.3")
_FAISS = "faiss-cpu==1.15.1"
# What is no part of the project when it is installed from its folder.
_NOT_INSTALLED = shutil.ignore_patterns(".git", ".venv", ".src", "data", "build", "__pycache__", "*.egg-info")


@dataclass(frozen=True, slots=True)
class Library:
    """``packages``: what pip installs, pinned; the project itself if empty. ``settings``: added to the environment.

    Libraries of the same ``adapter`` share environment and index.
    """

    name: str
    adapter: str
    packages: tuple[str, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()


OURS = "TanyaPasal"
# Without the reader: the search by itself, which is what the peers do.
SEARCH = f"{OURS}, no reader"
LIBRARIES = (
    Library(OURS, "tanyapasal_retriever", settings=(("TANYAPASAL_READER", "1"),)),
    Library(SEARCH, "tanyapasal_retriever", settings=(("TANYAPASAL_READER", "0"),)),
    Library("txtai", "txtai_hybrid", ("txtai==9.14.0", "torch==2.13.0", _FAISS, *_ENGINE)),
    Library(
        "LangChain",
        "langchain_ensemble",
        ("langchain-classic==1.0.8", "langchain-community==0.4.2", "rank-bm25==0.2.2", _FAISS, *_ENGINE),
    ),
    Library(
        "LlamaIndex",
        "llamaindex_rrf",
        (
            "llama-index-core==0.14.25",
            "llama-index-retrievers-bm25==0.8.0",
            "llama-index-vector-stores-faiss==0.7.0",
            _FAISS,
            *_ENGINE,
        ),
    ),
    Library("Haystack", "haystack_rrf", ("haystack-ai==3.4.1", *_ENGINE)),
)


def python_of(library: Library, folder: Path) -> Path:
    """The interpreter of a library's environment below ``folder``."""
    return folder / library.adapter / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def install(library: Library, folder: Path) -> Path:
    """Make the environment below ``folder`` unless it is there with these packages; its interpreter.

    The project is installed again in every run: what is measured is what lies in its folder now. Raises
    CalledProcessError if pip fails.
    """
    python = python_of(library, folder)
    installed = python.parent.parent / "packages.txt"
    wanted = "\n".join(library.packages)
    if wanted and installed.is_file() and installed.read_text(encoding="utf-8") == wanted:
        return python
    if not python.is_file():
        subprocess.run([sys.executable, "-m", "venv", str(python.parent.parent)], check=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if wanted:
        subprocess.run([*pip, *library.packages], check=True, env=environment(library))
    else:
        with tempfile.TemporaryDirectory() as aside:
            copy = Path(shutil.copytree(ROOT, Path(aside) / "tanyapasal", ignore=_NOT_INSTALLED))
            subprocess.run([*pip, str(copy)], check=True, env=environment(library))
    installed.write_text(wanted, encoding="utf-8")
    return python


def environment(library: Library) -> dict[str, str]:
    """One thread, nothing of this interpreter's path, no telemetry, no model fetched from anywhere."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return {
        **kept,
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "TOKENIZERS_PARALLELISM": "false",
        "HF_HUB_OFFLINE": "1",
        "HAYSTACK_TELEMETRY_ENABLED": "False",
        "LANGSMITH_TRACING": "false",
        "TANYAPASAL_EMBEDDER": DEFAULT,
        **dict(library.settings),
    }


def megabytes(folder: Path) -> float:
    """Size of all files below a folder, in MB (10⁶ bytes)."""
    files = (p for p in folder.rglob("*") if p.is_file() and not p.is_symlink())
    return sum(p.stat().st_size for p in files) / 1e6


def lines_written(library: Library) -> int:
    """Lines of code in the adapter that a user of the library would write; blank lines and comments are none."""
    source = (ADAPTERS / f"{library.adapter}.py").read_text(encoding="utf-8")
    marked = _MARKED.search(source)
    lines = marked.group(1).splitlines() if marked else []
    return sum(bool(line.strip()) and not line.strip().startswith("#") for line in lines)
