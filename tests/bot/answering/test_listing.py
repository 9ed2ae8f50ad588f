"""Which text enumerates what is asked, and how a list is told from one of something else."""

from __future__ import annotations

import pytest

from tanyapasal.bot.answering.finding.listing import enumerates as enumerates_by
from tanyapasal.bot.answering.finding.listing import enumerating
from tanyapasal.index.asking.query import Query
from tanyapasal.index.asking.reading import QueryReader
from tanyapasal.index.language.words.stemming import stems
from tanyapasal.index.law.passages import Hit, Passage, Source
from tanyapasal.index.law.places import parse_reference
from tests.index.passages.read import CORPUS, FIELD, facts_of

MEMBERS = "Cuti panen sebagaimana dimaksud pada ayat (1) terdiri atas:\na. padi;\nb. kelapa; dan\nc. lada."
CONDITIONS = "Pegawai dapat mengambil cuti panen apabila:\na. ladang luas;\nb. panen raya; dan\nc. hujan."
SENTENCE = "Cuti panen meliputi padi, kelapa, dan lada."
ONE = "Cuti panen berupa cuti padi sebagaimana dimaksud dalam Pasal 2 huruf a, diberikan oleh kepala kebun."
NARROWER = "Perencanaan cuti panen meliputi:\na. jadwal; dan\nb. sarana."


def read(question: str) -> Query:
    texts = (MEMBERS, CONDITIONS, SENTENCE)
    frequencies = {stem: 1 for text in texts for stem in stems(text)}
    vocabulary = {word for text in texts for word in text.lower().split()}
    return QueryReader(FIELD, CORPUS.kinds, (), vocabulary, frequencies).read(question)


def passage(text: str, ref: str = "pp-1-2030/pasal-2") -> Passage:
    return Passage(ref, parse_reference(ref), ref, "", text, Source("official", "naskah"))


def enumerates(question: Query, one: Passage) -> float:
    return enumerates_by(question, one, facts_of((one,))(one))


@pytest.mark.parametrize("less", [CONDITIONS, SENTENCE, NARROWER])
def test_the_list_of_what_a_thing_consists_of_comes_first(less: str) -> None:
    question = read("Cuti panen ada apa saja?")
    assert enumerates(question, passage(MEMBERS)) > enumerates(question, passage(less)) > 0


def test_conditions_are_a_full_list_where_they_are_asked_for() -> None:
    assert enumerates(read("Apa saja syarat cuti panen?"), passage(CONDITIONS)) > enumerates(
        read("Cuti panen ada apa saja?"), passage(CONDITIONS)
    )


def test_one_thing_is_no_list() -> None:
    assert enumerates(read("Cuti panen ada apa saja?"), passage(ONE)) == 0.0


def test_what_explains_a_list_comes_behind_it() -> None:
    question = read("Cuti panen ada apa saja?")
    explaining = passage(MEMBERS, "pp-1-2030/penjelasan/pasal-2")
    assert enumerates(question, explaining) < enumerates(question, passage(MEMBERS))


def test_what_is_listed_for_everyone_is_listed_for_each_group() -> None:
    text = "Tunjangan ladang bagi pegawai ASN terdiri atas:\na. beras;\nb. jagung; dan\nc. gabah."
    assert enumerates(read("apa saja tunjangan ladang PNS"), passage(text)) == enumerates(
        read("apa saja tunjangan ladang ASN"), passage(text)
    )


def test_a_text_that_lists_nothing_comes_behind_a_list_of_the_same_rank() -> None:
    hits = [Hit(passage(ONE), 1.0), Hit(passage(SENTENCE, "pp-1-2030/pasal-3"), 1.0)]
    facts = facts_of([hit.passage for hit in hits])
    assert [h.passage.text for h in enumerating(read("apa saja cuti tanam"), hits, facts)] == [SENTENCE, ONE]
