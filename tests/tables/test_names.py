import sqlite3

import pytest

from dragoman.resolving.gazetteer import load_gazetteer, shipped_places
from dragoman.resolving.lexicon import NameKind, Nature, open_lexicon
from dragoman.resolving.words import split_words
from dragoman.tables.names import fingerprint, insert_names


@pytest.fixture(scope="module")
def lexicon():
    db = sqlite3.connect(":memory:", check_same_thread=False)
    db.execute("create table meta (key text primary key, value text)")
    insert_names(db)
    return open_lexicon(db)


def test_the_shipped_file_was_made_of_the_tables_as_they_stand():
    told = load_gazetteer().places.db.execute("select value from meta where key = 'tables'")
    assert told.fetchone() == (fingerprint(),), "run `make tables`"
    assert shipped_places().stat().st_size < 25_000_000


def test_names_of_every_nature_are_found_in_running_text(lexicon):
    for text, nature in (
        ("North Korean troops", Nature.COUNTRY),
        ("European Commission officials", Nature.ORGANISATION),
        ("Angela Merkel spoke", Nature.PERSON),
    ):
        count, entries = lexicon.match(split_words(text), 0)
        assert (count, entries[0].nature) == (2, nature)


def test_a_country_keeps_its_kind_and_a_person_all_terms(lexicon):
    assert lexicon.entries["finns"][0].kind is NameKind.DEMONYM
    [trump] = lexicon.entries["donald trump"]
    assert [term.start for term in trump.terms] == ["2017-01", "2025-01"]
    assert all(term.source for term in trump.terms)


def test_people_are_found_by_surname_too_and_family_names_that_come_first(lexicon):
    assert "Angela Merkel" in {entry.name for entry in lexicon.surnames["merkel"]}
    assert "Xi Jinping" in {entry.name for entry in lexicon.surnames["xi"]}


def test_an_unknown_key_is_missing(lexicon):
    assert "qwxyz" not in lexicon.entries
    assert lexicon.entries.get("qwxyz", ()) == ()
    assert len(lexicon.entries) == len(list(lexicon.entries)) > 4000
