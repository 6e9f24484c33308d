"""What a story calls by a shorter name after it has named it in full, and who holds an office."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.resolving.actors import resolve_actors
from dragoman.types import Basis, Span, Story
from tests.resolving.test_actors import GAZETTEER, only, resolved


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Westboro Baptist Church protested. Then the church left.", "the church left", "Westboro Baptist Church"),
        ("The House Judiciary Committee met. The Judiciary Committee voted.", "The Judiciary Committee voted", "House Judiciary Committee"),
        ("First Baptist Church and Second Baptist Church met. Then the church left.", "the church left", "church"),
        ("The Media and Harbour Commission met. Then the commission left.", "the commission left", "commission"),
    ],
)  # fmt: skip
def test_a_short_name_is_the_one_longer_name_before_it(text, words, name):
    mention = words.rpartition(" ")[0]
    at = text.rindex(mention)
    (actor,) = resolve_actors(Story("s", text), [Span(at, at + len(mention))], GAZETTEER)
    assert actor.name == name


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Onni Salo left Finland. Salo's lawyers stayed.", "Salo's lawyers", "lawyers of Onni Salo"),
        ("Onni Salo left. One of Mr Salo's supporters stayed.", "One of Mr Salo's supporters", "supporters of Onni Salo"),
        ("Joe Biden spoke; the Biden administration did not.", "Biden administration", "Biden administration"),
        ("Zimbabwe waits. Zimbabwe's leaders left.", "Zimbabwe's leaders", "leaders of Zimbabwe"),
        ("Nigeria waits. Nigeria's military left.", "Nigeria's military", "Nigerian military"),
        ("Beirut's airport was shut in Lebanon.", "Beirut's airport", "Beirut's airport"),
    ],
)  # fmt: skip
def test_what_somebody_owns_is_called_after_the_owner(text, words, name):
    assert resolved(text, words)[0].name == name


def test_a_town_of_a_persons_name_does_not_outrank_the_person():
    text = "Liberian President Charles Taylor left Monrovia. Taylor's bodyguards stayed."
    assert resolved(text, "Taylor's bodyguards")[0].country == "LBR"


def test_mr_before_a_peoples_name_makes_it_a_surname():
    text = "Volker Türk of the United Nations spoke of Niger. Mr Türk called it degrading."
    assert resolved(text, "Mr Türk")[0].country != "TUR"


TITLED = "France waits. The French president left."


@pytest.mark.parametrize(
    ("day", "text", "words", "name"),
    [
        (date(2018, 5, 4), TITLED, "French president", "Emmanuel Macron"),
        (date(2006, 5, 4), TITLED, "French president", "Jacques Chirac"),
        (None, TITLED, "French president", "French president"),
        (date(2018, 5, 4), "A former French president left.", "former French president", "former French president"),
        (date(2018, 5, 4), "A deputy French president left.", "deputy French president", "deputy French president"),
    ],
)  # fmt: skip
def test_a_title_and_a_country_mean_whoever_held_the_office_that_day(day, text, words, name):
    assert only(text, words, published=day).name == name


def test_both_countries_are_those_that_the_story_is_about():
    text = (
        "Finland and Estonia quarrelled. Finland recalled its envoy; Estonia did not. "
        "Norway and Sweden waited. Both countries will meet."
    )
    assert resolved(text, "Both countries")[0].name == "Finland and Estonia"


def test_the_opposition_mdc_is_the_mdc():
    text = "Zimbabwe voted. Zimbabwe's police beat members of the opposition MDC in Harare."
    (actor,) = resolved(text, "opposition MDC")
    assert (actor.name, actor.country) == ("Movement for Democratic Change", "ZWE")
    assert actor.basis is Basis.EXACT


def test_a_dateline_tells_whose_an_unnamed_actor_is():
    text = "NEMURO, Hokkaido - The mayor demanded that Russia hand back a boat, officials said."
    assert resolved(text, "mayor")[0].country == "JPN"
