from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.linking.merge import build_event
from dragoman.types import Auxiliary, Basis, EventDate, VoiceVerb
from tests.builders import a_place, an_actor, figures
from tests.linking.builders import on, spoken, told

LARN = a_place("Oslo", name="Larn", country="NOR", province="Quay", geonames=1, feature="PPL")
QUAY = a_place("Oslo", name="Quay", country="NOR", province="Quay", geonames=2, feature="ADM1")
NORWAY = a_place("Oslo", name="Norway", country="NOR", geonames=3, feature="PCLI")
BORDER = a_place("Oslo", name="the border", country=None, geonames=None, feature="RGN")
VICK = a_place("Oslo", name="Vick", country="NOR", province="Firth", geonames=4, feature="PPL")


def merged(*reports):
    return build_event(reports)


# --- what kind of act ----------------------------------------------------------------


def test_the_type_of_most_independent_publishers_is_the_events():
    reports = [told("A"), told("B"), told("C", type="ASSAULT", mode=None, score=0.9)]
    event = merged(*reports)
    assert (event.type, event.mode, event.quad, event.scale) == ("COERCE", "arrest", 4, -7.0)


def test_copies_do_not_outvote_two_publishers():
    wire = told("Wire", record="w", type="PROTEST", mode=None)
    copies = [told(name, copy_of="w", type="PROTEST", mode=None) for name in "CDE"]
    assert merged(wire, *copies, told("A"), told("B")).type == "COERCE"


def test_a_mode_is_more_exact_than_none():
    event = merged(told("A", type="ASSAULT", mode=None), told("B", type="PROTEST", mode="riot"))
    assert (event.type, event.mode) == ("PROTEST", "riot")


def test_a_mode_that_one_of_many_gives_is_left_out():
    plain = [told(name, mode=None) for name in "ABC"]
    assert merged(*plain, told("D", mode="arrest")).mode is None


def test_a_tie_goes_to_the_first_report():
    event = merged(told("A", day=1, type="PROTEST", mode=None), told("B", type="ACCUSE", mode=None))
    assert event.type == "ACCUSE"


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 4),
    st.sampled_from(["COERCE", "PROTEST"]),
    st.sampled_from([None, "arrest"]),
    st.sampled_from(Auxiliary),
    st.sampled_from(
        [on(3), on(3, 9), on(4, basis=Basis.DEFAULT), EventDate(None, None, None, None)]
    ),
    st.sampled_from([None, LARN, BORDER]),
)
def test_what_all_reports_tell_is_the_events(number, event_type, mode, auxiliary, date, place):
    told_by_all = {"type": event_type, "mode": mode, "auxiliary": auxiliary, "place": place}
    reports = [told(name, date=date, **told_by_all) for name in "ABCD"[:number]]
    event = merged(*reports)
    assert {name: getattr(event, name) for name in told_by_all} == told_by_all
    assert (event.first, event.last) == (date.first, date.last)
    assert (event.actors, event.contexts) == (reports[0].record.actors, reports[0].record.contexts)


AUXILIARIES = [
    (["actual", "actual", "future"], "actual"),
    (["future", "future", "actual"], "actual"),
    (["historical", "historical", "actual"], "actual"),
    (["historical", "future"], "historical"),
    (["negation", "negation", "actual"], "negation"),
    (["future", "hypothetical", "future"], "future"),
]


@pytest.mark.parametrize(("told_as", "expected"), AUXILIARIES)
def test_the_auxiliary_is_what_most_asserting_outlets_say(told_as, expected):
    reports = [told(f"outlet {n}", auxiliary=name) for n, name in enumerate(told_as)]
    assert merged(*reports).auxiliary == expected


def test_denials_of_others_do_not_make_a_negation():
    denials = [told(by, auxiliary="negation", voice=("The mayor", "denial")) for by in "ABC"]
    assert merged(*denials, told("D")).auxiliary is Auxiliary.ACTUAL
    assert merged(*denials).auxiliary is Auxiliary.NEGATION


# --- when and where ------------------------------------------------------------------

DATES = [
    ([on(4), on(4), on(5)], (on(4))),
    ([on(1, 31), on(4)], on(4)),
    ([on(4), on(5)], on(4, 5)),
    ([on(1, 6), on(4, 9)], on(4, 6)),
    ([on(4), on(5, basis=Basis.DEFAULT), on(5, basis=Basis.DEFAULT)], on(4)),
    ([on(4), on(5), on(5, basis=Basis.DEFAULT)], on(4, 5)),
    ([on(4, basis=Basis.DEFAULT), on(5, basis=Basis.DEFAULT)], on(4, 5)),
]


