"""Exports as streams: the files that the command line writes, without whole texts."""

import io

import pyarrow.parquet as pq
import pytest

from dragoman.exporting.formats import FORMATS
from tests.api.builders import a_client
from tests.store.asked import PROTEST


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with a_client(tmp_path_factory.mktemp("store")) as client:
        yield client


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_comes_as_a_file(client, form):
    answer = client.get("/v1/export", params={"format": form})
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith(
        f'attachment; filename="dragoman-{form}'
    )
    assert PROTEST.encode() not in answer.content


def test_filters_choose_what_is_exported(client):
    rows = client.get("/v1/export?format=csv&type=PROTEST").text.splitlines()
    assert len(rows) == 2


@pytest.mark.parametrize(("table", "rows"), [("events", 3), ("records", 4), ("voices", 1)])
def test_a_table_of_parquet_is_chosen(client, table, rows):
    answer = client.get("/v1/export", params={"format": "parquet", "table": table})
    assert pq.read_table(io.BytesIO(answer.content)).num_rows == rows


def test_what_cannot_be_asked_is_told_before_the_stream(client):
    answer = client.get("/v1/export?format=csv&since=x")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
