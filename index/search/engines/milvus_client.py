"""Rows in a Milvus: written, found, dropped. The only file that imports pymilvus (the extra ``tanyapasal[milvus]``).

One schema for a file (Milvus Lite) and for a cluster, by URI. Rows are written into a collection that bears the id of
the snapshot; its alias is made when all of them are there, and only the alias is ever searched. So a snapshot is there
as a whole or not at all, and the one in use is chosen by the snapshot's own pointer as it always is. Writing that was
stopped goes on where it was.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, ParamSpec, TypeVar
from urllib.parse import urlsplit

from tanyapasal.index.errors import SnapshotError

if TYPE_CHECKING:
    from pymilvus import MilvusClient

P = ParamSpec("P")
T = TypeVar("T")
POSITION, DENSE = "position", "dense"
# What Milvus takes at most: rows of one answer, bytes of one text.
MOST_ROWS, MOST_BYTES = 16_384, 65_535
_SECONDS = 30.0
_PREFIX, _ROWS = "tanyapasal_", "_rows"


@dataclass(frozen=True, slots=True)
class Collection:
    """One set of rows in one Milvus: ``of``, the id of a snapshot; ``name``, which of its sets.

    Every method raises SnapshotError if Milvus does not answer or refuses.
    """

    uri: str
    of: str
    name: str

    @property
    def alias(self) -> str:
        return f"{_PREFIX}{self.of}_{self.name}"

    @property
    def exists(self) -> bool:
        """True if all of its rows are there."""
        return bool(_asked(_client(self.uri).has_collection, self.alias, timeout=_SECONDS))

    def write(
        self, batches: Iterable[Sequence[Mapping[str, object]]], dimension: int, texts: Sequence[str]
    ) -> None:
        """Write what is not there yet of batches of rows, then make the alias.

        A row has a position, a vector of so many numbers, and tokens parted by blanks for each of ``texts``, its fields.
        """
        client = _client(self.uri)
        rows = self.alias + _ROWS
        if not _asked(client.has_collection, rows):
            _asked(_create, client, rows, dimension, texts)
        count = 0
        for batch in batches:
            count += len(batch)
            # A batch is written as a whole: with its last row all of it is there.
            if not _asked(client.get, rows, [batch[-1][POSITION]], output_fields=[POSITION]):
                _asked(client.upsert, rows, list(batch))
        _asked(client.flush, rows)
        told = _asked(client.query, rows, filter="", output_fields=["count(*)"], consistency_level="Strong")
        if told[0]["count(*)"] != count:
            raise SnapshotError(f"Koleksi '{rows}' tidak lengkap di Milvus; jalankan: tanyapasal index build")
        if not self.exists:
            _asked(client.create_alias, rows, self.alias)

    def search(
        self, field: str, asked: object, top: int, among: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """The ``top`` best rows for a vector or for tokens, best first, as position and score; of named ones only."""
        count = min(top, MOST_ROWS)
        if count <= 0:
            return []
        found = _asked(
            _client(self.uri).search,
            self.alias,
            data=[asked],
            anns_field=field,
            limit=count,
            filter="" if among is None else f"{POSITION} in {list(among)}",
            output_fields=[POSITION],
            timeout=_SECONDS,
        )
        return [(int(hit[POSITION]), float(hit["distance"])) for hit in found[0]]

    def vectors(self, positions: Sequence[int]) -> list[tuple[int, list[float]]]:
        """The rows at some positions, at most ``MOST_ROWS``, in any order."""
        get = _client(self.uri).get
        found = _asked(get, self.alias, list(positions), output_fields=[POSITION, DENSE], timeout=_SECONDS)
        return [(int(row[POSITION]), row[DENSE]) for row in found]


def bm25_of(field: str) -> str:
    """The field in which the tokens of a field are searched."""
    return f"{field}_bm25"


def drop_others(uri: str, kept: frozenset[str]) -> None:
    """Drop what snapshots wrote that are not among ``kept`` (ids)."""
    client = _client(uri)
    for rows in _asked(client.list_collections):
        alias = rows.removesuffix(_ROWS)
        if rows.startswith(_PREFIX) and alias.removeprefix(_PREFIX).split("_")[0] not in kept:
            if _asked(client.has_collection, alias):
                _asked(client.drop_alias, alias)
            _asked(client.drop_collection, rows)


def _create(client: MilvusClient, name: str, dimension: int, texts: Sequence[str]) -> None:
    library = _library()
    kinds = library.DataType
    schema = client.create_schema(auto_id=False)
    schema.add_field(POSITION, kinds.INT64, is_primary=True)
    schema.add_field(DENSE, kinds.FLOAT_VECTOR, dim=dimension)
    indexes = client.prepare_index_params()
    indexes.add_index(DENSE, index_type="AUTOINDEX", metric_type="IP")
    for field in texts:
        # Tokens are made by the analysis that questions have too; Milvus only parts them.
        analyzer = {"tokenizer": "standard"}
        schema.add_field(
            field, kinds.VARCHAR, max_length=MOST_BYTES, enable_analyzer=True, analyzer_params=analyzer
        )
        schema.add_field(bm25_of(field), kinds.SPARSE_FLOAT_VECTOR)
        schema.add_function(
            library.Function(
                name=f"{field}_to_bm25",
                function_type=library.FunctionType.BM25,
                input_field_names=[field],
                output_field_names=[bm25_of(field)],
            )
        )
        weights = {"bm25_k1": 1.5, "bm25_b": 0.75}
        indexes.add_index(
            bm25_of(field), index_type="SPARSE_INVERTED_INDEX", metric_type="BM25", params=weights
        )
    client.create_collection(name, schema=schema, index_params=indexes)


def _library() -> ModuleType:
    try:
        library = import_module("pymilvus")
    except ImportError as error:
        raise SnapshotError(
            "TANYAPASAL_MILVUS memerlukan pymilvus; pasang dahulu: pip install 'tanyapasal[milvus]'"
        ) from error
    # It writes a traceback for every error before it raises it.
    logging.getLogger("pymilvus").setLevel(logging.CRITICAL)
    return library


@cache
def _client(uri: str) -> MilvusClient:
    """One connection a process; ``uri``: a file, or http(s)://user:password@host:port/database."""
    connect = _library().MilvusClient
    parts = urlsplit(uri)
    if not parts.scheme:
        return _asked(connect, uri)
    server = parts._replace(netloc=parts.netloc.rpartition("@")[2], path="").geturl()
    token = f"{parts.username}:{parts.password}" if parts.username else ""
    return _asked(connect, server, token=token, db_name=parts.path.strip("/"), timeout=_SECONDS)


def _asked(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What Milvus answers; raises SnapshotError if it does not, or refuses."""
    refused = _library().MilvusException
    try:
        return call(*args, **kwargs)
    except refused as error:
        raise SnapshotError(
            f"Milvus tidak menjawab atau menolak ({str(error.message)[:200]}); periksa TANYAPASAL_MILVUS"
        ) from error
