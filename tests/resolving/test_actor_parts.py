from __future__ import annotations

from datetime import date

import pytest

from dragoman.resolving.acronyms import acronyms
from dragoman.resolving.agents import load_agents
from dragoman.resolving.coreference import quotations
from dragoman.resolving.gazetteer import load_gazetteer
from dragoman.resolving.lexicon import Term, fits
from dragoman.resolving.naming import government_of
from dragoman.resolving.nouns_seen import stem
from dragoman.resolving.people import find_people
from dragoman.resolving.view import view_story
from dragoman.resolving.words import split_words
from tests.builders import a_story

GAZETTEER = load_gazetteer()


def test_words_part_at_hyphens_possessives_and_contractions():
    words = split_words("Park Geun-hye's U.S.-led N'Djamena talks, we're told")
    raw = [words.raw(at) for at in range(len(words))]
    assert raw == ["Park", "Geun", "hye", "s", "U.S.", "led", "N'Djamena", "talks", "we", "re", "told"]  # fmt: skip


def test_words_within_a_span_are_those_it_touches():
    words = split_words("one two three")
    assert words.within(4, 7) == (1, 2)
    assert words.within(0, 13) == (0, 3)


@pytest.mark.parametrize(
    ("spelled", "written", "answer"),
    [
        ("WHO", "who", False),
        ("WHO", "WHO", True),
        ("Ford", "ford", False),
        ("W.H.O.", "Who", False),
    ],
)
def test_a_name_fits_its_letters_cases(spelled, written, answer):
    assert fits(spelled, written) is answer


@pytest.mark.parametrize(
    ("text", "long_form"),
    [
        ("the Free Syrian Army (FSA) left", "Free Syrian Army"),
        ("the Department of State (DoS) said", "Department of State"),
        ("Transport for London (TfL) said", "Transport for London"),
    ],
)
def test_a_definition_in_brackets_is_found(text, long_form):
    words = split_words(text)
    assert [words.slice(first, at) for first, at in acronyms(words)] == [long_form]


@pytest.mark.parametrize("text", ["a man (AP) said", "Free Army (XYZ) left", "no brackets FSA"])
def test_other_brackets_define_nothing(text):
    assert list(acronyms(split_words(text))) == []


@pytest.mark.parametrize(
    ("noun", "sector"),
    [
        ("policemen", "COP"),
        ("troops", "MIL"),
        ("lawmakers", "LEG"),
        ("prosecutors", "JUD"),
        ("protesters", "CVL"),
        ("militias", "PRM"),
        ("journalists", "JRN"),
        ("ministries", "GOV"),
        ("rebels", "REB"),
    ],
)
def test_plural_agent_nouns_have_their_sector(noun, sector):
    assert load_agents().nouns[noun].sector == sector


@pytest.mark.parametrize(
    ("noun", "stemmed"), [("soldiers", "soldier"), ("riot policemen", "policeman"), ("armies", "army"), ("boss", "boss")]
)  # fmt: skip
def test_a_noun_is_known_again_in_the_singular(noun, stemmed):
    assert stem(noun) == stemmed


def test_a_term_holds_from_its_first_month_to_its_last():
    term = Term("FIN", "president", ("GOV",), "2012-03", "2024-03")
    assert term.holds(date(2012, 3, 1))
    assert not term.holds(date(2012, 2, 29))
    assert not term.over(date(2024, 3, 31))
    assert term.over(date(2024, 4, 1))


def test_names_that_take_an_article_keep_it():
    assert government_of("Finland") == "Government of Finland"
    assert government_of("United States") == "Government of the United States"


def test_quotations_are_found_with_either_marks():
    text = '“One,” he said. "Two."'
    assert [span.of(text) for span in quotations(text)] == ["“One,”", '"Two."']


def names(text):
    return {person.name for person in find_people(view_story(a_story(text), GAZETTEER)).persons}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Friday Aino Virta met Ludwig van der Berg.", {"Aino Virta", "Ludwig van der Berg"}),
        ("Police in New York met The Ministry of Fear.", set()),
        ("Commerce Secretary Ada Ross and Attorney General Ed Barr left.", {"Ada Ross", "Ed Barr"}),
        ("TALLINN - Ilmar Tamm-Saar left.", {"Ilmar Tamm-Saar"}),
    ],
)
def test_people_are_told_from_places_titles_and_datelines(text, expected):
    assert names(text) == expected


def test_a_title_says_who_someone_is():
    text = "A crowd met the Finnish Foreign Minister Aino Virta and Senator Bo Lind (D-Ohio)."
    virta, lind = find_people(view_story(a_story(text), GAZETTEER)).persons
    assert (virta.country, virta.sectors, virta.office) == (
        "FIN",
        ("GOV",),
        "Finnish Foreign Minister",
    )
    assert (lind.country, lind.sectors) == ("USA", ("LEG",))


def test_north_and_south_are_countries_only_where_both_koreas_are_named():
    korea = view_story(a_story("North Korea and South Korea met. The North agreed."), GAZETTEER)
    other = view_story(a_story("The North voted against South Korea."), GAZETTEER)
    assert korea.sighting_of_word[7].entries[0].country == "PRK"
    assert 1 not in other.sighting_of_word
