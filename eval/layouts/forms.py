"""The layouts: each makes a file of a small law, as agencies have them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from tanyapasal.eval.layouts.drawing import (
    HEIGHT,
    MARGIN,
    WIDTH,
    Page,
    Placed,
    bound,
    moved,
    pictures,
    renamed,
    saved,
    scanned,
    set_in_columns,
    typeset,
    write,
)
from tanyapasal.eval.layouts.laws import SmallLaw
from tanyapasal.index.reading.pdf.document import Pixels

_MISREAD = {"a": "o", "e": "c", "m": "rn", "r": "t", "n": "u", "i": "!", "l": "1", "d": "cl", "k": "lr", "u": "ii", "g": "q"}  # fmt: skip
_HEAD, _SIZE = 14.0, 9.0
_TABLE = (
    ("Jenis kios", "Luas paling kecil", "Retribusi tiap bulan"),
    *(
        (f"kios {thing}", f"{n + 4} meter persegi", f"Rp{n * 5 + 20}.000,00")
        for n, thing in enumerate(("sayur", "ikan", "daging", "beras", "kain", "buah"))
    ),
)


@dataclass(frozen=True, slots=True)
class Layout:
    """``told``: what a reader sees of it; ``made``: a law and chance to the file; ``table``: what parts the cells of a table
    where they are read, empty without one."""

    name: str
    told: str
    made: Callable[[SmallLaw, random.Random], bytes]
    suffix: str = ".pdf"
    table: str = ""

    def of(self, law: SmallLaw, chance: random.Random) -> tuple[SmallLaw, bytes]:
        """The law, with a table if the layout has one, and its file."""
        law = law.with_table(_TABLE, self.table) if self.table else law
        return law, self.made(law, chance)


def plain(law: SmallLaw, **columns: float) -> list[Page]:
    """Pages of a law, as ``set_in_columns``."""
    return set_in_columns(law.paragraphs, **columns)  # type: ignore[arg-type]


def stamped(pages: Sequence[Page], *texts: tuple[str, float, float]) -> list[Page]:
    """The pages with the same texts at (x, y) on each; {} is the number of the page."""
    return [
        [*page, *(Placed(text.format(number), x, y, 8.0) for text, x, y in texts)]
        for number, page in enumerate(pages, 1)
    ]


def scan_of(
    pages: Sequence[Page], chance: random.Random, skew: float = 0.0, dpi: int = 200, noise: float = 8.0
) -> list[Pixels]:
    """The pages as a scanner sees them."""
    seed = chance.randrange(10**6)
    drawn = pictures(saved(typeset(pages)), dpi)
    return [
        scanned(pixels, seed + number, skew * (-1) ** number, noise) for number, pixels in enumerate(drawn)
    ]


def _broken(names: Callable[[random.Random], Callable[[int], int] | None], headings: bool = False) -> Callable[[SmallLaw, random.Random], bytes]:  # fmt: skip
    return lambda law, chance: renamed(typeset(plain(law)), names(chance), headings)


def _shuffled(chance: random.Random) -> Callable[[int], int]:
    letters = list(range(33, 127))
    chance.shuffle(letters)
    return lambda code: letters[code - 33] if 33 <= code < 127 else code


def _letters_shifted(chance: random.Random) -> Callable[[int], int]:
    by = chance.randint(1, 20)

    def name(code: int) -> int:
        letter = chr(code)
        if not (letter.isascii() and letter.isalpha()):
            return code
        first = ord("a") if letter.islower() else ord("A")
        return first + (code - first + by) % 26

    return name


def _over_scan(
    layer: Callable[[Page, random.Random], Page], seen: bool = False, **scan: float
) -> Callable[[SmallLaw, random.Random], bytes]:
    """A scan with the layer that is made of each page's true text."""

    def made(law: SmallLaw, chance: random.Random) -> bytes:
        pages = plain(law)
        scans = scan_of(pages, chance, **scan)  # type: ignore[arg-type]
        return bound(scans, [layer(page, chance) for page in pages], seen)

    return made


def _stamp(*texts: tuple[str, float, float]) -> Callable[[Page, random.Random], Page]:
    return lambda _page, chance: [
        Placed(text.format(chance.randint(1, 90)), x, y, 8.0) for text, x, y in texts
    ]


def _misread(share: float) -> Callable[[Page, random.Random], Page]:
    def layer(page: Page, chance: random.Random) -> Page:
        return moved(
            page, lambda text: "".join(_MISREAD.get(c, c) if chance.random() < share else c for c in text)
        )

    return layer


