"""Official texts as Markdown: written, read back, edited by hand."""

from __future__ import annotations

from hypothesis import given, settings

from index.corpus.official import OfficialFile, read_official
from index.corpus.official_writing import official_markdown
from index.errors import CorpusMistake
from index.passages import Source
from index.regulation import Regulation
from tests.index.corpus.regulations import ID, heads, regulations, tree


def filed(regulation: Regulation) -> OfficialFile:
    return OfficialFile(ID, regulation.title, "berlaku", ("PP Taman",), Source("official", "PP 7/2031: \"salinan\""),
                        "salinan OCR", regulation)  # fmt: skip


def read(text: str) -> tuple[OfficialFile | None, list[str]]:
    mistakes: list[CorpusMistake] = []
    return read_official(text, "official/pp-7-2031.md", "pp-7-2031", mistakes), [str(m) for m in mistakes]


@settings(max_examples=300, deadline=None)
@given(regulations())
def test_what_is_written_reads_back_to_the_same_tree(regulation: Regulation) -> None:
    text = official_markdown(filed(regulation))
    back, mistakes = read(text)
    assert mistakes == []
    assert back is not None
    assert tree(back.regulation) == tree(regulation)
    assert heads(back.regulation) == heads(regulation)
    assert (back.title, back.source, back.note, back.aliases) == (
        regulation.title, Source("official", "PP 7/2031: \"salinan\""), "salinan OCR", ("PP Taman",)
    )  # fmt: skip
    assert (back.regulation.amends, back.regulation.enacted) == (regulation.amends, regulation.enacted)
    assert official_markdown(back) == text
