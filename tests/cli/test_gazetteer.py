import json
from importlib import import_module

import click
import pytest
from click.testing import CliRunner

from dragoman.cli import main
from dragoman.cli.gazetteer import gazetteer
from dragoman.resolving.gazetteer import load_gazetteer
from dragoman.resolving.place_index import open_places
from dragoman.settings import Settings
from tests.tables.builders import LINES, Reply, a_dump, a_file, a_server, in_turn, packed, patience
from tests.tables.sparql import an_endpoint

MODULE = import_module("dragoman.cli.gazetteer")  # the package's own name is the command
FACE = type(main)("dragoman", commands={"gazetteer": gazetteer})
WEB_PAGE = Reply(200, b"<html>", {"Content-Type": "text/html"})


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    monkeypatch.setattr(MODULE, "PATIENCE", patience(tries=3))


def dragoman(*arguments, home="/nonexistent", places=""):
    words = ["gazetteer", *map(str, arguments)]
    environment = {"XDG_DATA_HOME": str(home)}
    return CliRunner().invoke(FACE, words, env=environment, obj=Settings(places=places))


def names(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_build_from_a_zip(tmp_path):
    out = tmp_path / "new" / "places.db"
    result = dragoman("build", "--geonames", a_dump(tmp_path), "--out", out)
    assert result.exit_code == 0, result.output
    assert f"places in {out}" in result.stdout
    assert f'DRAGOMAN_PLACES="{out}"' in result.stdout
    assert open_places(out).version == "GeoNames 2026-11-27"


def test_what_is_built_can_be_used(tmp_path):
    out = tmp_path / "places.db"
    dragoman("build", "--geonames", a_dump(tmp_path), "--out", out)
    result = dragoman("show", "Drontheim", "--json", places=str(out))
    (place,) = json.loads(result.stdout)["places"]
    assert (place["name"], place["geonames"]) == ("Trondheim", 3133880)


def test_build_downloads_into_the_data_folder_and_leaves_the_file_alone(tmp_path):
    with a_server(a_file(packed(*LINES))) as server:
        result = dragoman("build", "--from", f"{server.address}/dump/", home=tmp_path)
        assert server.asked[0].path == "/dump/allCountries.zip"
    assert result.exit_code == 0, result.output
    assert names(tmp_path) == ["places.db"]
    assert open_places(tmp_path / "dragoman" / "places.db").named("Trondheim")


def test_a_download_cut_off_goes_on_in_the_next_run(tmp_path):
    body = packed(*LINES)
    with a_server(in_turn(a_file(body, cut=200), a_file(body, cut=0))) as server:
        first = dragoman("build", "--from", server.address, home=tmp_path)
        assert first.exit_code == 2
        assert "200 bytes are kept" in first.stderr
        assert names(tmp_path) == ["allCountries.zip.part", "allCountries.zip.part.version"]
        server.answer = a_file(body)
        assert dragoman("build", "--from", server.address, home=tmp_path).exit_code == 0
        assert server.asked[-1].headers["Range"] == "bytes=200-"


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (WEB_PAGE, "gives a web page"),
        (Reply(404), "HTTP 404"),
        (Reply(503), "HTTP 503"),
        (Reply(429, b"", {"Retry-After": "9999"}), "no request for 167 minutes"),
        (Reply(200, packed(*LINES)[:300]), "was cut off"),
        (Reply(200, b"PK not really"), "no zip file"),
        (Reply(200, packed("a\tb")), "has 2 columns, not 19"),
        (Reply(200, packed(*LINES), {}, 100), "cut off"),
    ],
)
def test_whatever_fails_is_one_line_and_the_file_in_use_stays(tmp_path, reply, words):
    (tmp_path / "dragoman").mkdir()
    used = tmp_path / "dragoman" / "places.db"
    used.write_bytes(b"in use")
    with a_server(in_turn(reply)) as server:
        result = dragoman("build", "--from", server.address, home=tmp_path)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stderr.count("\n") == 1
    assert used.read_bytes() == b"in use"


def test_a_broken_zip_is_not_kept_for_the_next_run(tmp_path):
    body = packed(*LINES)
    with a_server(in_turn(a_file(body[:300]), a_file(body))) as server:
        assert dragoman("build", "--from", server.address, home=tmp_path).exit_code == 2
        assert names(tmp_path) == []
        assert dragoman("build", "--from", server.address, home=tmp_path).exit_code == 0


def test_an_address_that_is_none(tmp_path):
    result = dragoman("build", "--from", "ftp://example.org", home=tmp_path)
    assert (result.exit_code, "no http(s) address" in result.stderr) == (2, True)


def test_update_makes_a_gazetteer_with_the_people_of_wikidata(tmp_path):
    with a_server(an_endpoint()) as server:
        result = dragoman("update", "--endpoint", f"{server.address}/sparql", home=tmp_path)
    assert result.exit_code == 0, result.output
    table = tmp_path / "dragoman" / "persons.tsv"
    assert result.stdout.startswith(f"2 terms in {table}\n")
    assert "Alexander Stubb" in table.read_text(encoding="utf-8")
    made = load_gazetteer(tmp_path / "dragoman" / "places.db")
    [stubb] = made.lexicon.entries["alexander stubb"]
    assert stubb.wikidata.startswith("Q")
    assert {term.source for term in stubb.terms} == {"Wikidata"}
    assert made.lexicon.entries["angela merkel"][0].terms[0].source != "Wikidata"
    assert made.cities("Oslo")


def test_update_that_fails_leaves_the_old_table(tmp_path):
    table = tmp_path / "persons.tsv"
    table.write_text("old")
    with a_server(in_turn(WEB_PAGE)) as server:
        result = dragoman(
            "update", "--endpoint", server.address, "--out", str(tmp_path / "places.db")
        )
    assert (result.exit_code, table.read_text()) == (2, "old")
    assert not (tmp_path / "places.db").exists()
    assert "a web page, not JSON" in result.stderr


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Oslo", ("Places", "PPLC", "NOR", "3143244")),
        ("Georgia", ("Places", "Countries", "GEO", "Tbilisi")),
        ("UN", ("Organisations", "United Nations", "UNO")),
        ("Angela Merkel", ("People", "chancellor", "2005-11")),
    ],
)
def test_show_tells_what_a_name_means(name, words):
    result = dragoman("show", name)
    assert result.exit_code == 0
    assert [word for word in words if word not in result.stdout] == []


def test_show_of_an_unknown_name_says_so():
    result = dragoman("show", "Qwxyzzy")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "the gazetteer knows no “Qwxyzzy”\n"


def test_show_of_an_unknown_name_is_json_too():
    result = dragoman("show", "Qwxyzzy", "--json")
    assert (result.exit_code, json.loads(result.stdout)["places"]) == (1, [])


@pytest.mark.parametrize("command", gazetteer.commands.values(), ids=list(gazetteer.commands))
def test_each_command_and_option_has_help(command):
    options = [one for one in command.params if isinstance(one, click.Option)]
    assert "Example: dragoman gazetteer" in command.help
    assert [option.name for option in options if not option.help] == []
