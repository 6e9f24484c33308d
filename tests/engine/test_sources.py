"""Sources on their way to a coder come back as they were."""

import pyarrow as pa
import pytest

from dragoman.engine.sources import SOURCES, read_source, source_columns
from dragoman.types import GivenText, Page, SetAside


@pytest.mark.parametrize(
    "source",
    [
        Page(b"\x00<html>\xff", "https://news.example/1", "latin-1", "2024-03-09"),
        Page(b"", "bad\udce9.html"),
        GivenText("Text \udce9.", id="7", origin="stories.csv line 2"),
        SetAside("8", "broken", "cut", url="pages.warc.gz"),
    ],
)
def test_a_source_comes_back(source):
    row = {"file": "f", "at": 0, **source_columns(source)}
    [back] = pa.Table.from_pylist([row], schema=SOURCES).to_pylist()
    assert read_source(back) == source
