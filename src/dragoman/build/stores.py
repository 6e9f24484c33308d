"""Where the concrete classes of a store are picked: an address in, a store out."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from uuid import uuid4

from dragoman.errors import UsageError
from dragoman.keeping.answering import answer
from dragoman.keeping.lakes import answer_lake
from dragoman.keeping.linking import Linking
from dragoman.keeping.store import Store
from dragoman.linking.clusters import clusters
from dragoman.linking.corrections import apply_corrections
from dragoman.linking.linker import Linker
from dragoman.linking.merge import build_event
from dragoman.settings import STORE_MEMORY
from dragoman.store.database import Database
from dragoman.store.lakes.database import open_lake
from dragoman.store.lost import answer_again
from dragoman.store.migrate import Origin
from dragoman.store.sharing import SharedFile

#: How an address of a server begins; all else is a path.
SERVER = ("postgresql://", "postgres://")


def open_store(address: str, *, memory: int = STORE_MEMORY) -> Store:
    """The store in a file, behind a postgresql:// address, or in a lake's folder.

    A file is made where there is none; so many megabytes of it are held in memory at most.
    """
    origin = Origin(store=uuid4().hex, program=version("dragoman"))
    reply = partial(answer, linking=load_linking())
    if address.startswith(SERVER):
        database = _open_server(address, origin)
        ask = partial(answer_again, database, reply)
        return Store(ask, database.close, database.dialect)
    if Path(address).is_dir():
        lake = open_lake(Path(address))
        return Store(partial(answer_lake, lake, linking=load_linking()), lake.close)
    file = SharedFile(Path(address), origin, reply, memory=memory)
    return Store(file.ask, file.close)


def load_linking() -> Linking:
    """How records become events."""
    return Linking(Linker(), clusters, build_event, apply_corrections)


def _open_server(address: str, origin: Origin) -> Database:
    """The store on a server, whose driver not every reader of a file has installed."""
    try:
        postgres = import_module("dragoman.store.postgres")
    except ImportError as error:
        raise UsageError(
            "a store on a server needs psycopg: pip install 'dragoman[postgres]'"
        ) from error
    database: Database = postgres.open_postgres(address, origin)
    return database
