"""Whatever stands in a file of rows: one outcome a row, and no row without one."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from dragoman.contract.writing import outcome_line
from dragoman.errors import StoryError
from dragoman.gathering.coded import read_coded_files
from dragoman.gathering.inputs import gather
from dragoman.gathering.rows import read_csv, read_jsonl
from dragoman.gathering.streams import read_stream
from dragoman.pipeline import code_source
from dragoman.types import Coded, GivenText, Page, SetAside
from tests.fuzz.inputs import cut, json_lines, pages, row_objects, texts
from tests.fuzz.kept import fuzzed, watched
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


@fuzzed
@given(texts, st.data())
def test_what_was_coded_and_then_damaged_is_read_or_set_aside(text, data):
    line = outcome_line(code_source(GivenText(text, id="a"), coder())).encode()
    body = data.draw(cut(st.just(line))).replace(b"\n", b" ")
    with watched("coded.jsonl", body):
        found = list(read_coded_files(["-"], standard_input=io.BytesIO(body)))
        assert len(found) == bool(body.strip())
        assert all(isinstance(one, Coded | SetAside) for one in found)


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
