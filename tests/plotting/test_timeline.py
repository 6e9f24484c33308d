from collections import Counter
from datetime import date

import pytest

from dragoman.plotting.timeline import bin_of, timeline_bins, width_of
from dragoman.store.filters import Filter
from tests.plotting.builders import a_drawn_store


@pytest.fixture(scope="module")
def store(shared_home):
    with a_drawn_store(shared_home) as store:
        yield store


def test_bars_stand_on_each_other_by_quad_class_in_bins_of_days(store):
    bins = timeline_bins(store, Filter())
    assert (bins.width, bins.undated, bins.earlier) == ("day", 1, 0)
    assert [(row["start"], row["quad"], row["low"], row["high"]) for row in bins.rows] == [
        ("2024-03-08", "Material conflict", 0, 1),
        ("2024-03-12", "Verbal conflict", 0, 1),
        ("2024-04-02", "Material conflict", 0, 1),
        ("2024-05-06", "Verbal cooperation", 0, 1),
    ]


def test_a_filter_changes_the_bars(store):
    rows = timeline_bins(store, Filter(type=("COERCE",))).rows
    assert [(row["start"], row["end"], row["count"]) for row in rows] == [
        ("2024-04-02", "2024-04-03", 1)
    ]


def test_a_store_without_days_has_no_bars(store):
    assert timeline_bins(store, Filter(id=("undated",))).rows == []


@pytest.mark.parametrize(
    ("last", "width"),
    [
        (date(2024, 1, 1), "day"),
        (date(2024, 6, 28), "day"),
        (date(2024, 6, 29), "week"),
        (date(2027, 6, 13), "week"),
        (date(2027, 6, 14), "month"),
        (date(2039, 1, 1), "year"),
    ],
)
def test_bins_are_as_fine_as_can_be_seen(last, width):
    assert width_of([last, date(2024, 1, 1)]) == width


@pytest.mark.parametrize(
    ("width", "bin_"),
    [
        ("day", (date(2024, 12, 31), date(2025, 1, 1))),
        ("week", (date(2024, 12, 30), date(2025, 1, 6))),
        ("month", (date(2024, 12, 1), date(2025, 1, 1))),
        ("year", (date(2024, 1, 1), date(2025, 1, 1))),
    ],
)
def test_a_day_falls_into_the_bin_that_holds_it(width, bin_):
    assert bin_of(date(2024, 12, 31), width) == bin_


def test_one_old_event_of_many_does_not_stretch_the_picture_and_is_told():
    rows = [{"day": date(1990, 1, 1), "quad": 1, "count": 1}]
    rows += [{"day": date(2024, 1, day), "quad": 1, "count": 2} for day in range(1, 20)]
    bins = timeline_bins(_Answering(rows), Filter())
    assert (bins.width, bins.earlier, len(bins.rows)) == ("day", 1, 19)
    whole = timeline_bins(_Answering(rows), Filter(since=date(1980, 1, 1)))
    assert (whole.width, whole.earlier) == ("year", 0)


def test_the_first_bar_is_never_cut_through():
    days = [date(1900, 1, 1), date(2024, 1, 2), *(date(2024, month, 9) for month in range(1, 13))]
    rows = [{"day": day, "quad": 1, "count": 1 + 9 * (day.day == 9)} for day in days]
    bins = timeline_bins(_Answering(rows), Filter(type=("AID",)))
    assert (bins.width, bins.earlier, bins.rows[0]["start"]) == ("week", 2, "2024-01-08")
    rows[1]["day"] = date(2024, 1, 8)
    assert timeline_bins(_Answering(rows), Filter()).rows[0]["count"] == 11


def test_two_bars_of_one_bin_and_class_are_one():
    rows = [{"day": date(2020 + year, 5, 1), "quad": 2, "count": 3} for year in range(20)]
    rows.append({"day": date(2020, 9, 1), "quad": 2, "count": 4})
    bins = timeline_bins(_Answering(rows), Filter())
    assert Counter(row["count"] for row in bins.rows) == {7: 1, 3: 19}


class _Answering:
    """A store that answers every select with these rows."""

    def __init__(self, rows):
        import pyarrow as pa

        from dragoman.store.database import Dialect

        self.dialect, self._table = Dialect.DUCKDB, pa.Table.from_pylist(rows)

    def read(self, sql, parameters=()):
        return self._table
