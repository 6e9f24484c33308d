"""A real PostgreSQL server for the tests, and a schema of it for each store."""

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

import pytest

MISSING = "no PostgreSQL server is installed: apt-get install postgresql"
USER = "dragoman"
#: A server does not run as root: these users may, the first that there is.
UNPRIVILEGED = ("postgres", "nobody")


@dataclass(frozen=True)
class Home:
    """Where a store on the server lives, for a test whose folder is `folder`."""

    folder: Path

    @property
    def schema(self):
        return "s" + blake2b(str(self.folder).encode(), digest_size=8).hexdigest()

    @property
    def address(self):
        """The address of its schema, which is made with the first asking."""
        with a_connection() as connection:
            connection.execute(f"create schema if not exists {self.schema}")
        return f"{server_address()}&options=-csearch_path%3D{self.schema}"


def a_connection(database="postgres"):
    """A connection of the server's owner."""
    return _psycopg().connect(server_address(database), autocommit=True)


def server_address(database="postgres"):
    return f"postgresql://{USER}@/{database}?host={start_server()}"


def a_database(name, how=""):
    """A new database of this name; its address."""
    with a_connection() as connection:
        connection.execute(f"create database {name} {how}")
    return server_address(name)


@cache
def start_server():
    """The folder of the socket of a server that this call starts; it ends with the tests."""
    _psycopg()
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="dragoman-server-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    lower = _as_unprivileged(folder)
    initdb = [programs / "initdb", "-D", folder / "data", "-U", USER, "-A", "trust"]
    options = ["-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    subprocess.run([*lower, *initdb, *options], check=True, stdout=subprocess.DEVNULL)
    _start([*lower, programs / "postgres", "-D", folder / "data"], folder)
    return folder


def _psycopg():
    return pytest.importorskip("psycopg", reason="psycopg is not installed")


def _programs():
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=_version)
    if not found or shutil.which("setpriv") is None:
        pytest.skip(MISSING)
    return found[-1].parent


def _version(program):
    return float(program.parts[-3])


def _as_unprivileged(folder):
    """How a command begins that must not run as root; the folder is its user's."""
    end_with_us = ["setpriv", "--pdeathsig", "INT"]
    if os.getuid() != 0:
        return end_with_us
    known = {one.pw_name: one for one in pwd.getpwall()}
    user = next(known[name] for name in UNPRIVILEGED if name in known)
    os.chown(folder, user.pw_uid, user.pw_gid)
    ids = [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    return [*end_with_us, *ids]


def _start(command, folder):
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": folder,
        "fsync": "off",
        "max_connections": 50,
    }
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([*command, *options], stdout=log, stderr=log)
    atexit.register(process.wait)
    atexit.register(process.terminate)
    until = time.monotonic() + 30
    while not _is_up(folder):
        if process.poll() is not None or time.monotonic() > until:
            pytest.fail(f"the server does not start: {(folder / 'log').read_text()}")
        time.sleep(0.05)


def _is_up(folder):
    psycopg = _psycopg()
    try:
        psycopg.connect(f"postgresql://{USER}@/postgres?host={folder}").close()
    except psycopg.OperationalError:
        return False
    return True
