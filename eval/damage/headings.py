"""Headings written or misread in other ways."""

from __future__ import annotations

import random
import re

from tanyapasal.eval.damage.forms import (
    BAB,
    BAGIAN,
    PASAL,
    Damage,
    Damaged,
    explanation_at,
    numbered_gone,
    replaced,
    wrapped,
)
from tanyapasal.index.language.quantities.number_words import cardinal, ordinal
from tanyapasal.index.parsing.numerals import roman

_SIGNS = {
    "1": "lI1",
    "0": "O0o",
    "5": "S5",
    "8": "B8",
    "2": "Z2",
    "7": "T7",
    "4": "4",
    "6": "6b",
    "9": "9g",
    "3": "3",
}
_MISREAD = (
    "PasaI",
    "Pasa1",
    "Pasat",
    "Fasal",
    "Pasa!",
    "Posal",
    "Pasal",
    "Pasai",
    "PasaL",
    "Pasel",
    "Pasal'",
    "Rasal",
)
_LATE = 0.06


def in_words(value: int) -> str:
    """``125`` → ``Seratus Dua Puluh Lima``; below 1,000."""
    return cardinal(value).title()


def _misread_number(number: str, chance: random.Random) -> str:
    return "".join(chance.choice(_SIGNS[digit]) for digit in number)


def _misread_roman(number: str, chance: random.Random) -> str:
    signs = {"I": "IlI1|", "V": "VVv", "X": "XXx", "L": "L"}
    read = "".join(chance.choice(signs[sign]) for sign in number)
    return read.replace("IV", "TV") if chance.random() < 0.3 else read


def _inline(lines: list[str], chance: random.Random) -> list[str]:
    """Headings of pasal run on with the line below."""
    found: list[str] = []
    for line in wrapped(lines):
        if found and PASAL.fullmatch(found[-1]):
            found[-1] = f"{found[-1]}{chance.choice((' ', '. ', ': '))}{line}"
        else:
            found.append(line)
    return found


def _in_the_middle(lines: list[str], chance: random.Random) -> list[str]:
    """Headings at the end of the line above, with the line below behind them."""
    found: list[str] = []
    for line in wrapped(lines):
        heading = PASAL.fullmatch(line) or BAB.fullmatch(line) or BAGIAN.fullmatch(line)
        if found and ((heading and chance.random() < 0.5) or found[-1].endswith("\x00")):
            found[-1] = f"{found[-1].rstrip(chr(0))} {line}" + (
                "\x00" if heading and chance.random() < 0.6 else ""
            )
        else:
            found.append(line)
    return [line.rstrip("\x00") for line in found]


def _broken(lines: list[str], chance: random.Random) -> list[str]:
    """ "Pasal" and its number on lines of their own."""
    found: list[str] = []
    for line in wrapped(lines):
        match = PASAL.fullmatch(line)
        found += ["Pasal", match["number"]] if match and chance.random() < 0.5 else [line]
    return found


def _dropped(lines: list[str], chance: random.Random) -> Damaged:
    """Some headings of pasal in the body are not there."""
    found: list[str] = []
    gone: list[str] = []
    last = ""
    end = explanation_at(lines)
    for i, line in enumerate(lines):
        match = PASAL.fullmatch(line)
        if match and i < end and last and chance.random() < _LATE:
            gone += [last, match["number"]]
        else:
            found.append(line)
        if match:
            last = match["number"]
    return Damaged("\n".join(wrapped(found)), frozenset(gone))


def _bare(lines: list[str], chance: random.Random) -> list[str]:
    """Some headings have lost their number."""
    return ["Pasal" if PASAL.fullmatch(line) and chance.random() < _LATE else line for line in wrapped(lines)]


def _referring(lines: list[str], chance: random.Random) -> list[str]:
    """Lines break before every reference to a pasal, sometimes behind it too."""
    found: list[str] = []
    for line in wrapped(lines):
        if PASAL.fullmatch(line):
            found.append(line)
            continue
        parts = re.split(r" (?=Pasal \d)", line)
        for n, part in enumerate(parts):
            match = re.match(r"(Pasal \d+) (.+)", part) if n and chance.random() < 0.3 else None
            found += [match[1], match[2]] if match else [part]
    return found


def _contents(lines: list[str], _chance: random.Random) -> list[str]:
    """A table of contents stands before the law, as in books and on web sites."""
    listed = ["DAFTAR ISI"]
    end = explanation_at(lines)
    page = 3
    for i, line in enumerate(lines[:end]):
        if PASAL.fullmatch(line):
            listed.append(f"{line} ........ {page}")
            page += 1
        elif BAB.fullmatch(line):
            listed.append(f"{line} {lines[i + 1]} ........ {page}")
    return [*listed, *wrapped(lines)]


def _contents_bare(lines: list[str], _chance: random.Random) -> list[str]:
    """A list of links to every pasal stands before the law, one a line and without pages."""
    end = explanation_at(lines)
    return [*(line for line in lines[:end] if PASAL.fullmatch(line) or BAB.fullmatch(line)), *wrapped(lines)]


def _titled(lines: list[str], _chance: random.Random) -> list[str]:
    """The title of BAB and Bagian stands in the line of its number."""
    found: list[str] = []
    for line in wrapped(lines):
        if found and (BAB.fullmatch(found[-1]) or BAGIAN.fullmatch(found[-1])):
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
    return found


