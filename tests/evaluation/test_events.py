from datetime import date

import pytest

from dragoman.evaluation.events import ON_MATCHED, event_figures, match, score_events
from dragoman.types import Auxiliary, Basis, Span
from tests.evaluation.builders import (
    a_date,
    a_gold_event,
    a_gold_source,
    a_place,
    a_record,
    a_voice,
    an_actor,
)

DAYS = (date(2020, 1, 3), date(2020, 1, 3))


def counted(event, record, task):
    """Right, extra and missed of one task for one event and one record."""
    tally = score_events([event], [record])
    return tuple(tally[task, part] for part in ("right", "extra", "missed"))


def test_the_same_event_is_right_in_every_way():
    figures = event_figures(score_events([a_gold_event()], [a_record()]))
    assert figures["event + countries + aux + attribution"]["f1"] == 100
    assert figures["mode accuracy where gold has one"] == 100


@pytest.mark.parametrize(
    ("task", "right"), [("event", 0), ("quad class", 1), ("trigger, untyped", 1)]
)
def test_another_type_of_the_same_quad_is_no_event_match(task, right):
    assert counted(a_gold_event(), a_record(type_="ASSAULT"), task)[0] == right


def test_a_record_in_another_sentence_does_not_match():
    assert counted(a_gold_event(), a_record("said"), "event") == (0, 1, 1)


def test_a_record_elsewhere_in_the_sentence_matches_when_no_better_is_there():
    near, exact = a_record("people"), a_record("arrested")
    assert match([a_gold_event()], [near], same=lambda *_: True) == [(a_gold_event(), near)]
    assert match([a_gold_event()], [near, exact], same=lambda *_: True)[0][1] is exact


def test_matches_are_one_to_one():
    assert len(match([a_gold_event()], [a_record(), a_record()], same=lambda *_: True)) == 1


@pytest.mark.parametrize(
    ("gold", "coded", "expected"),
    [
        (DAYS, a_date(date(2020, 1, 3)), (1, 0, 0)),
        (DAYS, a_date(date(2020, 1, 4)), (0, 1, 1)),
        (DAYS, a_date(date(2020, 1, 3), basis=Basis.DEFAULT), (0, 0, 1)),
        (None, a_date(date(2020, 1, 3)), (0, 1, 0)),
        (None, a_date(), (0, 0, 0)),
    ],
)
def test_a_date_is_right_extra_or_missed(gold, coded, expected):
    event, record = a_gold_event(days=gold), a_record(date=coded)
    assert counted(event, record, f"date{ON_MATCHED}") == expected


@pytest.mark.parametrize(
    ("place", "country", "name"),
    [
        (a_place("The Narva!", "EST"), (1, 0, 0), (1, 0, 0)),
        (a_place("Tartu", "EST"), (1, 0, 0), (0, 1, 1)),
        (a_place("Narva", "EST", Basis.NONE), (0, 0, 1), (0, 0, 1)),
        (None, (0, 0, 1), (0, 0, 1)),
    ],
)
def test_a_place_is_scored_by_country_and_by_name(place, country, name):
    event, record = a_gold_event(place=a_place("Narva", "EST")), a_record(place=place)
    assert counted(event, record, f"place country{ON_MATCHED}") == country
    assert counted(event, record, f"place name{ON_MATCHED}") == name


@pytest.mark.parametrize(
    ("voices", "expected"),
    [
        ((a_voice("mayor", name="X"),), (1, 0, 0)),
        ((a_voice("Police", name="the mayor"),), (1, 0, 0)),
        ((a_voice("mayor"), a_voice("Police")), (0, 1, 1)),
        ((a_voice(None),), (0, 0, 1)),
        ((), (0, 0, 1)),
    ],
)
def test_the_innermost_voice_is_the_source_by_span_or_by_name(voices, expected):
    event, record = a_gold_event(source=a_gold_source(name="Mayor")), a_record(voices=voices)
    assert counted(event, record, f"attribution source{ON_MATCHED}") == expected


def test_an_actor_too_many_costs_the_spans_of_both_sides():
    record = a_record(actors=(an_actor(), an_actor("people")))
    assert counted(a_gold_event(), record, "event + spans of both sides") == (0, 1, 1)
    assert counted(a_gold_event(), record, f"actors by span{ON_MATCHED}") == (1, 1, 0)


def test_a_country_not_found_is_an_answer_of_its_own():
    record = a_record(actors=(an_actor(country=None),))
    assert counted(a_gold_event(), record, f"actors by country{ON_MATCHED}") == (0, 1, 1)


def test_macro_f1_gives_a_rare_auxiliary_the_weight_of_a_common_one():
    events = [a_gold_event("arrested"), a_gold_event("said", auxiliary="negation")]
    records = [a_record("arrested"), a_record("said", auxiliary=Auxiliary.ACTUAL)]
    figures = event_figures(score_events(events, records))
    assert figures[f"aux accuracy{ON_MATCHED}"] == 50
    assert figures[f"aux macro F1{ON_MATCHED}"] == 33.3


def test_a_record_of_an_unknown_type_is_extra_and_no_error():
    assert counted(a_gold_event(), a_record(type_="YIELD"), "quad class") == (0, 1, 1)


def test_no_records_give_noughts_and_every_row():
    figures = event_figures(score_events([a_gold_event()], []))
    assert figures["event"] == {"precision": 0, "recall": 0, "f1": 0, "gold": 1}
    assert figures[f"date{ON_MATCHED}"]["gold"] == 0


def test_a_trigger_that_starts_at_the_sentence_end_is_outside():
    end = a_gold_event().sentence.end
    record = a_record(Span(end, end + 1))
    assert counted(a_gold_event("Friday"), record, "event") == (0, 1, 1)
