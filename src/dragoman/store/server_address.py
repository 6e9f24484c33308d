"""The address of a PostgreSQL store: read, and named without its password."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from dragoman.errors import UsageError

#: Signs that end a part of an address: in a name or a password they are written as %40 and so on.
_PARTING = "/?@"
#: A server that does not answer at all is given up after so many seconds.
_PATIENCE = 10


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """How to reach a server, and how to call it where anybody can read it."""

    name: str
    connection: str = field(repr=False)  # holds the password


def read_address(address: str) -> ServerAddress:
    """The address taken apart; a UsageError that keeps its password to itself."""
    user, _, _ = address.partition("://")[2].rpartition("@")
    if any(sign in user for sign in _PARTING):
        raise UsageError("a sign @, / or ? in a name or a password of the store's address is "
                         "written as %40, %2F or %3F")  # fmt: skip
    try:
        parts = conninfo_to_dict(address)
    except psycopg.ProgrammingError:
        raise UsageError(
            "the store's address is not understood: postgresql://USER:PASSWORD@HOST/DATABASE, "
            "other signs than letters and digits written as % and two digits"
        ) from None  # what libpq says may quote the password
    parts.setdefault("connect_timeout", _PATIENCE)
    parts.setdefault("application_name", "dragoman")
    return ServerAddress(_name(parts), make_conninfo("", **parts))


def _name(parts: Mapping[str, object]) -> str:
    """The address without the user, the password and the rest."""
    host = parts.get("host") or parts.get("hostaddr") or ""
    port = f":{parts['port']}" if parts.get("port") else ""
    database = parts.get("dbname") or ""
    return f"postgresql://{host}{port}/{database}"