def _run_together(lines: list[str], _chance: random.Random) -> list[str]:
    """BAB, its title and the first pasal in one line."""
    found: list[str] = []
    open_bab = False
    for line in wrapped(lines):
        if BAB.fullmatch(line):
            found.append(line)
            open_bab = True
        elif open_bab and line == line.upper():
            found[-1] += f" {line}"
        elif open_bab and PASAL.fullmatch(line):
            found[-1] += f" {line}"
            open_bab = False
        else:
            found.append(line)
            open_bab = False
    return found


HEADINGS = (
    Damage("pasal-capitals", "PASAL 5", replaced(PASAL, lambda m, _: f"PASAL {m['number']}", True)),
    Damage("pasal-stop", "Pasal 5.", replaced(PASAL, lambda m, _: f"Pasal {m['number']}.", True)),
    Damage("pasal-colon", "Pasal 5 :", replaced(PASAL, lambda m, _: f"Pasal {m['number']} :", True)),
    Damage("pasal-short", "Ps. 5", replaced(PASAL, lambda m, _: f"Ps. {m['number']}", True)),
    Damage("pasal-words", "Pasal Lima", replaced(PASAL, lambda m, _: f"Pasal {in_words(int(m['number']))}", True)),
    Damage("pasal-words-lower", "Pasal dua puluh lima", replaced(PASAL, lambda m, _: f"Pasal {in_words(int(m['number'])).lower()}", True)),
    Damage("pasal-hyphen", "Pasal-5", replaced(PASAL, lambda m, _: f"Pasal-{m['number']}", True)),
    Damage("pasal-dashes", "- Pasal 5 -", replaced(PASAL, lambda m, _: f"- Pasal {m['number']} -", True)),
    Damage("pasal-spaced", "P a s a l 5", replaced(PASAL, lambda m, _: f"P a s a l {m['number']}", True)),
    Damage("pasal-centred", "blanks and tabs before and in the heading", replaced(PASAL, lambda m, c: " " * c.randint(5, 40) + f"Pasal\t{m['number']}", True)),
    Damage("pasal-markdown", "**Pasal 5**, ### Pasal 5, > Pasal 5", replaced(PASAL, lambda m, c: c.choice(("**Pasal {}**", "### Pasal {}", "__Pasal {}__", "> Pasal {}", "# **Pasal {}**")).format(m["number"]), True)),
    Damage("pasal-bracketed", "(Pasal 5), [Pasal 5], \"Pasal 5\"", replaced(PASAL, lambda m, c: c.choice(("(Pasal {})", "[Pasal {}]", '"Pasal {}"')).format(m["number"]), True)),
    Damage("pasal-word-misread", "PasaI 5, Rasal 5, Posal 5", replaced(PASAL, lambda m, c: f"{c.choice(_MISREAD)} {m['number']}", True)),
    Damage("pasal-number-misread", "Pasal l2, Pasal 3O", replaced(PASAL, lambda m, c: f"Pasal {_misread_number(m['number'], c)}", True)),
    Damage("pasal-number-split", "Pasal 1 2", replaced(PASAL, lambda m, _: "Pasal " + " ".join(m["number"]), True)),
    Damage("pasal-stained", "Pasal 5 with stains: Pasal 5 ,  Pasal 5' ·Pasal 5", replaced(PASAL, lambda m, c: c.choice(("Pasal {} ,", "Pasal {}'", "·Pasal {}", "Pasal {} .", ". Pasal {}", "Pasal {}*", "Pasal {}-", "Pasal. {}")).format(m["number"]), True)),
    Damage("pasal-broken", "Pasal / 5 on two lines", _broken),
    Damage("pasal-inline", "Pasal 5. Setiap orang …", _inline),
    Damage("heading-in-the-middle", "… selesai. Pasal 5 Setiap orang …", _in_the_middle),
    Damage("pasal-dropped", "6 % of the headings are lost", _dropped),
    Damage("pasal-bare", "6 % of the headings have lost their number", _bare),
    Damage("references-at-line-starts", "dimaksud dalam / Pasal 3 / ayat (1)", _referring),
    Damage("contents", "a table of contents with pages before the law", _contents),
    Damage("contents-bare", "a list of all headings before the law", _contents_bare),
    Damage("bab-words", "BAB KEDUA", replaced(BAB, lambda m, _: f"BAB {ordinal(n).upper()}" if (n := roman(m["number"]) or 0) > 1 else "BAB PERTAMA", True)),
    Damage("bab-arabic", "BAB 2", replaced(BAB, lambda m, _: f"BAB {roman(m['number']) or 0}", True)),
    Damage("bab-mixed-case", "Bab II", replaced(BAB, lambda m, _: f"Bab {m['number']}", True)),
    Damage("bab-misread", "BAB l, BAB Il, BAB TV", replaced(BAB, lambda m, c: c.choice(("BAB ", "BAB ", "BAB", "8AB ", "BAE ")) + _misread_roman(m["number"], c), True)),
    Damage("bab-titled", "BAB II KETENTUAN UMUM in one line", _titled),
    Damage("bab-run-together", "BAB I KETENTUAN UMUM Pasal 1 in one line", _run_together),
    Damage("bagian-capitals", "BAGIAN KEDUA", replaced(BAGIAN, lambda m, _: f"BAGIAN {m['number'].upper()}", True)),
    Damage("bagian-figures", "Bagian Ke-2, Bagian 2", replaced(BAGIAN, lambda m, _: f"Bagian {m['number'][:2]} {m['number'][2:].capitalize()}", True)),
)  # fmt: skip

__all__ = ["HEADINGS", "in_words", "numbered_gone"]
