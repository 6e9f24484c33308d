import json
import re
from datetime import datetime
from importlib import resources

import pytest

from dragoman.contract.reading import read_record, read_voice
from dragoman.contract.vectors import packed, unpacked
from dragoman.store.columns import TABLES
from dragoman.store.rows import (
    Entry,
    coding_row,
    record_rows,
    set_aside_row,
    story_row,
    table,
    voice_rows,
)
from dragoman.types import SetAside
from tests.builders import a_coded, a_record, a_voice, an_actor

NOW = datetime(2024, 3, 9, 12)


def an_entry(coded=None):
    coded = a_coded() if coded is None else coded
    return Entry(coded, 1, True, "run", NOW, coded.story.id, b"", [b"face"] * len(coded.records))


def columns_of_the_migrations():
    folder = resources.files("dragoman.store") / "migrations"
    text = "\n".join(path.read_text() for path in sorted(folder.iterdir(), key=str))
    for name, body in re.findall(r"create table (\w+) \((.*?)\n\)", text, re.DOTALL):
        lines = [line.split() for line in body.splitlines()]
        added = re.findall(rf"alter table {name} add column (\w+)", text)
        yield (
            name,
            [
                *(words[0].strip('"') for words in lines if words and words[0] != "--"),
                *added,
            ],
        )


def test_tables_have_the_columns_of_the_migrations():
    assert dict(columns_of_the_migrations()) == {
        name: schema.names for name, schema in TABLES.items()
    }


def test_a_record_comes_back_from_its_row():
    record = a_record(voices=(a_voice(),))
    [row] = record_rows(an_entry(a_coded(records=[record])))
    assert read_record(json.loads(row["body"])) == record


def test_a_row_lists_each_country_once_and_every_name():
    both = (an_actor(), an_actor("The mayor", sectors=("GOV",)))
    [row] = record_rows(an_entry(a_coded(records=[a_record(actors=both)])))
    assert row["actor_countries"] == ["NOR"]
    assert row["actor_names"] == ["Police", "The mayor"]
    assert row["actor_sectors"] == ["COP", "GOV"]


def test_a_voice_comes_back_from_its_row():
    voice = a_voice()
    [row] = voice_rows(an_entry(a_coded(voices=[voice])))
    assert (row["source"], row["words"]) == ("The mayor", "talks had failed")
    assert read_voice(json.loads(row["body"])) == voice


def test_rows_fit_their_tables():
    entry = an_entry(a_coded(voices=[a_voice()]))
    fault = set_aside_row(SetAside("a", "empty", "nothing"), run="run", at=NOW)
    rows = {
        "stories": [story_row(entry)],
        "codings": [coding_row(entry)],
        "records": record_rows(entry),
        "voices": voice_rows(entry),
        "set_aside": [fault],
    }
    for name, several in rows.items():
        assert set(several[0]) <= set(TABLES[name].names)
        assert table(name, several).num_rows == 1


def test_a_vector_comes_back_to_within_half_a_step():
    vector = (0.6, -0.8, 0.0)
    assert unpacked(packed(vector)) == pytest.approx(vector, abs=0.5 / 127)