def _noise(page: Page, chance: random.Random) -> Page:
    signs = "abdeiklnrtuIl1|!.,:;'~^-_ /{}[]"
    return moved(page, lambda text: "".join(chance.choice(signs) for _ in text))


def _doubled(law: SmallLaw, chance: random.Random) -> bytes:
    pages = plain(law)
    layers = [moved(page, lambda text: " ".join(f"{w} {w}" for w in text.split())) for page in pages]
    return bound(scan_of(pages, chance), layers, seen=False)


def _in_columns(across: int, stamps: Sequence[tuple[str, float, float]] = (), **columns: float) -> Callable[[SmallLaw, random.Random], bytes]:  # fmt: skip
    def made(law: SmallLaw, _chance: random.Random) -> bytes:
        pages = set_in_columns(law.paragraphs, across=across, **columns)  # type: ignore[arg-type]
        return saved(typeset(stamped(pages, *stamps)))

    return made


def _scanned_columns(across: int, skew: float = 0.0, **columns: float) -> Callable[[SmallLaw, random.Random], bytes]:  # fmt: skip
    return lambda law, chance: bound(
        scan_of(set_in_columns(law.paragraphs, across=across, **columns), chance, skew)  # type: ignore[arg-type]
    )


def _header_across(law: SmallLaw, _chance: random.Random) -> bytes:
    """Two columns, a heading over both of them in the middle of the page, two columns again."""
    cut = law.last_article // 2
    cut = next(i for i in range(cut, 0, -1) if law.paragraphs[i].startswith("BAB "))
    first = set_in_columns(law.paragraphs[:cut], 2, _SIZE, across=6)
    second = set_in_columns(law.paragraphs[cut:], 2, _SIZE, across=2)
    return saved(typeset([*first, *second]))


def _with_picture(share: float) -> Callable[[SmallLaw, random.Random], bytes]:
    """A sound text layer, and the last lines of each page only as a picture in it."""

    def made(law: SmallLaw, chance: random.Random) -> bytes:
        document = typeset([])
        for page in plain(law):
            cut = int(len(page) * (1 - share))
            image = scan_of([page[cut:]], chance)[0] if page[cut:] else None
            document.add_page()
            if image is not None:
                first = max(min(line.y for line in page[cut:]) - 1, 0)
                top = int(first / HEIGHT * len(image))
                document.image(Image.fromarray(image[top:]), 0, first, WIDTH, HEIGHT - first)
            write(document, page[:cut])
        return saved(document)

    return made


def _pictured_page(law: SmallLaw, chance: random.Random) -> bytes:
    """A page that is a photo stands among the pages, and a coat of arms on each of them."""
    document = typeset([])
    pages = plain(law)
    for number, page in enumerate(pages):
        document.add_page()
        document.image(Image.fromarray(_photo(chance, 60)), 95, 6, 18, 18)
        write(document, page)
        if number == 0:
            document.add_page()
            document.image(Image.fromarray(_photo(chance, 300)), 0, 0, WIDTH, HEIGHT)
    return saved(document)


def _photo(chance: random.Random, size: int) -> Pixels:
    rng = np.random.default_rng(chance.randrange(10**6))
    rough = rng.integers(0, 255, (8, 8)).astype(np.float64)
    across = np.linspace(0, 7, size)
    fine = rough[np.ix_(across.astype(int), across.astype(int))] + rng.normal(0, 25, (size, size))
    photo: Pixels = np.clip(fine, 0, 255).astype(np.uint8)
    return photo


def _sideways(quarters: int) -> Callable[[SmallLaw, random.Random], bytes]:
    """Scanned pages that lie on their side or upside down."""
    return lambda law, chance: bound(
        np.ascontiguousarray(np.rot90(pixels, quarters)) for pixels in scan_of(plain(law), chance)
    )


def _wide(law: SmallLaw, _chance: random.Random) -> bytes:
    return saved(typeset(set_in_columns(law.paragraphs, landscape=True), landscape=True))


def _lying(law: SmallLaw, _chance: random.Random) -> bytes:
    """Text drawn upwards on upright pages, as tables too wide for them are."""
    document = typeset([])
    for page in set_in_columns(law.paragraphs, landscape=True):
        document.add_page()
        with document.rotation(90, HEIGHT / 2, HEIGHT / 2):
            write(document, page)
    return saved(document)


