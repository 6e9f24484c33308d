"""What actors are called: forces, peoples, offices, counted groups, the other side."""

from __future__ import annotations

import pytest

from tests.resolving.test_actors import resolved


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Finland said Israeli soldiers left.", "Israeli soldiers", "Israel Defense Forces"),
        ("Germany's parliament met.", "Germany's parliament", "Bundestag"),
        ("Palestinians marched.", "Palestinians", "Palestinians"),
        ("Talks with the Palestinians failed.", "Palestinians", "Palestine"),
        ("At least 53 Finnish farmers left.", "At least 53 Finnish farmers", "Finnish farmers"),
        ("Some 650 people left Finland.", "650 people", "650 people"),
        ("Finland waits; the interior minister left.", "interior minister", "interior minister of Finland"),
        ("Boko Haram fighters left Niger.", "Boko Haram fighters", "Boko Haram"),
        ("Estonian Prime Minister Aino Virta said her government agreed.", "her government", "Government of Estonia"),
    ],
)  # fmt: skip
def test_words_get_the_canonical_name(text, words, name):
    assert resolved(text, words)[0].name == name


def test_an_official_who_says_we_speaks_for_the_country():
    text = 'Estonian Prime Minister Aino Virta spoke. "We agree," Virta said.'
    assert resolved(text, "We")[0].name == "Estonia"


def test_his_guest_is_of_the_other_country():
    text = (
        "Estonian President Aino Virta met Finnish President Onni Salo in Tallinn. "
        "Virta thanked her guest."
    )
    assert resolved(text, "her guest")[0].country == "FIN"


def test_both_sides_of_a_war_at_home_are_its_government_and_its_rebels():
    text = "Colombia waits. The FARC and Colombia talked in Colombia. Both sides agreed."
    assert resolved(text, "Both sides")[0].country == "COL"


def test_a_pronoun_that_nobody_fits_is_of_the_storys_country():
    assert resolved("They left Estonia.", "They")[0].country == "EST"


def test_latin_america_is_not_the_united_states():
    assert resolved("Latin America waits.", "Latin America")[0].country is None


def test_a_common_bodys_name_means_that_of_the_storys_country():
    text = "Venezuela waits. Venezuela and Caracas met the National Guard in Venezuela."
    assert resolved(text, "National Guard")[0].country == "VEN"
