from datetime import date, datetime
from io import BytesIO, StringIO

import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

from dragoman.exporting import formats, tables
from dragoman.exporting.choosing import Wanted
from dragoman.exporting.tables import KINDS, csv_lines, schema_of, write_parquet
from dragoman.types import Auxiliary, Figure, Stance, Stand
from tests.builders import a_record, a_report, a_story, a_voice, an_event_view, figures
from tests.exporting.documents import exports_document
from tests.exporting.hostile import hostile_events


def in_parquet(*events, kind="events", **wanted):
    out = BytesIO()
    write_parquet(events, out, kind, wanted=Wanted(**wanted))
    return out.getvalue()


def rows(*events, kind="events", **wanted):
    return pq.read_table(BytesIO(in_parquet(*events, kind=kind, **wanted))).to_pylist()


def in_csv(*events, kind="events", **wanted):
    return "".join(csv_lines(events, kind, Wanted(**wanted)))


def test_an_event_is_a_typed_row():
    figure = Figure("arrested", 8, 10, (("Post", 8), ("Wire", 10)))
    [row] = rows(an_event_view(numbers=(figure,), score=0.7166000008583069))
    assert (row["type"], row["date_first"], row["scale"]) == ("COERCE", date(2024, 3, 8), -7.0)
    assert (row["actors"], row["actor_countries"]) == (["Police"], ["NOR"])
    assert (row["arrested_least"], row["arrested_most"], row["dead_least"]) == (8, 10, None)
    assert row["score"] == 0.7166
    assert row["first_report"] == datetime(2024, 3, 9, 12)


def test_stances_are_counted():
    denial = Stance(Stand.DENIES, None, "r7", "s1", "Post", Auxiliary.NEGATION)
    [row] = rows(an_event_view(stances=(denial,), disputed=True))
    assert (row["asserts"], row["denies"], row["disputed"]) == (0, 1, True)


def test_a_record_is_a_row_with_its_event_and_story():
    denial = a_report(a_record("talks", auxiliary=Auxiliary.NEGATION, numbers=figures(dead=2)))
    found = rows(an_event_view(a_report(), denial), kind="records")
    assert [row["auxiliary"] for row in found] == ["actual", "negation"]
    assert {(row["event"], row["story"]) for row in found} == {("r7", "s1")}
    assert found[1]["dead"] == 2
    assert found[0]["evidence"] == "Police arrested ten people in Oslo on Friday."


def test_a_voice_is_a_row_numbered_from_the_outermost():
    record = a_record(voices=(a_voice(), a_voice(None, None)))
    found = rows(an_event_view(a_report(record)), kind="voices")
    assert [(row["position"], row["source"]) for row in found] == [(0, "The mayor"), (1, None)]


def test_texts_go_along_with_records_alone_and_only_when_asked_for():
    event = an_event_view()
    [row] = rows(event, kind="records", with_text=True)
    assert row["text"] == a_story().text
    assert "text" not in rows(event, kind="records")[0]
    assert "text" not in rows(event, with_text=True)[0]


def test_the_kinds_are_those_that_a_person_can_name():
    assert tuple(KINDS) == formats.KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_still_a_table_with_its_columns(kind):
    table = pq.read_table(BytesIO(in_parquet(kind=kind)))
    assert table.schema.equals(schema_of(kind, Wanted()))
    assert in_csv(kind=kind) == ",".join(schema_of(kind, Wanted()).names) + "\n"


def test_row_groups_are_written_as_events_come(monkeypatch):
    monkeypatch.setattr(tables, "ROWS_A_GROUP", 2)
    parquet = pq.ParquetFile(BytesIO(in_parquet(*[an_event_view()] * 5)))
    assert [parquet.metadata.row_group(n).num_rows for n in range(3)] == [2, 2, 1]


def test_pandas_and_polars_read_parquet_with_its_types():
    data = in_parquet(an_event_view())
    assert list(pd.read_parquet(BytesIO(data))["contexts"][0]) == []
    assert pl.read_parquet(BytesIO(data)).schema["date_first"] == pl.Date


def test_pandas_and_polars_read_csv_with_types():
    text = in_csv(an_event_view())
    frame = pd.read_csv(StringIO(text), parse_dates=["date_first"])
    assert frame["date_first"][0] == pd.Timestamp(2024, 3, 8)
    assert frame["disputed"].dtype == bool
    polar = pl.read_csv(text.encode(), try_parse_dates=True)
    assert (polar.schema["date_first"], polar.schema["disputed"]) == (pl.Date, pl.Boolean)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25)
@given(event=hostile_events())
def test_csv_and_parquet_hold_any_words(kind, event):
    names = schema_of(kind, Wanted()).names
    text = in_csv(event, kind=kind).encode(errors="replace")
    frame = pd.read_csv(BytesIO(text), dtype=str, keep_default_na=False)
    assert frame.shape == (1, len(names))
    assert len(rows(event, kind=kind)) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_is_documented(kind):
    document = exports_document()
    names = schema_of(kind, Wanted(with_text=True)).names
    assert [name for name in names if f"`{name}`" not in document] == []
