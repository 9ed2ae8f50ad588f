"""Many texts in one command: none stops another, none is read twice, none is lost or doubled, all are reported."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tanyapasal.bot.cli import main
from tanyapasal.bot.intake.journal import FILE, Journal
from tanyapasal.bot.intake.reading import Reader
from tanyapasal.eval.benchmarks.adding.texts import regulation_text, written
from tests.bot.intake.site import Page, Site, certificate, site
from tests.index.reading.papers import pdf_of

ROOT = Path(__file__).parents[3]


class Office:
    """A corpus of its own, empty at first, with texts to add, and the command run on it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.corpus, self.data, self.texts = folder / "corpus", folder / "data", folder / "naskah"
        self.report = folder / "laporan"
        self._capsys = capsys
        self.corpus.mkdir()
        self.texts.mkdir()
        for path in (ROOT / "corpus").glob("*.yaml"):
            shutil.copy(path, self.corpus / path.name)

    def write(self, name: str, number: int, pasal: int = 3) -> Path:
        path = self.texts / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(regulation_text(number, pasal), encoding="utf-8")
        return path

    def run(self, *arguments: str) -> tuple[int, str, str]:
        code = main(["regulation", *arguments, "--corpus", str(self.corpus), "--data", str(self.data)])
        said = self._capsys.readouterr()
        return code, said.out, said.err

    def add(self, *arguments: str | Path) -> dict[str, dict[str, str]]:
        """The entries by the name of their source, from the report; ``""``: the summary with the exit code."""
        code, _, err = self.run("add", *map(str, arguments), "--report", str(self.report))
        assert "Traceback" not in err
        found = json.loads((self.report / "laporan.json").read_text(encoding="utf-8"))
        entries = {entry["source"].rpartition("/")[2]: entry for entry in found["texts"]}
        return {"": {**found["summary"], "code": code}, **entries}

    def held(self) -> list[str]:
        return sorted(path.name for path in (self.corpus / "official").glob("*"))


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("TANYAPASAL_EMBEDDER", "hashing")
    return Office(tmp_path, capsys)


