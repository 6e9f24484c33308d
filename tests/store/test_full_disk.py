import shutil
import subprocess
from contextlib import contextmanager

import pytest

from dragoman.errors import StoreError
from tests.keeping.builders import a_store, a_told, column, put
from tests.store.builders import a_duck

BYTES = 24_000_000


@contextmanager
def a_small_disk(folder):
    """A disk of so many bytes, where this user may mount one."""
    disk = folder / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={BYTES}", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("this user may not mount a small disk")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def fill(disk, *, but):
    """Leave only so many bytes free."""
    (disk / "filler").write_bytes(b"x" * (shutil.disk_usage(disk).free - but))


def a_large_story(number):
    noise = " ".join(f"{number}-{at * 7919 % 10007}" for at in range(20_000))
    return a_told(f"s{number}", "raid", text=f"Police arrested ten people. {noise}")


def put_many(store):
    for number in range(20):
        put(store, a_large_story(number), a_large_story(number + 100))


def test_a_full_disk_is_an_error_that_leaves_nothing_half_written(tmp_path):
    with a_small_disk(tmp_path) as disk:
        with a_store(disk) as store:
            put(store, a_told("a", "raid"))
        fill(disk, but=1_000_000)
        with a_store(disk) as store, pytest.raises(StoreError, match=r"record\.duckdb"):
            put_many(store)
        (disk / "filler").unlink()
        with a_store(disk) as store:
            stories = column(store, "select id from stories order by id")
            assert "a" in stories
            assert len(stories) % 2 == 1
            assert column(store, "select story from records order by story") == stories
            put(store, a_told("b", "raid"))


def test_a_store_that_has_no_room_to_be_made_is_not_made(tmp_path):
    with a_small_disk(tmp_path) as disk:
        fill(disk, but=50_000)
        with pytest.raises(StoreError, match="record"), a_duck(disk):
            pass
        assert [path.name for path in disk.iterdir()] == ["filler"]
