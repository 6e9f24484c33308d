import random
import sqlite3
import subprocess
import sys
import tracemalloc

import pytest

from dragoman.errors import SetupError
from dragoman.resolving.lexicon import open_lexicon
from dragoman.resolving.place_index import open_places
from dragoman.tables import write
from dragoman.tables.names import insert_names
from dragoman.tables.places import PlaceRow
from dragoman.tables.write import write_places
from tests.tables.test_download import room_for


def a_place(number, name="Oslo", **fields):
    told = {"latitude": 59.9, "longitude": 10.7, "country": "NOR", "province": "12"}
    told |= {"feature": "PPL", "population": 0, "keys": frozenset({name.lower()})} | fields
    return PlaceRow(number, name, **told)


def places(count, seed=0):
    numbers = list(range(1, count + 1))
    random.Random(seed).shuffle(numbers)
    return (a_place(number, f"Town {number}") for number in numbers)


def left(path):
    return [file.name for file in path.parent.iterdir() if file != path]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "places.db"


@pytest.fixture(autouse=True)
def no_names(monkeypatch):
    """Ten thousand names of people take a second, and most tests are of the places."""
    monkeypatch.setattr(write, "insert_names", lambda _: 0)


def test_names_of_countries_and_people_come_with_the_places(path, monkeypatch):
    monkeypatch.setattr(write, "insert_names", insert_names)
    write_places([a_place(1)], path, version="1")
    assert open_lexicon(open_places(path).db).entries["angela merkel"]


@pytest.fixture
def old(path):
    write_places([a_place(7)], path, version="old")
    return path.read_bytes()


def test_the_same_rows_in_any_order_give_the_same_bytes(path, tmp_path):
    other = tmp_path / "other.db"
    assert write_places(places(25_000, 1), path, version="1") == 25_000
    write_places(places(25_000, 2), other, version="1")
    assert path.read_bytes() == other.read_bytes()


def test_the_first_row_of_a_number_counts(path):
    assert write_places([a_place(1, "Oslo"), a_place(1, "Bergen")], path, version="1") == 1
    assert open_places(path).named("Oslo")[0].name == "Oslo"


def test_rows_are_never_all_in_memory(path):
    tracemalloc.start()
    write_places(places(60_000), path, version="1")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 15_000_000


def failing(error):
    yield from places(20_000)
    raise error


@pytest.mark.parametrize("error", [SetupError("the zip is broken"), KeyboardInterrupt()])
def test_a_build_that_fails_in_the_middle_leaves_the_old_file_byte_for_byte(path, old, error):
    reader = open_places(path)
    with pytest.raises(type(error)):
        write_places(failing(error), path, version="new")
    assert path.read_bytes() == old
    assert left(path) == []
    assert reader.named("Oslo")[0].geonames == 7


def test_a_reader_of_the_old_file_goes_on_while_the_new_one_takes_its_place(path, old):
    reader = open_places(path)
    write_places(places(2_000), path, version="new")
    assert reader.named("Oslo")[0].geonames == 7
    assert open_places(path).version == "new"


def test_nothing_to_write_leaves_the_old_file(path, old):
    with pytest.raises(SetupError, match="no places"):
        write_places([], path, version="new")
    assert path.read_bytes() == old


def test_a_full_disk_is_one_line_and_leaves_the_old_file(path, old):
    with room_for(300_000), pytest.raises(SetupError, match="stays as it was"):
        write_places(places(30_000), path, version="new")
    assert path.read_bytes() == old
    assert left(path) == []


def test_sqlite_says_full_and_a_person_is_told_what_to_do(path, old):
    full = sqlite3.OperationalError("database or disk is full")
    with pytest.raises(SetupError, match=r"the disk is full.*SQLITE_TMPDIR"):
        write_places(failing(full), path, version="new")


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(SetupError, match="cannot write in"):
        write_places([a_place(1)], tmp_path / "none" / "places.db", version="1")


SLOW = """
import sys, time
from pathlib import Path
from dragoman.tables.write import write_places
from tests.tables.test_write import places
def rows():
    yield from places(20_000)
    print("half", flush=True)
    time.sleep(60)
write_places(rows(), Path(sys.argv[1]), version="new")
"""


def test_a_killed_build_leaves_a_part_which_the_next_one_clears_away(path, old):
    with subprocess.Popen([sys.executable, "-c", SLOW, path], stdout=subprocess.PIPE) as build:
        assert build.stdout.readline() == b"half\n"
        build.kill()
    assert path.read_bytes() == old
    assert left(path) == [f".places.db.{build.pid}.part"]
    write_places([a_place(8)], path, version="newer")
    assert left(path) == []


def test_of_two_builds_at_once_one_fails_and_the_file_is_whole(path, old):
    with subprocess.Popen([sys.executable, "-c", SLOW, path], stdout=subprocess.PIPE) as build:
        build.stdout.readline()
        write_places([a_place(8)], path, version="newer")
        build.kill()
    assert open_places(path).version == "newer"
    assert left(path) == []
