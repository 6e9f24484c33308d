"""Bodies that a story has named and then calls by a common noun."""

from __future__ import annotations

import pytest

from tests.resolving.test_actors import resolved


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Boko Haram struck Niger. The group fled.", "group", "Boko Haram"),
        ("NATO met in Estonia. The alliance agreed.", "alliance", "NATO"),
        ("Boko Haram struck Niger. The militants fled.", "militants", "Boko Haram"),
    ],
)
def test_a_common_noun_means_the_body_named_before(text, words, name):
    assert resolved(text, words)[0].name == name


def test_a_noun_without_an_article_means_no_body_named_before():
    assert resolved("Boko Haram struck Niger. A group fled.", "group")[0].name != "Boko Haram"


def test_a_body_of_another_sort_is_not_meant():
    assert resolved("UNICEF met in Estonia. The company agreed.", "company")[0].name != "UNICEF"
