from dragoman.evaluation.gold import GoldActor, GoldEvent, GoldStory
from dragoman.evaluation.mentions import score_mentions
from dragoman.resolving.gazetteer import load_gazetteer
from dragoman.types import Span
from tests.builders import the

GAZETTEER = load_gazetteer()
TEXT = "Turkish police arrested a Greek pilot on Monday in the capital, officials said at noon."


def a_story(*sides):
    event = GoldEvent(
        event="E1",
        type="COERCE",
        mode="arrest",
        auxiliary="actual",
        sentence=Span(0, len(TEXT)),
        trigger=the("arrested", TEXT),
        actors=sides,
    )
    return GoldStory("s", TEXT, (Span(0, len(TEXT)),), (event, event))


def test_each_mention_counts_once_and_each_field_for_itself():
    police = GoldActor(the("Turkish police", TEXT), "Turkish police", "TUR", ("COP",))
    pilot = GoldActor(the("a Greek pilot", TEXT), "somebody else", "CYP", ("MIL",))
    assert score_mentions([a_story(police, pilot)], GAZETTEER) == {
        "mentions": 2,
        "country": 50.0,
        "sectors": 50.0,
        "a sector": 50.0,
        "name": 50.0,
    }


def test_a_country_that_the_gold_does_not_tell_must_not_be_told():
    police = GoldActor(the("Turkish police", TEXT), "police", None, ())
    assert score_mentions([a_story(police)], GAZETTEER)["country"] == 0.0
