"""Objects behind addresses like s3://bucket/2024/*.jsonl.gz, through the file systems of pyarrow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import BinaryIO, cast

import pyarrow as pa
import pyarrow.fs as pafs

from dragoman.errors import StoryError

_SCHEMES = ("s3://", "gs://", "abfs://", "hdfs://", "file://")
_WILD = "*?["


@dataclass(frozen=True, slots=True)
class Stored:
    """An object: its address, how long it is and when it was written."""

    name: str
    size: int
    written: str


def is_stored(name: str) -> bool:
    """Whether this is the address of objects."""
    return name.lower().startswith(_SCHEMES)


def list_stored(name: str) -> list[Stored]:
    """The object of an address, all below a folder's, or all that fit one with * and ?, by name.

    A * stands for anything but "/".  Credentials, region and endpoint are those of the
    environment (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL ...).
    """
    scheme, _, path = name.partition("://")
    with _faults(name):
        system, base = pafs.FileSystem.from_uri(f"{scheme}://{_fixed(path)}")
        found = _below(system, base)
    fits = [one for one in found if _wanted(one.path, path)]
    if not fits:
        raise StoryError("unreadable", f"{name}: there is nothing")
    stored = [Stored(f"{scheme}://{one.path}", one.size, str(one.mtime_ns)) for one in fits]
    return sorted(stored, key=lambda one: one.name)


@contextmanager
def open_stored(name: str) -> Iterator[BinaryIO]:
    """The object opened for reading bytes, as they are."""
    with _faults(name):
        system, path = pafs.FileSystem.from_uri(name)
        file = system.open_input_file(path)
    with file:
        yield cast(BinaryIO, file)


def _fixed(path: str) -> str:
    """The part of a path before the first name with a wild card."""
    parts = path.split("/")
    for at, part in enumerate(parts):
        if any(sign in part for sign in _WILD):
            return "/".join(parts[:at])
    return path


def _below(system: pafs.FileSystem, base: str) -> list[pafs.FileInfo]:
    info = system.get_file_info(base)
    if info.type == pafs.FileType.File:
        return [info]
    selector = pafs.FileSelector(base, recursive=True, allow_not_found=True)
    return [one for one in system.get_file_info(selector) if one.type == pafs.FileType.File]


def _wanted(path: str, pattern: str) -> bool:
    """Whether a path fits, name by name, or lies below; what is hidden does not."""
    names, wanted = path.split("/"), pattern.rstrip("/").split("/")
    if any(name.startswith((".", "_")) for name in names[len(wanted) :]):
        return False
    if _fixed(pattern) != pattern and len(names) != len(wanted):
        return False
    return all(map(fnmatchcase, names, wanted))


@contextmanager
def _faults(name: str) -> Iterator[None]:
    try:
        yield
    except (OSError, pa.ArrowException) as error:
        reason = str(error).splitlines()[0]
        raise StoryError("unreadable", f"{name}: {reason}") from error
