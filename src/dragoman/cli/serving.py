"""What `dragoman serve` does: listen, let nobody in who must not, and serve until stopped."""

from __future__ import annotations

import getpass
import socket
import webbrowser
from contextlib import closing, suppress
from threading import Thread

import click
import uvicorn
from fastapi import FastAPI

from dragoman.api import create_app
from dragoman.api.access import Access, Person, Role, read_tokens
from dragoman.api.hosts import hosts_of, is_loopback
from dragoman.api.served import Served
from dragoman.build import open_existing
from dragoman.cli.serve import Serving
from dragoman.errors import DragomanError, UsageError
from dragoman.keeping.store import Store
from dragoman.settings import Settings
from dragoman.store.indices import Index

#: Seconds that answers under way are waited for when the server is stopped.
_PATIENCE = 3


def serve_store(settings: Settings, address: str, serving: Serving) -> None:
    """Serve a store until somebody stops it."""
    access = access_of(serving)
    opened = open_existing(address, memory=settings.store_memory)
    with closing(opened) as store, closing(listen(serving)) as line:
        app = served_app(store, settings, serving, access=access)
        url = _url(serving.host, line.getsockname()[1])
        click.echo(f"serving {address} at {url} (Ctrl-C stops)", err=True)
        if serving.browse:
            webbrowser.open(url)
        try:
            _run(app, line)
        finally:
            app.state.served.coder.close()


def served_app(store: Store, settings: Settings, serving: Serving, *, access: Access) -> FastAPI:
    """The application with the names that it goes by, its coder being loaded."""
    app = create_app(store, settings, access=access, hosts=hosts_of(serving.host, *serving.names))
    Thread(target=_load_coder, args=(app.state.served,), daemon=True).start()
    Thread(target=_make_ready, args=(app.state.served,), daemon=True).start()
    return app


def _load_coder(served: Served) -> None:
    """Load the coder before somebody waits for it."""
    with suppress(DragomanError):  # told to the first who asks
        served.coder.warm()


def _make_ready(served: Served) -> None:
    """Take in what text search lacks, and make common items, before somebody waits for them."""
    with suppress(DragomanError):  # told to the first who asks
        served.pages.make_ready()
        served.store.search(Index.RECORDS, ("dragoman",))


def access_of(serving: Serving) -> Access:
    """Who may do what; a UsageError where everybody in a network could do everything."""
    if serving.token_file is not None:
        return Access(read_tokens(serving.token_file))
    if not is_loopback(serving.host):
        raise UsageError(
            f"{serving.host} can be reached from other machines: --token-file FILE says who may "
            "read and write; without it serve at 127.0.0.1"
        )
    return Access(anybody=Person(_user(), Role.ADMIN))


def _user() -> str:
    """The name that judgements at this machine are signed with."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name, as in some containers
        return "somebody"


def listen(serving: Serving) -> socket.socket:
    """A socket at the port; a UsageError where it is taken or not ours."""
    family = socket.AF_INET6 if ":" in serving.host else socket.AF_INET
    try:
        line = socket.create_server((serving.host, serving.port), family=family)
    except OSError as error:
        reason = str(error.strerror or error).partition(" (while")[0]
        message = (
            f"cannot listen at {serving.host} port {serving.port}: {reason}; try another --port"
        )
        raise UsageError(message) from error
    # Connections inherit it; without it an answer in two parts waits 40 ms for the client's word.
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return line


def _url(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _run(app: FastAPI, line: socket.socket) -> None:
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # anybody can write X-Forwarded-For; limits go by the connection
        timeout_graceful_shutdown=_PATIENCE,
    )
    uvicorn.Server(config).run(sockets=[line])
