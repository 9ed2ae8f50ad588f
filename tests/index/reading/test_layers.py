"""Text layers that lie: fonts that name their characters wrongly, scans with a little text drawn over them, bad copies."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from tanyapasal.eval.layouts.drawing import (
    Page,
    Placed,
    bound,
    moved,
    pictures,
    renamed,
    saved,
    scanned,
    typeset,
)
from tanyapasal.index.errors import ReadingError
from tanyapasal.index.reading import ReadText, read_bytes
from tanyapasal.index.reading.legible import legibility
from tanyapasal.index.reading.ocr import recogniser

needs_tesseract = pytest.mark.skipif(
    recogniser()[0] is None, reason="tesseract dengan bahasa ind tidak terpasang di mesin ini"
)
LINES = (
    "BAB II",
    "Pasal 4",
    "(1) Nakhoda perahu wajib membawa pelampung untuk setiap penumpang.",
    "(2) Pelampung diperiksa oleh syahbandar setiap tiga bulan.",
    "Pasal 5",
    "Perahu yang tidak membawa pelampung dilarang berlayar.",
)
PAGE: Page = [Placed(text, 25.0, 30.0 + 9 * n, 12.0) for n, text in enumerate(LINES)]
FOOT: Page = [Placed("jdih.pelabuhan.go.id", 80.0, 285.0, 8.0)]


def _scans(page: Page = PAGE, pages: int = 1) -> list[np.ndarray]:
    (pixels,) = pictures(saved(typeset([page])), 200)
    return [scanned(pixels, seed) for seed in range(pages)]


def _codes(read: ReadText) -> list[str]:
    return [problem.code for problem in read.problems]


def _law(read: ReadText) -> list[str]:
    """The lines that are law: those beside the heads and feet that the reader tells from it."""
    text = "".join(
        c if not any(s.start <= at < s.end for s in read.furniture) else " " for at, c in enumerate(read.text)
    )
    return [line for line in text.split("\n") if line.strip()]


def _shuffled(code: int) -> int:
    letters = list(range(33, 127))
    random.Random(5).shuffle(letters)
    return letters[code - 33] if 33 <= code < 127 else code


@needs_tesseract
@pytest.mark.parametrize(
    "names",
    [None, _shuffled, lambda code: code + 3, lambda code: 0xE000 + code],
    ids=["nameless", "shuffled", "shifted", "private"],
)
def test_a_font_that_names_its_characters_wrongly_is_read_from_the_page_as_it_looks(
    names: Callable[[int], int] | None,
) -> None:
    read = read_bytes(renamed(typeset([PAGE]), names))
    assert _law(read)[1:] == list(LINES[1:])
    assert _codes(read) == ["page_recognised"]
    assert read.recognised
    assert "membentuk kata" in read.problems[0].message


@needs_tesseract
def test_sound_fonts_stay_where_only_that_of_headings_is_broken() -> None:
    long = [*PAGE, *(Placed(f"Pasal {n}", 25.0, 60.0 + 9 * n, 12.0) for n in range(6, 12))]
    read = read_bytes(renamed(typeset([long]), _shuffled, headings_alone=True))
    assert {"Pasal 4", "Pasal 5", "Pasal 9", LINES[2], LINES[5]} <= set(_law(read))
    assert _codes(read) == ["page_completed"]


@needs_tesseract
@pytest.mark.parametrize(
    "over",
    [
        FOOT,
        [Placed("SALINAN", 24.0, 282.0, 9.0), Placed("- 7 -", 100.0, 282.0, 9.0)],
        [Placed("Dokumen ini telah ditandatangani secara elektronik oleh Bupati", 30.0, 280.0, 8.0), Placed("dan dapat diperiksa pada laman bsre.go.id", 30.0, 284.0, 8.0)],
    ],
    ids=["address", "number", "signature"],
)  # fmt: skip
def test_a_scan_with_some_text_drawn_over_it_is_read_and_that_text_stands_aside(over: Page) -> None:
    read = read_bytes(bound(_scans(), [over]))
    assert _law(read)[1:] == list(LINES[1:])
    assert _codes(read) == ["page_completed"]
    assert all(line.text in read.text for line in over)


@needs_tesseract
def test_text_drawn_over_several_scans_at_one_place_is_no_law_wherever_it_stands() -> None:
    over = [Placed("Salinan untuk arsip nomor 12", 60.0, 150.0, 9.0)]
    read = read_bytes(bound(_scans(pages=2), [over]))
    assert not any("arsip" in line for line in _law(read))
    assert read.text.count("Salinan untuk arsip") == 2


@needs_tesseract
@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace("a", "o").replace("e", "c").replace("n", "u"),
        lambda text: "".join(random.Random(len(text)).choice("ilI1|!.,:;'~^-_") for _ in text),
        lambda text: " ".join(f"{word} {word}" for word in text.split()),
    ],
    ids=["misread", "rubbish", "doubled"],
)
def test_a_bad_copy_under_a_scan_gives_way_to_a_better_one(damage: Callable[[str], str]) -> None:
    read = read_bytes(bound(_scans(), [moved(PAGE, damage)], seen=False))
    assert _law(read)[1:] == list(LINES[1:])
    assert _codes(read) == ["page_recognised"]


def test_a_sound_copy_under_a_scan_stays() -> None:
    read = read_bytes(bound(_scans(), [PAGE], seen=False))
    assert _law(read) == list(LINES)
    assert (_codes(read), read.recognised) == ([], False)


def test_words_tell_names_and_old_spelling_from_rubbish() -> None:
    names = ["Kecamatan Bakongan, Kluet Selatan, Trumon, Labuhanhaji, Samadua, Tapaktuan dan Babussalam"]
    old = ["Oendang-oendang jang tjara mengoeroesnja ditetapkan oleh djawatan"]
    assert legibility(names).spoken_share > 0.9
    assert legibility(old).known_share > 0.9
    assert legibility(["Qfsbuvsbo Qfnfsjoubi oupnps"]).spoken_share < 0.3
    assert not legibility(["Para Us Man LI Pena ng LA Aa pt peta apa Tae napa Pa Nara Ata mela ag"]).readable


@needs_tesseract
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_scan_is_set_upright(quarters: int) -> None:
    (pixels,) = _scans()
    read = read_bytes(bound([np.ascontiguousarray(np.rot90(pixels, quarters))]))
    assert _law(read)[1:] == list(LINES[1:])


@needs_tesseract
@pytest.mark.slow
def test_a_picture_in_a_page_completes_its_text_and_one_without_text_adds_nothing() -> None:
    (pixels,) = _scans(PAGE[3:])
    half = pixels.copy()
    half[: len(half) // 6] = 255
    read = read_bytes(bound([half], [PAGE[:3]]))
    assert _law(read)[1:] == list(LINES[1:])
    assert "dilengkapi" in read.problems[0].message
    photo = np.random.default_rng(1).integers(0, 255, (300, 210), dtype=np.uint8)
    alone = read_bytes(bound([_scans()[0], photo]))
    assert _codes(alone) == ["page_recognised", "page_picture"]
    assert _law(alone)[1:] == list(LINES[1:])


@needs_tesseract
def test_a_page_that_shows_rubbish_itself_is_never_read_as_text() -> None:
    page = moved(PAGE, lambda text: "".join(chr(_shuffled(ord(c))) for c in text))
    with pytest.raises(ReadingError, match="tidak ada halaman yang terbaca"):
        read_bytes(saved(typeset([page])))
    scan = read_bytes(bound(_scans(page), [FOOT]))
    assert scan.text.split() == [FOOT[0].text]
    assert _codes(scan)[0] in ("page_picture", "page_unread")


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    recogniser.cache_clear()
    yield
    recogniser.cache_clear()


@pytest.mark.usefixtures("no_tesseract")
def test_without_tesseract_what_cannot_be_read_is_refused_in_one_sentence() -> None:
    for file in (bound(_scans()), bound(_scans(), [FOOT]), renamed(typeset([PAGE]), _shuffled)):
        with pytest.raises(ReadingError, match=r"tidak ada halaman yang terbaca: .*tesseract-ocr-ind"):
            read_bytes(file)
    mixed = read_bytes(bound([_scans()[0]] * 2, [PAGE, FOOT], seen=False))
    assert _codes(mixed)[-1] == "page_unread"
    assert "Halaman 2 tidak terbaca" in mixed.problems[-1].message


@needs_tesseract
def test_progress_is_told_on_stderr_alone(capfd: pytest.CaptureFixture[str]) -> None:
    read_bytes(bound(_scans(pages=2)), progress=True)
    told = capfd.readouterr()
    assert "2/2" in told.err
    assert told.out == ""