@pytest.mark.parametrize(("dates", "expected"), DATES)
def test_the_day_is_what_most_agree_on_else_what_all_share(dates, expected):
    event = merged(*(told(f"outlet {n}", date=when) for n, when in enumerate(dates)))
    assert (event.first, event.last) == (expected.first, expected.last)


def test_without_any_day_there_is_none():
    event = merged(told(date=replace(on(4), first=None, last=None, basis=Basis.NONE)))
    assert (event.first, event.last) == (None, None)


PLACES = [
    ([NORWAY, QUAY, LARN], LARN),
    ([NORWAY, None], NORWAY),
    ([LARN, LARN, VICK], LARN),
    ([VICK, QUAY, LARN], LARN),
    ([BORDER, BORDER, VICK], VICK),
    ([replace(LARN, name=None, geonames=None, basis=Basis.NONE), NORWAY], NORWAY),
    ([None], None),
]


@pytest.mark.parametrize(("places", "expected"), PLACES)
def test_the_place_is_the_most_exact_that_others_contain(places, expected):
    event = merged(*(told(f"outlet {n}", place=place) for n, place in enumerate(places)))
    assert event.place == expected


# --- who -----------------------------------------------------------------------------


def named(name, **changes):
    return an_actor("Police", name=name, id=None, **changes)


def names(actors):
    return [actor.name for actor in actors]


def test_mentions_of_one_item_are_one_and_the_fullest_leads():
    short = named("Morning", wikidata="Q1", score=1.0)
    full = named("Edda Morning", wikidata="Q1", office="minister of ports")
    event = merged(told("A", actors=(short,)), told("B", actors=(full,)))
    assert event.actors == (full,)


def test_the_fullest_mention_takes_what_others_know():
    plain = named("Edda Morning", country=None, sectors=())
    event = merged(told("A", actors=(plain,)), told("B", actors=(named("Edda Morning"),)))
    assert (event.actors[0].country, event.actors[0].sectors) == ("NOR", ("COP",))


def test_a_minister_and_the_government_stay_two():
    reports = [
        told(by, actors=(named("Edda Morning"), named("Government of Norway"))) for by in "AB"
    ]
    assert names(merged(*reports).actors) == ["Edda Morning", "Government of Norway"]


def test_one_misread_report_adds_no_actor():
    rest = [told(by, actors=(named("Police"),)) for by in "ABC"]
    event = merged(*rest, told("D", actors=(named("Edda Morning"),)))
    assert names(event.actors) == ["Police"]


def test_an_actor_that_two_of_many_name_stays():
    rest = [told(by, actors=(named("Police"),)) for by in "ABCDEF"]
    event = merged(*rest, *(told(by, actors=(named("Coast Guard"),)) for by in "GH"))
    assert names(event.actors) == ["Police", "Coast Guard"]


def test_gunmen_are_those_that_somebody_names():
    gunmen = named("gunmen", basis=Basis.CONTEXT, sectors=("REB",))
    event = merged(told("A", actors=(gunmen,)), told("B", actors=(named("Grey Oars"),)))
    assert names(event.actors) == ["Grey Oars"]


def test_gunmen_beside_a_named_one_are_others():
    gunmen = named("gunmen", basis=Basis.CONTEXT, sectors=("REB",))
    assert names(merged(told("A", actors=(gunmen, named("Grey Oars")))).actors) == [
        "gunmen",
        "Grey Oars",
    ]


def test_who_changes_sides_once_stays_where_most_tell_of_them():
    host, guest = named("Norway"), named("Sweden")
    rest = [told(by, actors=(guest,), recipients=(host,)) for by in "AB"]
    event = merged(*rest, told("C", actors=(host,), recipients=(guest,)))
    assert (names(event.actors), names(event.recipients)) == (["Sweden"], ["Norway"])


# --- numbers, first report, history ----------------------------------------------------


def test_numbers_are_a_range_by_source():
    police = told("A", numbers=figures(dead=3), voice=("Police",))
    mayor = told("B", numbers=figures(dead=5), voice=("The mayor",), hour=1)
    denied = told("C", numbers=figures(dead=9), auxiliary="negation")
    [dead] = merged(mayor, police, denied).numbers
    assert (dead.field, dead.least, dead.most) == ("dead", 3, 5)
    assert dead.by_source == (("Police", 3), ("The mayor", 5))


def test_an_outlets_own_number_is_the_first_publishers():
    wire = told("Wire", record="w", numbers=figures(injured=2))
    copy = told("A", copy_of="w", numbers=figures(injured=2), day=1)
    [injured] = merged(wire, copy).numbers
    assert injured.by_source == (("Wire", 2),)


