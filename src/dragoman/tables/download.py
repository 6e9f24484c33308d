"""A large file fetched once: what has come is kept, and the rest is asked for with Range.

The bytes go to FILE.part and the server's mark of that version (its ETag, else its date) to
FILE.part.version; FILE appears when it is whole.  With If-Range a server sends the rest only of
the same version; one that knows no Range, or has a newer file, sends all from the start.
"""

from __future__ import annotations

import errno
import http.client
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from dragoman.errors import SetupError
from dragoman.tables.asking import RANGE_OVER, Interrupted, Patience, answer, chunks, is_web_page

Told = Callable[[int, int], object]

_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")
_PARTIAL = 206


@dataclass(frozen=True, slots=True)
class _Target:
    """The file to fetch, and what stands beside it until it is whole."""

    address: str
    path: Path

    @property
    def part(self) -> Path:
        return self.path.with_name(f"{self.path.name}.part")

    @property
    def mark(self) -> Path:
        return self.path.with_name(f"{self.path.name}.part.version")


def download(address: str, path: Path, *, patience: Patience, told: Told) -> Path:
    """The path of the whole file, fetched from the address or completed.

    A whole file that is there already is asked for as well: the server says whether it is
    still the same.  Each try that brings bytes begins the count of tries anew.
    """
    target = _Target(address, path)
    if path.exists():
        os.replace(path, target.part)
    tried = 0
    while True:
        before = _size(target)
        try:
            _fetch_rest(target, patience, told)
            break
        except Interrupted as cut:
            tried = 1 if _size(target) > before else tried + 1
            if tried >= patience.tries:
                raise SetupError(_cut_off(target, str(cut))) from cut
        patience.sleep(patience.back_off(tried))
    os.replace(target.part, path)
    return path


def forget(path: Path) -> None:
    """Remove a fetched file and all that stands beside it."""
    target = _Target("", path)
    for file in (path, target.part, target.mark):
        file.unlink(missing_ok=True)


def _fetch_rest(target: _Target, patience: Patience, told: Told) -> None:
    """Ask for what is missing, until the part is whole; Interrupted where the connection fails."""
    have, mark = _size(target), _known_mark(target)
    asked = {"Range": f"bytes={have}-", "If-Range": mark} if have and mark else {}
    with answer(target.address, asked, patience) as response:
        if response.status == RANGE_OVER:
            if response.headers.get("Content-Range") != f"bytes */{have}":
                target.part.unlink()
                raise Interrupted("the file on the server has become shorter")
            return
        start, total = _bounds(response, have)
        body = _checked(response, target.address)
        _check_room(target, total - start)
        if start == 0:
            _keep_mark(target, response)
        for done in _write(target, body, start):
            told(done, total)


def _checked(response: http.client.HTTPResponse, address: str) -> Iterator[bytes]:
    """The body as it comes; SetupError for a web page, before anything kept is touched."""
    body = chunks(response)
    first = next(body, b"")
    if is_web_page(response.headers.get_content_type(), first):
        raise SetupError(f"{address} gives a web page, not the file: a proxy or log-in between?")
    return chain([first], body)


def _bounds(response: http.client.HTTPResponse, have: int) -> tuple[int, int]:
    """Where the body begins in the file, and how long the file is, 0 where nobody says."""
    if response.status == _PARTIAL:
        found = _RANGE.match(response.headers.get("Content-Range", ""))
        if found is None or int(found[1]) != have:
            raise SetupError(f"{response.url}: it sends another part than asked for")
        return have, 0 if found[2] == "*" else int(found[2])
    length = response.headers.get("Content-Length", "")
    return 0, int(length) if length.isdecimal() else 0


def _write(target: _Target, body: Iterable[bytes], start: int) -> Iterator[int]:
    """Write the body behind what is there; how many bytes there are after each chunk."""
    try:
        with target.part.open("r+b" if start else "wb") as file:
            file.seek(start)
            for chunk in body:
                file.write(chunk)
                yield file.tell()
    except OSError as error:
        raise SetupError(_cannot_write(target, error)) from error


def _check_room(target: _Target, missing: int) -> None:
    """Nothing; SetupError where the disk has no room for what is to come."""
    free = shutil.disk_usage(target.path.parent).free
    if missing > free:
        need = f"{missing / 1e6:.0f} MB are missing and {free / 1e6:.0f} MB free"
        raise SetupError(f"the disk is too full for {target.path}: {need}")


def _cannot_write(target: _Target, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        kept = f"{_size(target) / 1e6:.0f} MB are kept in {target.part.name}"
        return f"the disk is full: {kept}; free room in {target.part.parent} and run it again"
    return f"cannot write {target.part}: {error.strerror or error}"


def _cut_off(target: _Target, reason: str) -> str:
    kept = f"{_size(target)} bytes are kept in {target.part}"
    return f"{target.address}: cut off ({reason}); {kept}, run it again to go on"


def _size(target: _Target) -> int:
    return target.part.stat().st_size if target.part.is_file() else 0


def _known_mark(target: _Target) -> str:
    """The server's mark of the version that the part is of, "" where there is none."""
    if not target.mark.is_file():
        return ""
    lines = target.mark.read_text(encoding="utf-8").splitlines()
    return lines[1] if len(lines) == 2 and lines[0] == target.address else ""


def _keep_mark(target: _Target, response: http.client.HTTPResponse) -> None:
    """Remember the version that comes now; a weak ETag marks no bytes, so then the date does."""
    etag = response.headers.get("ETag", "")
    mark = response.headers.get("Last-Modified", "") if etag[:2] in ("", "W/") else etag
    target.part.unlink(missing_ok=True)
    target.mark.write_text(f"{target.address}\n{mark}", encoding="utf-8")
