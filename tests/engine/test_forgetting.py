import shutil
from contextlib import closing
from datetime import datetime

import pyarrow.parquet as pq
import pytest

pytest.importorskip("dragoman.engine.cluster", reason="needs ray: pip install 'dragoman[engine]'")

from dragoman.build import open_existing, open_store, read_coded
from dragoman.cli.adding import Kept, keep, start_run
from dragoman.errors import UsageError
from dragoman.store.indices import Index
from dragoman.store.lakes import journal
from dragoman.store.requests import Forget, Grave
from tests.engine.builders import a_job, a_run, coded_in, content, lines_in

AT = datetime(2026, 11, 28, 12)


@pytest.fixture
def lake(ran, tmp_path):
    """A lake of the test's own."""
    return shutil.copytree(ran.lake, tmp_path / "lake")


def forget(store, kind, name, *, trial=False):
    return store.forget(Forget(Grave(kind), name, "Ada", AT, "asked to", trial=trial))


def words_in(lake):
    """All texts in all files of the lake."""
    rows = [pq.read_table(file, partitioning=None) for file in lake.rglob("*.parquet")]
    found = "\n".join(str(table.to_pylist()) for table in rows)
    others = (file for file in lake.rglob("*") if file.is_file() and file.suffix != ".parquet")
    return found + "".join(file.read_bytes().decode("latin-1") for file in others)


def most_linked(lake):
    """A story with a record in an event of several stories."""
    with closing(open_existing(str(lake))) as opened:
        rows = opened.read(
            "select r.story from events e join membership m on m.event = e.id "
            "join records r on r.id = m.record where e.stories > 1 order by e.stories desc, r.story"
        )
    return rows["story"].to_pylist()[0]


@pytest.mark.parametrize("kind", ["story", "publisher", "person"])
def test_what_is_forgotten_in_a_lake_goes_as_it_goes_from_a_store(lake, tmp_path, kind):
    with closing(open_store(str(tmp_path / "record.duckdb"))) as store:
        keep(store, read_coded(str(lake)), start_run("coded before"), Kept())
        name = {"story": most_linked(lake), "publisher": "copier.example", "person": "minister"}[
            kind
        ]
        with closing(open_existing(str(lake))) as opened:
            trial = forget(opened, kind, name, trial=True)
            gone = forget(opened, kind, name)
            assert gone == trial == forget(store, kind, name)
            assert gone.stories > 0
            there, here = content(opened), content(store)
        for table in here:
            assert there[table] == here[table], table
    coded = len(there["stories"]) + len(there["set_aside"])
    assert len(lines_in(lake)) == coded


def test_no_word_of_a_forgotten_story_stays_in_any_file(lake):
    with closing(open_existing(str(lake))) as opened:
        opened.search(Index.STORIES, ["police"])  # the search file is there
        [story] = opened.read(
            "select id, text from stories where publisher = 'copier.example'"
        ).to_pylist()
        forget(opened, "story", story["id"])
        text = story["text"]
        copies = [
            row
            for row in opened.read("select text from stories").to_pylist()
            if row["text"] == text
        ]
        assert len(copies) == 1
        for left in opened.read("select id from stories where text = $1", [text])["id"].to_pylist():
            forget(opened, "story", left)
    assert text[:40] not in words_in(lake)
    assert story["id"] not in words_in(lake)


def test_a_later_run_sets_aside_what_was_forgotten_and_drops_what_is_there(lake, ran, tmp_path):
    with closing(open_existing(str(lake))) as opened:
        forget(opened, "story", "given")
        forget(opened, "publisher", "copier.example")
    left = coded_in(lake)
    told = a_run(a_job(lake, str(shutil.copytree(ran.inputs, tmp_path / "others"))))
    assert (told.coded, told.faults["forgotten"]) == (0, 2)
    assert told.doubles == ran.finished.sources - told.set_aside
    assert coded_in(lake) == left
    with closing(open_existing(str(lake))) as opened:
        rows = opened.read("select id from stories where id in ('given', 'copied')")
        assert rows.num_rows == 0


def test_a_change_that_was_stopped_in_the_middle_is_taken_up(lake, monkeypatch):
    story = most_linked(lake)
    apply = journal._apply

    def half(where, put, drop):
        apply(where, put[: len(put) // 2], [])
        raise OSError(5, "stopped")

    with closing(open_existing(str(lake))) as opened:
        monkeypatch.setattr(journal, "_apply", half)
        with pytest.raises(Exception, match="half changed"):
            forget(opened, "story", story)
    monkeypatch.setattr(journal, "_apply", apply)
    with closing(open_existing(str(lake))) as opened:
        assert opened.read("select 1 from stories where id = $1", [story]).num_rows == 0
        assert opened.read("select 1 from records where story = $1", [story]).num_rows == 0
        assert opened.read("select 1 from tombstones").num_rows > 0


def test_a_story_that_is_not_there_cannot_be_forgotten(lake):
    with closing(open_existing(str(lake))) as opened, pytest.raises(UsageError, match="no story"):
        forget(opened, "story", "nobody")
