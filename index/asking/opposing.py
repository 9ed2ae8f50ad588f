"""Whether a passage speaks of the opposite: of those who fulfil what a question asks about those who do not.

Meant to take wrong answers away, so that it is certain or silent: a passage that says anything of the side that is
asked about is not opposed, nor is one of which that cannot be told.
"""

from __future__ import annotations

from tanyapasal.index.asking.query import Query
from tanyapasal.index.passages.facts import Facts, Sentence, Stems


def opposed(query: Query, facts: Facts) -> bool:
    """True if a passage supposes what the question denies, or denies what it supposes, and says nothing else of it."""
    if query.negated:
        asked = query.negated
        if any(_may_deny(sentence, asked) for sentence in facts.sentences):
            return False
        return any(_says(query, asked, sentence.supposed) for sentence in facts.sentences)
    if not query.condition:
        return False
    told = {sentence.denied for sentence in facts.sentences if sentence.denied}
    against = [denied for denied in told if denied <= query.condition]
    return bool(against) and not any(
        denied <= sentence.stems and not denied & sentence.denied
        for denied in against
        for sentence in facts.sentences
    )


def _may_deny(sentence: Sentence, asked: Stems) -> bool:
    """True if a sentence denies what is asked about, or denies something near it of which that cannot be told."""
    if sentence.denied & asked:
        return True
    unclear = sentence.negated or bool({"dilarang", "bebas"}.intersection(sentence.modals))
    return unclear and bool(sentence.stems & asked)


def _says(query: Query, asked: Stems, told: Stems) -> bool:
    """True if ``told`` has all of ``asked``, in these words or in those that mean the same."""
    missing = asked - told
    for said, meant in query.senses:
        if missing & said and said <= asked and any(phrase <= told for phrase in meant):
            missing -= said
    return not missing
