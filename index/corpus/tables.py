"""The YAML tables of the corpus: glossary, language, kinds, verification."""

from __future__ import annotations

from collections.abc import Iterator

from tanyapasal.index.corpus.positions import Fields, Node
from tanyapasal.index.corpus.verification import VerificationEntry
from tanyapasal.index.language.aspects import Aspect
from tanyapasal.index.language.glossary import ChoiceSet, Example, Glossary, Language, Term
from tanyapasal.index.language.quantities.forms import KINDS, UnitKind
from tanyapasal.index.language.words.everyday import Everyday
from tanyapasal.index.language.words.general import GeneralList
from tanyapasal.index.law.kinds import LEVELS, Kind, Kinds, Region
from tanyapasal.index.law.passages import VERDICTS
from tanyapasal.index.law.places import Reference, RegulationId, parse_reference


def read_glossary(root: Node) -> Glossary:
    """``glossary.yaml``; every form may belong to one term only."""
    fields = root.mapping("glosarium", ("terms",), ("related", "distinct", "needed", "choices"))
    terms: list[Term] = []
    owners: dict[str, str] = {}
    for node in fields.items("terms"):
        entry = node.mapping("istilah", ("term", "example"), ("abbreviations", "synonyms"))
        term = Term(
            entry.text("term"),
            entry.texts("abbreviations"),
            entry.texts("synonyms"),
            _example(entry.node("example")),
        )
        for form in term.forms:
            owner = owners.setdefault(form.lower(), term.term)
            if owner != term.term:
                node.mistake(f"'{form}' sudah menjadi bagian istilah '{owner}'; satu kata untuk satu istilah")
        terms.append(term)
    related = []
    for node in fields.items("related"):
        entry = node.mapping("istilah terkait", ("terms",), ("example",))
        related.append(entry.texts("terms"))
    names = {term.term for term in terms}
    return Glossary(
        tuple(terms),
        tuple(related),
        _sets_of_terms(fields, "distinct", "istilah yang berlainan", names),
        _sets_of_terms(fields, "needed", "istilah yang harus disebut", names),
        tuple(_choices(fields, names)),
    )


def _sets_of_terms(fields: Fields, key: str, called: str, names: set[str]) -> tuple[tuple[str, ...], ...]:
    """Sets of terms, each a term of the glossary."""
    return tuple(
        _known(node, node.mapping(called, ("terms",), ("example",)).texts("terms"), names)
        for node in fields.items(key)
    )


def _choices(fields: Fields, names: set[str]) -> Iterator[ChoiceSet]:
    for node in fields.items("choices"):
        entry = node.mapping("pilihan", ("terms", "ask"), ("example",))
        yield ChoiceSet(_known(node, entry.texts("terms"), names), entry.text("ask"))


def _known(node: Node, terms: tuple[str, ...], names: set[str]) -> tuple[str, ...]:
    for name in set(terms) - names:
        node.mistake(f"'{name}' bukan istilah di 'terms'; tulis seperti pada baris 'term:'-nya")
    return terms


def _example(node: Node | None) -> Example | None:
    if node is None:
        return None
    fields = node.mapping("'example'", ("question", "means"))
    return Example(fields.text("question"), fields.text("means"))


def read_language(root: Node) -> Language:
    """``language.yaml``."""
    fields = root.mapping(
        "bahasa", ("informal", "general"), ("greetings", "thanks", "identity", "farewell", "wellbeing")
    )
    informal: list[tuple[str, str]] = []
    node = fields.node("informal")
    if node is not None:
        if node.entries is None:
            node.mistake("'informal' harus berisi baris 'kata: baku', misalnya 'brp: berapa'")
        seen: set[str] = set()
        for word, value in node.entries or ():
            if word in seen:
                value.mistake(f"'{word}' tertulis dua kali; hapus salah satu")
            seen.add(word)
            informal.append((word.lower(), "" if value.null else value.text(f"arti '{word}'").lower()))
    return Language(
        tuple(informal),
        _general(fields.node("general")),
        fields.texts("greetings"),
        fields.texts("thanks"),
        fields.texts("identity"),
        fields.texts("farewell"),
        fields.texts("wellbeing"),
    )


