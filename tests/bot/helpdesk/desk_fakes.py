"""A helpdesk on the project's own corpus: index without a model, questions read with the real one."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tanyapasal.bot.answering.service import Answerer
from tanyapasal.bot.helpdesk.answering import CuratedAssistant
from tanyapasal.bot.helpdesk.curated import Curated
from tanyapasal.bot.helpdesk.desk import Desk
from tanyapasal.bot.helpdesk.reading import QuestionReading
from tanyapasal.bot.storage import Store
from tanyapasal.index.build import build
from tanyapasal.index.embedding.embedder import Embedder
from tanyapasal.index.embedding.hashing import HashingEmbedder
from tanyapasal.index.embedding.named import embedder_named
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.search.snapshot import load

ROOT = Path(__file__).parents[3]
PLACE = "uu-20-2023/pasal-47/ayat-2"
QUESTION = "Apakah cuti melahirkan mengurangi jatah jam pelajaran?"
# Two wordings that the log held too; the paraphrases are none of them.
WORDINGS = (QUESTION, "Cuti bersalin berpengaruh pada kewajiban JP atau tidak?")
PARAPHRASES = (
    "apakah jatah JP berkurang kalau cuti melahirkan",
    "Cuti melahirkan mengurangi jatah JP tidak?",
    "Jatah jam pelajaran berkurang karena cuti bersalin?",
)
RIVALS = (
    "Apakah cuti sakit mengurangi jatah jam pelajaran?",
    "Apakah cuti melahirkan tidak mengurangi jatah jam pelajaran?",
    "Kapan cuti melahirkan dapat diambil?",
    "Apakah cuti melahirkan menurut Pasal 5 mengurangi jatah jam pelajaran?",
)


@cache
def model() -> Embedder:
    """The embedding model that is shipped, loaded once."""
    embedder = embedder_named("e5-small-int8")
    embedder.warm_up()
    return embedder


@dataclass(frozen=True, slots=True)
class Helpdesk:
    """A desk and the assistant that gives its answers."""

    desk: Desk
    assistant: CuratedAssistant


def corpus_copy(folder: Path) -> Path:
    """The project's corpus, to be changed by a test."""
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    return folder / "corpus"


def helpdesk_on(corpus: Path, data: Path, store: Store) -> Helpdesk:
    """What ``tanyapasal.bot.bootstrap.load_assistant`` puts together, on an index without a model."""
    embedder = HashingEmbedder()
    build(corpus, data, embedder)
    retriever = Retriever(load(data, embedder.id, embedder.dimension), embedder)
    answerer = Answerer(retriever)
    curated = Curated(store.desk, QuestionReading(retriever.reader, model()), answerer, answerer.composer)
    curated.review()
    desk = Desk(store)
    desk.open(curated)
    return Helpdesk(desk, CuratedAssistant(answerer, curated))
