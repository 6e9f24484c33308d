"""Rows of JSONL, CSV and Parquet become texts; each bad row is told with its line."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dragoman.types import GivenText
from tests.gathering.builders import a_file, a_table, gathered, kinds


def rows(folder, *lines, name="rows.jsonl"):
    return gathered(a_file(folder, name, b"\n".join(lines)))


def test_a_row_keeps_its_text_and_fields(tmp_path):
    fields = {"id": "7", "url": "u", "publisher": "p", "title": "t", "published": "2019-05-17"}
    (given,) = rows(tmp_path, json.dumps({**fields, "text": " A\r\n\tb. ", "other": [1]}).encode())
    where = f"{tmp_path}/rows.jsonl line 1"
    assert given == GivenText(text=" A\r\n\tb. ", origin=where, **fields)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (b"no json", "json"),
        (b'{"text": "cut', "json"),
        (b'["text"]', "json"),
        (b'"text"', "json"),
        (b"[" * 9_000, "json"),
        (b'{"text": "\xff"}', "encoding"),
        (b'{"title": "only"}', "row"),
        (b'{"text": null}', "row"),
        (b'{"text": 5}', "row"),
        (b'{"text": ["One."]}', "row"),
        (b'{"text": "One.", "published": 20190517}', "row"),
        (b'{"text": "One.", "id": true}', "row"),
        (b'{"text": " "}', "empty"),
        (b'{"text": "' + b"a" * 10_000 + b'"}', "too-large"),
    ],
)
def test_a_bad_line_is_told_and_the_next_is_read(tmp_path, line, kind):
    found = rows(tmp_path, b'{"text": "One."}', line, b'{"text": "Two."}')
    assert kinds(found) == ["text", kind, "text"]
    assert found[1].message.startswith(f"{tmp_path}/rows.jsonl line 2: ")
    assert "\n" not in found[1].message


def test_a_bad_row_is_told_under_its_own_id(tmp_path):
    (found,) = rows(tmp_path, b'{"id": "s-9", "text": ""}')
    assert found.id == "s-9"


def test_an_id_may_be_a_number(tmp_path):
    (given,) = rows(tmp_path, b'{"id": 12, "text": "One."}')
    assert given.id == "12"


def test_csv_cells_may_hold_commas_quotes_and_lines(tmp_path):
    body = b'\xef\xbb\xbfID,Text,note\n1,"One, ""two"".\nThree.",x\n\n2,Four.,y\n'
    found = rows(tmp_path, body, name="rows.csv")
    assert [(given.id, given.text) for given in found] == [
        ("1", 'One, "two".\nThree.'),
        ("2", "Four."),
    ]
    assert found[1].origin.endswith("rows.csv line 5")


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_csv_columns_may_be_parted_by_other_marks(tmp_path, mark):
    (given,) = rows(tmp_path, f"id{mark}text\n1{mark}One.\n".encode(), name="rows.csv")
    assert (given.id, given.text) == ("1", "One.")


def test_a_bad_csv_row_is_told_and_the_next_is_read(tmp_path):
    body = b'id,text\n1,One.,extra\n2\n3,\n4,\xff\n5,Five.\n6,"never closed\n'
    found = rows(tmp_path, body, name="rows.csv")
    assert kinds(found) == ["row", "row", "empty", "text", "text", "row"]
    assert found[0].message.endswith("rows.csv line 2: 3 cells under 2 columns")


def test_csv_without_a_text_column_is_told(tmp_path):
    (found,) = rows(tmp_path, b"id,body\n1,One.\n", name="rows.csv")
    assert found.message == f'{tmp_path}/rows.csv: no column is named "text"'


def test_a_csv_line_over_the_limit_is_told(tmp_path):
    assert kinds(rows(tmp_path, b"id,text\n1," + b"a" * 11_000, name="rows.csv")) == ["too-large"]


def test_parquet_rows_come_in_their_order(tmp_path):
    select = (
        "select i as id, 'Story ' || i as text, date '2019-05-17' as published from range(600) r(i)"
    )
    found = gathered(a_table(tmp_path, select))
    assert [given.id for given in found] == [str(number) for number in range(600)]
    assert (found[3].text, found[3].published) == ("Story 3", "2019-05-17")


def test_a_parquet_row_without_text_is_told(tmp_path):
    path = a_table(tmp_path, "select * from (values ('One.'), (null), ('')) rows(text)")
    found = gathered(path)
    assert kinds(found) == ["text", "row", "empty"]
    assert found[1].message == f'{path} row 2: no "text"'


@pytest.mark.parametrize("select", ["select 1 as id", "select 1 as text"])
def test_parquet_without_a_text_column_is_told(tmp_path, select):
    assert kinds(gathered(a_table(tmp_path, select))) == ["row"]


def test_a_parquet_text_that_is_not_utf_8_costs_its_row_alone(tmp_path):
    texts = pa.array([b"One.", b"Zur\xfcck.", b"Three."]).view(pa.string())
    path = tmp_path / "rows.parquet"
    pq.write_table(pa.table({"text": texts}), path)
    found = gathered(str(path))
    assert [given.text for given in found] == ["One.", "Zur\udcfcck.", "Three."]


def test_a_parquet_text_is_read_from_every_kind_of_string_column(tmp_path):
    path = tmp_path / "rows.parquet"
    for kind in (pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())):
        pq.write_table(pa.table({"text": pa.array(["One.", "One."]).cast(kind)}), path)
        assert [given.text for given in gathered(str(path))] == ["One.", "One."]


def test_a_parquet_file_that_is_cut_is_told(tmp_path):
    path = Path(a_table(tmp_path, "select 'Story ' || i as text from range(900) r(i)"))
    path.write_bytes(path.read_bytes()[:-100])
    assert kinds(gathered(str(path))) == ["broken"]


def test_a_damaged_page_of_a_parquet_file_is_told(tmp_path):
    path = Path(a_table(tmp_path, "select 'Story ' || i as text from range(900) r(i)"))
    data = bytearray(path.read_bytes())
    data[4:60] = b"\xff" * 56
    path.write_bytes(data)
    assert kinds(gathered(str(path)))[-1:] in (["broken"], ["unreadable"])


def test_what_is_no_parquet_is_told(tmp_path):
    (found,) = gathered(a_file(tmp_path, "rows.parquet", b"no parquet at all"))
    assert found.kind == "broken"
    assert "\n" not in found.message
