"""The files below a folder, in a steady order, however many there are."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import StoryError
from dragoman.gathering.bounded import faults_named
from dragoman.gathering.files import PAGES, Bounds, Source, read_one_file
from dragoman.types import SetAside

# What a browser saves beside "page.html" lies in "page_files": pictures, scripts, advertising.
_ASSETS = "_files"


def read_folder(folder: Path, bounds: Bounds) -> Iterator[Source]:
    """What the files below a folder hold; a fault stops none.  A StoryError if there is no file."""
    for one in files_below(folder):
        if isinstance(one, SetAside):
            yield one
            continue
        try:
            yield from read_one_file(one, bounds, named=False)
        except StoryError as error:
            yield SetAside(str(one), error.kind, error.message, url=str(one))


def files_below(folder: Path) -> Iterator[Path | SetAside]:
    """The files below a folder, and folders that cannot be read; a StoryError if there is neither.

    Of all the names only those in the folders on the way down to a file are in memory.
    """
    empty = True
    way_down = [_entries(folder)]
    while way_down:
        entry = next(way_down[-1], None)
        if entry is None:
            way_down.pop()
        elif not entry.is_folder:
            empty = False
            yield entry.path
        else:
            try:
                way_down.append(_entries(entry.path))
            except StoryError as error:
                empty = False
                name = str(entry.path)
                yield SetAside(name, error.kind, error.message, url=name)
    if empty:
        raise StoryError("empty", f"{folder}: no file in this folder")


@dataclass(frozen=True, slots=True)
class _Entry:
    path: Path
    is_folder: bool


def _entries(folder: Path) -> Iterator[_Entry]:
    """What is worth reading in a folder, in the order of names."""
    folders: set[str] = set()
    names: list[str] = []
    with faults_named(str(folder)), os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir():  # no question to the disk but for a link
                folders.add(entry.name)
            if not entry.name.startswith(".") and not _is_linked_folder(entry):
                names.append(entry.name)
    names.sort()
    wanted = (name for name in names if name not in folders or not _holds_assets(folder, name))
    return (_Entry(folder / name, name in folders) for name in wanted)


def _is_linked_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is a link to a folder, which may run in a circle."""
    return entry.is_symlink() and entry.is_dir()


def _holds_assets(folder: Path, name: str) -> bool:
    """Whether it is a folder with the parts of a page saved beside it."""
    page = name.removesuffix(_ASSETS)
    return page != name and any((folder / (page + suffix)).exists() for suffix in PAGES)
