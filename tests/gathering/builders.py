"""Files to gather, written where a test needs them."""

import gzip
import io
from pathlib import Path

import duckdb

from dragoman.gathering import gather

PAGE = b"<html><body><p>Ministers met in Narva on Friday.</p></body></html>"


def a_file(folder: Path, name: str, body: bytes = PAGE) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(body) if name.endswith(".gz") else body)
    return str(path)


def a_table(folder: Path, select: str) -> str:
    path = folder / "rows.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"copy ({select}) to '{path}' (format parquet)")
    return str(path)


def gathered(*inputs: str, standard_input: bytes = b"", max_bytes: int = 10_000):
    stream = io.BytesIO(standard_input)
    return list(gather(inputs, max_bytes=max_bytes, standard_input=stream))


def kinds(sources) -> list[str]:
    """What each source is: "page", "text", or the kind of its fault."""
    names = {"Page": "page", "GivenText": "text"}
    return [getattr(source, "kind", None) or names[type(source).__name__] for source in sources]
