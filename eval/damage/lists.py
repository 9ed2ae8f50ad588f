"""Lists, penjelasan and lampiran written or misread in other ways."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tanyapasal.eval.damage.forms import AYAT, HURUF, PASAL, Damage, explanation_at, replaced, wrapped

_CLEAR = re.compile(r"Cukup jelas\.?", re.IGNORECASE)


def _misread_ayat(match: re.Match[str], chance: random.Random) -> str:
    number = match["number"].replace("1", chance.choice("1lI")) if chance.random() < 0.5 else match["number"]
    return chance.choice(("({}l ", "({}1 ", "{{{}) ", "({}) ", "({}t ", "[{}) ", "({}] ", "({}J ")).format(
        number
    )


def _misread_huruf(match: re.Match[str], chance: random.Random) -> str:
    signs = {"l": "1I", "i": "1j", "o": "0", "g": "9", "b": "6", "e": "c", "h": "b", "c": "e", "q": "g"}
    letter = match["number"]
    return (chance.choice(signs[letter]) if letter in signs and chance.random() < 0.4 else letter) + ". "


def _own_lines(lines: list[str], _chance: random.Random) -> list[str]:
    """Markers stand on lines of their own, above their text."""
    found: list[str] = []
    for line in lines:
        match = AYAT.match(line) or HURUF.match(line) or re.match(r"\d{1,2}\. ?(?=\S)", line)
        found += [match[0].strip(), line[match.end() :]] if match else [line]
    return wrapped(found)


def _inline(lines: list[str], chance: random.Random) -> list[str]:
    """Items run on in the line of the item above."""
    found: list[str] = []
    for line in lines:
        if (
            found
            and chance.random() < 0.5
            and (AYAT.match(line) or HURUF.match(line))
            and not PASAL.fullmatch(found[-1])
        ):
            found[-1] += f" {line}"
        else:
            found.append(line)
    return wrapped(found)


def _no_blank(lines: list[str], _chance: random.Random) -> list[str]:
    return wrapped([re.sub(r"^(\(\d{1,2}\)|[a-z]\.|\d{1,2}\.) (?=[A-Za-z])", r"\1", line) for line in lines])


def _indented(lines: list[str], chance: random.Random) -> list[str]:
    """Items are indented, with bullets before some of them."""
    found: list[str] = []
    for line in wrapped(lines):
        if HURUF.match(line) or AYAT.match(line):
            found.append(f"{' ' * chance.randint(0, 12)}{chance.choice(('', '', '- ', '• '))}{line}")
        else:
            found.append(line)
    return found


def _grouped(form: str) -> Callable[[list[str], random.Random], list[str]]:
    """Runs of pasal in penjelasan that are clear, under one heading."""

    def inflict(lines: list[str], _chance: random.Random) -> list[str]:
        end = explanation_at(lines)
        found: list[str] = wrapped(lines[:end])
        rest = lines[end:]
        i = 0
        while i < len(rest):
            last = i
            while (
                last + 3 < len(rest)
                and PASAL.fullmatch(rest[last])
                and _CLEAR.fullmatch(rest[last + 1])
                and PASAL.fullmatch(rest[last + 2])
                and _CLEAR.fullmatch(rest[last + 3])
            ):
                last += 2
            if last > i:
                first = rest[i].split()[1]
                end_number = rest[last].split()[1]
                between = "".join(f", Pasal {n}" for n in range(int(first) + 1, int(end_number)))
                found += [form.format(first, end_number, between=between), rest[i + 1]]
                i = last + 2
            else:
                found += wrapped([rest[i]])
                i += 1
        return found

    return inflict


def _explained_inline(lines: list[str], _chance: random.Random) -> list[str]:
    """Penjelasan with the text behind its headings: "Ayat (1) Cukup jelas. Ayat (2) …"."""
    end = explanation_at(lines)
    found = wrapped(lines[:end])
    run = ""
    started = False
    for line in lines[end:]:
        started = started or "PASAL DEMI PASAL" in line.upper()
        if not started:
            found.append(line)
        elif "PASAL DEMI PASAL" in line.upper() or PASAL.fullmatch(line):
            found += wrapped([run, line] if run else [line])
            run = ""
        else:
            run = f"{run} {line}".strip()
    return found + wrapped([run])


def _annex(lines: list[str], _chance: random.Random) -> list[str]:
    """Lampiran with tables, forms and references between the law and its penjelasan, and another at the end."""
    end = explanation_at(lines)
    table = [
        "LAMPIRAN I", "TATA CARA DAN FORMULIR", "No | Uraian | Dasar", "1 | Pendaftaran | Pasal 3", "2 | Pemeriksaan | Pasal 4 ayat (1)",
        "Pasal 5", "3 | Penetapan |", "A. Umum", "1. Permohonan diajukan secara tertulis.", "a. identitas pemohon;", "b. alamat.",
        "(1) Pemohon mengisi formulir.", "(2) Petugas memeriksa formulir.",
    ]  # fmt: skip
    return [*wrapped(lines[:end]), *wrapped(lines[end:]), *table, "LAMPIRAN II", *table[1:]]


def _signed(lines: list[str], _chance: random.Random) -> list[str]:
    """The closing of copies: attested copies, gazette, names of officials; then penjelasan."""
    end = explanation_at(lines)
    closing = [
        "Salinan sesuai dengan aslinya",
        "KEPALA BIRO HUKUM,",
        "ttd.",
        "NAMA PEJABAT",
        "NIP. 19700101 199503 1 001",
    ]
    return [*wrapped(lines[:end]), *closing, *wrapped(lines[end:])]


LISTS = (
    Damage("ayat-closed", "1) Setiap orang", replaced(AYAT, lambda m, _: f"{m['number']}) ", False)),
    Damage("ayat-dotted", "1. Setiap orang", replaced(AYAT, lambda m, _: f"{m['number']}. ", False)),
    Damage("ayat-bracket-dotted", "(1). Setiap orang", replaced(AYAT, lambda m, _: f"({m['number']}). ", False)),
    Damage("ayat-unclosed", "(1 Setiap orang", replaced(AYAT, lambda m, _: f"({m['number']} ", False)),
    Damage("ayat-unopened", "1 ) Setiap orang", replaced(AYAT, lambda m, _: f"{m['number']} ) ", False)),
    Damage("ayat-spaced", "( 1 ) Setiap orang", replaced(AYAT, lambda m, _: f"( {m['number']} ) ", False)),
    Damage("ayat-named", "Ayat (1) Setiap orang", replaced(AYAT, lambda m, _: f"Ayat ({m['number']}) ", False)),
    Damage("ayat-misread", "(2l, {3), (4t", replaced(AYAT, _misread_ayat, False)),
    Damage("huruf-closed", "a) kartu;", replaced(HURUF, lambda m, _: f"{m['number']}) ", False)),
    Damage("huruf-bracketed", "(a) kartu;", replaced(HURUF, lambda m, _: f"({m['number']}) ", False)),
    Damage("huruf-capitals", "A. kartu;", replaced(HURUF, lambda m, _: f"{m['number'].upper()}. ", False)),
    Damage("huruf-spaced", "a . kartu;", replaced(HURUF, lambda m, _: f"{m['number']} . ", False)),
    Damage("huruf-comma", "a, kartu;", replaced(HURUF, lambda m, c: f"{m['number']}{c.choice('.,.:.')} ", False)),
    Damage("huruf-misread", "1. for l., 6. for b.", replaced(HURUF, _misread_huruf, False)),
    Damage("markers-on-lines", "markers on lines of their own", _own_lines),
    Damage("items-inline", "items run on in one line", _inline),
    Damage("markers-fused", "(1)Setiap, a.kartu", _no_blank),
    Damage("items-indented", "indented, with bullets", _indented),
    Damage("explained-to", "Pasal 5 s/d Pasal 7 / Cukup jelas.", _grouped("Pasal {} s/d Pasal {}")),
    Damage("explained-until", "Pasal 5 sampai dengan Pasal 7", _grouped("Pasal {} sampai dengan Pasal {}")),
    Damage("explained-sd", "Pasal 5 s.d. 7", _grouped("Pasal {} s.d. {}")),
    Damage("explained-list", "Pasal 5, Pasal 6, dan Pasal 7", _grouped("Pasal {0}{between}, dan Pasal {1}")),
    Damage("explained-dash", "Pasal 5 - Pasal 7", _grouped("Pasal {} - Pasal {}")),
    Damage("explained-inline", "Ayat (1) Cukup jelas. Ayat (2) …", _explained_inline),
    Damage("annex", "lampiran with tables behind the law", _annex),
    Damage("copied", "signatures of an attested copy", _signed),
)  # fmt: skip
