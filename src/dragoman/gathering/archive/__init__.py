"""The stories in web archives: WARC files, packed or not, and WACZ."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

from dragoman.errors import SetupError, StoryError
from dragoman.gathering.archive.kept import Readable
from dragoman.gathering.archive.passed import Passed
from dragoman.gathering.bounded import MAX_PAGE_BYTES, faults_named
from dragoman.types import Page, SetAside

__all__ = ["Passed", "read_wacz", "read_warc"]


def read_warc(
    archive: Path | Readable,
    name: str,
    *,
    max_bytes: int = MAX_PAGE_BYTES,
    passed: Passed | None = None,
) -> Iterator[Page | SetAside]:
    """The pages of a WARC file or stream in its order, and a fault for each damaged record.

    Its first bytes tell whether it is plain, or gzip, zstd or lz4 data.  What holds no page is
    counted in `passed`.  A StoryError where nothing can be read, a SetupError without fastwarc.
    """
    require_fastwarc()
    from dragoman.gathering.archive.stories import Archive, stories

    passed = Passed() if passed is None else passed
    with faults_named(name):
        stream = archive.open("rb") if isinstance(archive, Path) else nullcontext(archive)
    with stream as opened, faults_named(name):
        yield from stories(opened, Archive(name, max_bytes, passed))


def read_wacz(
    path: Path, *, max_bytes: int = MAX_PAGE_BYTES, passed: Passed | None = None
) -> Iterator[Page | SetAside]:
    """The pages of every WARC file in a WACZ, the files in the order of their names."""
    require_fastwarc()
    from dragoman.gathering.archive.wacz import warcs_in

    for stream, name in warcs_in(path):
        try:
            yield from read_warc(stream, name, max_bytes=max_bytes, passed=passed)
        except StoryError as error:
            yield SetAside(name, error.kind, error.message, url=name)


def require_fastwarc() -> None:
    """Nothing; a SetupError that says what to install where the library is missing."""
    try:
        import fastwarc.warc  # noqa: F401
    except ImportError as error:
        message = f"reading web archives needs fastwarc: pip install 'dragoman[archive]' ({error})"
        raise SetupError(message) from error
