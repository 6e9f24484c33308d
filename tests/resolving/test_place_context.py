import pytest

from dragoman.resolving.place_context import places_in_context
from dragoman.types import Basis, Place, Span
from tests.resolving.test_places import gazetteer


def a_place(text: str, **more: object) -> Place:
    return Place(Span(0, len(text)), text, **more)


def settled(place: Place, *parties: str | None, others: tuple[Place, ...] = ()) -> Place:
    """The place, after the other places of its story and the parties by country."""
    return places_in_context([*others, place], parties, gazetteer())[-1]


def test_a_place_without_a_name_is_in_the_country_that_the_story_is_of() -> None:
    found = settled(a_place("the plant"), "NOR", "NOR", "SWE", None, "UNO")
    assert (found.name, found.country, found.basis) == ("Norway", "NOR", Basis.CONTEXT)
    assert found.latitude is None


def test_a_name_that_no_table_knows_is_kept() -> None:
    found = settled(a_place("outside Grenlyveien Prison"), "NOR")
    assert (found.name, found.country) == ("Grenlyveien Prison", "NOR")


def test_a_known_place_says_more_of_the_country_than_a_party() -> None:
    narva = a_place("Narva", name="Narva", country="EST", basis=Basis.EXACT)
    assert settled(a_place("the gate"), "RUS", others=(narva,)).country == "EST"


@pytest.mark.parametrize(
    "words", ["the border", "international waters", "the Great Strait", "the front-line", "Narva"]
)
def test_what_lies_between_countries_and_a_name_left_open_stay_open(words: str) -> None:
    assert settled(a_place(words), "NOR") == a_place(words)


@pytest.mark.parametrize("parties", [(), (None, "UNO"), ("NOR", "SWE", "FIN")])
def test_where_no_country_leads_nothing_is_said(parties: tuple[str | None, ...]) -> None:
    assert settled(a_place("the plant"), *parties) == a_place("the plant")


def test_a_place_that_is_resolved_is_left_alone() -> None:
    sea = a_place("the Baltic Sea", name="Baltic Sea", basis=Basis.EXACT)
    assert settled(sea, "NOR") == sea
