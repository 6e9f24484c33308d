import zipfile

import pytest

from dragoman.errors import SetupError
from dragoman.resolving.place_index import open_places
from dragoman.tables.features import is_kept
from dragoman.tables.geonames import BrokenDump, dump_rows, dump_version
from dragoman.tables.places import region_rows
from dragoman.tables.spellings import bare_name, is_latin
from dragoman.tables.write import write_places
from tests.tables.builders import LINES, a_dump, a_line, packed, silent


def rows(folder, *lines, **options):
    return list(dump_rows(a_dump(folder, *lines, **options), silent))


def by_name(folder, *lines):
    return {row.name: row for row in rows(folder, *lines)}


def fault(folder, *lines, **options):
    with pytest.raises(BrokenDump) as caught:
        rows(folder, *lines, **options)
    return str(caught.value)


def test_the_file_is_read_as_the_shipped_one_is(tmp_path):
    path = tmp_path / "places.db"
    write_places(dump_rows(a_dump(tmp_path), silent), path, version="GeoNames 2026-11-27")
    places = open_places(path)
    (oslo,) = places.named("Oslo kommune")
    assert (oslo.name, oslo.feature, oslo.country, oslo.province) == (
        *("Oslo", "PPLC", "NOR", "Oslo County"),
    )
    assert (oslo.latitude, oslo.longitude, oslo.population, oslo.geonames) == (
        *(59.9, 10.7, 700, 3143244),
    )
    assert places.version == "GeoNames 2026-11-27"


def test_what_is_kept(tmp_path):
    found = by_name(tmp_path)
    assert {"Oslo", "Oslo County", "Trondheim", "Black Sea", "Rygge Air Station"} <= set(found)


def test_creeks_former_towns_and_towns_of_former_countries_are_not(tmp_path):
    assert not {"Lillebekken", "Gamle Oslo", "Tito"} & set(by_name(tmp_path))


@pytest.mark.parametrize(
    ("kind", "feature", "others", "kept"),
    [
        ("P", "PPLX", 0, True),
        ("A", "ADM3", 0, True),
        ("A", "ADM4", 9, False),
        ("A", "PCLI", 9, False),
        ("H", "STRT", 0, True),
        ("T", "MT", 0, False),
        ("T", "MT", 5, True),
        ("S", "CMPRF", 0, True),
        ("S", "HTL", 9, False),
        ("", "", 0, False),
    ],
)
def test_features(kind, feature, others, kept):
    assert is_kept(kind, feature, others) is kept


def test_only_latin_names_that_are_no_codes_find_a_place(tmp_path):
    assert by_name(tmp_path)["Oslo"].keys == {"oslo", "christiania", "oslo kommune"}


@pytest.mark.parametrize(
    ("name", "latin"), [("Nürnberg", True), ("Huế", False), ("LOND", False), ("Осло", False)]
)
def test_latin(name, latin):
    assert is_latin(name) is latin


def test_a_division_is_found_without_its_kind_too(tmp_path):
    assert by_name(tmp_path)["Oslo County"].keys == {"oslo county", "oslo"}
    assert bare_name("Republic of Sakha") == "sakha"


def test_our_regions_come_too_and_one_that_geonames_has_takes_its_number(tmp_path):
    found = rows(tmp_path)
    seas = [row for row in found if row.name == "Black Sea"]
    assert [(sea.geonames, sea.feature) for sea in seas] == [(630671, "SEA")]
    assert {row.name for row in region_rows()} <= {row.name for row in found}


def test_a_town_of_a_regions_name_is_a_place_of_its_own(tmp_path):
    town = a_line(9, "Black Sea", lat=43.0, lon=34.0)
    assert sorted(row.geonames for row in rows(tmp_path, town) if row.name == "Black Sea")[1] == 9


def test_progress_is_told_in_bytes(tmp_path):
    told = []
    lines = [a_line(number, f"Town {number}") for number in range(1, 1501)]
    list(dump_rows(a_dump(tmp_path, *lines), lambda *numbers: told.append(numbers)))
    assert len(told) == 2
    assert 0 < told[0][0] < told[0][1] == told[1][0] == told[1][1]


def test_the_version_is_the_day_of_the_dump(tmp_path):
    assert dump_version(a_dump(tmp_path)) == "GeoNames 2026-11-27"


def test_the_dump_of_one_country_will_do(tmp_path):
    assert "Oslo" in {row.name for row in rows(tmp_path, member="NO.txt")}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("3143244\tOslo", "line 1 of allCountries.txt in .*dump.zip has 2 columns, not 19"),
        (a_line("x", "Oslo"), "line 1 .* no dump of GeoNames: invalid literal"),
        (a_line(1, "Oslo", lat="north"), "could not convert"),
    ],
)
def test_a_table_of_another_kind_is_told(tmp_path, line, words):
    with pytest.raises(SetupError, match=words):
        rows(tmp_path, line)


def test_a_zip_without_the_table_is_told(tmp_path):
    assert "has no allCountries.txt" in fault(tmp_path, member="cities500.txt")


@pytest.mark.parametrize("body", [b"", b"<html>", packed(*LINES)[:-40], packed(*LINES)[:100]])
def test_what_is_no_whole_zip_is_told(tmp_path, body):
    path = tmp_path / "dump.zip"
    path.write_bytes(body)
    with pytest.raises(BrokenDump, match="no zip file, or was cut off"):
        list(dump_rows(path, silent))


@pytest.mark.parametrize(
    ("packing", "at"), [(zipfile.ZIP_DEFLATED, 2000), (zipfile.ZIP_STORED, 2050)]
)
def test_a_zip_with_a_wrong_byte_is_told(tmp_path, packing, at):
    lines = [a_line(number, f"Town {number}") for number in range(500)]
    broken = bytearray(packed(*lines, packing=packing))
    broken[at] ^= 0x01
    path = tmp_path / "dump.zip"
    path.write_bytes(bytes(broken))
    with pytest.raises(BrokenDump, match=r"download it again|no dump"):
        list(dump_rows(path, silent))


def test_an_empty_table_is_told(tmp_path):
    path = tmp_path / "dump.zip"
    path.write_bytes(packed())
    with pytest.raises(BrokenDump, match="is empty"):
        list(dump_rows(path, silent))


def test_letters_of_another_charset_are_told(tmp_path):
    path = tmp_path / "dump.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("allCountries.txt", a_line(1, "Ås").encode("latin-1"))
    with pytest.raises(BrokenDump, match="not in UTF-8"):
        list(dump_rows(path, silent))
