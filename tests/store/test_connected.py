"""Both ways of walking over ties reach the same records."""

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.store.columns import TABLES
from dragoman.store.connected import _over_all_ties, _step_by_step
from tests.store.builders import NOW, a_duck

NAMES = [f"r{number}" for number in range(12)]
names = st.sampled_from(NAMES)
pairs = st.lists(st.tuples(names, names), max_size=8)


def rows(table, **columns):
    size = len(next(iter(columns.values())))
    schema = TABLES[table]
    arrays = [
        pa.array(columns.get(name, [filler(kind)] * size), kind)
        for name, kind in zip(schema.names, schema.types, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def filler(kind):
    return "" if pa.types.is_string(kind) else None if pa.types.is_timestamp(kind) else 0


@pytest.fixture
def file(tmp_path):
    with a_duck(tmp_path) as database:
        yield database


@given(
    pairs,
    st.lists(names, min_size=1, max_size=5, unique=True),
    st.sets(names, min_size=1, max_size=3),
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_all_ties_at_once_reach_what_steps_reach(file, judged, members, start):
    with file.change() as change:
        for table in ("judgements", "membership"):
            change.write(f"delete from {table}")
        change.insert(
            "judgements",
            rows(
                "judgements",
                left_record=[left for left, _ in judged],
                right_record=[right for _, right in judged],
                answer=["same" if at % 2 else "different" for at in range(len(judged))],
                person=[False] * len(judged),
                at=[NOW] * len(judged),
            ),
        )
        others = [name for name in NAMES if name not in members]
        known, events = [*members, *others], [members[0] for _ in members] + others
        change.insert("membership", rows("membership", record=known, event=events))
        assert _over_all_ties(change, set(start)) == _step_by_step(change, set(start))
