"""One instruction of an amending regulation as orders: what happens to which place.

An instruction is read from left to right. Verbs and the words between them (``amendment_forms``) decide what the
places are: what is changed, what is inserted, between which neighbours, or which article is written out whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from tanyapasal.index.language.quantities.number_words import cardinal
from tanyapasal.index.law.places import Step
from tanyapasal.index.parsing.amendments.forms import ACT_FORMS, ROLE_FORMS, Act, Role
from tanyapasal.index.parsing.amendments.places import PLACE, Place, PlaceList, read_list

_COUNTS = {cardinal(number): number for number in range(1, 11)} | {"sebuah": 1}
_COUNT = re.compile(
    rf"\b(?:(?P<digits>\d{{1,2}})\s*\(\s*+[a-z ]+\)|(?P<word>{'|'.join(_COUNTS)}))"
    r"\s+(?:buah\s+)?(?P<unit>pasal|ayat|huruf|angka|butir|bab|bagian|paragraf)",
    re.IGNORECASE,
)
# What stands in brackets or quotation marks, and the changes an amended regulation has seen before
_ASIDE = re.compile(
    r"\([^()]{0,30}Lembaran[^()]{0,200}\)|[\"“”][^\"“”]{0,400}[\"“”]"
    r"|(?:telah|terakhir)\s+(?:beberapa\s+kali\s+)?(?:terakhir\s+)?(?:di(?:ubah|tambah)|diganti)\b(?:\s+dan\s+(?:ditambah|diubah))?",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"\b(?:kata|kata-kata|perkataan|frasa|frase|istilah|sebutan|kalimat|anak kalimat|tanda baca|bilangan)\b",
    re.IGNORECASE,
)
_LETTERS = {"8": "b", "4": "a", "0": "d", "6": "g", "1": "i", "I": "i", "3": "b", "5": "s", "l": "i"}


@dataclass(frozen=True, slots=True)
class Order:
    """One change: its kind, its place, where that place goes, and the wider place that is written out whole."""

    act: Act
    place: Place
    renumbered: Place | None = None
    restated: Place | None = None

    def __str__(self) -> str:
        goes = f" -> {self.renumbered}" if self.renumbered else ""
        return f"{self.act} {self.place}{goes}" + (f" {self.restated}" if self.restated else "")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A number that was read otherwise than printed, or a count that does not fit; ``at`` in the instruction."""

    code: str
    message: str
    at: int


@dataclass(frozen=True, slots=True)
class Instruction:
    """The orders of an instruction in their order.

    ``unnamed``: something is inserted whose number only the new text tells, ``count`` of it if the instruction says so.
    """

    orders: tuple[Order, ...]
    doubts: tuple[Doubt, ...] = ()
    unnamed: Act | None = None
    within: Place | None = None
    count: int | None = None


@lru_cache(maxsize=1)
def _words() -> tuple[re.Pattern[str], dict[str, tuple[Act, bool]], dict[str, Role]]:
    acts = {word: (form.act, form.active) for form in ACT_FORMS for word in form.words}
    roles = {word: form.role for form in ROLE_FORMS for word in form.words}
    alternatives = "|".join(
        re.escape(w).replace(r"\ ", r"\s+") for w in sorted([*acts, *roles], key=len, reverse=True)
    )
    return re.compile(rf"\b(?:{alternatives})\b", re.IGNORECASE), acts, roles


@dataclass(slots=True)
class _State:
    orders: list[Order] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    subjects: tuple[Place, ...] = ()
    anchors: tuple[Place, ...] = ()
    restated: tuple[Place, ...] = ()
    inserting: Act | None = None
    within: Place | None = None
    count: int | None = None
    role: Role | None = None
    acting: Act | None = None
    renumbering: tuple[Place, ...] = ()
    context: Place | None = None
    wording: bool = False


def read_instruction(text: str, context: Place | None = None) -> Instruction:
    """Read an instruction up to its colon. ``context``: the place that it is about, if said before it."""
    masked = _ASIDE.sub(lambda m: " " * len(m[0]), text)
    pattern, acts, roles = _words()
    state = _State(context=context)
    place = 0
    while place < len(masked):
        word = pattern.search(masked, place)
        named = PLACE.search(masked, place)
        counted = _COUNT.search(masked, place)
        found = min(
            (m for m in (word, named, counted) if m), key=lambda m: (m.start(), -m.end()), default=None
        )
        if found is None:
            break
        if _WORDS.search(masked, place, found.start()):
            state.wording = True  # some words of a place change, not the place
        if found is named:
            places = read_list(masked, found.start())
            if places is None:
                place = found.end()
                continue
            for raw, number, at in places.doubts:
                message = f"'{raw}' dibaca sebagai nomor {number.upper()}."
                state.doubts.append(Doubt("ocr_suspect", message, at))
            _take(state, places)
            place = places.end
        elif found is counted:
            digits, spelt = found["digits"], found["word"]
            state.count = int(digits) if digits else _COUNTS[spelt.lower()]
            place = found.end()
        else:
            written = " ".join(found[0].lower().split())
            if written in acts:
                _act(state, *acts[written], written)
            else:
                state.role = roles[written]
            place = found.end()
    return _finish(state)


def _take(state: _State, found: PlaceList) -> None:
    places = found.places
    match state.role:
        case "anchor":
            state.anchors, state.role = places, None
        case "restated":
            state.restated = places
        case "stop":
            pass
        case _ if state.renumbering:
            pairs = zip(state.renumbering, places, strict=False)
            for old, new in pairs:
                old = _completed(old, new)
                new = _completed(new, old)
                state.orders = [
                    o for o in state.orders if not (o.act == "ubah" and o.place in (old, *state.renumbering))
                ]
                state.orders.append(Order("ganti_nomor", old, new))
                state.context = Place(new.steps[:1], new.part) if new.pasal else state.context
            state.renumbering, state.subjects, state.role, state.acting = (), (), None, None
        case "within" if state.inserting:
            state.within, state.role = places[0], "new"
        case _ if state.inserting and state.role in ("new", None):
            _insert(state, places, found.start)
        case _ if state.acting:
            state.orders += [Order(state.acting, place) for place in places]
            state.subjects = places
        case _:
            state.subjects = places
            state.role = None


