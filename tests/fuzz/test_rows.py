"""Whatever stands in a file of rows: one outcome a row, and no row without one."""

from __future__ import annotations

import csv
import io
import json
from contextlib import closing
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.build import open_store
from dragoman.cli.adding import now, start_run
from dragoman.contract.writing import outcome_line
from dragoman.errors import StoryError
from dragoman.gathering.coded import read_coded_files
from dragoman.gathering.inputs import gather
from dragoman.gathering.rows import read_csv, read_jsonl
from dragoman.gathering.streams import read_stream
from dragoman.pipeline import code_source
from dragoman.types import Coded, GivenText, Page, SetAside
from tests.fuzz.inputs import EXAMPLES, cut, json_lines, pages, row_objects, scalars, texts
from tests.fuzz.kept import fuzzed, slowly_fuzzed, watched
from tests.fuzz.test_reading import coder

BLANK = b" \t\r\n"


def is_given(line: bytes) -> bool:
    return bool(line.removeprefix(b"\xef\xbb\xbf").strip(BLANK))


@fuzzed
@given(st.lists(json_lines, max_size=12))
def test_every_line_of_jsonl_has_its_outcome(lines):
    body = b"\n".join(lines)
    with watched("rows.jsonl", body):
        found = list(read_jsonl(io.BytesIO(body), "rows.jsonl"))
        assert len(found) == sum(map(is_given, lines))
        assert all(isinstance(one, GivenText | SetAside) for one in found)


@fuzzed
@given(st.lists(json_lines, max_size=12))
def test_every_line_of_coded_jsonl_has_its_outcome(lines):
    body = b"\n".join(lines)
    with watched("coded.jsonl", body):
        found = list(read_coded_files(["-"], standard_input=io.BytesIO(body)))
        assert len(found) == sum(bool(line.strip()) for line in lines)


@cache
def coded_lines() -> tuple[bytes, ...]:
    """Two of the example pages as coded lines."""
    pages = [Page(path.read_bytes(), str(path)) for path in EXAMPLES[:2]]
    return tuple(outcome_line(code_source(page, coder())).encode() for page in pages)


coded_line = st.deferred(lambda: st.sampled_from(coded_lines()))


@fuzzed
@given(cut(coded_line))
def test_a_coded_line_that_was_damaged_is_read_or_set_aside(line):
    body = line.replace(b"\n", b" ")
    with watched("coded.jsonl", body):
        found = list(read_coded_files(["-"], standard_input=io.BytesIO(body)))
        assert len(found) == bool(body.strip())
        assert all(isinstance(one, Coded | SetAside) for one in found)


@st.composite
def changed(draw: st.DrawFn) -> bytes:
    """A coded line with a value somewhere in it that is another, of any kind."""
    row = json.loads(draw(coded_line))
    row["story"]["id"] = draw(st.uuids().map(str))
    row["records"], row["voices"] = row["records"][:2], row["voices"][:2]
    for _ in range(draw(st.integers(1, 3))):
        here = row
        while True:
            keys = list(here) if isinstance(here, dict) else list(range(len(here)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            inside = here[key]
            if not isinstance(inside, dict | list) or draw(st.integers(0, 5)) == 0:
                here[key] = draw(st.one_of(scalars, st.dictionaries(st.text(max_size=3), scalars)))
                break
            here = inside
    return json.dumps(row).encode()


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with closing(open_store(str(tmp_path_factory.mktemp("store") / "record.duckdb"))) as opened:
        yield opened


@slowly_fuzzed
@given(line=changed())
def test_a_coded_line_with_changed_values_is_kept_or_set_aside(store, line):
    with watched("coded.jsonl", line):
        found = list(read_coded_files(["-"], standard_input=io.BytesIO(line)))
        added = store.add(found, start_run("fuzz"), at=now())
        assert added.coded + added.set_aside + added.known == 1


cells = st.lists(st.one_of(texts, st.integers().map(str)), min_size=3, max_size=3)


@fuzzed
@given(st.lists(cells, max_size=6))
def test_every_row_of_csv_has_its_outcome(rows):
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerows([["id", "title", "text"], *rows])
    body = stream.getvalue().encode("utf-8", "surrogatepass")
    with watched("rows.csv", body):
        assert len(list(read_csv(io.BytesIO(body), "rows.csv"))) == len(rows)


@fuzzed
@given(cut(st.lists(cells, max_size=6).map(lambda rows: _csv(rows))))
def test_damaged_csv_is_read_or_refused(body):
    with watched("rows.csv", body):
        try:
            found = list(read_csv(io.BytesIO(body), "rows.csv"))
        except StoryError:
            return
        assert all(isinstance(one, GivenText | SetAside) for one in found)


@fuzzed
@given(st.one_of(pages, st.lists(json_lines, max_size=4).map(b"\n".join)))
def test_whatever_comes_on_standard_input_has_an_outcome(body):
    with watched("stream", body):
        try:
            found = list(read_stream(io.BytesIO(body), "-"))
        except StoryError:
            return
        assert all(isinstance(one, Page | GivenText | SetAside) for one in found)


SUFFIXES = (".html", ".txt", ".jsonl", ".csv", ".parquet", ".html.gz", ".csv.gz", ".odd")


@fuzzed
@given(
    st.lists(
        st.tuples(
            st.sampled_from(SUFFIXES),
            st.one_of(pages, row_objects.map(lambda row: f"{row}".encode("utf-8", "replace"))),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_every_file_of_a_folder_is_accounted_for(tmp_path_factory, files):
    folder = tmp_path_factory.mktemp("files")
    for number, (suffix, body) in enumerate(files):
        (folder / f"{number}{suffix}").write_bytes(body)
    with watched("files", b"\n---\n".join(body for _, body in files)):
        found = list(gather([str(folder)]))
    named = [
        f"{one.url} {one.id if not isinstance(one, Page) else ''} {getattr(one, 'origin', '')}"
        for one in found
    ]
    silent = [
        number
        for number, (suffix, body) in enumerate(files)
        if _holds_rows(suffix, body) and not any(f"{folder}/{number}." in name for name in named)
    ]
    assert silent == []


def _holds_rows(suffix: str, body: bytes) -> bool:
    """A file of rows may be empty or a header alone, and then holds nothing to account for."""
    return not suffix.startswith((".jsonl", ".csv"))


def _csv(rows: list[list[str]]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([["id", "title", "text"], *rows])
    return stream.getvalue().encode("utf-8", "surrogatepass")
