"""A task that takes more than its limits is ended, and told in one sentence; the next one is done."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest

from tanyapasal.bot.errors import SandboxError
from tanyapasal.bot.sandbox.documents import read_document, text_of
from tanyapasal.bot.sandbox.limits import MEGABYTE, Limits, missing_limits
from tanyapasal.bot.sandbox.process import Sandbox
from tanyapasal.index.errors import CorpusError, ReadingError, TanyaPasalError

LIMITS = Limits(cpu_seconds=1, memory_bytes=256 * MEGABYTE, output_bytes=MEGABYTE, seconds=20.0)
TASK = f"{__name__}:tasks"


def tasks() -> Callable[[str, bytes], Any]:
    """Runs in the sandbox: each request is the name of one of these, or for how long to wait."""
    known = (burn, work, fill, shout, write, dig, refuse, crash, begin, environment)
    named = {task.__name__: task for task in known}
    return lambda what, content: named[what]() if what in named else wait(float(what), content)


def burn() -> None:
    while True:
        pass


def work() -> int:
    until = time.process_time() + 0.6
    while time.process_time() < until:
        pass
    return 0


def fill() -> int:
    return len(b"x" * (2**30))


def shout() -> str:
    return "x" * (2 * MEGABYTE)


def write() -> str:
    """As a library may, to the file that replies would go through."""
    os.write(1, b"libraries print" * 1000)
    return "kept apart"


def dig(level: int = 0) -> int:
    return dig(level + 1) + 1


def refuse() -> None:
    raise CorpusError(())


def crash() -> None:
    os.abort()


def begin() -> int:
    return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]).pid


def environment() -> dict[str, str]:
    return dict(os.environ)


def wait(seconds: float, content: bytes) -> int:
    time.sleep(seconds)
    return len(content)


@pytest.fixture
def sandbox() -> Any:
    with Sandbox(TASK, limits=LIMITS) as made:
        yield made


@pytest.mark.parametrize(
    ("what", "why", "told"),
    [
        ("burn", "cpu", "memerlukan waktu prosesor lebih dari 1 detik"),
        ("fill", "memory", "memerlukan memori lebih dari 256 MB"),
        ("shout", "output", "hasilnya lebih dari 1 MB"),
        ("dig", "deep", "isinya bersarang terlalu dalam"),
        ("crash", "crash", "isinya membuat pembaca berkas berhenti; simpan ulang lalu coba lagi"),
    ],
)
def test_what_goes_beyond_a_limit_is_ended_and_the_next_task_is_done(
    sandbox: Sandbox, what: str, why: str, told: str
) -> None:
    if {"memory": "memori", "cpu": "waktu prosesor"}.get(why) in missing_limits():
        pytest.skip("this system does not hold that limit; the clock ends the task")
    with pytest.raises(SandboxError) as caught:
        sandbox.call(what)
    assert (caught.value.why, str(caught.value)) == (why, told)
    assert sandbox.call("0", b"abc") == b"3"


def test_a_task_that_only_waits_is_ended_by_the_clock() -> None:
    started = time.monotonic()
    with Sandbox(TASK, limits=Limits(cpu_seconds=30, seconds=1.0)) as impatient:
        with pytest.raises(SandboxError, match="belum selesai setelah 1 detik"):
            impatient.call("30")
        assert impatient.call("0") == b"0"
    assert time.monotonic() - started < 15


def test_a_process_does_not_die_of_the_tasks_it_did_before(sandbox: Sandbox) -> None:
    for _ in range(3):
        assert sandbox.call("work") == b"0"


def test_what_a_library_prints_is_no_reply(sandbox: Sandbox) -> None:
    assert json.loads(sandbox.call("write")) == "kept apart"


def test_what_a_task_refuses_is_told_and_its_process_stays(sandbox: Sandbox) -> None:
    with pytest.raises(TanyaPasalError, match="0 kesalahan"):
        sandbox.call("refuse")
    process = sandbox._process
    assert process is not None
    assert sandbox.call("0") == b"0"
    assert sandbox._process is process


@pytest.mark.skipif(sys.platform == "win32", reason="there the clock of what was begun ends it")
def test_what_a_task_begins_ends_with_it(sandbox: Sandbox) -> None:
    begun = int(sandbox.call("begin"))
    os.kill(begun, 0)
    sandbox.close()
    for _ in range(100):
        try:
            os.kill(begun, 0)
        except ProcessLookupError:
            return
        if (
            "Z"
            in subprocess.run(["ps", "-o", "stat=", "-p", str(begun)], capture_output=True, text=True).stdout
        ):
            return  # ended; nobody has asked yet how
        time.sleep(0.1)
    pytest.fail("it goes on")


def test_no_secret_comes_into_a_sandbox(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TELEGRAM_BOT_TOKEN", "TANYAPASAL_DATABASE_URL", "TANYAPASAL_HASH_KEY", "AWS_SECRET"):
        monkeypatch.setenv(name, "rahasia")
    assert "rahasia" not in json.loads(sandbox.call("environment")).values()


def test_a_process_that_nobody_asks_ends() -> None:
    with Sandbox(TASK, limits=LIMITS, idle_seconds=0.1) as sandbox:
        sandbox.call("0")
        for _ in range(100):
            if sandbox._process is None:
                break
            time.sleep(0.1)
        assert sandbox._process is None
        assert sandbox.call("0") == b"0"


def test_a_task_that_cannot_be_prepared_is_told() -> None:
    with Sandbox("tanyapasal.nothing:here", limits=LIMITS) as sandbox, pytest.raises(SandboxError) as caught:
        sandbox.call("0")
    assert caught.value.why == "failed"


def test_every_system_is_told_what_it_cannot_limit() -> None:
    assert missing_limits("linux") == ()
    assert missing_limits("darwin") == ("memori",)
    assert missing_limits("win32") == ("memori", "waktu prosesor")


def test_a_document_is_read_with_all_that_is_known_of_it() -> None:
    read = read_document("a.HTML", b"<html><p>Pasal 1</p><p hidden>rahasia</p></html>")
    assert (read.text, read.format) == ("Pasal 1\n", "html")
    assert [(p.code, p.span.start) for p in read.problems] == [("unread_hidden", 0)]


def test_a_document_that_goes_beyond_a_limit_is_told_in_one_sentence() -> None:
    with pytest.raises(ReadingError) as caught:
        read_document("panjang.txt", b"a" * 4096, Limits(output_bytes=1024))
    assert str(caught.value) == "Berkas “panjang.txt” tidak dapat dibaca: hasilnya lebih dari 0 MB."


def test_what_comes_out_of_a_sandbox_is_checked() -> None:
    for reply in (b"", b"{}", b'{"text": 1, "format": "plain"}', b'{"text": "a", "format": "exe"}'):
        with pytest.raises(ReadingError, match="tidak utuh"):
            text_of(reply)
