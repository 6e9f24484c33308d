from datetime import date
from io import StringIO

import pytest
from rich.console import Console

from dragoman.cli.progress import Tally, watched
from dragoman.cli.spans import marked_sentence, printable
from dragoman.cli.table import print_outcome
from dragoman.types import Auxiliary, Count, Numbers, SetAside
from tests.builders import a_coded, a_date, a_record, a_story, a_voice, an_actor, the


def shown(outcome, *, width=80, mentions=False, **console):
    out = StringIO()
    print_outcome(Console(file=out, width=width, **console), outcome, mentions=mentions)
    return out.getvalue()


def block(**changes):
    return shown(a_coded(records=(a_record(**changes),)), width=120)


def test_a_block_tells_who_does_what_to_whom():
    text = block(auxiliary=Auxiliary.FUTURE)
    assert "Police (NOR COP) → COERCE arrest → ten people (NOR COP)  [future]" in text


def test_nobody_named_is_a_dash():
    assert "— → COERCE arrest  [actual]" in block(actors=(), recipients=())


def test_a_chain_of_voices_is_told_with_cue_and_verb():
    text = block(voices=(a_voice(None, None), a_voice()))
    assert "unnamed [statement, indirect] → The mayor (NOR GOV) said [statement" in text


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (a_date(), "2024-03-08 (publication day)"),
        (
            a_date(date(2024, 3, 4), date(2024, 3, 5), text="this week"),
            "2024-03-04 to 2024-03-05 “this week”",
        ),
        (a_date(date(2024, 3, 4)), "when    2024-03-04\n"),
    ],
)
def test_a_date_is_told_with_its_words(when, words):
    assert words in block(date=when)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count(the("ten"), "ten", 10, 10, 10), "numbers 10 arrested\n"),
        (Count(the("ten"), "dozens", 24, None), "“dozens” (24 or more) arrested"),
        (Count(the("ten"), "up to ten", None, 10, 10), "“up to ten” (10 or fewer) arrested"),
        (Count(the("ten"), "nine to ten", 9, 10), "“nine to ten” (9 to 10) arrested"),
    ],
)
def test_a_number_is_told_as_a_figure_or_as_its_words_with_their_bounds(count, words):
    assert words in block(numbers=Numbers({"arrested": count}))


def test_records_that_disagree_about_an_event_are_counted_apart():
    records = (a_record(), a_record("talks", auxiliary=Auxiliary.NEGATION, actors=()))
    assert "told 2 times: 1 actual, 1 negation" in shown(a_coded(records=records), width=200)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_screen(width):
    actors = tuple(an_actor(country="NOR", name=f"Ministry number {n}") for n in range(9))
    lines = shown(a_coded(records=(a_record(actors=actors),)), width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert [line for line in lines if line != line.rstrip()] == []


def test_spans_are_marked_by_signs_where_there_is_no_colour():
    coded = a_coded()
    assert marked_sentence(coded.records[0], coded, plain=True).plain == (
        "‹Police› »arrested« ‹ten people› in ‹Oslo› on Friday."
    )


def test_overlapping_spans_lose_no_words():
    record = a_record(actors=(an_actor("Police arrested ten"), an_actor("ten people")))
    text = marked_sentence(record, a_coded(records=(record,)), plain=True).plain
    assert text == "Police »arrested« ‹ten people› in ‹Oslo› on Friday."


def test_colours_mark_the_spans_on_a_terminal_and_leave_the_words_alone():
    coded = a_coded()
    line = marked_sentence(coded.records[0], coded, plain=False)
    styles = {line.plain[span.start : span.end]: span.style for span in line.spans}
    assert line.plain == "Police arrested ten people in Oslo on Friday."
    assert styles["arrested"] == "bold reverse"
    assert styles["ten people"] == "bold yellow"


def test_the_colour_of_a_label_stays_with_the_label(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    text = shown(a_coded(), width=120, force_terminal=True, color_system="standard")
    assert "\x1b[2m  when    \x1b[0m\x1b[32m2024-03-08" in text
    assert "\x1b[1mCOERCE arrest\x1b[0m" in text


def test_no_color_is_obeyed(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    text = shown(a_coded(), force_terminal=True)
    assert "\x1b[3" not in text
    assert "»arrested«" in text.replace("\x1b[1m", "").replace("\x1b[0m", "")


def test_a_page_cannot_steer_the_terminal():
    story = a_story(title="Riot\x1b[2J\x07 in Oslo\nnow")
    assert shown(a_coded(story)).splitlines()[0] == "Riot�[2J� in Oslo now"
    assert len(printable("a\x1b\x85\r\nb")) == 6


def test_a_story_set_aside_is_one_line_of_the_table():
    text = shown(SetAside("a", "empty", "a.txt: the file is empty " * 9))
    assert text.startswith("set aside (empty): a.txt: the file is empty")
    assert text.count("\n") == 2


def test_a_story_without_records_says_so():
    assert "no political event" in shown(a_coded(records=()))


def test_the_tally_counts_faults_by_kind():
    outcomes = [
        a_coded(),
        SetAside("a", "json", "x"),
        SetAside("b", "empty", "x"),
        SetAside("c", "json", "x"),
    ]
    tally = Tally()
    assert list(watched(outcomes, tally, quiet=True)) == outcomes
    assert tally.line().startswith(
        "4 stories in = 1 coded + 3 set aside (empty 1, json 2); 1 records;"
    )


def test_progress_fits_a_narrow_screen():
    tally = Tally(coded=123_456, records=1_000_000)
    assert len(tally.progress()) <= 76
    assert tally.progress().startswith("123456 stories, 0 set aside; ")
