"""feeds.toml: the sources, how they are treated, and who is to be told of what."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from dragoman.errors import SetupError
from dragoman.watching.plan import ALERT_RETRY, ALERT_TRIES, Bounds, Manners, Plan, Source
from dragoman.watching.rules import read_rules
from dragoman.watching.targets import read_targets
from dragoman.watching.toml_table import Table

#: The name that robots.txt knows us by.
ROBOT = "dragoman"
_DAY = 86_400.0
_YEAR = 366 * _DAY
_MOST_BYTES = 200_000_000


def read_plan(path: Path, environment: Mapping[str, str], *, version: str) -> Plan:
    """All that the file says; a SetupError says what in it cannot be."""
    table = Table(str(path), _parsed(path))
    manners = _manners(table, Manners())
    sources = tuple(_source(one, manners) for one in table.tables("source"))
    targets = read_targets(table.tables("target"), environment)
    plan = Plan(
        sources=sources,
        agent=_agent(table.text("contact", ""), version),
        bounds=_bounds(table, Bounds()),
        proxy=_address(table, "proxy") if table.has("proxy") else "",
        rules=read_rules(table.tables("alert"), [one.name for one in targets]),
        targets=targets,
        alert_tries=table.count("alert_tries", ALERT_TRIES, most=100),
        alert_retry=table.number("alert_retry_seconds", ALERT_RETRY, least=0, most=_DAY),
    )
    table.done()
    _require_sources(sources, table)
    return plan


def _parsed(path: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SetupError(f"cannot read {path}: {(error.strerror or str(error)).lower()}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SetupError(f"{path} is no TOML: {error}") from error


def _agent(contact: str, version: str) -> str:
    if not contact.isascii() or not contact.isprintable():
        raise SetupError(f"contact must be an address in plain letters, not {contact!r}")
    about = f"; +{contact}" if contact else ""
    return f"Mozilla/5.0 (compatible; {ROBOT}/{version}{about})"


def _source(table: Table, manners: Manners) -> Source:
    url = _address(table, "url")
    source = Source(table.text("name", url), url, _manners(table, manners))
    table.done()
    return source


def _address(table: Table, name: str) -> str:
    url = table.text(name)
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # "http://[broken" and ports that are none
        sound = False
    if not sound:
        raise table.wrong(name, "an http or https address")
    return url


def _manners(table: Table, above: Manners) -> Manners:
    """What the table says, and what stands above it where it says nothing."""
    least = table.number("poll_least_seconds", above.poll_least, least=0, most=_YEAR)
    most = table.number("poll_most_seconds", above.poll_most, least=0, most=_YEAR)
    if least > most:
        raise SetupError(
            f"{table.where}: poll_least_seconds ({least:g}) is more than poll_most_seconds ({most:g})"
        )
    return Manners(
        robots=table.flag("robots", above.robots),
        allow_private=table.flag("allow_private", above.allow_private),
        gap=table.number("gap_seconds", above.gap, least=0, most=_DAY),
        poll_least=least,
        poll_most=most,
        max_age_days=table.number("max_age_days", above.max_age_days, least=0, most=36_600),
        max_entries=table.count("max_entries", above.max_entries, most=100_000),
        max_versions=table.count("max_versions", above.max_versions, most=1_000),
    )


def _bounds(table: Table, usual: Bounds) -> Bounds:
    return Bounds(
        connect=table.number("connect_seconds", usual.connect, least=0.01, most=600),
        read=table.number("read_seconds", usual.read, least=0.01, most=600),
        total=table.number("total_seconds", usual.total, least=0.01, most=3_600),
        page_bytes=table.count("max_page_bytes", usual.page_bytes, most=_MOST_BYTES),
        feed_bytes=table.count("max_feed_bytes", usual.feed_bytes, most=_MOST_BYTES),
        redirects=table.count("max_redirects", usual.redirects, least=0, most=20),
        connections=table.count("connections", usual.connections, most=500),
        retry=table.number("retry_seconds", usual.retry, least=0, most=_DAY),
        retry_most=table.number("retry_most_seconds", usual.retry_most, least=0, most=_YEAR),
        rest_most=table.number("rest_most_seconds", usual.rest_most, least=0, most=_YEAR),
        tries=table.count("tries", usual.tries, most=1_000),
        backlog=table.count("backlog", usual.backlog),
    )


def _require_sources(sources: Iterable[Source], table: Table) -> None:
    """A SetupError where there is none, or one stands there twice."""
    names: set[str] = set()
    urls: set[str] = set()
    for source in sources:
        for seen, word in ((names, source.name), (urls, source.url)):
            if word in seen:
                raise SetupError(f"{table.where}: the source {word} stands there twice")
            seen.add(word)
    if not names:
        raise SetupError(f'{table.where} names no source: write [[source]] and url = "https://…"')
