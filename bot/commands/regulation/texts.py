"""What ``tanyapasal regulation`` says: plain Indonesian text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tanyapasal.index.audit.verdicts import Auditor
from tanyapasal.index.corpus import Corpus, OfficialFile
from tanyapasal.index.filing import difference, held, statements_about, statuses_set
from tanyapasal.index.law.kinds import Kinds, label_of_place
from tanyapasal.index.law.passages import Verdict
from tanyapasal.index.law.places import Locator, Reference
from tanyapasal.index.law.regulation import Problem, Provision, Regulation
from tanyapasal.index.passages.of_corpus import cards_of, passages_of
from tanyapasal.index.reading import ReadText
from tanyapasal.index.text import one_line

_MOST = 20
_WIDTH = 100
_LEAST = ("ocr_suspect", "page_recognised", "page_completed")
_VERDICTS: dict[Verdict, str] = {
    "match": "cocok",
    "number_mismatch": "angkanya berbeda",
    "operator_mismatch": "batasnya berbeda",
    "wrong_article": "pasalnya keliru",
    "not_found": "tempatnya tidak ada",
    "revoked": "peraturannya sudah dicabut",
    "unverified": "belum dapat diperiksa",
}


def parsed(regulation: Regulation, read: ReadText, kinds: Kinds) -> str:
    """What the reader makes of a file, in short."""
    label = kinds.label(regulation.id) if regulation.id else "Peraturan yang tidak menyebut nomornya"
    lines = [f"{label} tentang {regulation.title}" if regulation.title else label, _counts(regulation)]
    for name, ids in (("Mengubah", regulation.amends), ("Mencabut", regulation.revokes)):
        if ids:
            lines.append(f"{name}: {'; '.join(map(kinds.label, ids))}")
    dates = (("Ditetapkan", regulation.enacted), ("Diundangkan", regulation.promulgated))
    lines += [f"{name}: {day.isoformat()}" for name, day in dates if day]
    unknown = [u for u in regulation.unplaced if u.why == "unknown"]
    lines.append(
        f"Perabot halaman: {len(regulation.unplaced) - len(unknown)} potong; tidak diketahui letaknya: {len(unknown)} potong"
    )
    lines += ["", *outline(regulation), *_problems(regulation.problems, read.text)]
    return "\n".join(lines)


def added(file: OfficialFile, before: OfficialFile | None, corpus: Corpus, read: ReadText) -> str:
    """What filing a text changes: provisions, statements of documents, statuses."""
    kinds, regulation = corpus.kinds, file.regulation
    change = difference(before.regulation if before else None, regulation)
    lines = [f"{kinds.label(file.id)} tentang {file.title}", _counts(regulation)]
    if before is None:
        lines.append("Teks resmi peraturan ini belum ada di korpus.")
    elif change.empty:
        lines.append("Isinya sama dengan yang sudah ada di korpus.")
    if file.id.region and (bare := held(corpus, replace(file.id, region=""))) is not None:
        lines.append(
            f"Korpus juga memuat {bare.id} ({bare.title}) tanpa daerah; hapus official/{bare.id}.md bila itu peraturan ini."
        )
    lines.append(f"Baru: {len(change.new)} · berubah: {len(change.changed)} · hilang: {len(change.gone)}")
    if before is not None:
        lines += _some("Baru", [label_of_place(ref.locator) or "bagian umum" for ref in change.new])
        lines += _some("Hilang", [label_of_place(ref.locator) or "bagian umum" for ref in change.gone])
        lines += list(_changed(change.changed))
    known = [card.id for card in cards_of(corpus)]
    lines += [f"Status {kinds.label(i)} menjadi '{status}'." for i, status in statuses_set(file, known)]
    if file.mends:
        lines.append(
            f"Teks OCR diperbaiki di {len(file.mends)} tempat; lihat: tanyapasal regulation mends {file.id}"
        )
    lines += _problems(regulation.problems, read.text)
    return "\n".join(lines)


def judged(file: OfficialFile, corpus: Corpus, auditor: Auditor) -> str:
    """What the official text makes of the statements of documents about it; ``corpus`` holds the text already."""
    told = statements_about(corpus, file.id)
    passages = [
        p
        for p in passages_of(corpus, auditor)
        if p.source.kind == "secondary" and isinstance(p.ref, Reference) and p.ref.regulation == file.id
    ]
    found = [(s, p.verification) for s, p in zip(told, passages, strict=True) if p.verification]
    counts = Counter(_VERDICTS[v.verdict] for _, v in found)
    summary = ", ".join(f"{count} {name}" for name, count in counts.most_common())
    lines = [f"Pernyataan dokumen lain terhadap teks resmi ({len(found)}): {summary}"]
    lines += [f"  {s.title} — {_short(s.letak or s.topik)}: {_VERDICTS[v.verdict]}" for s, v in found]
    return "\n".join(lines)


def listed(corpus: Corpus) -> str:
    """Every regulation, one line each."""
    rows = []
    for card in cards_of(corpus):
        file = held(corpus, card.id)
        told = len(statements_about(corpus, card.id))
        parts = [f"teks resmi, {_articles(file.regulation)} pasal"] if file else []
        parts += [f"{told} pernyataan dokumen lain"] if told else []
        rows.append(f"{card.id!s:32} {card.label} tentang {card.title} ({card.status}): {'; '.join(parts)}")
    return "\n".join(rows)


def outline(regulation: Regulation) -> list[str]:
    """Headings with the pasal below them: "BAB II … : Pasal 4 – Pasal 9"; sections and annexes with theirs."""
    lines: list[str] = []
    pasal: list[str] = []
    depth = {"bab": 0, "bagian": 1, "paragraf": 2}
    names = {"bab": "BAB", "bagian": "Bagian", "paragraf": "Paragraf"}

    def flush() -> None:
        if pasal:
            text = pasal[0] if len(pasal) == 1 else f"{pasal[0]} – {pasal[-1]}"
            lines.append(f"{lines.pop()}: Pasal {text}" if lines else f"Pasal {text}")
            pasal.clear()

    ends = [p.span.start for p in regulation.provisions if p.ref.locator.part in ("penjelasan", "lampiran")]
    last = min(ends, default=None)
    for heading in sorted(regulation.headings, key=lambda h: h.span.start):
        if last is not None and heading.span.start >= last:
            break
        if heading.kind == "pasal":
            pasal.append(heading.number or "?")
        elif heading.kind in depth:
            flush()
            title = f"{names[heading.kind]} {heading.number or ''} {heading.title}".replace("  ", " ").strip()
            lines.append("  " * depth[heading.kind] + title)
    flush()
    return [*lines, *_undivided(regulation)]


def _undivided(regulation: Regulation) -> list[str]:
    """What no pasal of the body leads to: sections of a circular with their titles, and the annexes."""
    lines: list[str] = []
    annexes: dict[Locator, list[Locator]] = {}
    for provision in regulation.provisions:
        place = provision.ref.locator
        if place.part == "batang_tubuh" and place.in_sections and len(place.steps) == 1:
            lines.append(f"{label_of_place(place)} {_short(provision.text)}".strip())
        elif place.part == "lampiran":
            above = Locator(place.steps[: len(place.steps) - len(place.inner)], "lampiran")
            annexes.setdefault(above, [])
            if len(place.inner) == 1:
                annexes[above].append(Locator(place.inner, "batang_tubuh"))
    for annex, inside in annexes.items():
        ends = dict.fromkeys(label_of_place(place) for place in (*inside[:1], *inside[-1:]))
        lines.append(": ".join(filter(None, (label_of_place(annex), " – ".join(ends)))))
    return lines


def _counts(regulation: Regulation) -> str:
    units = Counter(
        p.ref.locator.steps[-1].unit
        for p in regulation.provisions
        if p.ref.locator.part == "batang_tubuh" and p.ref.locator.steps
    )
    explained = sum(p.ref.locator.part == "penjelasan" for p in regulation.provisions)
    text = ", ".join(f"{units[unit]} {unit}" for unit in ("pasal", "ayat", "huruf", "angka"))
    return f"{text}; penjelasan: {explained} bagian; perubahan: {len(regulation.operations)}"


def _articles(regulation: Regulation) -> int:
    return sum(
        p.ref.locator.part == "batang_tubuh" and len(p.ref.locator.steps) == 1 for p in regulation.provisions
    )


def _changed(pairs: Sequence[tuple[Provision, Provision]]) -> Iterator[str]:
    if pairs:
        yield f"Berubah ({len(pairs)}):"
    for old, new in pairs[:_MOST]:
        yield f"  {label_of_place(new.ref.locator) or 'bagian umum'}"
        # A text that went into items below its place leaves nothing of its own.
        yield f"    semula : {_short(old.text) or '(tanpa teks sendiri)'}"
        yield f"    menjadi: {_short(new.text) or '(tanpa teks sendiri)'}"
    if len(pairs) > _MOST:
        yield f"  … dan {len(pairs) - _MOST} lagi"


def _some(title: str, entries: Sequence[str]) -> list[str]:
    if not entries:
        return []
    more = [f"  … dan {len(entries) - _MOST} lagi"] if len(entries) > _MOST else []
    return [f"{title} ({len(entries)}):", *(f"  {_short(entry)}" for entry in entries[:_MOST]), *more]


def _problems(problems: Sequence[Problem], text: str) -> list[str]:
    # What is missing comes first; how a page was read, and a sign that was read by its place in the sequence, come last.
    ordered = sorted(problems, key=lambda p: (p.code in _LEAST, p.span))
    # Only what is shown is looked up in the text: a long one may have thousands.
    lines = [text.count("\n", 0, p.span.start) + 1 for p in ordered[:_MOST]]
    entries = [f"baris {line}: {p.message}" for line, p in zip(lines, ordered, strict=False)]
    found = _some("Perlu Anda periksa", [*entries, *(p.message for p in ordered[_MOST:])])
    return ["", *found] if found else []


def _short(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"
