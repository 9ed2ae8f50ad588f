"""Replies as plain text and as Telegram HTML, and the cutting of long HTML."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanyapasal.bot.channels.rendering import plain, split, telegram_html
from tanyapasal.bot.reply import Answer, Citation, Reply, Statement
from tests.bot.channels import fakes
from tests.bot.channels.telegram.telegram_markup import parse_html, units

REPLIES = [fakes.answer(), fakes.long_answer(), fakes.not_found(), fakes.clarification(), fakes.chat()]


def test_plain_answer_reads_as_headline_statements_with_labels_warning_and_sources() -> None:
    answer = fakes.answer()
    blocks = plain(answer).split("\n\n")
    assert blocks[0] == answer.headline
    assert blocks[1] == f"{fakes.HOURS.text}\n({fakes.HOURS.label})"
    assert blocks[2] == f"{fakes.FORMS.text}\n({fakes.FORMS.label})"
    assert blocks[4] == f"Catatan: {fakes.NOTE}"
    assert blocks[5].splitlines() == [
        "Sumber:",
        "- Pasal 47 ayat (2) UU Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara"
        " — Ketentuan Pengembangan Kompetensi ASN",
        "- Pasal 48 UU Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara"
        " — Ketentuan Pengembangan Kompetensi ASN",
        "- Platform E-Learning ASN: LAN RI"
        " — Ketentuan Pengembangan Kompetensi ASN (https://example.go.id/a?b=1&c=<2>)",
    ]


@pytest.mark.parametrize("answer", [fakes.answer(), fakes.long_answer()])
def test_every_statement_is_verbatim_in_plain_and_in_what_telegram_shows(answer: Answer) -> None:
    shown = parse_html(telegram_html(answer))
    for statement in answer.statements:
        assert statement.text in plain(answer)
        assert statement.text in shown


def test_a_refusal_shows_its_options_as_questions() -> None:
    text = plain(fakes.not_found())
    assert text.endswith(
        "Anda dapat bertanya, misalnya:\n" + "\n".join(f"- {option.question}" for option in fakes.EXAMPLES)
    )


def test_a_clarification_shows_its_message_and_the_choices() -> None:
    text = plain(fakes.clarification())
    assert text.startswith("Yang Anda maksud PNS atau PPPK?\n\n")
    assert all(option.question in text for option in fakes.EXAMPLES)


@pytest.mark.parametrize("headline", [fakes.HOURS.text, f"{fakes.HOURS.label}: {fakes.HOURS.text.lower()}"])
def test_a_headline_that_says_what_the_statement_says_is_not_printed_twice(headline: str) -> None:
    answer = replace(
        fakes.answer(),
        headline=headline,
        statements=(Statement(fakes.HOURS.text, (0,)),),
        citations=(Citation(fakes.HOURS, fakes.HOURS.text, fakes.CARD),),
    )
    assert plain(answer).lower().count(fakes.HOURS.text.lower()) == 1
    assert telegram_html(answer).lower().count(fakes.HOURS.text.lower()) == 1


def test_neighbours_with_the_same_citation_share_its_label_and_a_source_is_listed_once() -> None:
    text = plain(fakes.long_answer(statements=3))
    assert text.count("(Pasal 49 UU Nomor 20 Tahun 2023)") == 1
    assert text.count("- Pasal 49 UU Nomor 20 Tahun 2023") == 1


def test_telegram_answer_is_bold_quoted_italic_and_escaped() -> None:
    html = telegram_html(fakes.answer())
    assert html.startswith("<b>Pasal 47 ayat (2) UU Nomor 20 Tahun 2023: minimal 20 JP</b>\n\n<blockquote>")
    assert f"<i>Catatan: {fakes.NOTE}</i>" in html
    assert "pelatihan &lt;klasikal&gt; &amp; nonklasikal" in html


@pytest.mark.parametrize("reply", REPLIES, ids=lambda reply: type(reply).__name__)
def test_telegram_accepts_every_kind_of_reply_in_pieces_within_its_limit(reply: Reply) -> None:
    for piece in split(telegram_html(reply)):
        assert 0 < units(parse_html(piece)) <= 4096


def test_a_short_text_is_one_piece_and_nothing_is_no_piece() -> None:
    assert split("<b>Halo</b> &amp; selamat pagi") == ["<b>Halo</b> &amp; selamat pagi"]
    assert split("") == []
    assert split(" \n <b> </b>") == []


def test_cuts_prefer_paragraphs_then_sentences_then_words() -> None:
    assert split("aaaa bbbb cccc.\n\ndddd eeee", 22) == ["aaaa bbbb cccc.", "dddd eeee"]
    assert split("Aaaa bbbb. Cccc dddd eeee", 18) == ["Aaaa bbbb.", "Cccc dddd eeee"]
    assert split("Menurut No. 10 dan seterusnya", 20) == ["Menurut No. 10 dan", "seterusnya"]
    assert split("aaaaaaaaaa", 4) == ["aaaa", "aaaa", "aa"]


def test_open_tags_are_closed_at_a_cut_and_opened_again() -> None:
    text = '<a href="https://example.go.id/?a=1&amp;b=2">satu <b>dua tiga</b></a>'
    pieces = split(text, len(text) - 1)
    assert [parse_html(piece) for piece in pieces] == ["satu dua", "tiga"]
    assert pieces[1] == '<a href="https://example.go.id/?a=1&amp;b=2"><b>tiga</b></a>'


def test_entities_are_never_cut() -> None:
    assert split("&amp;" * 5, 12) == ["&amp;&amp;", "&amp;&amp;", "&amp;"]


def test_characters_beyond_the_basic_plane_count_as_two() -> None:
    pieces = split("🇮🇩" * 3000)
    assert all(units(piece) <= 4096 for piece in pieces)
    assert "".join(pieces) == "🇮🇩" * 3000


_LEAVES = st.lists(
    st.sampled_from(["Satu dua. ", "kata", " ", "\n", "\n\n", "🙂🙂", "a" * 50, "&amp;", "&lt;", "&#39;"]),
    max_size=6,
).map("".join)


def _elements(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    element = st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["b", "i", "blockquote", "code"]), inner)
    return st.lists(st.one_of(inner, element), max_size=4).map("".join)


@settings(max_examples=100, deadline=None)
@given(_elements(_elements(_LEAVES)), st.integers(60, 200))
def test_any_html_is_cut_into_well_formed_pieces_within_the_limit_without_losing_text(
    html: str, limit: int
) -> None:
    pieces = split(html, limit)
    shown = [parse_html(piece) for piece in pieces]
    assert all(shown)  # Telegram refuses empty messages
    assert all(units(piece) <= limit for piece in pieces)
    assert re.sub(r"\s", "", "".join(shown)) == re.sub(r"\s", "", parse_html(html))
