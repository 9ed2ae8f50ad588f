"""What is in a release, and under which licence: FOLDER/sbom.cdx.json (CycloneDX) and FOLDER/licences.md.

``make sbom`` runs this with the tools of scripts/release.txt. The libraries are those of deploy/requirements.txt, installed
into an environment of their own; the models and word lists that the package brings are named beside them.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
TOOLS = Path(sys.executable).parent
# What is no Python library: name, kind by CycloneDX, files, where its licence and origin stand.
BROUGHT = (
    (
        "embedding model",
        "machine-learning-model",
        "index/embedding/model/*.*",
        "index/embedding/model/CARD.md",
    ),
    ("reader model", "machine-learning-model", "index/judging/model/*.*", "index/judging/model/CARD.md"),
    (
        "word frequencies",
        "data",
        "index/language/words/frequent/*.txt",
        "index/language/words/frequent/NOTICE.md",
    ),
)


def run(*command: str | Path) -> str:
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def installed(folder: Path) -> Path:
    """An environment with a release and nothing else; its Python."""
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    run(TOOLS / "uv", "venv", "--quiet", "--python", sys.executable, folder)
    pip = (TOOLS / "uv", "pip")
    run(*pip, "install", "--quiet", "--python", python, "--require-hashes", "-r", "deploy/requirements.txt")
    run(*pip, "install", "--quiet", "--python", python, "--no-deps", ".")
    return python


def brought() -> list[dict[str, Any]]:
    """The components that are no libraries, with the hash of each file."""
    found = []
    for name, kind, files, notice in BROUGHT:
        for path in sorted(ROOT.glob(files)):
            if path.suffix == ".md":
                continue
            found.append(
                {
                    "type": kind,
                    "bom-ref": path.relative_to(ROOT).as_posix(),
                    "name": f"{name}: {path.name}",
                    "description": f"Origin and licence: {notice}",
                    "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(path.read_bytes()).hexdigest()}],
                }
            )
    return found


def main(folder: Path) -> None:
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        python = installed(Path(made))
        bom = json.loads(
            run(
                TOOLS / "cyclonedx-py",
                "environment",
                "--pyproject",
                "pyproject.toml",
                "--output-reproducible",
                python,
            )
        )
        # Alphabetical, one line a library.
        licences = run(
            TOOLS / "pip-licenses", f"--python={python}", "--format=markdown", "--with-urls", "--order=name"
        )
    bom["components"] += brought()
    text = json.dumps(bom, indent=1, ensure_ascii=False) + "\n"
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if wrong is not None:
        raise SystemExit(f"the list of parts is not valid CycloneDX: {wrong}")
    (folder / "sbom.cdx.json").write_text(text, encoding="utf-8")
    parts = "\n".join(f"- {name}: see {notice}" for name, _, _, notice in BROUGHT)
    head = "# Licences of what a release is made of\n\nTanyaPasal itself: MIT (LICENSE).\n\n"
    tail = f"\n## Models and word lists\n\n{parts}\n"
    (folder / "licences.md").write_text(head + licences + tail, encoding="utf-8")
    print(f"{folder / 'sbom.cdx.json'}: {len(bom['components'])} parts; {folder / 'licences.md'}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "dist"))
