import json
from dataclasses import replace
from datetime import date, datetime

import pytest

from dragoman.errors import UsageError
from dragoman.linking.corrections import (
    FIELDS,
    apply_corrections,
    check_correction,
    correct,
    field_json,
    stale_corrections,
)
from dragoman.types import Basis, Correction
from tests.builders import a_record, a_report

RECORD = a_record(vector=(1.0, 0.0))
NOON = datetime(2024, 3, 9, 12)


def a_correction(field, value, *, record=RECORD, hour=12, **changes):
    plain = Correction(
        id=f"c{hour}",
        record=record.id,
        field=field,
        value=json.dumps(value),
        against=field_json(record, field) if field in FIELDS else "null",
        by="Edda",
        at=NOON.replace(hour=hour),
    )
    return replace(plain, **changes)


def corrected(*corrections):
    return apply_corrections(RECORD, corrections)


def test_a_corrected_type_brings_its_quad_and_scale_and_loses_the_mode():
    found = corrected(a_correction("type", "ASSAULT"))
    assert (found.type, found.mode, found.quad, found.scale) == ("ASSAULT", None, 4, -9.0)
    assert (RECORD.type, RECORD.mode) == ("COERCE", "arrest")


def test_a_report_is_corrected_in_its_record():
    report = a_report(RECORD)
    found = correct(report, [a_correction("auxiliary", "negation")])
    assert replace(found, record=RECORD) == report
    assert found.record.auxiliary == "negation"


def test_all_else_stays_as_the_coder_said():
    found = corrected(a_correction("auxiliary", "negation"))
    assert replace(found, auxiliary=RECORD.auxiliary) == RECORD
    assert found.auxiliary == "negation"


def test_an_actor_needs_no_more_than_a_name():
    found = corrected(a_correction("actors", [{"name": "Edda Morning", "country": "NOR"}]))
    [actor] = found.actors
    assert (actor.name, actor.country, actor.basis) == ("Edda Morning", "NOR", Basis.EXACT)
    assert actor.span.of("") == ""


def test_a_date_needs_no_more_than_a_day():
    found = corrected(a_correction("date", {"first": "2024-03-02"}))
    assert (found.date.first, found.date.last) == (date(2024, 3, 2), date(2024, 3, 2))


def test_a_place_can_be_corrected_and_taken_away():
    assert corrected(a_correction("place", {"name": "Larn"})).place.name == "Larn"
    assert corrected(a_correction("place", None)).place is None


def test_one_number_is_corrected_and_the_others_stay():
    found = corrected(a_correction("numbers.dead", 3))
    assert (found.numbers.dead, found.numbers.injured) == (3, None)


def test_contexts_can_be_corrected():
    assert corrected(a_correction("contexts", ["election"])).contexts == ("election",)


def test_the_latest_correction_of_a_field_counts():
    late, early = a_correction("numbers.dead", 3, hour=14), a_correction("numbers.dead", 5)
    assert corrected(late, early).numbers.dead == 3


def test_a_withdrawn_correction_is_not_applied():
    withdrawn = a_correction("numbers.dead", 3, withdrawn_at=NOON, withdrawn_by="Edda")
    assert corrected(withdrawn) == RECORD
    assert stale_corrections(RECORD, [withdrawn]) == []


def test_a_correction_against_another_answer_is_stale():
    correction = a_correction("type", "ASSAULT")
    recoded = replace(RECORD, type="PROTEST", mode=None)
    assert apply_corrections(recoded, [correction]) == recoded
    assert stale_corrections(recoded, [correction]) == [correction]


def test_a_surer_coder_with_the_same_answer_leaves_the_correction_standing():
    correction = a_correction("actors", [{"name": "Edda Morning"}])
    surer = replace(RECORD, actors=tuple(replace(a, score=0.99) for a in RECORD.actors))
    assert stale_corrections(surer, [correction]) == []


def test_a_mode_that_the_recoded_type_does_not_have_is_stale():
    protest = a_record(type="PROTEST", mode=None)
    correction = a_correction("mode", "riot", record=protest)
    recoded = replace(protest, type="CONSULT")
    assert apply_corrections(protest, [correction]).mode == "riot"
    assert apply_corrections(recoded, [correction]) == recoded
    assert stale_corrections(recoded, [correction]) == [correction]


def test_a_mode_of_the_corrected_type_is_taken():
    both = a_correction("type", "PROTEST"), a_correction("mode", "riot", hour=13)
    found = corrected(*both)
    assert (found.type, found.mode, found.scale) == ("PROTEST", "riot", -7.0)


REFUSED = [
    ("trigger", "word"),
    ("numbers.lost", 3),
    ("type", "DANCE"),
    ("type", ["ASSAULT"]),
    ("mode", 3),
    ("auxiliary", "perhaps"),
    ("contexts", ["weather"]),
    ("contexts", "election"),
    ("numbers.dead", -1),
    ("numbers.dead", True),
    ("numbers.dead", "three"),
    ("actors", {"name": "Edda"}),
    ("actors", [{"country": "NOR"}]),
    ("actors", [{"name": "Edda", "sectors": ["KING"]}]),
    ("actors", [{"name": "Edda", "age": 3}]),
    ("recipients", ["Edda"]),
    ("place", "Larn"),
    ("place", {"name": "Larn", "lat": "north"}),
    ("date", {"first": "March"}),
    ("date", {"first": "2024-03-08", "last": "2024-03-01"}),
    ("date", {"first": "2024-03-08", "basis": "guess"}),
]


@pytest.mark.parametrize(("field", "value"), REFUSED)
def test_what_does_not_fit_is_refused(field, value):
    with pytest.raises(UsageError):
        apply_corrections(RECORD, [a_correction(field, value)])


def test_what_is_no_json_is_refused():
    with pytest.raises(UsageError, match="no JSON"):
        corrected(replace(a_correction("type", ""), value="ASSAULT"))


def test_a_new_correction_is_checked_before_it_is_kept():
    check_correction(RECORD, a_correction("mode", "restrict"))
    with pytest.raises(UsageError, match="no such mode"):
        check_correction(RECORD, a_correction("mode", "riot"))
    with pytest.raises(UsageError, match="COERCE"):
        check_correction(RECORD, a_correction("type", "ASSAULT", against='"PROTEST"'))


@pytest.mark.parametrize("field", FIELDS)
def test_the_coders_own_answer_can_be_given_back(field):
    own = a_correction(field, json.loads(field_json(RECORD, field)))
    assert corrected(own) == RECORD
