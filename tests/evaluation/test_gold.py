import json
from datetime import date

import pytest

from dragoman.errors import SetupError, UsageError
from dragoman.evaluation.gold import day_range, fingerprint, gold_folders, load_gold, locate
from dragoman.types import Span

TEXT = "He met the envoy. Talks followed, talks failed."
EVENT = {
    "s": 1,
    "e": "E1",
    "type": "CONSULT",
    "mode": None,
    "aux": "actual",
    "trigger": "talks",
    "actors": [{"text": "Talks", "name": "The parties", "country": None, "sector": None}],
    "recipients": [],
    "date": {"text": None, "value": "2020-02"},
    "place": {"name": "Narva", "country": "EST"},
    "said": {
        "source": {"text": "envoy", "name": "Envoy", "country": None, "sector": []},
        "cue": None,
        "kind": "indirect",
        "s": 0,
    },
}
VOICE = {
    "source": None,
    "cue": {"s": 0, "text": "e@3"},
    "content": [{"s": 1, "text": "talks failed."}],
    "manner": "direct",
    "verb": "statement",
}


def write_gold(folder, *, event=EVENT, **article):
    article = {"id": "g1", "text": TEXT, "sentences": [[0, 17], [18, 47]]} | article
    files = {
        "articles/g1.json": article,
        "annotations/g1.json": {"id": "g1", "contexts": ["diplomatic"], "events": [event]},
        "voices/g1.json": {"id": "g1", "voices": [VOICE]},
        "splits.json": {"train": [], "dev": ["g1"]},
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("words", "start"), [("he", 9), ("he@1", 9), ("he@2", 28), ("talks", 31), ("he@3", None)]
)
def test_words_are_found_by_plain_counting_inside_their_sentence(words, start):
    text = "We met. The envoy said so, the talks failed. He left."
    found = locate(text, Span(8, 44), words)
    assert (found and found.start) == start


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2020-02-03", date(2020, 2, 3), date(2020, 2, 3)),
        ("2019-12/2020", date(2019, 12, 1), date(2020, 12, 31)),
    ],
)
def test_a_gold_date_is_its_first_and_last_day(value, first, last):
    assert day_range(value) == (first, last)


def test_an_event_is_read_with_all_its_fields(tmp_path):
    (story,) = load_gold(write_gold(tmp_path), "dev")
    (event,) = story.events
    assert event.trigger.of(TEXT) == "talks"
    assert event.actors[0].span.of(TEXT) == "Talks"
    assert event.source.span.of(TEXT) == "envoy"
    assert event.days == (date(2020, 2, 1), date(2020, 2, 29))
    assert event.place.country == "EST"


def test_a_voice_is_read_with_its_spans(tmp_path):
    (story,) = load_gold(write_gold(tmp_path), "all")
    (voice,) = story.voices
    assert voice.source is None
    assert voice.cue == Span(9, 10)
    assert voice.content[0].of(TEXT) == "talks failed."


def test_a_story_not_annotated_for_furniture_differs_from_one_without(tmp_path):
    assert load_gold(write_gold(tmp_path), "dev")[0].furniture is None
    assert load_gold(write_gold(tmp_path, furniture=[]), "dev")[0].furniture == ()
    assert load_gold(write_gold(tmp_path, furniture=[1]), "dev")[0].furniture == (Span(18, 47),)


def test_a_story_without_voices_file_was_not_annotated_for_voices(tmp_path):
    (write_gold(tmp_path) / "voices" / "g1.json").unlink()
    assert load_gold(tmp_path, "dev")[0].voices is None


def test_a_trigger_that_is_not_in_its_sentence_is_an_error(tmp_path):
    folder = write_gold(tmp_path, event=EVENT | {"trigger": "summit"})
    with pytest.raises(SetupError, match="gold g1: sentence 1 does not hold 'summit'"):
        load_gold(folder, "dev")


def test_an_unknown_split_is_named_with_those_there_are(tmp_path):
    with pytest.raises(UsageError, match="choose one of all, dev, train"):
        load_gold(write_gold(tmp_path), "test")


def test_a_folder_without_gold_is_an_error(tmp_path):
    with pytest.raises(SetupError, match=r"splits\.json"):
        load_gold(tmp_path, "dev")


def test_the_fingerprint_changes_with_the_content_and_not_with_the_layout(tmp_path):
    before = fingerprint(write_gold(tmp_path), "dev")
    path = tmp_path / "voices" / "g1.json"
    path.write_text(json.dumps(json.loads(path.read_text()), indent=4), encoding="utf-8")
    assert fingerprint(tmp_path, "dev") == before
    write_gold(tmp_path, event=EVENT | {"aux": "future"})
    assert fingerprint(tmp_path, "dev") != before


def test_a_folder_of_golds_is_all_of_them(tmp_path):
    for name in ("wire", "radio"):
        (tmp_path / name).mkdir()
        write_gold(tmp_path / name)
    assert [path.name for path in gold_folders(tmp_path)] == ["radio", "wire"]
    assert gold_folders(tmp_path / "wire") == (tmp_path / "wire",)


def test_a_folder_with_no_gold_in_it_is_an_error(tmp_path):
    with pytest.raises(SetupError, match="no gold in"):
        gold_folders(tmp_path)