def _act(state: _State, act: Act, active: bool, written: str) -> None:
    if act in ("sisip", "tambah"):
        state.inserting, state.role, state.count, state.acting = act, "new", None, None
        state.within = (
            (state.anchors or state.subjects or (None,))[0] if (state.anchors or state.subjects) else None
        )
        if state.anchors and not state.anchors[0].pasal and state.subjects:
            state.within = state.subjects[0]
    elif act == "ganti_nomor":
        if state.inserting:
            state.role = "new"
        elif state.subjects and (written != "menjadi" or state.role not in ("restated", "stop")):
            state.renumbering, state.role = state.subjects, None
    elif active:
        state.acting, state.role, state.inserting = act, None, None
    else:
        if state.wording:
            act, state.wording = "ubah", False
        if written.startswith("perubahan"):
            state.subjects = tuple(replace(p, part="penjelasan") for p in state.subjects)
        state.orders += [Order(act, place) for place in state.subjects if state.role != "restated"]
        state.subjects, state.inserting, state.acting = (), None, None
        state.role = None


def _insert(state: _State, places: tuple[Place, ...], at: int) -> None:
    act = state.inserting or "sisip"
    explained = tuple(p for p in places if p.part == "penjelasan")
    places = tuple(p for p in places if p.part != "penjelasan") if len(explained) < len(places) else places
    anchor = state.anchors[0] if state.anchors else None
    mended = _mended(places, anchor if act == "sisip" else None, state.count)
    for place, better in zip(places, mended, strict=True):
        if place != better:
            message = f"'{place}' dibaca sebagai '{better}' menurut urutan sisipan."
            state.doubts.append(Doubt("ocr_suspect", message, at))
    if state.count is not None and state.count != len(mended):
        message = f"Disebut {state.count} sisipan, terbaca {len(mended)}."
        state.doubts.append(Doubt("amendment_count", message, at))
    state.orders += [Order(act, _completed(place, state.within)) for place in mended]
    state.inserting, state.role, state.anchors, state.count = None, None, (), None
    # "…, yakni ayat (2e), serta penjelasan ayat (5) … diubah": what follows is no insertion
    state.subjects = explained if len(mended) == len(places) and explained != places else ()


def _mended(places: tuple[Place, ...], anchor: Place | None, count: int | None) -> tuple[Place, ...]:
    """Inserted numbers carry the number before them and a letter; a letter read as a digit is mended.

    "disisipkan 2 (dua) pasal, yakni Pasal 7A dan Pasal 78" between 7 and 8: the second is 7B.
    """
    if anchor is None or not anchor.steps:
        return places
    base = re.match(r"\d+", anchor.steps[-1].number)
    if base is None:
        return places
    mended: list[Place] = []
    letter = ord(anchor.steps[-1].number[base.end() :][:1] or "`")
    for place in places:
        step = place.steps[-1] if place.steps else None
        letter += 1
        if step is None or step.unit != anchor.steps[-1].unit or count not in (None, len(places)):
            mended.append(place)
            continue
        sign = step.number[len(base[0]) :]
        expected = f"{base[0]}{chr(letter)}"
        misread = step.number.startswith(base[0]) and len(sign) == 1 and _LETTERS.get(sign) == chr(letter)
        bare = step.number == base[0] and len(places) == 1
        mended.append(
            replace(place, steps=(*place.steps[:-1], Step(step.unit, expected))) if misread or bare else place
        )
    return tuple(mended)


def _completed(place: Place, wider: Place | None) -> Place:
    """A place with the steps above it that another one names."""
    if wider is None or not wider.steps or not place.steps or place.steps[0].unit == "pasal":
        return place
    above: list[Step] = []
    for step in wider.steps:
        if step.depth >= place.steps[0].depth:
            break
        above.append(step)
    if above and above[0].unit == "pasal":
        return replace(
            place,
            steps=(*above, *place.steps),
            part=wider.part if place.part == "batang_tubuh" else place.part,
        )
    return place


def _finish(state: _State) -> Instruction:
    wider = next((place for place in state.restated if place.pasal), None)
    # "diubah menjadi berbunyi": no new number follows, so the wording changes
    orders = [*state.orders, *(Order("ubah", place) for place in state.renumbering)]
    known = next((o.place for o in orders if o.place.pasal), None)
    context = wider or state.context or known
    within = state.within or next(iter(state.anchors), None) or context
    settled = dict.fromkeys(_settled(order, state.restated, context) for order in orders)
    return Instruction(tuple(settled), tuple(state.doubts), state.inserting, within, state.count)


def _settled(order: Order, restated: tuple[Place, ...], context: Place | None) -> Order:
    """The order with its places named in full, and the place that is written out whole around it."""
    explained = bool(restated) and restated[0].part == "penjelasan"
    place = order.place
    if place.part != "batang_tubuh" or not explained:
        place = _completed(place, context)
    renumbered = _completed(order.renumbered, context) if order.renumbered else None
    return Order(order.act, place, renumbered, next((r for r in restated if _lies_in(place, r)), None))


def _lies_in(place: Place, wider: Place) -> bool:
    steps = wider.steps
    return (
        wider.part == place.part and 0 < len(steps) < len(place.steps) and place.steps[: len(steps)] == steps
    )
