"""``tanyapasal regulation show``: a place as it reads now, and how it read before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tanyapasal.bot.commands.regulation.texts import outline
from tanyapasal.index.corpus import Corpus, OfficialFile
from tanyapasal.index.corpus.official.tree import Branch, forest, indented
from tanyapasal.index.filing import held
from tanyapasal.index.history.articles import is_whole
from tanyapasal.index.history.consolidation import Version, history
from tanyapasal.index.law.kinds import Kinds, label_of_place
from tanyapasal.index.law.places import Locator, Reference
from tanyapasal.index.law.regulation import Heading, Provision, Regulation, explanation_of
from tanyapasal.index.parsing.amendments.read import quoted_as
from tanyapasal.index.passages.of_corpus import cards_of


def shown(corpus: Corpus, ref: Reference, past: bool = False) -> str | None:
    """A place as it reads now, with headings, items and explanation; with ``past`` every wording it has had.

    None if nothing that is held has the place. What an amending regulation quotes is shown under its own number
    too: ``pp-66-2017/pasal-20``.
    """
    file = held(corpus, ref.regulation)
    if ref.locator == Locator():
        if file is None:
            return None
        return "\n".join([*_title(corpus, file), "", *outline(file.regulation)])
    label = corpus.kinds.label_of(ref)
    head = f"{label} tentang {file.title}" if file else label
    regulations = [f.regulation for f in corpus.official]
    versions = history(regulations, ref) if ref.locator.pasal else ()
    if past:
        return "\n".join([head, *_versions(versions, corpus.kinds)]) if versions else None
    if versions and versions[-1].by != ref.regulation:
        return "\n".join([head, *_current(versions, corpus, file, ref)])
    if file is None:
        return None
    branch = _branch(file.regulation.provisions, ref)
    annexed = _annexed(file.regulation, ref)
    if annexed:
        own = indented(branch) if branch else []
        return "\n".join([head, *_source(corpus, file), "", *own, *annexed])
    if branch is None:
        quoted = quoted_as(file.regulation, ref.locator)
        if quoted is None:
            return None
        return "\n".join([head, *_quoted(file, quoted, corpus)])
    lines = [
        head,
        *_headings(file.regulation, branch.provision),
        *_source(corpus, file),
        *_mended(file, ref),
        "",
        *indented(branch),
    ]
    lines += _explanation(file.regulation, ref)
    return "\n".join(lines)


def _current(
    versions: Sequence[Version], corpus: Corpus, file: OfficialFile | None, ref: Reference
) -> list[str]:
    """The last wording of a place that was amended, and who amended it."""
    last = versions[-1]
    makers = dict.fromkeys(v.by for v in versions if v.by != ref.regulation)
    lines = [f"Sebagaimana telah diubah dengan {' dan '.join(map(corpus.kinds.label, makers))}."]
    lines += _source(corpus, file) if file else ["Teks peraturan asalnya belum dimiliki."]
    lines += ["", *_wording(last, corpus.kinds)]
    if file and (explained := _explanation(file.regulation, ref)):
        # It explains the wording before the change.
        explained[1] += f" menurut {corpus.kinds.label(file.id)}"
        lines += explained
    return lines


def _versions(versions: Sequence[Version], kinds: Kinds) -> Iterator[str]:
    for number, version in enumerate(versions, 1):
        by = kinds.label_of(version.operation) if version.operation else kinds.label(version.by)
        since = f", sejak {version.since.isoformat()}" if version.since else ""
        yield ""
        yield f"{number}. Menurut {by}{since} — {version.status}"
        if version.formerly:
            yield f"   semula {label_of_place(version.formerly.locator)}"
        if version.became:
            yield f"   menjadi {label_of_place(version.became.locator)}"
        yield from _wording(version, kinds)


def _wording(version: Version, kinds: Kinds) -> list[str]:
    branch = _branch(version.provisions, version.ref)
    lines = indented(branch) if branch else ["(tidak ada teks)"]
    if not version.complete and is_whole(version.provisions):
        lines.append("(diketahui diubah, tetapi bunyi barunya tidak terbaca; ini bunyi sebelum perubahan)")
    elif not version.complete:
        lines.append(
            f"(hanya bagian yang diubah; teks lengkap {kinds.label(version.ref.regulation)} belum dimiliki)"
        )
    return lines


def _quoted(file: OfficialFile, quoted: Provision, corpus: Corpus) -> list[str]:
    """New text that an amending regulation gives to another one."""
    operation = next(o for o in file.regulation.operations if quoted in o.provisions)
    place = Reference(quoted.ref.regulation, quoted.ref.locator)
    branch = _branch(operation.provisions, quoted.ref)
    by = label_of_place(operation.by.locator)
    lines = [f"{by} mengubah {corpus.kinds.label_of(place)}.", *_source(corpus, file), ""]
    return [*lines, *(indented(branch) if branch else [])]


def _title(corpus: Corpus, file: OfficialFile) -> list[str]:
    return [f"{corpus.kinds.label(file.id)} tentang {file.title}", *_source(corpus, file)]


def _source(corpus: Corpus, file: OfficialFile) -> list[str]:
    card = next(card for card in cards_of(corpus) if card.id == file.id)
    note = f" ({file.note})" if file.note else ""
    return [f"Status: {card.status}. Sumber: {file.source.document}{note}."]


def _mended(file: OfficialFile, ref: Reference) -> list[str]:
    count = sum(ref.contains(m.place) for m in file.mends if m.undone is None) if file.copied else 0
    return [f"Teks OCR diperbaiki di {count} tempat; aslinya: --as-copied."] if count else []


def _branch(provisions: Sequence[Provision], ref: Reference) -> Branch | None:
    waiting = forest(provisions)
    while waiting:
        branch = waiting.pop(0)
        if branch.provision.ref == ref:
            return branch
        if branch.provision.ref.contains(ref):
            waiting = branch.below + waiting
    return None


def _annexed(regulation: Regulation, ref: Reference) -> list[str]:
    """What an annex named as a whole holds: its pasal, or those of all annexes, each below its heading."""
    if ref.locator.part != "lampiran" or ref.locator.inner:
        return []
    lines: list[str] = []
    for branch in forest(regulation.provisions):
        if branch.provision.ref != ref and ref.contains(branch.provision.ref):
            lines += ["", label_of_place(branch.provision.ref.locator), *indented(branch)]
    return lines


def _explanation(regulation: Regulation, ref: Reference) -> list[str]:
    """The explanation of a place, or else of what it lies in."""
    if ref.locator.part != "batang_tubuh":
        return []
    steps = ref.locator.steps
    for length in range(len(steps), 0, -1):
        place = Reference(ref.regulation, Locator(steps[:length], "penjelasan"))
        branch = _branch(regulation.provisions, place)
        if branch is not None:
            return ["", label_of_place(place.locator), *indented(branch)]
    group = explanation_of(regulation, ref.locator.pasal) if ref.locator.pasal else None
    branch = _branch(regulation.provisions, group.ref) if group else None
    return ["", f"Penjelasan {label_of_place(Locator(steps[:1]))}", *indented(branch)] if branch else []


def _headings(regulation: Regulation, provision: Provision) -> list[str]:
    names = {"bab": "BAB", "bagian": "Bagian", "paragraf": "Paragraf"}
    wanted = {"bab": provision.bab, "bagian": provision.bagian, "paragraf": provision.paragraf}
    found: dict[str, Heading] = {}
    for heading in regulation.headings:
        if (
            heading.span.start <= provision.span.start
            and wanted.get(heading.kind) == heading.number is not None
        ):
            found[heading.kind] = heading
    texts = [f"{names[kind]} {h.number} {h.title}".strip() for kind in names if (h := found.get(kind))]
    return [" · ".join(texts)] if texts else []
