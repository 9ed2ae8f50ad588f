"""The order of reading: columns one after the other, tables and labels across."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tanyapasal.eval.layouts.drawing import saved, set_in_columns, typeset
from tanyapasal.index.reading import read_bytes
from tanyapasal.index.reading.columns import lines_of, read_down
from tanyapasal.index.reading.rows import Piece

PARAGRAPHS = tuple(
    part
    for n in range(1, 25)
    for part in (
        f"Pasal {n}",
        f"(1) Penjaga mercusuar nomor {n} wajib menyalakan lampu setiap malam sampai matahari terbit di ufuk timur.",
        "(2) Lampu sebagaimana dimaksud pada ayat (1) dirawat oleh:",
        "a. kepala menara; dan",
        "b. awak kapal negara.",
    )
)


def _articles(text: str) -> list[int]:
    return [int(line.split()[1]) for line in text.split("\n") if line.startswith("Pasal ")]


def _words(text: str) -> list[str]:
    return text.split()


@pytest.mark.parametrize(
    ("columns", "size", "gutter", "drift", "across"),
    [(2, 10.0, 8.0, 0.0, 0), (2, 9.0, 5.0, 2.3, 3), (3, 8.0, 6.0, 0.0, 2), (3, 7.5, 5.0, 1.2, 0)],
)
def test_prose_in_columns_is_read_column_by_column(
    columns: int, size: float, gutter: float, drift: float, across: int
) -> None:
    head = ("PERATURAN KEPALA MERCUSUAR", "TENTANG", "PENYALAAN LAMPU")[:across]
    pages = set_in_columns([*head, *PARAGRAPHS], columns, size, gutter, drift, across)
    read = read_bytes(saved(typeset(pages)))
    assert _words(read.text) == _words(" ".join([*head, *PARAGRAPHS]))


def test_a_heading_across_both_columns_parts_what_stands_above_and_below_it() -> None:
    first = set_in_columns(PARAGRAPHS[:40], 2, 9.0)
    below = max(line.y for line in first[0]) + 12
    second = set_in_columns(
        ["KETENTUAN PERALIHAN BAGI SELURUH MENARA LAMA", *PARAGRAPHS[40:60]], 2, 9.0, across=1
    )
    shifted = [type(line)(line.text, line.x, line.y - 26 + below, line.size) for line in second[0]]
    kept = [line for line in shifted if line.y < 290]
    read = read_bytes(saved(typeset([[*first[0], *kept]])))
    at = read.text.index("KETENTUAN PERALIHAN")
    assert _articles(read.text[:at]) == sorted(_articles(read.text[:at])) != []
    assert max(_articles(read.text[:at])) < min(_articles(read.text[at:]))


def test_the_last_page_has_the_columns_of_the_page_before() -> None:
    paragraphs = [*PARAGRAPHS[:55], "Ditetapkan di Sabang", "KEPALA MERCUSUAR,", "ttd."]
    pages = set_in_columns(paragraphs, 2, 9.0)
    texts = [read_bytes(saved(typeset(pages[:n]))).text for n in (len(pages),)]
    assert _words(texts[0]) == _words(" ".join(paragraphs))


def _table(rows: Sequence[Sequence[str]], lefts: Sequence[float], step: float = 12.0) -> list[Piece]:
    return [
        Piece(text, left, left + 5.0 * len(text), step * n, step * n + 10.0)
        for n, row in enumerate(rows)
        for left, text in zip(lefts, row, strict=True)
        if text
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [("Nama menara", "Tinggi"), *((f"Menara {n}", f"{n * 3} meter") for n in range(8))],
        [(f"kapal kecil nomor {n}", f"lima puluh {n} ribu rupiah tiap malam") for n in range(9)],
        [
            row
            for n in range(4)
            for row in (
                (f"{n + 1}. Pemeriksaan lampu menara", f"Dilakukan {n + 2} kali dalam satu bulan oleh"),
                ("yang menghadap ke laut lepas", "kepala menara bersama awak kapal"),
                ("dan ke pelabuhan", ""),
            )
        ],
    ],
    ids=["short", "small letters", "cells of several lines"],
)
def test_tables_are_read_across(rows: Sequence[Sequence[str]]) -> None:
    lines = lines_of(_table(rows, (0.0, 190.0)))
    assert lines == [" ".join(filter(None, row)) for row in rows]


def test_labels_and_signatures_are_read_across() -> None:
    rows = [("Menimbang", ": a. bahwa lampu menara perlu dinyalakan setiap malam"), ("", "b. bahwa penyalaan lampu perlu diatur"), ("Mengingat", ": 1. Undang-Undang tentang Pelayaran")]  # fmt: skip
    assert lines_of(_table(rows, (0.0, 80.0))) == [" ".join(filter(None, row)) for row in rows]
    signed = [("Diundangkan di Sabang", "Ditetapkan di Sabang"), ("SEKRETARIS,", "KEPALA,"), ("ttd.", "ttd."), ("AMIR", "BUDI")]  # fmt: skip
    assert lines_of(_table(signed, (0.0, 250.0))) == [" ".join(row) for row in signed]


def test_one_column_has_no_gutters() -> None:
    pieces = _table([("Setiap orang wajib menjaga lampu menara dengan sebaik-baiknya",)] * 12, (0.0,))
    assert read_down(pieces)[1] == ()
