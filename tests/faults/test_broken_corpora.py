"""A corpus with mistakes: one clear error that names the file, and the index in use stays as it was."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from tanyapasal.index.errors import TanyaPasalError
from tests.bot.answering.dated_corpus import write_corpus
from tests.faults.faults import built, opened, told

LAW = "official/pp-7-2011.md"


def _with(path: str, content: str | bytes) -> Callable[[Path], object]:
    data = content.encode() if isinstance(content, str) else content
    return lambda corpus: (corpus / path).write_bytes(data)


def _replaced(path: str, old: str, new: str) -> Callable[[Path], object]:
    def change(corpus: Path) -> None:
        text = (corpus / path).read_text(encoding="utf-8")
        assert old in text
        (corpus / path).write_text(text.replace(old, new), encoding="utf-8")

    return change


def _folder(corpus: Path) -> None:
    (corpus / LAW).unlink()
    (corpus / LAW).mkdir()


def _empty(corpus: Path) -> None:
    shutil.rmtree(corpus / "official")


def _lead_nowhere(corpus: Path) -> None:
    (corpus / LAW).unlink()
    (corpus / LAW).symlink_to(corpus / "tidak-ada.md")


# What is broken, and what the error has to name.
BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "a table that is no YAML": (_with("kinds.yaml", "kinds: [uu: {"), "kinds.yaml"),
    "a table of another form": (_with("glossary.yaml", "- satu\n- dua\n"), "glossary.yaml"),
    "a table that is a picture": (_with("domain.yaml", b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe"), "domain.yaml"),
    "YAML that grows without end": (
        _with(
            "glossary.yaml",
            "a: &a [x, x, x, x, x, x, x, x, x]\n"
            + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)),
        ),
        "glossary.yaml",
    ),
    "a text that is not UTF-8": (_with(LAW, b"---\nid: pp-7-2011\ntitle: Caf\xe9\n---\n"), "pp-7-2011"),
    "a text of nothing": (_with(LAW, ""), "pp-7-2011"),
    "a text without its head": (_with(LAW, "##### Pasal 1\n\nTeks.\n"), "pp-7-2011"),
    "a text of NUL bytes": (_with(LAW, b"\x00" * 4096), "pp-7-2011"),
    "a text under another's name": (_replaced(LAW, "id: pp-7-2011", "id: pp-8-2011"), "pp-7-2011"),
    "a day that is none": (_replaced(LAW, "2011-05-01", "2011-02-30"), "pp-7-2011"),
    "a folder instead of a text": (_folder, "pp-7-2011"),
    "a link that leads nowhere": (_lead_nowhere, "pp-7-2011"),
    "mends that are cut short": (_with("official/pp-7-2011.mends.jsonl", '{"place": "pp-7-20'), "pp-7-2011"),
    "no text at all": (_empty, "korpus"),
}  # fmt: skip


def test_every_broken_corpus_is_refused_and_the_index_in_use_stays(tmp_path: Path) -> None:
    data, lost = tmp_path / "data", []
    identity = built(write_corpus(tmp_path / "corpus"), data)
    for n, (name, (damage, named)) in enumerate(BROKEN.items()):
        corpus = write_corpus(tmp_path / f"corpus-{n}")
        damage(corpus)
        try:
            built(corpus, data)
            lost.append(f"{name}: built")
        except TanyaPasalError as error:
            if named not in str(error):
                lost.append(f"{name}: {error} does not name {named}")
        except Exception as error:
            lost.append(f"{name}: {error!r}")
        if opened(data).manifest.id != identity:
            lost.append(f"{name}: the index in use is another")
    told("broken corpora", len(BROKEN), lost)
