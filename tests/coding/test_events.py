from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dragoman.coding.events import group_events
from dragoman.types import Auxiliary
from tests.builders import a_date, a_place, a_record, a_story, an_actor

TEXT = (
    "Rebels attacked the town of Narva on Friday. The attack killed nine soldiers. "
    "Kim denied that rebels attacked Narva. Police arrested Lee in Oslo. "
    "Police arrested Park in Rome. In 1998 rebels attacked the town of Tartu."
)
STORY = a_story(TEXT)


def attack(trigger, *, actors=("Rebels",), recipients=(), **changes):
    sides = {
        "actors": tuple(an_actor(words, text=TEXT, id="rebels", country=None) for words in actors),
        "recipients": tuple(an_actor(words, text=TEXT) for words in recipients),
    }
    plain = {"type": "ASSAULT", "mode": None, "quad": 4}
    return a_record(trigger, text=TEXT, **plain | sides | changes)


def arrest(trigger, whom, where, country):
    return a_record(
        trigger,
        text=TEXT,
        type="COERCE",
        actors=(an_actor("Police", text=TEXT),),
        recipients=(an_actor(whom, text=TEXT),),
        place=a_place(where, text=TEXT, country=country),
    )


FIRST = attack("attacked")
ANAPHOR = attack("attack@2", actors=())
DENIED = attack("attacked@2", actors=("rebels",), auxiliary=Auxiliary.NEGATION)
EARLIER = attack("attacked@3", actors=("rebels@2",), auxiliary=Auxiliary.HISTORICAL)
ARRESTS = [arrest("arrested", "Lee", "Oslo", "NOR"), arrest("arrested@2", "Park", "Rome", "ITA")]


def test_one_record_is_one_event():
    assert group_events([FIRST], STORY) == ("e1",)


def test_a_noun_that_takes_up_the_event_joins_it():
    assert group_events([FIRST, ANAPHOR], STORY) == ("e1", "e1")


def test_a_claim_and_its_denial_are_one_event():
    assert group_events([FIRST, DENIED], STORY) == ("e1", "e1")


def test_the_same_act_of_another_era_is_another_event():
    assert group_events([FIRST, EARLIER], STORY) == ("e1", "e2")


def test_other_recipients_and_places_are_other_events():
    assert group_events(ARRESTS, STORY) == ("e1", "e2")


def test_other_types_are_other_events():
    assert group_events([FIRST, ARRESTS[0]], STORY) == ("e1", "e2")


def test_other_dates_are_other_events():
    days = [a_date(date(2024, 3, 1)), a_date(date(2024, 1, 9))]
    records = [
        attack(at, date=day) for at, day in zip(["attacked", "attacked@2"], days, strict=True)
    ]
    assert group_events(records, STORY) == ("e1", "e2")


@given(st.permutations([FIRST, ANAPHOR, DENIED, EARLIER, *ARRESTS]))
def test_the_order_of_records_changes_nothing(records):
    event_of = dict(
        zip([record.trigger for record in records], group_events(records, STORY), strict=True)
    )
    assert [event_of[span] for span in sorted(event_of)] == ["e1", "e1", "e1", "e2", "e3", "e4"]