def test_the_first_report_is_the_earliest_published_and_names_the_event():
    event = merged(told("A", record="late", day=2), told("B", record="early", hour=9))
    assert (event.id, event.first_report.record.id) == ("early", "early")


def test_history_holds_each_change_as_reports_came_in():
    plan = told("A", record="plan", auxiliary="future", date=on(9))
    news = told("B", record="news", day=1, hour=1, date=on(9), numbers=figures(dead=3))
    more = told("C", record="more", day=1, hour=2, date=on(9), numbers=figures(dead=5))
    changes = merged(more, plan, news).history
    assert [(each.record, each.field, each.before, each.after) for each in changes] == [
        ("news", "auxiliary", "future", "actual"),
        ("news", "dead", "", "3"),
        ("news", "corroboration", "0", "1"),
        ("more", "dead", "3", "3 to 5"),
        ("more", "corroboration", "1", "2"),
    ]


# --- whatever the reports --------------------------------------------------------------

OUTLETS = "ABCD"
ACTORS = [
    named("Police"),
    named("Edda Morning", wikidata="Q1"),
    named("Morning", wikidata="Q1"),
    named("gunmen", basis=Basis.CONTEXT, sectors=("REB",)),
]
SCORES = [0.1, 0.2, 0.3, 0.7]
voices = st.sampled_from([None, ("The mayor",), ("Police", "denial"), (None, "belief")])


@st.composite
def reports(draw):
    """One to six reports; some repeat the text of an earlier one."""
    found = []
    for number in range(draw(st.integers(1, 6))):
        earlier = [each.record.id for each in found]
        found.append(
            told(
                draw(st.sampled_from(OUTLETS)),
                record=f"r{number}",
                day=number,
                hour=draw(st.integers(0, 3)),
                copy_of=draw(st.sampled_from([None, *earlier])),
                **draw(contents()),
            )
        )
    return found


@st.composite
def contents(draw):
    type_, mode = draw(st.sampled_from([("COERCE", "arrest"), ("COERCE", None), ("ASSAULT", None)]))
    sides = st.lists(st.sampled_from(ACTORS), max_size=2).map(tuple)
    return {
        "type": type_,
        "mode": mode,
        "auxiliary": draw(st.sampled_from(Auxiliary)),
        "voice": draw(voices),
        "score": draw(st.sampled_from(SCORES)),
        "actors": draw(sides),
        "recipients": draw(sides),
        "place": draw(st.sampled_from([None, LARN, QUAY, VICK, NORWAY])),
        "date": draw(st.sampled_from([on(4), on(5), on(1, 9), on(5, basis=Basis.DEFAULT)])),
        "numbers": figures(dead=draw(st.sampled_from([None, 2, 3]))),
    }


@settings(max_examples=30, deadline=None)
@given(reports(), st.randoms(use_true_random=False))
def test_the_order_of_reports_never_matters(told_reports, chance):
    shuffled = list(told_reports)
    chance.shuffle(shuffled)
    assert build_event(shuffled) == build_event(told_reports)


@settings(max_examples=30, deadline=None)
@given(reports())
def test_every_stance_is_a_reports(told_reports):
    event = build_event(told_reports)
    assert {stance.record for stance in event.stances} == {r.record.id for r in event.reports}


@settings(max_examples=30, deadline=None)
@given(reports())
def test_corroboration_never_passes_the_publishers(told_reports):
    publishers = {report.story.publisher for report in told_reports}
    assert build_event(told_reports).corroboration <= len(publishers)


@settings(max_examples=30, deadline=None)
@given(reports(), contents(), st.sampled_from(OUTLETS))
def test_a_copy_never_raises_corroboration(told_reports, content, publisher):
    for original in told_reports:
        text = original.copy_of.removeprefix("story ")
        copy = told(publisher, record="copy", day=9, copy_of=text, **content)
        before, after = build_event(told_reports), build_event([*told_reports, copy])
        assert after.corroboration == before.corroboration


@settings(max_examples=30, deadline=None)
@given(reports())
def test_the_last_change_of_a_field_is_what_the_event_says(told_reports):
    event = build_event(told_reports)
    last = {change.field: change.after for change in event.history}
    assert last.get("corroboration", str(event.corroboration)) == str(event.corroboration)
    assert last.get("auxiliary", event.auxiliary) == event.auxiliary


def test_a_verb_of_every_kind_has_a_stand():
    events = [merged(told(voices=(spoken(verb=verb),))) for verb in VoiceVerb]
    assert all(len(event.stances) == 1 for event in events)
