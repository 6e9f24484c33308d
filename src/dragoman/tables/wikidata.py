"""Pages of answers from a SPARQL endpoint, each kept on disk, so that nothing is asked twice.

An update that was interrupted finds its pages in FILE.part/ and goes on behind them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

from dragoman.errors import SetupError
from dragoman.tables.asking import Interrupted, Patience, answer, chunks, is_web_page
from dragoman.tables.offices import PAGE, OfficeClass, page_query

ENDPOINT = "https://query.wikidata.org/sparql"
#: Pages of one update tell of one time; older ones are asked for again.
KEPT_FOR = timedelta(days=1)
MOST_PAGES = 500  # of one class: an endpoint that minds no OFFSET never ends
_ACCEPT = {"Accept": "application/sparql-results+json"}


@dataclass(frozen=True, slots=True)
class Source:
    """Where pages are asked for, and the folder in which they are kept."""

    endpoint: str
    folder: Path
    patience: Patience


@dataclass(frozen=True, slots=True)
class Answer:
    """One row of an answer: values by variable; `unknown` are those said to be unknown."""

    values: dict[str, str]
    unknown: frozenset[str]

    def value(self, name: str) -> str:
        """The value of a variable, "" where it has none."""
        return self.values.get(name, "")

    def entity(self, name: str) -> str:
        """The Wikidata number in a variable, "" where it has none."""
        number = self.value(name).rpartition("/")[2]
        return number if number[:1] == "Q" and number[1:].isdecimal() else ""


def answers(office: OfficeClass, source: Source) -> Iterator[Answer]:
    """All rows of a class of offices, page after page until one is empty."""
    seen: set[str] = set()
    for number in range(MOST_PAGES):
        rows = _page(office, number * PAGE, source)
        if not rows:
            return
        new = {row.value("statement") for row in rows} - seen
        if not new:
            break
        seen |= new
        yield from rows
    raise SetupError(f"{source.endpoint} gives the same page again: it minds no OFFSET")


def _page(office: OfficeClass, offset: int, source: Source) -> list[Answer]:
    """The rows of one page, from the folder where it is there, else from the endpoint."""
    query = page_query(office, offset)
    mark = sha256(f"{source.endpoint}\n{query}".encode()).hexdigest()[:8]
    path = source.folder / f"{office.key}-{offset}-{mark}.json"
    if not _is_fresh(path, source.patience):
        body = _body(query, source)
        rows = _rows(body, source.endpoint)
        part = path.with_suffix(".part")
        part.write_bytes(body)
        os.replace(part, path)
        source.patience.sleep(source.patience.pause_seconds)
        return rows
    return _rows(path.read_bytes(), str(path))


def _is_fresh(path: Path, patience: Patience) -> bool:
    if not path.is_file():
        return False
    age = patience.now().timestamp() - path.stat().st_mtime
    return age < KEPT_FOR.total_seconds()


def _body(query: str, source: Source) -> bytes:
    """The endpoint's answer to a query, asked again where the connection fails."""
    joint = "&" if "?" in source.endpoint else "?"
    address = f"{source.endpoint}{joint}{urlencode({'query': query, 'format': 'json'})}"
    for tried in range(1, source.patience.tries + 1):
        try:
            with answer(address, _ACCEPT, source.patience) as response:
                body = b"".join(chunks(response))
                kind = response.headers.get_content_type()
            break
        except Interrupted as cut:
            if tried == source.patience.tries:
                message = f"{source.endpoint}: cut off ({cut}); run it again to go on"
                raise SetupError(message) from cut
        source.patience.sleep(source.patience.back_off(tried))
    if is_web_page(kind, body):
        raise SetupError(f"{source.endpoint} gives a web page, not JSON: is it a SPARQL endpoint?")
    return body


def _rows(body: bytes, where: str) -> list[Answer]:
    """The rows of an answer in SPARQL's JSON; SetupError where it is broken or another thing."""
    try:
        told = json.loads(body)
        return [_row(binding) for binding in told["results"]["bindings"]]
    except (ValueError, RecursionError) as error:
        # The query service writes an error behind half an answer when its time is up.
        message = f"{where}: broken JSON ({error}); run it again later, it goes on where it was"
        raise SetupError(message) from error
    except (KeyError, TypeError, AttributeError) as error:
        message = f"{where}: JSON, but no results of SPARQL ({type(error).__name__}: {error})"
        raise SetupError(message) from error


def _row(binding: dict[str, dict[str, str]]) -> Answer:
    values = {name: str(cell["value"]) for name, cell in binding.items()}
    unknown = {
        name
        for name, cell in binding.items()
        if cell["type"] == "bnode" or "/.well-known/genid/" in cell["value"]
    }
    return Answer(values, frozenset(unknown))
