import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.resolving.gazetteer import Gazetteer, load_gazetteer
from dragoman.resolving.places import resolve_places
from dragoman.types import Basis, Place, Span, Story


@cache
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def placed(text: str, *words: str) -> list[Place]:
    """What the words resolve to, each at its first place in the text."""
    spans = [Span(text.index(each), text.index(each) + len(each)) for each in words]
    return list(resolve_places(Story("s", text), spans, gazetteer()))


CASES = [
    ("Envoys met in Narva, Estonia, on Friday.", "Narva", "Narva", "EST"),
    ("A bomb went off in Basra, in southern Iraq.", "Basra", "Basra", "IRQ"),
    ("Troops entered the southern city of Basra.", "the southern city of Basra", "Basra", "IRQ"),
    (
        "Crowds stood outside the parliament in Tbilisi.",
        "outside the parliament in Tbilisi",
        "Tbilisi",
        "GEO",
    ),
    ("Doctors left Kabul hospital.", "Kabul hospital", "Kabul", "AFG"),
    ("Fighting spread in Ghazni province.", "Ghazni province", "Ghazni", "AFG"),
    ("He spoke at the White House.", "the White House", "Washington", "USA"),
    ("He arrived in the Nepalese capital.", "the Nepalese capital", "Kathmandu", "NPL"),
    ("Ships crossed the South China Sea.", "the South China Sea", "South China Sea", None),
    ("Rebels shelled eastern Ukraine.", "eastern Ukraine", "eastern Ukraine", "UKR"),
    ("The army left Darfur.", "Darfur", "Darfur", "SDN"),
    ("A court in Springfield, Ill., heard him.", "Springfield", "Springfield", "USA"),
    ("MONROVIA - Rebels advanced.", "MONROVIA", "Monrovia", "LBR"),
    ("He fled to Rio, police said.", "Rio", "Rio", "BRA"),
]


@pytest.mark.parametrize(("text", "words", "name", "country"), CASES)
def test_a_place_is_known_by_its_name_and_country(
    text: str, words: str, name: str, country: str | None
) -> None:
    (place,) = placed(text, words)
    assert (place.text, place.country) == (words, country)
    assert place.name is not None
    assert place.name.startswith(name)
    assert place.basis is not Basis.NONE


def test_georgia_is_the_country_or_the_state_that_the_story_is_about() -> None:
    (caucasus,) = placed(
        "Georgia recalled its envoy. Georgian troops left Tbilisi and Gori.", "Georgia"
    )
    (south,) = placed(
        "Police in Georgia held him. He had come from Atlanta and Savannah, U.S. agents said.",
        "Georgia",
    )
    assert (caucasus.country, caucasus.feature) == ("GEO", "PCLI")
    assert (south.country, south.feature) == ("USA", "ADM1")


def test_london_is_in_ontario_where_the_story_says_so_once() -> None:
    text = "A court in London, Ontario, heard him. Protesters marched through London."
    first, last = text.index("London"), text.rindex("London")
    spans = [Span(first, first + 6), Span(last, last + 6)]
    places = resolve_places(Story("s", text), spans, gazetteer())
    assert [(place.country, place.province) for place in places] == [("CAN", "Ontario")] * 2


def test_paris_alone_is_the_capital_of_france() -> None:
    (place,) = placed("Ministers met in Paris.", "Paris")
    assert (place.country, place.feature) == ("FRA", "PPLC")
    assert place.latitude == pytest.approx(48.85, abs=0.1)
    assert place.longitude == pytest.approx(2.35, abs=0.1)


def test_an_adjective_before_the_town_tells_its_country() -> None:
    (turkish,) = placed("A mayor in the Lebanese city of Tripoli resigned.", "Tripoli")
    (plain,) = placed("A mayor in Tripoli resigned.", "Tripoli")
    assert (turkish.country, plain.country) == ("LBN", "LBY")


@pytest.mark.parametrize(
    "words",
    [
        "the square",
        "Lake Kenya",
        "the Kenya river",
        "the Libyan embassy",
        "the border with Iran",
        "the National Congress",
    ],
)
def test_what_names_no_one_place_stays_unresolved_with_its_words(words: str) -> None:
    (place,) = placed(f"They gathered at {words} at noon.", words)
    assert (place.text, place.country, place.basis) == (words, None, Basis.NONE)
    assert place.reason


def test_a_small_town_abroad_is_not_taken_for_one_that_the_gazetteer_lacks() -> None:
    text = "Italian police arrested the mayor of Santa Venera. Italy's prosecutors in Rome and Reggio Calabria agreed."
    (place,) = placed(text, "Santa Venera")
    assert place.country != "MLT"


def test_a_great_city_abroad_is_known_without_its_country() -> None:
    text = "The ministers met in Vienna. Canada and the United States sent bishops."
    assert placed(text, "Vienna")[0].country == "AUT"


def test_an_unlisted_village_is_in_the_country_that_the_story_is_about() -> None:
    (place,) = placed(
        "Kyrgyz guards shelled Oqtosh-Bulak, Bishkek said. Kyrgyzstan denied it.", "Oqtosh-Bulak"
    )
    assert (place.name, place.country, place.basis) == ("Oqtosh-Bulak", "KGZ", Basis.CONTEXT)
    assert place.latitude is None


def test_the_capital_is_that_of_the_country_the_story_is_about() -> None:
    (place,) = placed(
        "Nepalese students closed schools in the capital. Nepal's king left.", "the capital"
    )
    assert (place.name, place.country, place.basis) == ("Kathmandu", "NPL", Basis.COREFERENCE)


def test_no_spans_give_no_places() -> None:
    assert resolve_places(Story("s", "Paris."), [], gazetteer()) == ()


@settings(max_examples=50, deadline=None)
@given(
    st.text(max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=4)
)
def test_there_are_as_many_places_as_spans_in_their_order(
    text: str, ends: list[tuple[int, int]]
) -> None:
    spans = [Span(min(a, b, len(text)), min(max(a, b), len(text))) for a, b in ends]
    places = resolve_places(Story("s", text), spans, gazetteer())
    assert [place.span for place in places] == spans
    assert all(0 <= place.score <= 1 for place in places)


POINTING = [
    ("Rebels met envoys in Accra. They agreed there to withdraw.", "there", "GHA"),
    (
        "The war in Syria went on. Poland told two Syrian aides to leave the country.",
        "the country",
        "SYR",
    ),
    ("Syria and Iraq objected. Poland jailed a spy caught in the country.", "the country", "POL"),
    ("North Korea denied it. Its commandos came ashore in the South.", "the South", "KOR"),
    ("South Korea protested. A rocket left the North's coast.", "the North's coast", "PRK"),
    ("Sudan bombed the South.", "the South", None),
]


@pytest.mark.parametrize(("text", "words", "country"), POINTING)
def test_words_that_point_mean_a_place_named_before(
    text: str, words: str, country: str | None
) -> None:
    sentences = [Span(found.start(), found.end()) for found in re.finditer(r"[^.]+\.", text)]
    span = Span(text.index(words), text.index(words) + len(words))
    story = Story("s", text, sentences=tuple(sentences))
    (place,) = resolve_places(story, [span], gazetteer())
    assert place.country == country


def test_namesakes_in_one_country_make_it_sure_together() -> None:
    text = "Japan halted talks. North Korea signed the accord in Geneva. Tokyo and Moscow objected."
    (geneva,) = placed(text, "Geneva")
    assert geneva.country == "CHE"
