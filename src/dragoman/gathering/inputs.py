"""Whatever a person names on the command line, as pages and texts in a steady order."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import StoryError
from dragoman.gathering.bounded import MAX_PAGE_BYTES, faults_named, open_file, read_file
from dragoman.gathering.fetch import fetch
from dragoman.gathering.rows import read_csv, read_jsonl
from dragoman.gathering.streams import read_stream, text_from
from dragoman.gathering.tables import read_parquet
from dragoman.types import GivenText, Page, SetAside

Source = Page | GivenText | SetAside

STANDARD_INPUT = "-"

_PAGES = (".html", ".htm", ".xhtml")
# What a browser saves beside "page.html" lies in "page_files": pictures, scripts, advertising.
_ASSETS = "_files"


def gather(
    inputs: Sequence[str],
    *,
    max_bytes: int = MAX_PAGE_BYTES,
    standard_input: BinaryIO | None = None,
) -> Iterator[Source]:
    """Every page, text and fault that the inputs hold, in input order.

    An input is a file, a folder, an http(s) address, or "-" for standard input.  A folder
    is read to its depths, its names sorted.  Hidden files and the "page_files" folder of a
    saved "page.html" are passed over; any other file of an unknown kind is a fault.
    """
    stream = sys.stdin.buffer if standard_input is None else standard_input
    for name in inputs:
        try:
            yield from read_input(name, stream, max_bytes)
        except StoryError as error:
            yield SetAside(name, error.kind, error.message, url=name)


def read_input(name: str, stream: BinaryIO, max_bytes: int) -> Iterator[Source]:
    """What one input holds; a StoryError where it cannot be read at all."""
    if name == STANDARD_INPUT:
        yield from read_stream(stream, "standard input", max_bytes=max_bytes)
    elif name.lower().startswith(("http://", "https://")):
        yield fetch(name, max_bytes=max_bytes)
    elif Path(name).is_dir():
        yield from _named_folder(Path(name), max_bytes)
    else:
        yield from read_path(Path(name), max_bytes, named=True)


def _named_folder(folder: Path, max_bytes: int) -> Iterator[Source]:
    empty = True
    for source in _folder(folder, max_bytes):
        empty = False
        yield source
    if empty:
        raise StoryError("empty", f"{folder}: no file in this folder")


def _folder(folder: Path, max_bytes: int) -> Iterator[Source]:
    """What the files below a folder hold, in the order of their names; a fault stops none."""
    for path in entries(folder):
        try:
            if path.is_dir():
                yield from _folder(path, max_bytes)
            else:
                yield from read_path(path, max_bytes, named=False)
        except StoryError as error:
            yield SetAside(str(path), error.kind, error.message, url=str(path))


def entries(folder: Path) -> list[Path]:
    """What is worth reading in a folder, in the order of names."""
    with faults_named(str(folder)):
        names = set(os.listdir(folder))
    paths = [folder / name for name in sorted(names) if not name.startswith(".")]
    return [path for path in paths if not path.is_dir() or _is_worth_reading(path, names)]


def _is_worth_reading(folder: Path, beside: set[str]) -> bool:
    """Not a link, which may run in a circle, nor the parts of a page saved beside it."""
    page = folder.name.removesuffix(_ASSETS)
    is_assets = page != folder.name and any(page + suffix in beside for suffix in _PAGES)
    return not is_assets and not folder.is_symlink()


def read_path(path: Path, max_bytes: int, *, named: bool) -> Iterator[Source]:
    """What one file holds; one that was `named` by a person is told by its content if need be."""
    suffix = Path(path.stem).suffix if path.suffix.lower() == ".gz" else path.suffix
    match suffix.lower():
        case ".html" | ".htm" | ".xhtml":
            yield Page(read_file(path, max_bytes=max_bytes), str(path))
        case ".txt":
            yield text_from(read_file(path, max_bytes=max_bytes), str(path))
        case ".parquet":
            yield from read_parquet(path)
        case ".jsonl" | ".ndjson" | ".csv" | ".tsv":
            yield from _rows(path, suffix.lower(), max_bytes)
        case _ if named:
            with open_file(path) as stream:
                yield from read_stream(stream, str(path), max_bytes=max_bytes)
        case _:
            known = ".html, .txt, .jsonl, .csv or .parquet"
            raise StoryError("unknown", f"{path}: not a {known} file")


def _rows(path: Path, suffix: str, max_bytes: int) -> Iterator[GivenText | SetAside]:
    read = read_jsonl if suffix in (".jsonl", ".ndjson") else read_csv
    with open_file(path) as stream:
        yield from read(stream, str(path), max_bytes=max_bytes)