def gazette(pages: Sequence[Page]) -> list[Page]:
    """Heads as the national gazette prints them, on even and odd pages."""
    texts = ("2031, No. 197", "-{}-"), ("-{}-", "2031, No. 197")
    return [
        stamped(
            [page],
            (texts[n % 2][0].format(n), MARGIN, _HEAD),
            (texts[n % 2][1].format(n), 170.0, _HEAD),
            ("www.peraturan.go.id", 90.0, 284.0),
        )[0]
        for n, page in enumerate(pages, 1)
    ]


_ADDRESS = ("jdih.banyusarikab.go.id", 80.0, 284.0)
_SIGNED = (
    ("Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik", 40.0, 282.0),
    ("yang diterbitkan oleh Balai Sertifikasi Elektronik, Badan Siber dan Sandi Negara", 40.0, 286.0),
)
PDFS = (
    Layout("plain", "a sound text layer", lambda law, _: saved(typeset(plain(law)))),
    Layout("nameless", "fonts without ToUnicode", _broken(lambda _: None)),
    Layout("ciphered", "fonts whose characters are shuffled", _broken(_shuffled)),
    Layout("caesar", "letters shifted by some places, figures sound", _broken(_letters_shifted)),
    Layout("private", "characters in the private use area", _broken(lambda _: lambda code: 0xE000 + code)),
    Layout("bold-alone", "only the font of headings is broken", _broken(_shuffled, headings=True)),
    Layout("scan", "a scan, slightly askew", _over_scan(lambda _p, _c: [], skew=0.5)),
    Layout("scan-address", "a scan with the address of a JDIH drawn over it", _over_scan(_stamp(_ADDRESS), True)),
    Layout("scan-signed", "a scan with the two lines of an e-signature", _over_scan(_stamp(*_SIGNED), True, dpi=150)),
    Layout("scan-numbered", "a scan with page numbers and SALINAN drawn over it", _over_scan(_stamp(("SALINAN", 24.0, 12.0), ("- {} -", 100.0, 16.0)), True)),
    Layout("ocr-bad", "a scan with an OCR layer of which 12 % of the letters are wrong", _over_scan(_misread(0.12))),
    Layout("ocr-rubbish", "a scan with an OCR layer of stray signs", _over_scan(_noise)),
    Layout("ocr-good", "a scan with a sound OCR layer, which stays", _over_scan(lambda page, _: page)),
    Layout("doubled", "every word of the layer stands there twice", _doubled),
    Layout("columns", "two columns below a title across both", _in_columns(8, columns=2, size=_SIZE)),
    Layout("columns-drift", "two columns whose lines do not stand side by side", _in_columns(0, columns=2, size=_SIZE, drift=2.4)),
    Layout("columns-three", "three columns", _in_columns(6, columns=3, size=8.0, gutter=6.0)),
    Layout("columns-footed", "two columns with heads and feet", _in_columns(6, (("Lembaran Daerah Nomor 7", MARGIN, _HEAD), ("- {} -", 170.0, _HEAD), _ADDRESS), columns=2, size=_SIZE)),
    Layout("header-across", "a heading across both columns within the text", _header_across),
    Layout("columns-scanned", "two columns, scanned", _scanned_columns(6, columns=2, size=_SIZE)),
    Layout("columns-scanned-drift", "two columns, lines not side by side, scanned askew", _scanned_columns(6, 0.3, columns=2, size=_SIZE, drift=2.4)),
    Layout("gazette", "heads of the gazette (2019, No. 197 -4-)", lambda law, _: saved(typeset(gazette(plain(law))))),
    Layout("gazette-scanned", "heads of the gazette, scanned", lambda law, chance: bound(scan_of(gazette(plain(law)), chance))),
    Layout("mixed", "the last third of each page is a picture", _with_picture(0.35)),
    Layout("photo", "a photo among the pages, a coat of arms on each", _pictured_page),
    Layout("sideways", "scanned lying on the side", _sideways(1)),
    Layout("upside-down", "scanned upside down", _sideways(2)),
    Layout("landscape", "landscape pages", _wide),
    Layout("table", "a table among the articles", lambda law, _: saved(typeset(plain(law))), table=" "),
    Layout("table-scanned", "a table among the articles, scanned", lambda law, chance: bound(scan_of(plain(law), chance)), table=" "),
    Layout("lying", "text drawn upwards on upright pages", _lying),
)  # fmt: skip
