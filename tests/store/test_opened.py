import sys

import pytest

import dragoman
from dragoman.errors import StoreError, UsageError
from tests.store.asked import an_asked_store


@pytest.fixture(scope="module")
def opened(shared_home):
    with an_asked_store(shared_home) as store:
        yield store


def test_rows_go_on_in_pandas_polars_and_arrow(opened):
    records = opened.records(type="PROTEST")
    assert list(records.to_pandas()["id"]) == ["denial", "march"]
    assert records.to_polars()["actor_countries"].to_list() == [["SWE", "NOR"], ["NOR"]]
    assert records.to_arrow().schema.field("first").type == "date32[day]"


def test_nothing_found_keeps_its_columns(opened):
    nothing = opened.events(actor="nobody").to_pandas()
    assert len(nothing) == 0
    assert "corroboration" in nothing.columns


def test_a_library_that_is_not_there_is_named(opened, monkeypatch):
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(UsageError, match=r"pip install 'dragoman\[polars\]'"):
        opened.records().to_polars()


def test_sql_reads_and_does_not_write(opened):
    select = "select count(*) as number from records where type = $1"
    assert list(opened.sql(select, ["PROTEST"])) == [{"number": 2}]
    with pytest.raises(UsageError, match="only one select"):
        opened.sql("delete from records")


def test_a_store_is_opened_by_name(tmp_path):
    with an_asked_store(tmp_path):
        pass
    with dragoman.open(tmp_path / "record.duckdb") as store:
        assert len(store.events().to_arrow()) > 0
        assert len(store.counts("type")) == 2


def test_a_store_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(StoreError, match="no store"):
        dragoman.open(tmp_path / "other.duckdb")
    assert list(tmp_path.iterdir()) == []
