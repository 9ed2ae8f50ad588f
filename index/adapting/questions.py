"""Questions made of sentences of law by the rules of ``tanyapasal.index.adapting.rules``."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tanyapasal.index.adapting.rules import ACTIVE, AMOUNTS, RULES, Wording, measure_rule
from tanyapasal.index.language.quantities.reader import QuantityReader
from tanyapasal.index.language.statements import clause_before, without_leaning, without_markers
from tanyapasal.index.law.domain import Measure
from tanyapasal.index.text import one_line

# Remarks in brackets, places and amending acts: nobody asks with them.
_ASIDE = re.compile(
    r"\([^)]{0,60}\)|(?:dalam|pada) (?:ayat|huruf|Pasal) \S+|,? ?sebagaimana telah diubah[^,.;:]*"
)
# A subject does not begin with these, and words with digits or signs are left from tables and damaged copies.
_NO_SUBJECT = re.compile(
    r"(?:dan|atau|yang|dengan|untuk|oleh|dari|kepada|pada|dalam|serta|bahwa|adalah|tersebut|lebih|lanjut|hal|"
    r"ketentuan lebih|ketentuan umum|ketentuan penutup|ketentuan peralihan|ketentuan lain)\b|\W",
    re.IGNORECASE,
)
# … and does not end with these: what they lead to was cut off.
_DANGLING = re.compile(
    r"(?:(?<![ ,])[ ,]++(?:dan|atau|dan/atau|yang|dengan|untuk|oleh|dari|kepada|pada|dalam|serta|secara|apabila|melalui|karena|jika|"
    r"dapat|sebagai|bagi|atas|di|ke|tersebut|adalah|hanya|harus|wajib)){1,8}[ ,]*+$"
)
_DAMAGED = re.compile(r"[_*#^|~<>]|\d{3}")
# These stay capital inside of a sentence.
_NAMES = frozenset({"Menteri", "Presiden", "Pemerintah", "Gubernur", "Bupati"})
_BEFORE_AMOUNT = re.compile(
    r"(?:,? ?(?:dalam|untuk) (?:jangka )?waktu|selama|sebesar|sebanyak|berusia|berumur|adalah|yaitu|terdiri atas|dilakukan)\s*$"
)
_OF_AGE = re.compile(r"\b(?:berusia|berumur|usia|umur)\b[^.;]{0,12}$", re.IGNORECASE)
_SNIPPET_WORDS = (5, 9)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in two wordings, and of which kind it is."""

    kind: str
    formal: str
    everyday: str


def unmarked(text: str) -> str:
    """A text on one line without marks of items and references."""
    bare = one_line(_ASIDE.sub(" ", without_leaning(without_markers(text), to_mark=True)))
    return re.sub(r"(?<!\s)\s+([,.;:])", r"\1", bare).strip(" .;:,-_")


def subject_of(text: str, most_words: int = 12) -> str:
    """What the end of ``text`` speaks of, as words inside of a sentence; "" if it is not fit to be asked for."""
    bare = unmarked(text)
    subject = clause_before(bare, len(bare)).of(bare)
    if len(subject.split()) > most_words:
        subject = re.split(r",\s", subject)[-1]
    subject = _DANGLING.sub("", subject)
    if not 2 <= len(subject.split()) <= most_words or _NO_SUBJECT.match(subject) or _DAMAGED.search(subject):
        return ""
    return _inside(subject)


def _inside(words: str) -> str:
    """Words as they are written inside of a sentence: a capital of its start becomes small, names stay."""
    first = words.split()[0]
    if first in _NAMES or words[1:2].isupper():
        return words
    following = words.split()[1:2]
    named = following and following[0][:1].isupper()
    return words if named else words[:1].lower() + words[1:]


def worded(kind: str, wording: Wording, subject: str, rng: random.Random) -> Asked:
    """A question for a subject that the structure of a text names."""
    return Asked(
        kind,
        _sentence(rng.choice(wording.formal).format(x=subject)),
        rng.choice(wording.everyday).format(x=subject).lower(),
    )


def asked_of(text: str, rng: random.Random, amounts: AmountQuestions) -> Iterator[Asked]:
    """Every question that the rules make of one piece of a pasal."""
    bare = unmarked(text)
    for rule in RULES:
        match = re.search(rule.pattern, bare)
        if match is None:
            continue
        named = match.groupdict()
        x = " ".join(named["x"].split()[:12])
        # What is defined, forbidden or prescribed is named as it stands; what begins a sentence is made a subject
        x = x.strip(" ,") if rule.kind in ("definisi", "sanksi", "wajib", "boleh") else subject_of(x)
        x = _DANGLING.sub("", x)
        who = named.get("who", "")
        if (
            not x
            or _DAMAGED.search(x)
            or (rule.kind == "definisi" and _NO_SUBJECT.match(x))
            or (who and _NO_SUBJECT.match(who))
        ):
            continue
        verb = named.get("verb", "")
        words = {"x": x, "who": _inside(who) if who else "", "verb": verb, "active": ACTIVE.get(verb, "")}
        yield Asked(
            rule.kind,
            _sentence(_chosen(rule.formal, rng).format(**words)),
            _chosen(rule.everyday, rng).format(**words).lower(),
        )
    yield from amounts.of(bare, text, rng)


class AmountQuestions:
    """Asks for the quantities of a text; ``measures``: units of a field beside those of everyday life."""

    def __init__(self, measures: Sequence[Measure] = ()) -> None:
        self._norms = QuantityReader(measures).norms
        self._rules = {rule.unit: rule for rule in (*AMOUNTS, *map(measure_rule, measures))}

    def of(self, bare: str, text: str, rng: random.Random) -> Iterator[Asked]:
        """A question for the first quantity of ``text``, if it bounds something; ``bare``: the text without marks."""
        whole = one_line(text)
        for norm in self._norms(whole)[:1]:
            before = whole[: norm.span.start].rstrip(" ,")
            rule = self._rules.get("usia" if norm.kind == "waktu" and _OF_AGE.search(before) else norm.kind)
            if rule is None or norm.bound is None or "pidana" in bare:
                continue
            subject = subject_of(_BEFORE_AMOUNT.sub("", before), 14)
            if subject:
                yield Asked(
                    "berapa",
                    _chosen(rule.formal, rng).format(x=subject),
                    _chosen(rule.everyday, rng).format(x=subject).lower(),
                )


def snippet_of(text: str, rng: random.Random) -> str:
    """A few words in a row from the start of a text; "" if it is too short or damaged."""
    words = unmarked(text).split()
    if len(words) < 10 or _DAMAGED.search(" ".join(words)):
        return ""
    start = rng.randint(0, min(len(words) - 8, 12))
    taken = words[start : start + rng.randint(*_SNIPPET_WORDS)]
    while taken and _NO_SUBJECT.match(taken[0]):
        taken = taken[1:]
    snippet = _DANGLING.sub("", " ".join(word.strip(",;") for word in taken))
    return snippet if len(snippet.split()) >= 4 else ""


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _chosen(forms: tuple[str, ...], rng: random.Random) -> str:
    return rng.choice(forms)