def _general(node: Node | None) -> GeneralList:
    if node is None:
        return GeneralList()
    fields = node.mapping("'general'", ("words",), ("verbs", "families", "subjects", "light"))
    return GeneralList(*(fields.texts(name) for name in ("words", "verbs", "families", "subjects", "light")))


def read_aspects(root: Node, own: tuple[UnitKind, ...] = ()) -> tuple[Aspect, ...]:
    """``aspects.yaml``; ``own``: kinds of quantity of the field."""
    entries = root.mapping("aspek", ("aspects",)).items("aspects")
    return tuple(read_aspect(node, (*KINDS, *own)) for node in entries)


def read_aspect(node: Node, kinds: tuple[UnitKind, ...]) -> Aspect:
    """One aspect; ``kinds``: the kinds of quantity that may tell it."""
    entry = node.mapping("aspek", ("id", "asked", "found", "example"), ("quantities", "required"))
    quantities = entry.texts("quantities")
    if not set(quantities) <= set(kinds):
        node.mistake(f"'quantities' hanya boleh berisi: {', '.join(kinds)}")
    example = entry.node("example")
    fields = example.mapping("'example'", ("question", "text")) if example is not None else None
    return Aspect(
        entry.text("id"),
        entry.texts("asked"),
        entry.texts("found"),
        tuple(kind for kind in kinds if kind in quantities),
        entry.text("required") == "true",
        fields.text("question") if fields else "",
        fields.text("text") if fields else "",
    )


def read_everyday(root: Node) -> tuple[Everyday, ...]:
    """``everyday.yaml``."""
    entries = root.mapping("bahasa sehari-hari", ("everyday",)).items("everyday")
    fields = (node.mapping("padanan", ("said", "law")) for node in entries)
    return tuple(Everyday(entry.texts("said"), entry.texts("law")) for entry in fields)


def read_kinds(root: Node) -> Kinds:
    """``kinds.yaml``."""
    kinds: list[Kind] = []
    table = root.mapping("jenis peraturan", ("kinds",), ("regions",))
    for node in table.items("kinds"):
        entry = node.mapping(
            "jenis", ("id", "name", "label", "rank", "written", "example"), ("level", "code")
        )
        example = entry.node("example")
        text, example_id = "", None
        if example is not None:
            fields = example.mapping("'example'", ("text", "id"))
            text, example_id = fields.text("text"), fields.parsed("id", RegulationId.parse)
        rank = entry.parsed("rank", int)
        level = next((level for level in LEVELS if level == entry.text("level")), None)
        if level is None and entry.text("level"):
            entry.found["level"].mistake(f"'level' harus salah satu dari: {', '.join(LEVELS)}")
        kinds.append(
            Kind(
                id=entry.text("id"),
                name=entry.text("name"),
                label=entry.text("label"),
                rank=rank if rank is not None else 1000,
                written=entry.texts("written"),
                example_text=text,
                example_id=str(example_id) if example_id else "",
                level=level,
                code=entry.text("code"),
            )
        )
    return Kinds.of(tuple(kinds), tuple(_regions(table)))


def _regions(table: Fields) -> Iterator[Region]:
    for node in table.items("regions"):
        entry = node.mapping("daerah", ("id", "name"), ("written",))
        yield Region(entry.text("id"), entry.text("name"), entry.texts("written"))


def read_verification(root: Node) -> tuple[VerificationEntry, ...]:
    """``verification.yaml``."""
    entries: list[VerificationEntry] = []
    fields = root.mapping("verifikasi", ("places",), ("source",))
    for node in fields.items("places"):
        entry = node.mapping("tempat", ("ref", "verdict", "note"), ("see", "source", "statement"))
        ref = entry.parsed("ref", parse_reference)
        verdict = next((v for v in VERDICTS if v == entry.text("verdict")), None)
        if verdict is None and "verdict" in entry.found:
            entry.found["verdict"].mistake(f"'verdict' harus salah satu dari: {', '.join(VERDICTS)}")
        if isinstance(ref, Reference) and verdict is not None:
            see = entry.parsed_all("see", parse_reference)
            statement = entry.text("statement") or None
            source = entry.text("source")
            entries.append(VerificationEntry(ref, verdict, entry.text("note"), see, statement, source))
        elif ref is not None and verdict is not None:
            entry.found["ref"].mistake(
                "'ref' harus tempat dalam peraturan, misalnya uu-20-2023/pasal-47/ayat-2"
            )
    return tuple(entries)
