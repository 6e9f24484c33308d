"""The WARC files of a WACZ are read one after the other, straight from the zip file."""

import io
import zipfile

from dragoman.gathering import gather
from dragoman.gathering.archive import Passed, read_wacz, read_warc
from tests.gathering.archive.builders import MOST, a_record, a_wacz, pages_of, urls

RECORDS = pages_of(4)


def found_in(path, **options):
    return list(read_wacz(path, max_bytes=MOST, **options))


def test_every_warc_file_is_read_in_the_order_of_names(tmp_path):
    path = a_wacz(
        tmp_path / "crawl.wacz",
        {
            "archive/b.warc.gz": RECORDS[2] + RECORDS[3],
            "archive/a.warc.gz": RECORDS[0] + RECORDS[1],
            "pages/pages.jsonl": b'{"format": "json-pages-1.0"}',
            "indexes/index.cdx.gz": b"",
            "elsewhere/c.warc.gz": RECORDS[0],
        },
    )
    assert urls(found_in(path)) == [f"http://x.example/{n}" for n in range(4)]


def test_what_is_passed_over_is_counted_over_all_of_them(tmp_path):
    request = a_record(kind="request", body=b"")
    files = {"archive/a.warc.gz": request, "archive/b.warc.gz": request}
    passed = Passed()
    assert found_in(a_wacz(tmp_path / "crawl.wacz", files), passed=passed) == []
    assert passed.counts == {"requests": 2}


def test_damage_in_one_file_stops_no_other(tmp_path):
    files = {
        "archive/a.warc.gz": RECORDS[0] + b"damage",
        "archive/b.warc.gz": b"",
        "archive/c.warc.gz": RECORDS[1],
    }
    path = a_wacz(tmp_path / "crawl.wacz", files)
    found = found_in(path)
    assert urls(found) == ["http://x.example/0", "!broken", "!empty", "http://x.example/1"]
    place = f"{path}/archive/a.warc.gz at byte {len(RECORDS[0])}"
    assert found[1].message.startswith(place)


def test_a_zip_file_whose_checksum_fails_is_told_besides_the_damaged_record(tmp_path):
    records = pages_of(400)
    path = a_wacz(tmp_path / "crawl.wacz", {"archive/a.warc.gz": b"".join(records)})
    data = bytearray(path.read_bytes())
    data[data.index(records[1]) + 200] ^= 1
    path.write_bytes(data)
    found = found_in(path)
    assert urls(found)[:3] == ["http://x.example/0", "!broken", "http://x.example/2"]
    assert "damaged zip data" in found[-1].message


def test_what_is_no_zip_file_and_a_zip_file_without_archives_are_told(tmp_path):
    (tmp_path / "a.wacz").write_bytes(RECORDS[0])
    a_wacz(tmp_path / "b.wacz", {"pages/pages.jsonl": b""})
    assert [kind_of(tmp_path / name) for name in ("a.wacz", "b.wacz", "c.wacz")] == [
        "broken",
        "empty",
        "unreadable",
    ]


def kind_of(path):
    [fault] = gather([str(path)])
    return fault.kind


def test_a_bomb_in_the_zip_file_is_told(tmp_path):
    path = tmp_path / "bomb.wacz"
    plain = a_record("http://x.example/0", b"<p>Hello.</p>", gzip=False)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/a.warc", plain + b"\0" * 200_000_000)
    assert urls(found_in(path)) == ["http://x.example/0", "!broken"]


def test_nothing_is_read_before_it_is_asked_for(tmp_path):
    stream = io.BytesIO(b"".join(RECORDS))
    pages = read_warc(stream, "x", max_bytes=MOST)
    assert stream.tell() == 0
    next(pages)
    assert stream.tell() > 0
