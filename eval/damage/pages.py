"""Pages, columns, lines and letters as scanners, web sites and readers of files leave them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tanyapasal.eval.damage.forms import PASAL, Damage, Damaged, explanation_at, numbered_gone, pages, wrapped

_Lines = Callable[[int, int, random.Random], list[str]]
_PRESIDENT = (
    "PRESIDEN",
    "PRESTDEN",
    "FRESIDEN",
    "PRES!DEN",
    "PR.ESIDEN",
    "PRESIDEN.",
    "PRESIOEN",
    "PnES!DEN",
    "PRE S IDEN",
)
_REPUBLIC = ("REPUBLIK INDONESIA", "REPUBUK INDONESIA", "REPUBL|K INDONESIA", "REPUBLTK INDONESIA", "REPIJBLIK INDONESIA", "REPUEUK INDONESIA", "R,EPUBLIK TNDONESIA")  # fmt: skip
LETTERS = {"l": "1I", "i": "l1", "m": "rn", "r": "t", "a": "o", "e": "c", "u": "n", "n": "u", "g": "q", "t": "f", "b": "h", "s": "5", "k": "lr", "h": "b", "d": "cl"}  # fmt: skip


def _paged(head: _Lines, foot: _Lines, length: int = 38) -> Callable[[list[str], random.Random], list[str]]:
    """Every page between its head and its foot."""

    def inflict(lines: list[str], chance: random.Random) -> list[str]:
        printed = list(pages(wrapped(lines), length))
        found: list[str] = []
        for n, page in enumerate(printed, 1):
            found += [*head(n, len(printed), chance), *page, *foot(n, len(printed), chance)]
        return found

    return inflict


def _none(_page: int, _last: int, _chance: random.Random) -> list[str]:
    return []


def _president(page: int, _last: int, chance: random.Random) -> list[str]:
    number = chance.choice(("-{}-", "- {} -", "_{}_", "-{} -", "{}", "- {}-"))
    return [] if page == 1 else [chance.choice(_PRESIDENT), chance.choice(_REPUBLIC), number.format(page)]


def _catchwords(lines: list[str], chance: random.Random) -> list[str]:
    """The opening of every next page stands below the page, with dots behind it, and the number of the sheet."""
    printed = list(pages(wrapped(lines)))
    found: list[str] = []
    for n, page in enumerate(printed, 1):
        found += [*_president(n, 0, chance), *page]
        if n < len(printed):
            words = printed[n][0].split()[: chance.randint(1, 3)]
            found.append(" ".join(words) + chance.choice((" . . .", "...", " . ..", "…", " ...")))
        found.append(f"SK No {200000 + n} A")
    return found


def _within(lines: list[str], chance: random.Random) -> list[str]:
    """Heads of pages inside of paragraphs, as copies without lines have them."""
    found = []
    for line in lines:
        words = line.split()
        if len(words) > 25 and chance.random() < 0.3:
            at = chance.randint(8, len(words) - 8)
            page = chance.randint(2, 90)
            words.insert(at, chance.choice((f"PRESIDEN REPUBLIK INDONESIA - {page} -", f"www.hukumonline.com {page} / 90", f"- {page} -", f"PRES!DEN REPUBUK INDONESIA -{page}-", f"SK No 2{page:05d} A")))  # fmt: skip
        found.append(" ".join(words))
    return found


def _hyphened(lines: list[str], chance: random.Random) -> list[str]:
    """Words are parted at the ends of lines."""
    found = wrapped(lines, 60)
    for i in range(len(found) - 1):
        first, _, rest = found[i + 1].partition(" ")
        if chance.random() < 0.4 and first.isalpha() and first.islower() and len(first) > 7 and rest:
            cut = re.search(r"(?<=[aiueo])(?=[^aiueo][aiueo])", first[3:-2])
            if cut:
                at = 3 + cut.start()
                found[i], found[i + 1] = f"{found[i]} {first[:at]}-", f"{first[at:]} {rest}"
    return found


def _doubled(lines: list[str], chance: random.Random) -> list[str]:
    """Two pages of the body stand there twice."""
    printed = list(pages(wrapped(lines)))
    last = explanation_at(wrapped(lines)) // 38 - 1
    twice = set(chance.sample(range(1, last), min(2, last - 1))) if last > 1 else set()
    return [line for n, page in enumerate(printed) for line in (page * 2 if n in twice else page)]


def _missing(lines: list[str], chance: random.Random) -> Damaged:
    """A page of the body is not there."""
    lines = wrapped(lines)
    printed = list(pages(lines))
    last = explanation_at(lines) // 38 - 1
    if last < 2:
        return Damaged("\n".join(lines))
    out = chance.randint(1, last - 1)
    before = numbered_gone([line for page in printed[:out] for line in page])
    kept = [line for n, page in enumerate(printed) if n != out for line in page]
    return Damaged("\n".join(kept), frozenset([*before[-1:], *numbered_gone(printed[out])]))


def _swapped(lines: list[str], chance: random.Random) -> Damaged:
    """Two pages of the body stand in the wrong order; what stands on them need not be found."""
    lines = wrapped(lines)
    printed = list(pages(lines))
    last = explanation_at(lines) // 38 - 1
    if last < 3:
        return Damaged("\n".join(lines))
    out = chance.randint(1, last - 2)
    before = numbered_gone([line for page in printed[:out] for line in page])
    gone = [*before[-1:], *numbered_gone([*printed[out], *printed[out + 1]])]
    printed[out], printed[out + 1] = printed[out + 1], printed[out]
    return Damaged("\n".join(line for page in printed for line in page), frozenset(gone))


def _flattened(lines: list[str], _chance: random.Random) -> list[str]:
    """No line ends within a page of about 40 lines."""
    return [" ".join(page) for page in pages(wrapped(lines))]


def _one_line(lines: list[str], _chance: random.Random) -> list[str]:
    return [" ".join(lines)]


def _joined(lines: list[str], chance: random.Random) -> list[str]:
    found: list[str] = []
    for line in wrapped(lines):
        if found and chance.random() < 0.3:
            found[-1] += f" {line}"
        else:
            found.append(line)
    return found


def _misread(share: float) -> Callable[[list[str], random.Random], list[str]]:
    """Single letters of words are misread."""

    def inflict(lines: list[str], chance: random.Random) -> list[str]:
        return ["".join(chance.choice(LETTERS[c]) if c in LETTERS and chance.random() < share else c for c in line) for line in wrapped(lines)]  # fmt: skip

    return inflict


def _spaces(lost: float, added: float) -> Callable[[list[str], random.Random], list[str]]:
    """Blanks between words are lost, or stand within words."""

    def inflict(lines: list[str], chance: random.Random) -> list[str]:
        found: list[str] = []
        for line in wrapped(lines):
            if PASAL.fullmatch(line):
                found.append(line)
                continue
            line = "".join("" if c == " " and chance.random() < lost else c for c in line)
            found.append("".join(f"{c} " if c.isalpha() and chance.random() < added else c for c in line))
        return found

    return inflict


def _signs(lines: list[str], chance: random.Random) -> list[str]:
    """Blanks that do not break, invisible signs, ligatures and typographic quotes."""
    found = []
    for line in wrapped(lines):
        line = "".join(
            chance.choice("\u00a0\u2003 ") if c == " " and chance.random() < 0.3 else c for c in line
        )
        line = line.replace("fi", "ﬁ").replace('"', "”").replace("-", "‑")
        found.append(
            f"{chance.choice(('', chr(0x200B), chr(0xFEFF)))}{line}{chance.choice(('', chr(0xAD), ' '))}"
        )
    return found


def _speckled(lines: list[str], chance: random.Random) -> list[str]:
    """Stains read as signs: lines of rubbish between lines, and dots before lines."""
    found = []
    for line in wrapped(lines):
        if chance.random() < 0.05:
            found.append(chance.choice(("'", ".", "~ .", "_", "i", ", ,", "|", "--", ".:.", "·")))
        found.append(
            f"{chance.choice(('', '', '', '', '. ', '| ', chr(39)))}{line}" if chance.random() < 0.3 else line
        )
    return found


def _web(lines: list[str], _chance: random.Random) -> list[str]:
    """A page of a web site around the law."""
    head = ["Beranda", "Produk Hukum", "Cari peraturan...", "Jenis: Undang-Undang", "Status: Berlaku", "Unduh PDF (1.2 MB)", "Abstrak:", "- Pasal 3 diatur lebih lanjut", "Dilihat 1.234 kali", "---"]  # fmt: skip
    foot = [
        "Bagikan",
        "Peraturan Terkait",
        "Peraturan Pemerintah Nomor 5 Tahun 2001",
        "Hak Cipta © 2020",
        "Kontak: jdih@instansi.go.id",
    ]
    return [*head, *lines, *foot]


def _second_law(lines: list[str], _chance: random.Random) -> list[str]:
    """A collection: another regulation, with penjelasan of its own, behind the law."""
    other = [
        "PERATURAN PEMERINTAH REPUBLIK INDONESIA", "NOMOR 9 TAHUN 2031", "TENTANG", "KEBUN KOTA", "DENGAN RAHMAT TUHAN YANG MAHA ESA",
        "PRESIDEN REPUBLIK INDONESIA,", "Menimbang: bahwa kebun perlu diatur;", "MEMUTUSKAN:", "Menetapkan: PERATURAN PEMERINTAH TENTANG KEBUN KOTA.",
        "Pasal 1", "Kebun dibuka setiap hari.", "Pasal 2", "(1) Kebun dijaga.", "(2) Penjaga digaji.", "Pasal 3", "Peraturan ini mulai berlaku.",
        "Ditetapkan di Jakarta", "pada tanggal 1 Mei 2031", "PENJELASAN", "ATAS", "PERATURAN PEMERINTAH REPUBLIK INDONESIA", "NOMOR 9 TAHUN 2031",
        "TENTANG", "KEBUN KOTA", "I. UMUM", "Kebun itu penting.", "II. PASAL DEMI PASAL", "Pasal 1", "Cukup jelas.", "Pasal 2", "Cukup jelas.", "Pasal 3", "Cukup jelas.",
    ]  # fmt: skip
    return [*wrapped(lines), *other]


def _gazette(page: int, _last: int, _chance: random.Random) -> list[str]:
    return (
        ["www.peraturan.go.id", f"2014, No.216 {page}"]
        if page % 2
        else ["www.peraturan.go.id", f"{page} 2014, No.216"]
    )


def _running(page: int, _last: int, _chance: random.Random) -> list[str]:
    return ["UU Nomor 20 Tahun 2014 tentang Contoh Naskah Peraturan", f"hlm. {page}"]


PAGES = (
    Damage("heads-misread", "PRESTDEN / REPUBUK INDONESIA / -7-", _paged(_president, _none)),
    Damage("catchwords", "Pasal 36. . . and SK No below the page", _catchwords),
    Damage("heads-within", "heads of pages inside of paragraphs", _within),
    Damage("gazette", "www.peraturan.go.id / 2014, No.216 7", _paged(_gazette, _none)),
    Damage("running-title", "the title of the law and hlm. 7 above the page", _paged(_running, _none)),
    Damage("page-of", "Halaman 7 dari 29 below the page", _paged(_none, lambda p, n, _: [f"Halaman {p} dari {n}"])),
    Damage("page-number", "7 below the page", _paged(_none, lambda p, _n, _: [str(p)])),
    Damage("page-stamped", "jdih.kemenkeu.go.id, SALINAN on the page", _paged(lambda p, _n, _: ["SALINAN", f"- {p} -"], lambda _p, _n, _: ["jdih.kemenkeu.go.id"])),
    Damage("page-copied", "Pusat Data Hukumonline, date and address of a print", _paged(lambda _p, _n, _: ["24/11/2020 Pusat Data Hukumonline"], lambda p, n, _: [f"https://pusatdata.hukumonline.com/print/lt5 {p}/{n}"])),
    Damage("form-feeds", "form feeds and empty lines", _paged(lambda _p, _n, _: ["\x0c"], lambda _p, _n, _: ["", ""])),
    Damage("hyphens", "menyeleng- / garakan", _hyphened),
    Damage("narrow", "columns of 36 characters", lambda lines, _: wrapped(lines, 36)),
    Damage("spaced-lines", "an empty line between all lines", lambda lines, _: [part for line in wrapped(lines) for part in (line, "")]),
    Damage("flattened", "no line ends within a page", _flattened),
    Damage("one-line", "no line ends at all", _one_line),
    Damage("joined", "30 % of the line ends are lost", _joined),
    Damage("doubled-pages", "two pages twice", _doubled),
    Damage("missing-page", "a page is lost", _missing),
    Damage("swapped-pages", "two pages in the wrong order", _swapped),
    Damage("letters-1", "0.3 % of the letters misread", _misread(0.003)),
    Damage("letters-2", "1 % of the letters misread", _misread(0.01)),
    Damage("spaces-lost", "1 % of the blanks lost", _spaces(0.01, 0.0)),
    Damage("spaces-added", "0.4 % of the letters followed by a blank", _spaces(0.0, 0.004)),
    Damage("signs", "other blanks, invisible signs, ligatures", _signs),
    Damage("speckled", "stains read as signs", _speckled),
    Damage("second-law", "a collection: another regulation behind the law", _second_law),
    Damage("web-page", "menu and links of a web site around the law", _web),
)  # fmt: skip
