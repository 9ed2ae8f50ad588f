"""Replies as plain text and as Telegram HTML, and the cutting of long HTML."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanyapasal.bot.channels.rendering import details, plain, telegram_html
from tanyapasal.bot.channels.telegram.cutting import split
from tanyapasal.bot.reply import Answer, Article, Citation, Reply, Statement
from tanyapasal.index.law.passages import Source
from tanyapasal.index.law.places import Reference, parse_reference
from tests.bot.channels import fakes
from tests.bot.channels.telegram.telegram_markup import parse_html, units

REPLIES = [fakes.answer(), fakes.long_answer(), fakes.not_found(), fakes.clarification(), fakes.chat()]


DOCUMENT = fakes.DOCUMENT.document
OFFICIAL = Source("official", "Salinan UU Nomor 20 Tahun 2023", "https://jdih.example/uu-20-2023")


def official(answer: Answer) -> Answer:
    """The same answer, all of it from an official text."""
    cited = tuple(replace(c, passage=replace(c.passage, source=OFFICIAL)) for c in answer.citations)
    return replace(answer, citations=cited)


def test_an_answer_is_its_headline_its_words_and_one_line_of_warning() -> None:
    answer = fakes.answer()
    assert plain(answer).split("\n\n") == [
        answer.headline,
        f"{fakes.HOURS.text}\n(menurut {DOCUMENT})",
        f"Catatan: {fakes.NOTE}",
    ]
    assert len(plain(answer)) <= 400


def test_what_stands_behind_it_are_further_statements_notes_and_each_source_once() -> None:
    blocks = (details(fakes.answer()) or "").split("\n\n")
    assert blocks[0] == f"{fakes.FORMS.text}\n({fakes.FORMS.label})"
    assert blocks[1] == f"{fakes.PROGRAM.text}\n({fakes.PROGRAM.label})"
    assert blocks[2] == f"Catatan: {fakes.AMENDED}"
    assert blocks[3].splitlines() == [
        "Sumber:",
        f"- Pasal 47 ayat (2) UU Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara — {DOCUMENT}",
        f"- Pasal 48 UU Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara — {DOCUMENT}",
        f"- Platform E-Learning ASN: LAN RI — {DOCUMENT} (https://example.go.id/a?b=1&c=<2>)",
    ]


def test_places_that_no_statement_cites_are_further_references() -> None:
    answer = fakes.answer()
    text = details(
        replace(answer, statements=answer.statements[:1], citations=answer.citations[:2], notes=())
    )
    assert text is not None
    assert [block.splitlines()[0] for block in text.split("\n\n")] == ["Sumber:", "Lihat juga:"]
    assert text.count(fakes.FORMS.label) == 1
    twice = replace(answer, citations=(answer.citations[0],) * 2, statements=answer.statements[:1], notes=())
    assert (details(twice) or "").count(fakes.HOURS.label) == 1


@pytest.mark.parametrize("reply", [fakes.not_found(), fakes.clarification(), fakes.chat()])
def test_nothing_stands_behind_other_kinds_of_reply(reply: Reply) -> None:
    assert details(reply) is None


def test_words_of_the_law_itself_need_no_document_and_a_place_in_the_headline_is_not_repeated() -> None:
    text = plain(official(fakes.answer()))
    assert text.split("\n\n")[1] == fakes.HOURS.text
    assert text.count(fakes.HOURS.label) == 1


def test_a_place_that_the_headline_does_not_name_stands_below_its_words() -> None:
    blocks = plain(official(replace(fakes.answer(), shown=2))).split("\n\n")
    assert blocks[1:3] == [fakes.HOURS.text, f"{fakes.FORMS.text}\n({fakes.FORMS.label})"]
    other = official(replace(fakes.answer(), headline="Pasal 47 ayat (2) huruf a UU Nomor 20 Tahun 2023"))
    assert plain(other).split("\n\n")[1] == f"{fakes.HOURS.text}\n({fakes.HOURS.label})"


def test_neighbours_from_one_document_name_it_once() -> None:
    text = plain(replace(fakes.answer(), shown=3))
    assert text.count("menurut") == 1
    assert f"({fakes.PROGRAM.label}; menurut {DOCUMENT})" in text


def test_the_article_that_a_statement_rests_on_is_what_is_named() -> None:
    """Never the section of the program whose words are quoted."""
    ref = parse_reference("uu-20-2023/pasal-49")
    assert isinstance(ref, Reference)
    rests = replace(
        fakes.answer(),
        headline="Pasal 49 UU Nomor 20 Tahun 2023: platform",
        statements=(Statement(fakes.PROGRAM.text, (0,)),),
        citations=(
            Citation(
                fakes.PROGRAM, fakes.PROGRAM.text, fakes.CARD, Article(ref, "Pasal 49 UU Nomor 20 Tahun 2023")
            ),
        ),
        notes=(),
    )
    shown = f"{plain(rests)}\n{details(rests)}"
    assert fakes.PROGRAM.label not in shown
    assert f"(menurut {DOCUMENT})" in shown
    assert "- Pasal 49 UU Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara — " in shown
    html = telegram_html(rests)
    assert fakes.PROGRAM.label not in html
    # Also where the document is filed as an official one: the words are not those of the article.
    filed = replace(rests.citations[0], passage=replace(fakes.PROGRAM, source=OFFICIAL))
    assert f"(menurut {OFFICIAL.document})" in plain(replace(rests, citations=(filed,)))


def test_a_headline_that_is_missing_leaves_the_place_below_the_words() -> None:
    assert plain(official(replace(fakes.answer(), headline=None))).startswith(
        f"{fakes.HOURS.text}\n({fakes.HOURS.label})"
    )


@pytest.mark.parametrize("answer", [fakes.answer(), fakes.long_answer()])
def test_every_statement_is_verbatim_in_plain_and_in_what_telegram_shows(answer: Answer) -> None:
    shown = parse_html(telegram_html(answer))
    for statement in answer.statements[: answer.shown]:
        assert statement.text in plain(answer)
        assert statement.text in shown
    for statement in answer.statements[answer.shown :]:
        assert statement.text in (details(answer) or "")


def test_a_refusal_is_one_sentence_at_most_three_questions_and_whom_to_ask() -> None:
    many = replace(fakes.not_found(), options=fakes.EXAMPLES * 2)
    assert plain(many).split("\n\n") == [
        "Mohon maaf, hal itu tidak ada dalam dokumen.",
        "\n".join(
            [
                "Anda dapat bertanya, misalnya:",
                *(f"- {o.question}" for o in (*fakes.EXAMPLES, fakes.EXAMPLES[0])),
            ]
        ),
        "Tanya petugas: Bagian Kepegawaian, 0812-3456-7890 (Senin-Jumat 08.00-16.00)",
    ]
    assert plain(replace(many, options=(), contact=None)) == many.message
    assert telegram_html(many).endswith("(Senin-Jumat 08.00-16.00)")


def test_small_talk_can_tell_whom_to_ask_and_hours_need_not_be_known() -> None:
    chat = replace(fakes.chat(), contact=replace(fakes.CONTACT, hours=None))
    assert plain(chat) == f"{chat.message}\n\nTanya petugas: Bagian Kepegawaian, 0812-3456-7890"


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


def test_neighbours_with_the_same_citation_are_one_quote_and_share_its_line() -> None:
    text = plain(official(fakes.long_answer(statements=3)))
    assert len(text.split("\n\n")) == 2
    behind = details(replace(fakes.long_answer(statements=3), shown=1)) or ""
    assert behind.count("(Pasal 49 UU Nomor 20 Tahun 2023)") == 1
    assert behind.count("- Pasal 49 UU Nomor 20 Tahun 2023") == 1


def test_telegram_answer_is_bold_quoted_italic_and_escaped() -> None:
    html = telegram_html(fakes.answer())
    assert html.startswith("<b>Pasal 47 ayat (2) UU Nomor 20 Tahun 2023: minimal 20 JP</b>\n\n<blockquote>")
    assert html.endswith(f"<i>Catatan: {fakes.NOTE}</i>")
    html = telegram_html(replace(fakes.answer(), shown=2))
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
