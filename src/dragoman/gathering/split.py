"""Inputs taken apart into files that can be read by different machines, each by itself."""

from __future__ import annotations

import glob
import gzip
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from dragoman.errors import StoryError, UsageError
from dragoman.gathering.archive import Passed, read_warc
from dragoman.gathering.bounded import MAX_PAGE_BYTES, faults_named, read_bounded
from dragoman.gathering.files import Bounds, Source, kind_of, read_one_file
from dragoman.gathering.folders import files_below
from dragoman.gathering.inputs import STANDARD_INPUT, is_address, read_input
from dragoman.gathering.objects import is_stored, list_stored, open_stored
from dragoman.gathering.rows import read_csv, read_jsonl
from dragoman.gathering.streams import read_stream, text_from
from dragoman.gathering.tables import read_parquet_stream
from dragoman.types import Page, SetAside

_NOTHING = io.BytesIO()


@dataclass(frozen=True, slots=True)
class File:
    """One file or address.  `mark` changes with its bytes, "" where that cannot be told.

    One that a person `named` is told by its content if need be.  `kind` and `fault` say why
    there is nothing to read.
    """

    name: str
    mark: str = ""
    named: bool = True
    kind: str = ""
    fault: str = ""


def split(inputs: Sequence[str]) -> Iterator[File]:
    """The files that the inputs hold, in the order in which `gather` reads them.

    An input is a file, a folder, a pattern with * or ?, an address of objects (s3://…), or an
    http(s) address.
    """
    for name in inputs:
        try:
            yield from _split(name)
        except StoryError as error:
            yield File(name, kind=error.kind, fault=error.message)


def read_split(file: File, *, max_bytes: int = MAX_PAGE_BYTES) -> Iterator[Source]:
    """Every page, text and fault that one file holds."""
    bounds = Bounds(max_bytes, Passed())
    try:
        if file.kind:
            raise StoryError(file.kind, file.fault)
        if is_stored(file.name):
            yield from _read_stored(file, max_bytes)
        elif is_address(file.name):
            yield from read_input(file.name, _NOTHING, bounds)
        else:
            yield from read_one_file(Path(file.name), bounds, named=file.named)
    except StoryError as error:
        yield SetAside(file.name, error.kind, error.message, url=file.name)


def _split(name: str) -> Iterator[File]:
    if name == STANDARD_INPUT:
        raise UsageError("standard input cannot be read by a cluster: name files")
    if is_address(name):
        yield File(name)
    elif is_stored(name):
        for one in list_stored(name):
            yield File(one.name, f"{one.size} {one.written}", named=one.name == name)
    elif Path(name).is_dir():
        yield from _folder(Path(name))
    elif not Path(name).exists() and glob.has_magic(name):
        yield from _matching(name)
    else:
        yield File(name, _mark(Path(name)))


def _matching(pattern: str) -> Iterator[File]:
    found = sorted(glob.glob(pattern, recursive=True))
    if not found:
        raise StoryError("unreadable", f"{pattern}: no file fits")
    for name in found:
        yield from split([name])


def _folder(folder: Path) -> Iterator[File]:
    for one in files_below(folder):
        if isinstance(one, SetAside):
            yield File(one.id, kind=one.kind, fault=one.message)
        else:
            yield File(str(one), _mark(one), named=False)


def _mark(path: Path) -> str:
    """What changes when a file does; who reads it tells of what is wrong with it."""
    try:
        told = path.stat()
    except OSError:
        return ""
    return f"{told.st_size} {told.st_mtime_ns}"


def _read_stored(file: File, max_bytes: int) -> Iterator[Source]:
    """What an object holds, by the kind that its name tells."""
    kind = kind_of(PurePosixPath(file.name))
    with open_stored(file.name) as stream:
        if kind == ".warc":  # which tells by itself how it is packed
            yield from read_warc(stream, file.name, max_bytes=max_bytes)
        elif file.name.lower().endswith(".gz"):
            with faults_named(file.name), gzip.open(stream) as plain:
                yield from _read(cast(BinaryIO, plain), kind, file, max_bytes)
        else:
            with faults_named(file.name):
                yield from _read(stream, kind, file, max_bytes)


def _read(stream: BinaryIO, kind: str, file: File, max_bytes: int) -> Iterator[Source]:
    name = file.name
    match kind:
        case ".html" | ".htm" | ".xhtml":
            yield Page(read_bounded(stream, name, max_bytes=max_bytes), name)
        case ".txt":
            yield text_from(read_bounded(stream, name, max_bytes=max_bytes), name)
        case ".jsonl" | ".ndjson":
            yield from read_jsonl(stream, name, max_bytes=max_bytes)
        case ".csv" | ".tsv":
            yield from read_csv(stream, name, max_bytes=max_bytes)
        case ".parquet":
            yield from read_parquet_stream(stream, name)
        case _ if file.named and kind != ".wacz":
            yield from read_stream(stream, name, max_bytes=max_bytes)
        case _:
            known = ".html, .txt, .jsonl, .csv, .parquet or .warc"
            raise StoryError("unknown", f"{name}: not a {known} file")
