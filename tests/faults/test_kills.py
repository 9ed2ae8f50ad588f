"""kill -9 at any moment: there is an index to answer from, a command says that it is behind, the next build mends all."""

from __future__ import annotations

import signal
import time
from collections import Counter
from pathlib import Path
from random import Random

from tanyapasal.index.corpus import corpus_hash, read_corpus
from tanyapasal.index.errors import TanyaPasalError
from tanyapasal.index.keeping.building import BEHIND
from tests.bot.answering.dated_corpus import write_corpus
from tests.faults.faults import (
    built,
    chance,
    changed,
    command,
    opened,
    said_by,
    same,
    snapshots,
    started,
    times,
    told,
)

# What comes to its end before it is killed counts for nothing; so many times as many are tried at most.
_MOST = 5
LAW = """PERATURAN PEMERINTAH REPUBLIK INDONESIA
NOMOR {number} TAHUN 2031
TENTANG
PERAWATAN JALAN SETAPAK KE-{number}

Pasal 1
Jalan setapak disapu setiap {number} hari.

Pasal 2
Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.
"""


def _killed(words: tuple[str, ...], most: float, chances: Random) -> bool:
    """Run a command and kill it within ``most`` seconds; False if it came to its end before."""
    process = started(command, *words)
    process.join(chances.uniform(0, most))
    process.kill()
    process.join()
    return process.exitcode == -signal.SIGKILL


def _seconds(words: tuple[str, ...]) -> float:
    began = time.monotonic()
    process = started(command, *words)
    process.join()
    assert process.exitcode == 0
    return time.monotonic() - began


def test_a_build_that_is_killed_leaves_an_index_and_the_next_one_mends_all(tmp_path: Path) -> None:
    corpus, data, chances = write_corpus(tmp_path / "corpus"), tmp_path / "data", chance("build")
    build = ("index", "build", "--corpus", str(corpus), "--data", str(data))
    _seconds(build)
    changed(corpus, 1000)
    most = 1.1 * _seconds(build)
    lost, counts, wanted = [], Counter[str](), len(times(3, 100))
    for n in range(_MOST * wanted):
        if counts["killed"] == wanted:
            break
        changed(corpus, n)
        counts["killed"] += _killed(build, most, chances)
        try:
            opened(data)
        except TanyaPasalError as error:
            lost.append(f"{n}: {error}")
    identity = built(corpus, data)
    built(corpus, tmp_path / "fresh")
    if not same(data, tmp_path / "fresh"):
        lost.append("another index than that of a build from nothing")
    if snapshots(data) != [identity]:
        lost.append(f"left behind: {snapshots(data)}")
    told("kill -9 in index build", counts["killed"], lost)


def test_adding_that_is_killed_loses_no_text_and_the_next_command_says_that_the_index_is_behind(
    tmp_path: Path,
) -> None:
    corpus, data, chances = write_corpus(tmp_path / "corpus"), tmp_path / "data", chance("add")
    built(corpus, data)
    file, where = tmp_path / "naskah.txt", ("--corpus", str(corpus), "--data", str(data))

    def adding(number: int) -> tuple[str, ...]:
        file.write_text(LAW.format(number=number), encoding="utf-8")
        return ("regulation", "add", str(file), *where)

    _seconds(adding(900))
    most = 1.1 * _seconds(adding(901))
    lost, counts, wanted = [], Counter[str](), len(times(3, 100))
    for n in range(_MOST * wanted):
        if counts["killed"] == wanted:
            break
        words, filed = adding(n + 1), corpus / "official" / f"pp-{n + 1}-2031.md"
        counts["killed"] += _killed(words, most, chances)
        try:
            read_corpus(corpus)
            behind = opened(data).manifest.corpus_hash != corpus_hash(corpus)
            said = BEHIND in said_by("index", "info", *where)[1]
            counts["behind"] += behind
            if behind and not said:
                lost.append(f"{n}: nobody says that the index is behind")
            code, error = said_by(*words)
            if code or not filed.is_file() or opened(data).manifest.corpus_hash != corpus_hash(corpus):
                lost.append(f"{n}: adding again ends with {code} {error}")
            if BEHIND in said_by("index", "info", *where)[1]:
                lost.append(f"{n}: still behind")
        except TanyaPasalError as error:
            lost.append(f"{n}: {error}")
    told(
        "kill -9 in regulation add",
        counts["killed"],
        lost,
        f"{counts['behind']} between filing and the index",
    )
