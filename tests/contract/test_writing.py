import json

from dragoman.contract.writing import coded_json, outcome_line
from dragoman.types import Coded, Count, Numbers, SetAside
from tests.builders import CODER, a_place, a_record, a_story, a_voice, an_actor, the


def a_coded(**changes):
    record = a_record(actors=(an_actor(),), place=a_place(), voices=(a_voice(),), **changes)
    return Coded(a_story(), (record,), record.voices, (), CODER)


def test_every_span_gives_back_its_words():
    row = coded_json(a_coded())
    text, [record] = row["story"]["text"], row["records"]
    parts = [record["trigger"], *record["actors"], record["place"], record["voices"][0]["cue"]]
    assert [text[part["start"] : part["end"]] for part in parts] == [p["text"] for p in parts]


def test_a_record_has_the_fields_of_the_contract_in_their_order():
    [record] = coded_json(a_coded())["records"]
    assert list(record) == [
        "id", "event", "type", "mode", "auxiliary", "contexts", "quad", "scale", "trigger",
        "actors", "recipients", "date", "place", "numbers", "voices", "evidence", "empty",
        "score", "coder",
    ]  # fmt: skip


def test_numbers_are_figures_with_their_words_beside_them():
    count = Count(the("ten"), "ten", least=10, most=None, value=10)
    [record] = coded_json(a_coded(numbers=Numbers({"arrested": count})))["records"]
    words = {"text": "ten", "start": 16, "end": 19, "least": 10, "most": None}
    assert record["numbers"] == {
        "dead": None,
        "injured": None,
        "arrested": 10,
        "participants": None,
        "words": {"arrested": words},
    }


def test_a_default_date_says_so():
    [record] = coded_json(a_coded())["records"]
    assert (record["date"]["first"], record["date"]["basis"]) == ("2024-03-08", "default")


def test_a_story_set_aside_is_a_line_with_its_fault():
    line = json.loads(outcome_line(SetAside("a", "empty", "a: nothing in it")))
    assert line == {
        "story": {"id": "a", "url": ""},
        "error": {"kind": "empty", "message": "a: nothing in it"},
    }


def test_words_of_other_scripts_stay_readable():
    assert "Осло" in outcome_line(Coded(a_story("Осло"), (), (), (), CODER))


def test_half_a_surrogate_pair_is_escaped_and_comes_back():
    broken = SetAside("odd-\udcff.html", "unreadable", "no such file")
    line = outcome_line(broken)
    assert json.loads(line.encode())["story"]["id"] == broken.id
