"""Whatever a person names on the command line, as pages and texts in a steady order."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from dragoman.errors import StoryError
from dragoman.gathering.archive import Passed
from dragoman.gathering.bounded import MAX_PAGE_BYTES
from dragoman.gathering.fetch import fetch
from dragoman.gathering.files import Bounds, Source, read_one_file
from dragoman.gathering.folders import read_folder
from dragoman.gathering.streams import read_stream
from dragoman.types import SetAside

STANDARD_INPUT = "-"
_ARCHIVES = (".warc", ".warc.gz", ".warc.zst", ".warc.lz4", ".wacz")


def gather(
    inputs: Sequence[str],
    *,
    max_bytes: int = MAX_PAGE_BYTES,
    standard_input: BinaryIO | None = None,
    passed: Passed | None = None,
) -> Generator[Source]:
    """Every page, text and fault that the inputs hold, in input order and one at a time.

    An input is a file, a folder, an http(s) address, or "-" for standard input.  A folder
    is read to its depths, its names sorted.  Hidden files and the "page_files" folder of a
    saved "page.html" are passed over; any other file of an unknown kind is a fault.  What web
    archives hold besides pages is counted in `passed`.
    """
    stream = sys.stdin.buffer if standard_input is None else standard_input
    bounds = Bounds(max_bytes, Passed() if passed is None else passed)
    for name in inputs:
        try:
            yield from read_input(name, stream, bounds)
        except StoryError as error:
            yield SetAside(name, error.kind, error.message, url=name)


def read_input(name: str, stream: BinaryIO, bounds: Bounds) -> Iterator[Source]:
    """What one input holds; a StoryError where it cannot be read at all."""
    if name == STANDARD_INPUT:
        yield from read_stream(
            stream, "standard input", max_bytes=bounds.max_bytes, passed=bounds.passed
        )
    elif is_address(name):
        _require_page(name)
        yield fetch(name, max_bytes=bounds.max_bytes)
    elif Path(name).is_dir():
        yield from read_folder(Path(name), bounds)
    else:
        yield from read_one_file(Path(name), bounds, named=True)


def is_address(name: str) -> bool:
    """Whether an input is an http(s) address."""
    return name.lower().startswith(("http://", "https://"))


def _require_page(address: str) -> None:
    """Nothing; a StoryError for the address of a web archive, which is no page."""
    if PurePosixPath(address.partition("?")[0].lower()).name.endswith(_ARCHIVES):
        way = "save the archive first, or pipe a WARC file into `dragoman code -`"
        raise StoryError("fetch", f"{address}: only pages are fetched: {way}")
