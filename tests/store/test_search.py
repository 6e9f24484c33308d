import pytest

from dragoman.store import search_tables
from dragoman.store.database import Dialect
from dragoman.store.indices import Index
from tests.keeping.builders import a_told, put
from tests.store.asked import an_asked_store


@pytest.fixture
def opened(home):
    with an_asked_store(home) as store:
        yield store


def found(opened, *phrases, index=Index.RECORDS):
    return sorted(opened.store.search(index, phrases)["id"].to_pylist())


def test_stems_accents_and_phrases_are_found(opened):
    assert found(opened, "raids") == ["raid", "undated"]
    assert found(opened, "malia") == ["march"]
    assert found(opened, "through bergen") == ["denial"]
    assert found(opened, "bergen through") == []
    assert found(opened, "title", "counted", index=Index.STORIES) == []
    assert found(opened, "story one", index=Index.STORIES) == ["one"]


def test_the_title_weighs_more(opened):
    put(opened.store, a_told("four", "x", text="They arrested nobody in a raid.", title="Nothing"))
    put(opened.store, a_told("five", "y", text="They arrested nobody.", title="Raid"))
    rows = opened.store.search(Index.STORIES, ["raid"]).to_pylist()
    best = max(rows, key=lambda row: row["rank"])
    assert best["id"] == "five"


def test_what_comes_later_is_found(opened):
    assert found(opened, "saxophone", index=Index.STORIES) == []
    put(opened.store, a_told("four", "x", text="Police arrested a saxophone on Friday."))
    assert found(opened, "saxophone", index=Index.STORIES) == ["four"]


def test_so_many_finds_have_no_rank(opened, monkeypatch):
    part = {Dialect.DUCKDB: "search", Dialect.POSTGRES: "postgres"}[opened.database.dialect]
    monkeypatch.setattr(f"dragoman.store.{part}.RANKED", 1)
    ranks = opened.store.search(Index.RECORDS, ["bergen"])["rank"].to_pylist()
    assert ranks == [0.0, 0.0]
    assert search_tables.RANKED > 1


def test_letters_signs_and_frequent_words_count_alike(opened):
    told = (
        "Ödön's well-known U.S. friend paid 3.5 million to the O'Brien / Nuñez fund, police said. "
    )
    put(opened.store, a_told("four", "arrest", text=f"{told} They arrested him."))
    for phrase in ("odon s well known", "u s friend", "3.5 MILLION", "to the o’brien", "nunez"):
        assert found(opened, phrase, index=Index.STORIES) == ["four"]
    assert found(opened, "the", index=Index.STORIES) == ["four", "three", "two"]


def test_a_story_longer_than_any_index_is_kept_and_found(opened):
    long = " ".join(f"{number}-{number * 7919 % 10007}" for number in range(150_000))
    put(opened.store, a_told("four", "arrest", text=f"Police arrested a saxophone. {long}"))
    assert found(opened, "saxophone", index=Index.STORIES) == ["four"]
