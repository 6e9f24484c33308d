"""Web archives among the inputs: by name, in folders, over standard input, and without the library."""

import builtins
import io
import itertools
import tracemalloc

import pytest

from dragoman.errors import SetupError
from dragoman.gathering import gather
from dragoman.gathering.archive import Passed, read_warc
from tests.gathering.archive.builders import (
    MOST,
    a_page,
    a_record,
    a_wacz,
    pages_of,
    urls,
)
from tests.gathering.builders import gathered, kinds

stream_io = pytest.importorskip("fastwarc.stream_io")

RECORDS, PLAIN = pages_of(3), pages_of(3, gzip=False)
URLS = [f"http://x.example/{n}" for n in range(3)]


def packed_whole(writer):
    """The records in one frame of another packing."""
    out = io.BytesIO()
    packer = writer(out)
    packer.write(b"".join(PLAIN))
    packer.finish()
    packer.flush()
    return out.getvalue()


def packed_with_dictionary():
    """The records in zstd frames behind the dictionary that they were packed with."""
    samples = pages_of(200, gzip=False)
    dictionary = stream_io.zstd_train_dictionary_from_samples(samples, 2_000)
    out = io.BytesIO()
    packer = stream_io.ZstdWriter(out, dictionary=dictionary, compress_dictionary_frame=True)
    for record in PLAIN:
        packer.write(record)
        packer.finish()
    packer.flush()
    return out.getvalue()


ARCHIVES = {
    "a.warc.gz": b"".join(RECORDS),
    "A.WARC": b"".join(PLAIN),
    "a.warc.zst": packed_whole(stream_io.ZstdWriter),
    "a.warc.lz4": packed_whole(stream_io.Lz4Writer),
    "dictionary.warc.zst": packed_with_dictionary(),
    "a.warc": b"".join(RECORDS),  # told by its content
    "download": b"".join(RECORDS),  # as well, for a person named it
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_an_archive_of_every_packing_is_read(tmp_path, name):
    (tmp_path / name).write_bytes(ARCHIVES[name])
    assert urls(gathered(str(tmp_path / name))) == URLS


def test_archives_in_a_folder_are_read_among_pages(tmp_path):
    (tmp_path / "b.warc.gz").write_bytes(RECORDS[1])
    (tmp_path / "a.html").write_bytes(a_page(9))
    a_wacz(tmp_path / "c.wacz", {"archive/data.warc.gz": RECORDS[2]})
    assert urls(gathered(str(tmp_path))) == [str(tmp_path / "a.html"), URLS[1], URLS[2]]


@pytest.mark.parametrize("records", [RECORDS, PLAIN], ids=["gzip", "plain"])
def test_standard_input_may_be_an_archive(records):
    assert urls(gathered("-", standard_input=b"".join(records))) == URLS


def test_damage_at_the_end_of_packed_data_is_told(tmp_path):
    for name in ("a.warc.zst", "a.warc.lz4"):
        (tmp_path / name).write_bytes(ARCHIVES[name][:-20])
        assert kinds(gathered(str(tmp_path / name)))[-1] == "broken"


def test_what_was_passed_over_is_counted_over_all_inputs(tmp_path):
    (tmp_path / "a.warc.gz").write_bytes(a_record(kind="request", body=b""))
    passed = Passed()
    assert list(gather([str(tmp_path / "a.warc.gz")] * 2, passed=passed)) == []
    assert passed.counts == {"requests": 2}


def test_an_archive_elsewhere_is_not_fetched():
    (fault,) = gathered("https://x.example/CC-NEWS.warc.gz?a=b")
    assert fault.kind == "fetch"
    assert "pipe a WARC file" in fault.message


def test_without_the_library_a_person_is_told_what_to_install(tmp_path, monkeypatch):
    real = builtins.__import__

    def without(name, *rest):
        if name.startswith("fastwarc"):
            raise ImportError("no fastwarc")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    (tmp_path / "a.warc.gz").write_bytes(RECORDS[0])
    with pytest.raises(SetupError, match=r"pip install 'dragoman\[archive\]'"):
        gathered(str(tmp_path / "a.warc.gz"))


class Endless:
    """An archive without an end, made as it is read."""

    def __init__(self, records):
        self.given = 0
        self._records = itertools.cycle(records)

    def read(self, size, /):
        data = next(self._records)
        assert len(data) <= size
        self.given += len(data)
        return data


@pytest.mark.parametrize("gzip", [True, False])
def test_an_archive_without_an_end_is_read_in_memory_that_does_not_grow(gzip):
    image = a_record(body=b"\x89PNG" * 2_000, headers=[("Content-Type", "image/png")], gzip=gzip)
    archive = Endless([*pages_of(20, gzip=gzip), image])
    pages = read_warc(archive, "x", max_bytes=MOST)
    tracemalloc.start()
    count = sum(len(page.body) > 1_000 for page in itertools.islice(pages, 6_000))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 6_000
    assert peak < 12_000_000


def test_no_more_of_an_archive_is_read_than_is_asked_for():
    archive = Endless(PLAIN)
    next(read_warc(archive, "x", max_bytes=MOST))
    assert archive.given < 300_000
