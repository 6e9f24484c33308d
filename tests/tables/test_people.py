import os
from dataclasses import replace

import pytest

from dragoman.errors import SetupError
from dragoman.tables import offices, wikidata
from dragoman.tables.offices import CLASSES
from dragoman.tables.people import update_people
from tests.tables.builders import NOW, Reply, a_server, in_turn, patience, silent
from tests.tables.sparql import (
    KNOWN,
    NIINISTO,
    STUBB,
    a_binding,
    an_answer,
    an_endpoint,
    class_of,
    offset_of,
)

HTML = Reply(200, b"<!doctype html><title>Wikimedia Error", {"Content-Type": "text/html"})
WHOLE = an_answer(NIINISTO)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "persons.tsv"


def update(server, path, *, slept=None, told=silent, **options):
    endpoint = f"{server.address}/sparql"
    return update_people(path, endpoint=endpoint, patience=patience(slept, **options), told=told)


def fault(server, path, **options):
    with pytest.raises(SetupError) as caught:
        update(server, path, **options)
    return str(caught.value)


def table(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def asked(server):
    return [(class_of(request), offset_of(request)) for request in server.asked]


def test_the_table_has_the_columns_of_ours_and_two_more(path):
    with a_server(an_endpoint()) as server:
        assert update(server, path) == 2
    stubb, niinisto = table(path)
    assert niinisto == {
        "country": "FIN",
        "sectors": "GOV",
        "name": "Sauli Niinistö",
        "names": "Sauli Väinämö Niinistö",
        "office": "president",
        "start": "2012-03-01",
        "end": "2024-03-01",
        "wikidata": "Q29207",
        "source": "Wikidata",
    }
    assert (stubb["name"], stubb["start"], stubb["end"]) == ("Alexander Stubb", "2024-03-01", "")
    assert "CC0" in path.read_text(encoding="utf-8")


def test_each_class_is_asked_for_until_a_page_is_empty(path, monkeypatch):
    monkeypatch.setattr(offices, "PAGE", 1)
    monkeypatch.setattr(wikidata, "PAGE", 1)
    slept, told = [], []
    with a_server(an_endpoint()) as server:
        update(server, path, slept=slept, told=lambda *class_done: told.append(class_done))
        assert asked(server)[:4] == [
            *(("head-of-state", 0), ("head-of-state", 1), ("head-of-state", 2)),
            ("head-of-government", 0),
        ]
    assert slept == [1.0] * len(server.asked)
    assert [key for key, _ in told] == [office.key for office in CLASSES]


def test_who_asks_is_told_and_in_which_form(path):
    with a_server(an_endpoint()) as server:
        update(server, path)
        request = server.asked[0]
    assert request.headers["User-Agent"].startswith("dragoman/")
    assert request.headers["Accept"] == "application/sparql-results+json"
    assert "format=json" in request.path


def test_nothing_is_left_beside_the_table(path):
    with a_server(an_endpoint()) as server:
        update(server, path)
    assert [file.name for file in path.parent.iterdir()] == ["persons.tsv"]


@pytest.fixture
def old(path):
    path.write_text("old")
    return path


def test_an_interrupted_update_goes_on_where_it_stopped(old):
    whole = an_endpoint()
    with a_server(in_turn(whole, whole, Reply(503))) as server:
        assert "HTTP 503" in fault(server, old)
        assert old.read_text() == "old"
        before = len(server.asked)
        server.answer = whole
        update(server, old)
        assert len(table(old)) == 2
        again = asked(server)[before:]
        assert ("head-of-state", 0) not in again
        assert again[0] == ("head-of-government", 0)


def test_pages_of_the_day_before_yesterday_are_asked_for_again(old):
    with a_server(in_turn(an_endpoint(), Reply(404))) as server:
        fault(server, old)
        (page,) = old.with_name("persons.tsv.part").iterdir()
        stale = NOW.timestamp() - 2 * 86_400
        os.utime(page, (stale, stale))
        server.answer = an_endpoint()
        update(server, old)
        assert asked(server).count(("head-of-state", 0)) == 2


def test_pages_of_another_endpoint_are_not_taken(old):
    with a_server(in_turn(an_endpoint(), Reply(404))) as server:
        fault(server, old)
    with a_server(an_endpoint()) as other:
        update(other, old)
        assert asked(other)[0] == ("head-of-state", 0)


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (HTML, "a web page, not JSON"),
        (Reply(200, WHOLE.body[:-30], WHOLE.headers), "broken JSON"),
        (Reply(200, WHOLE.body[:60] + b"\njava.util.TimeoutException"), "broken JSON"),
        (Reply(200, b"[" * 100_000), "broken JSON"),
        (Reply(200, b'{"boolean": true}'), "no results of SPARQL"),
        (Reply(200, b'{"results": {"bindings": [{"person": "Q1"}]}}'), "no results of SPARQL"),
        (Reply(400, b"MalformedQueryException"), "HTTP 400"),
        (Reply(200, WHOLE.body, WHOLE.headers, 50), "cut off"),
        (an_answer(), "knows nobody in office"),
        (WHOLE, "minds no OFFSET"),
    ],
)
def test_what_is_no_answer_is_told_and_the_old_table_stays(old, reply, words):
    with a_server(in_turn(reply)) as server:
        assert words in fault(server, old)
    assert old.read_text() == "old"


@pytest.mark.parametrize(
    ("reply", "wait"),
    [(Reply(429, b"", {"Retry-After": "9"}), 9.0), (Reply(500), 2.0)],
)
def test_a_busy_endpoint_is_asked_again(path, reply, wait):
    slept = []
    with a_server(in_turn(reply, an_endpoint())) as server:
        update(server, path, slept=slept)
    assert slept[0] == wait
    assert len(table(path)) == 2


def test_a_page_that_is_cut_off_is_asked_for_again(path):
    cut = replace(an_answer(NIINISTO), cut=50)
    with a_server(in_turn(cut, an_endpoint())) as server:
        update(server, path)
        assert asked(server)[:2] == [("head-of-state", 0)] * 2
    assert len(table(path)) == 2


def test_a_term_that_two_classes_tell_is_told_once(path):
    known = {**KNOWN, "head-of-government": [NIINISTO]}
    with a_server(an_endpoint(known)) as server:
        assert update(server, path) == 2


def test_a_persons_terms_lie_together_in_order(path):
    later = a_binding(
        "Q170581", "Alexander Stubb", start="2014-06-24T00:00:00Z", title="Prime Minister"
    )
    known = {"head-of-state": [STUBB, NIINISTO], "head-of-government": [later]}
    with a_server(an_endpoint(known)) as server:
        update(server, path)
    assert [(row["name"][:4], row["start"][:4]) for row in table(path)] == [
        *(("Alex", "2014"), ("Alex", "2024"), ("Saul", "2012")),
    ]


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with a_server(an_endpoint()) as server:
        assert "cannot write in" in fault(server, tmp_path / "file" / "persons.tsv")