@pytest.fixture
def here() -> Iterator[Site]:
    with site() as found:
        yield found


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read."""
    read, names = Reader.read, []

    def counted(self: Reader, path: Path) -> object:
        names.append(path.name)
        return read(self, path)

    monkeypatch.setattr(Reader, "read", counted)
    return names


def test_a_folder_is_added_and_what_fails_stops_nothing(office: Office) -> None:
    office.write("a.txt", 1)
    office.write("b/c.txt", 2)
    (office.texts / "b" / "rusak.pdf").write_bytes(b"%PDF-1.7 rusak")
    (office.texts / "resep.md").write_text("Tepung, gula, telur.\n", encoding="utf-8")
    (office.texts / "lama.doc").write_bytes(b"\xd0\xcf")
    found = office.add(office.texts)
    assert office.held() == ["pp-1-2031.md", "pp-2-2031.md"]
    outcomes = {name: entry["outcome"] for name, entry in found.items() if name}
    assert outcomes == {
        "a.txt": "filed", "c.txt": "filed", "rusak.pdf": "failed", "resep.md": "failed", "lama.doc": "skipped"
    }  # fmt: skip
    assert found[""]["code"] == 4
    assert list(found)[1:3] == ["resep.md", "rusak.pdf"] or list(found)[1:3] == ["rusak.pdf", "resep.md"]
    page = (office.report / "laporan.html").read_text(encoding="utf-8")
    assert page.index("rusak.pdf") < page.index("a.txt")
    assert "PP Nomor 1 Tahun 2031" in page


def test_progress_has_an_estimate_and_the_index_is_built_once(office: Office) -> None:
    for number in (1, 2, 3):
        office.write(f"{number}.txt", number)
    code, out, err = office.run("add", str(office.texts))
    assert code == 0
    assert "[1/3]" in err
    assert "sisa sekitar" in err
    assert err.count("Indeks ") == 1
    assert "3 naskah: 3 di korpus (9 pasal)." in out
    assert office.run("show", "pp-2-2031/pasal-3")[0] == 0


def test_what_is_done_is_not_read_again_unless_it_changed(office: Office, readings: list[str]) -> None:
    for number in (1, 2):
        office.write(f"{number}.txt", number)
    (office.texts / "resep.txt").write_text("Tepung.", encoding="utf-8")
    office.add(office.texts)
    readings.clear()
    found = office.add(office.texts)
    assert readings == ["resep.txt"]  # what failed is tried again
    assert found[""]["in_corpus"] == 2
    (office.texts / "1.txt").touch()
    office.write("2.txt", 2, pasal=4)
    readings.clear()
    found = office.add(office.texts)
    assert sorted(readings) == ["2.txt", "resep.txt"]
    assert found["2.txt"]["outcome"] == "replaced"
    (office.corpus / "official" / "pp-1-2031.md").unlink()
    readings.clear()
    office.add(office.texts)
    assert "1.txt" in readings
    assert office.held() == ["pp-1-2031.md", "pp-2-2031.md"]
    readings.clear()
    office.add(office.texts, "--again")
    assert len(readings) == 3


def test_a_text_that_does_not_say_which_it_is_may_be_called_by_its_id(office: Office) -> None:
    text = regulation_text(1, 3)
    body = text[text.index("BAB I\n") : text.index("PENJELASAN")]
    for name in ("pp-21-2031.txt", "naskah.txt", "uu-5-2030.txt"):
        (office.texts / name).write_text(
            text if name.startswith("uu") else f"{body}\n{name}\n", encoding="utf-8"
        )
    found = office.add(office.texts)
    assert found["naskah.txt"]["outcome"] == "failed"
    assert "--id" in found["naskah.txt"]["message"]
    # What a text says of itself counts before what its file is called.
    assert office.held() == ["pp-1-2031.md", "pp-21-2031.md"]


def test_two_files_of_one_regulation_do_not_overwrite_each_other(office: Office, readings: list[str]) -> None:
    first = office.write("a.txt", 1)
    (office.texts / "b.txt").write_bytes(first.read_bytes())
    (office.texts / "c.txt").write_text(first.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    office.write("d.txt", 1, pasal=2)
    found = office.add(office.texts)
    assert {name: entry["outcome"] for name, entry in found.items() if name} == {
        "a.txt": "filed", "b.txt": "copy", "c.txt": "copy", "d.txt": "clash"
    }  # fmt: skip
    assert "b.txt" not in readings
    assert "a.txt (3 pasal) sudah mengisi peraturan ini" in found["d.txt"]["message"]
    assert found[""]["code"] == 4
    assert "Pasal 3" in (office.corpus / "official" / "pp-1-2031.md").read_text(encoding="utf-8")
    again = office.add(office.texts)
    assert {n: e["outcome"] for n, e in again.items() if n} == {
        n: e["outcome"] for n, e in found.items() if n
    }


def test_a_text_that_came_between_does_not_take_the_place_of_one_from_before(office: Office) -> None:
    office.write("b.txt", 1)
    office.add(office.texts)
    first = (office.corpus / "official" / "pp-1-2031.md").read_bytes()
    office.write("a.txt", 1, pasal=2)
    found = office.add(office.texts)
    assert {name: entry["outcome"] for name, entry in found.items() if name} == {
        "a.txt": "clash",
        "b.txt": "filed",
    }
    assert (office.corpus / "official" / "pp-1-2031.md").read_bytes() == first
    office.write("b.txt", 1, pasal=5)
    assert office.add(office.texts)["b.txt"]["outcome"] == "replaced"


def test_which_of_two_texts_counts_is_for_a_person_to_say(office: Office) -> None:
    office.write("a.txt", 1)
    chosen = office.write("b.txt", 1, pasal=5)
    assert office.add(office.texts)["b.txt"]["outcome"] == "clash"
    assert office.run("add", str(chosen))[0] == 0
    found = office.add(office.texts)
    assert (found["a.txt"]["outcome"], found["b.txt"]["outcome"]) == ("skipped", "filed")
    assert found[""]["code"] == 0
    assert "b.txt" in found["a.txt"]["message"]


def test_a_text_whose_rival_is_gone_is_added(office: Office) -> None:
    rival = office.write("a.txt", 1)
    office.write("b.txt", 1, pasal=5)
    office.add(office.texts)
    rival.unlink()
    assert office.add(office.texts)["b.txt"]["outcome"] == "replaced"


def test_one_file_alone_is_told_in_full_and_known_later(office: Office, readings: list[str]) -> None:
    path = office.write("a.txt", 1)
    code, out, _ = office.run("add", str(path))
    assert code == 0
    assert "Ditulis:" in out
    office.add(office.texts)
    assert readings == []


def test_what_a_killed_command_left_half_written_is_taken_away(office: Office) -> None:
    office.write("a.txt", 1)
    (office.corpus / "official").mkdir()
    (office.corpus / "official" / ".new-abc.tmp").write_text("separuh", encoding="utf-8")
    office.add(office.texts)
    assert office.held() == ["pp-1-2031.md"]


def test_a_dry_run_reads_and_reports_and_writes_nothing(office: Office) -> None:
    office.write("a.txt", 1)
    code, out, _ = office.run("add", str(office.texts), "--dry-run", "--report", str(office.report))
    assert code == 0
    assert "tidak ada yang ditulis" in out
    assert (office.report / "laporan.json").is_file()
    assert not office.data.exists()
    assert not (office.corpus / "official").exists()


def test_what_to_look_at_first_is_what_may_be_missing(office: Office) -> None:
    office.write("utuh.txt", 1)
    text = regulation_text(2, 9)
    start, end = text.index("Pasal 4\n"), text.index("Pasal 6\n")
    (office.texts / "kurang.txt").write_text(text[:start] + text[end:], encoding="utf-8")
    found = office.add(office.texts)
    assert list(found)[1:] == ["kurang.txt", "utuh.txt"]
    seen = found["kurang.txt"]["findings"]
    assert isinstance(seen, dict)
    assert (seen["certainty"], seen["gaps"], seen["pasal"]) == ("doubtful", 2, 7)
    assert found["utuh.txt"]["findings"]["certainty"] == "sure"  # type: ignore[index]


def test_check_reports_on_what_is_held_also_after_it_was_edited(office: Office) -> None:
    assert office.run("check")[0] == 0
    office.write("a.txt", 1, pasal=5)
    office.write("b.txt", 2, pasal=5)
    office.run("add", str(office.texts))
    code, out, _ = office.run("check", "--json")
    assert code == 0
    assert json.loads(out)["summary"]["sure"] == 2
    path = office.corpus / "official" / "pp-2-2031.md"
    text = path.read_text(encoding="utf-8")
    body, explained = text.split("# Penjelasan")
    start, end = body.index("##### Pasal 3"), body.index("##### Pasal 4")
    path.write_text(f"{body[:start]}{body[end:]}# Penjelasan{explained}", encoding="utf-8")
    code, out, _ = office.run("check", "--report", str(office.report))
    assert code == 4
    assert "Pasal 3 tidak ada, sedangkan Pasal 4 ada." in out
    assert (office.report / "laporan.html").is_file()
    assert office.run("check", "pp-1-2031")[0] == 0
    assert office.run("check", "pp-9-2031")[0] == 4


def test_one_command_at_a_time_adds(office: Office) -> None:
    office.write("a.txt", 1)
    with Journal(office.data, office.corpus):
        code, out, err = office.run("add", str(office.texts))
    assert (code, out) == (2, "")
    assert "perintah lain sedang memasukkan naskah" in err
    (office.data / FILE).write_bytes(b"bukan basis data " * 100)
    assert "rusak" in office.run("add", str(office.texts))[2]


def test_mistakes_in_use_are_one_line(office: Office) -> None:
    office.write("a.txt", 1)
    office.write("b.txt", 2)
    code, _, err = office.run("add", str(office.texts), "--id", "pp-1-2031")
    assert code == 2
    assert err.count("\n") == 1
    code, out, _ = office.run("add", str(office.texts / "*.pdf"))
    assert code == 4
    assert "tidak ada berkas di situ" in out


def test_documents_of_a_page_are_added_from_the_network(office: Office, here: Site) -> None:
    lines = regulation_text(7, 3).splitlines()
    pages = [lines[i : i + 30] for i in range(0, len(lines), 30)]
    law = pdf_of([[(20.0, 15.0 + 6 * i, line) for i, line in enumerate(page)] for page in pages])
    here.pages |= {
        "/detail/7": Page(b'<html><a href="/files/pp7.pdf">PP</a><a href="/files/abstrak.pdf">A</a></html>'),
        "/files/pp7.pdf": Page(law, headers={"ETag": '"7"'}),
        "/files/abstrak.pdf": Page(pdf_of([[(20.0, 20.0, "Abstrak peraturan.")]])),
    }
    url = f"{here.address}/detail/7"
    refused = office.add(url)
    assert refused["7"]["outcome"] == "failed"
    assert "--allow-http" in refused["7"]["message"]
    assert "--allow-private" in office.add(url, "--allow-http")["7"]["message"]
    assert here.asked == []
    found = office.add(url, "--allow-http", "--allow-private")
    assert found[""]["code"] == 0
    assert (found["pp7.pdf"]["outcome"], found["abstrak.pdf"]["outcome"]) == ("filed", "skipped")
    text = (office.corpus / "official" / "pp-7-2031.md").read_text(encoding="utf-8")
    assert f'url: "{here.address}/files/pp7.pdf"' in text
    again = office.add(url, "--allow-http", "--allow-private")
    assert again["pp7.pdf"]["before"] is True
    assert here.asked[-2][1]["if-none-match"] == '"7"'


def test_a_page_without_documents_is_read_itself_and_links_are_bounded(office: Office, here: Site) -> None:
    body = "".join(f"<p>{line}</p>" for line in regulation_text(8, 3).splitlines())
    here.pages["/pp8"] = Page(f"<html><body>{body}</body></html>".encode())
    flags = ("--allow-http", "--allow-private")
    assert office.add(f"{here.address}/pp8", *flags)["pp8"]["outcome"] == "filed"
    links = "".join(f'<a href="/{n}.pdf">x</a>' for n in range(9))
    here.pages["/daftar"] = Page(f"<html>{links}</html>".encode())
    office.add(f"{here.address}/daftar", *flags, "--links", "2")
    assert [path for path in here.paths() if path.endswith(".pdf")] == ["/0.pdf", "/1.pdf"]


def test_fetch_takes_the_regulation_that_is_meant(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = certificate(tmp_path)
    if made is None:
        pytest.skip("no openssl")
    monkeypatch.setenv("SSL_CERT_FILE", str(made[0]))
    with site(made) as here:
        here.pages |= {
            "/8": Page(b'<html><a href="/lain.pdf">x</a><a href="/pp8/download">y</a></html>'),
            "/lain.pdf": Page(regulation_text(9, 3).encode()),
            "/pp8/download": Page(regulation_text(8, 3).encode()),
        }
        (office.corpus / "sources.yaml").write_text(
            f"regulations: [{{id: pp-8-2031, addresses: ['{here.address}/mati', '{here.address}/8']}}]\n"
            f"forms: [{{address: '{here.address}/{{kind}}-{{number}}-{{year}}', kinds: {{perlan: lan}}}}]\n",
            encoding="utf-8",
        )
        assert office.run("fetch", "pp-8-2031")[0] == 4
        code, _, err = office.run("fetch", "pp-8-2031", "--allow-private")
        assert code == 0, err
        assert office.held() == ["pp-8-2031.md"]
        asked = len(here.asked)
        assert office.run("fetch", "pp-8-2031", "--allow-private")[0] == 0
        assert len(here.asked) == asked
        assert office.run("fetch", "pp-8-2031", "--allow-private", "--again")[0] == 0
        assert len(here.asked) > asked
        code, out, _ = office.run("fetch", "perlan-10-2021", "uu-1-2031", "--allow-private")
        assert code == 4
        assert f"{here.address}/lan-10-2021: situs menjawab 404" in out
        assert "belum ada di sources.yaml" in out
    assert office.run("fetch", "UU 20")[0] == 2


@pytest.mark.slow
def test_a_command_that_is_killed_goes_on_and_nothing_is_lost_or_doubled(office: Office) -> None:
    written(office.texts, regulations=12, pasal=30)
    command = [
        sys.executable,
        "-m",
        "tanyapasal",
        "regulation",
        "add",
        str(office.texts),
        "--report",
        str(office.report),
    ]
    command += ["--corpus", str(office.corpus), "--data", str(office.data)]
    official = office.corpus / "official"
    for wanted in (2, 6):
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ
        )
        while len(list(official.glob("*.md"))) < wanted and process.poll() is None:
            time.sleep(0.01)
        assert process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert len(list(official.glob("*.md"))) < 12
    before = list(official.glob("*.md"))
    found = office.add(office.texts)
    assert found[""]["in_corpus"] == 12
    assert office.held() == sorted(f"pp-{n}-2031.md" for n in range(1, 13))
    # The one that was being filed when the command died may be written again.
    assert sum(bool(e["before"]) for n, e in found.items() if n) >= len(before) - 1
    out = office.run("check", "--json")[1]
    assert json.loads(out)["summary"]["pasal"] == 12 * 30


def test_a_regulation_held_with_another_title_is_replaced_only_when_told(office: Office) -> None:
    office.add(office.write("a.txt", 1))
    text = (office.texts / "a.txt").read_text(encoding="utf-8")
    title = text.splitlines()[3]
    other = office.texts / "lain.txt"
    other.write_text(text.replace(title, "PEMELIHARAAN MERCUSUAR DI PULAU TERLUAR"), encoding="utf-8")
    refused = office.add(office.texts)
    assert refused["lain.txt"]["outcome"] == "failed"
    assert "--replace" in refused["lain.txt"]["message"]
    assert office.add("--replace", other)["lain.txt"]["outcome"] == "replaced"
