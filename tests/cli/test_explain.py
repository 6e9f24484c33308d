from datetime import date

import pytest

from dragoman.cli.explain import record_reasons
from dragoman.resolving.gazetteer import load_gazetteer
from dragoman.resolving.places import resolve_places
from dragoman.types import Auxiliary, VoiceVerb
from tests.builders import a_coded, a_date, a_record, a_story, a_voice, the
from tests.cli.commands import TEXT, dragoman

GAZETTEER = load_gazetteer()


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(TEXT)
    return str(path)


def test_explain_gives_a_reason_for_each_field(story):
    result = dragoman("explain", story, "--record", "1", "--published", "2024-03-08")
    for field in ("type", "auxiliary", "date", "event", "coder"):
        assert f"\n{field} " in result.stdout


def test_without_a_record_all_are_explained(story):
    everything = dragoman("explain", story).stdout
    assert everything.count("\nrecord ") == everything.count("\ncoder ") > 1


def test_explain_of_a_record_that_is_not_there_says_so(story):
    result = dragoman("explain", story, "--record", "9999")
    assert result.exit_code == 2
    assert "no record 9999" in result.stderr


def reasons(record, **parts):
    return dict(record_reasons(record, a_coded(records=(record,), **parts), GAZETTEER))


def test_every_field_has_its_reason():
    told = reasons(a_record(empty={"date": "nothing is said"}, voices=(a_voice(),)))
    assert told["actor"].endswith("exact, score 0.90")
    assert told["voice"].startswith("“The mayor” → The mayor (NOR GOV)")
    assert told["empty"] == "date: nothing is said"
    assert told["event"] == "e1: told once"


def test_a_denial_is_named_as_the_reason_of_a_negation():
    denial = a_voice("The mayor", "said", "talks had failed", verb=VoiceVerb.DENIAL)
    record = a_record("failed", auxiliary=Auxiliary.NEGATION)
    assert reasons(record, voices=(denial,))["auxiliary"] == (
        "negation: it stands in what a denial denies, “said”"
    )


def test_a_day_long_ago_is_named_as_the_reason_of_history():
    record = a_record(date=a_date(date(2001, 3, 8)), auxiliary=Auxiliary.HISTORICAL)
    assert "more than a year before" in reasons(record)["auxiliary"]


def test_the_other_records_of_an_event_are_named():
    first, second = a_record(), a_record("talks")
    told = dict(record_reasons(first, a_coded(records=(first, second)), GAZETTEER))
    assert told["event"] == "e1: judged to be told by record 2 “talks” (actual) as well"


def test_the_rivals_of_a_place_are_shown_with_their_shares():
    text = "Police in Springfield, Illinois, arrested a man."
    story = a_story(text)
    [place] = resolve_places(story, [the("Springfield", text)], GAZETTEER)
    record = a_record(place=place)
    told = dict(record_reasons(record, a_coded(story=story, records=(record,)), GAZETTEER))
    assert told["could be"].startswith("Springfield (PPL), Illinois, USA ")
