"""The targets of feeds.toml: webhooks and mailboxes, whose secrets stand in the environment."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from dragoman.errors import SetupError
from dragoman.watching.plan import STDOUT, Mailbox, Target, Webhook
from dragoman.watching.toml_table import Table

#: How a key begins in the Standard Webhooks form; the rest is Base64.
KEY_MARK = "whsec_"
#: A shorter key could be guessed.
_LEAST_KEY = 16
_SMTP_PORT = 25


def read_targets(tables: Iterable[Table], environment: Mapping[str, str]) -> tuple[Target, ...]:
    """The targets of these tables; a SetupError says what cannot be."""
    targets = [_target(table, environment) for table in tables]
    names = [STDOUT]
    for target in targets:
        if target.name in names:
            raise SetupError(f"two targets are called {target.name!r}: give each its own name")
        names.append(target.name)
    return tuple(targets)


def _target(table: Table, environment: Mapping[str, str]) -> Target:
    if table.has("webhook") == table.has("mail"):
        raise SetupError(f"{table.where}: give either webhook or mail")
    read = _webhook if table.has("webhook") else _mailbox
    target = read(table, environment)
    table.done()
    return target


def _webhook(table: Table, environment: Mapping[str, str]) -> Webhook:
    url = table.text("webhook")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise table.wrong("webhook", "an http or https address")
    return Webhook(table.text("name"), url, _key(table, environment))


def _key(table: Table, environment: Mapping[str, str]) -> bytes:
    words = _secret(table, "secret_env", environment)
    try:
        key = b64decode(words.removeprefix(KEY_MARK), validate=True)
    except binascii.Error as error:
        raise SetupError(f"{table.where}: the secret must be {KEY_MARK} and Base64") from error
    if not words.startswith(KEY_MARK) or len(key) < _LEAST_KEY:
        raise SetupError(
            f"{table.where}: the secret must be {KEY_MARK} and Base64 of {_LEAST_KEY} bytes or more"
        )
    return key


def _secret(table: Table, name: str, environment: Mapping[str, str]) -> str:
    """The secret in the environment variable that is named here: the file may be shared."""
    variable = table.text(name)
    if not environment.get(variable):
        raise SetupError(f"{table.where}: the environment variable {variable} holds no secret")
    return environment[variable]


def _mailbox(table: Table, environment: Mapping[str, str]) -> Mailbox:
    to = table.texts("mail")
    for address in (*to, table.text("from")):
        if "@" not in address or any(sign.isspace() for sign in address):
            raise SetupError(f"{table.where}: {address!r} is no mail address")
    host, port = _server(table)
    return Mailbox(
        name=table.text("name"),
        to=to,
        sender=table.text("from"),
        host=host,
        port=port,
        starttls=table.flag("starttls", False),
        user=table.text("user", ""),
        password=_secret(table, "password_env", environment) if table.has("user") else "",
    )


def _server(table: Table) -> tuple[str, int]:
    words = table.text("smtp", f"localhost:{_SMTP_PORT}")
    try:
        parts = urlsplit(f"//{words}")
        host, port = parts.hostname, parts.port or _SMTP_PORT
    except ValueError as error:
        raise table.wrong("smtp", "host:port") from error
    if not host:
        raise table.wrong("smtp", "host:port")
    return host, port
