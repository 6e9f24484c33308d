from dataclasses import replace

from dragoman.store.sentences import with_sentences
from dragoman.types import Span
from tests.builders import a_report, an_event_view
from tests.keeping.builders import a_store, a_told, put


def a_view(*tolds):
    """The event as the store gives it back: its stories without text and sentences."""
    reports = [a_report(told.records[0], told.story) for told in tolds]
    bare = [replace(one, story=replace(one.story, text="", sentences=())) for one in reports]
    return an_event_view(*bare)


def test_stories_get_their_sentences_back(tmp_path):
    one, other = a_told("a", "arrest"), a_told("b", "arrest")
    with a_store(tmp_path) as store:
        put(store, one, other)
        [event] = with_sentences(store, [a_view(one, other)])
    assert event.reports[1].story.sentences == (Span(0, len(other.story.text)),)
    assert event.first_report.story.sentences == (Span(0, len(one.story.text)),)


def test_a_story_that_is_not_there_has_none(tmp_path):
    told = a_told("a", "arrest")
    with a_store(tmp_path) as store:
        [event] = with_sentences(store, [a_view(told)])
    assert event.reports[0].story.sentences == ()


def test_events_are_read_as_they_are_asked_for(tmp_path, monkeypatch):
    monkeypatch.setattr("dragoman.store.sentences.BATCH", 2)
    told = a_told("a", "arrest")
    coming = iter([a_view(told)] * 5)
    with a_store(tmp_path) as store:
        next(with_sentences(store, coming))
    assert len(list(coming)) == 3
