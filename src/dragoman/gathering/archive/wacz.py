"""The WARC files in a WACZ, which is a zip file with archive/*.warc.gz in it."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path, PurePosixPath
from typing import IO

from dragoman.errors import StoryError
from dragoman.gathering.archive.damage import require_no_bomb
from dragoman.gathering.archive.kept import Readable
from dragoman.gathering.bounded import faults_named

_SUFFIXES = (".warc", ".warc.gz")
# What zipfile raises: for damage, for a password, for a packing that it does not know.
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError)


def warcs_in(path: Path) -> Iterator[tuple[Readable, str]]:
    """Each WARC file as a stream with its name, "crawl.wacz/archive/data.warc.gz".

    A StoryError where the file is no WACZ.
    """
    with _opened(path) as archive:
        members = sorted(filter(_is_warc, archive.infolist()), key=lambda member: member.filename)
        if not members:
            raise StoryError("empty", f"{path}: no WARC file in this WACZ")
        for member in members:
            with closing(_Member(archive, member)) as stream:
                yield stream, f"{path}/{member.filename}"


class _Member:
    """One file of a zip as a stream; what is wrong with it comes as an OSError or a Bomb."""

    def __init__(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
        self._archive, self._member = archive, member
        self._stream: IO[bytes] | None = None
        self._count = 0

    def read(self, size: int, /) -> bytes:
        """The next bytes, b"" at the end."""
        try:
            if self._stream is None:
                self._stream = self._archive.open(self._member)
            data = self._stream.read(size)
        except _FAULTS as error:
            raise OSError(f"damaged zip data ({error})") from error
        self._count += len(data)
        require_no_bomb(self._count, packed=self._member.compress_size)
        return data

    def close(self) -> None:
        """Let go of the zip file."""
        if self._stream is not None:
            self._stream.close()


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        with faults_named(str(path)):
            return zipfile.ZipFile(path)
    except _FAULTS as error:
        raise StoryError("broken", f"{path}: no WACZ ({error})") from error


def _is_warc(member: zipfile.ZipInfo) -> bool:
    name = PurePosixPath(member.filename.lower())
    return "archive" in name.parts[:-1] and name.name.endswith(_SUFFIXES)
