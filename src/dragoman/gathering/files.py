"""What one file holds, told by its name, or by its content if a person named it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from dragoman.errors import StoryError
from dragoman.gathering.archive import Passed, read_wacz, read_warc
from dragoman.gathering.bounded import open_file, read_file
from dragoman.gathering.rows import read_csv, read_jsonl
from dragoman.gathering.streams import read_stream, text_from
from dragoman.gathering.tables import read_parquet
from dragoman.types import GivenText, Page, SetAside

Source = Page | GivenText | SetAside

#: Endings of a packed file, which hide what kind of file it is.
_PACKED = (".gz", ".zst", ".lz4")
PAGES = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class Bounds:
    """The largest page and the longest line, in bytes, and where to count what is passed over."""

    max_bytes: int
    passed: Passed


def read_one_file(path: Path, bounds: Bounds, *, named: bool) -> Iterator[Source]:
    """What a file holds; a StoryError where its kind is not known and no person `named` it."""
    most = bounds.max_bytes
    match kind_of(path):
        case ".html" | ".htm" | ".xhtml":
            yield Page(read_file(path, max_bytes=most), str(path))
        case ".txt":
            yield text_from(read_file(path, max_bytes=most), str(path))
        case ".parquet":
            yield from read_parquet(path)
        case ".jsonl" | ".ndjson" | ".csv" | ".tsv" as kind:
            yield from _rows(path, kind, most)
        case ".warc":
            yield from read_warc(path, str(path), max_bytes=most, passed=bounds.passed)
        case ".wacz":
            yield from read_wacz(path, max_bytes=most, passed=bounds.passed)
        case _ if named:
            with open_file(path) as stream:
                yield from read_stream(stream, str(path), max_bytes=most, passed=bounds.passed)
        case _:
            known = ".html, .txt, .jsonl, .csv, .parquet, .warc or .wacz"
            raise StoryError("unknown", f"{path}: not a {known} file")


def kind_of(path: PurePath) -> str:
    """The ending that tells the kind: of "rows.csv.gz" it is ".csv"."""
    suffix = path.suffix.lower()
    inner = PurePath(path.stem).suffix.lower()
    if suffix == ".gz" or (suffix in _PACKED and inner == ".warc"):
        return inner
    return suffix


def _rows(path: Path, kind: str, max_bytes: int) -> Iterator[GivenText | SetAside]:
    read = read_jsonl if kind in (".jsonl", ".ndjson") else read_csv
    with open_file(path) as stream:
        yield from read(stream, str(path), max_bytes=max_bytes)
