from datetime import date

import pytest

from dragoman.errors import UsageError
from dragoman.store.filter_reading import read_filter
from dragoman.store.filters import Filter, Near


def test_values_become_a_filter_however_they_are_cased():
    chosen = read_filter(type="assault", actor_country=["nor", "SWE"], since="2024-03-01", quad=4)
    assert chosen == Filter(
        type=("ASSAULT",), actor_country=("NOR", "SWE"), since=date(2024, 3, 1), quad=(4,)
    )


def test_what_is_not_given_is_not_asked():
    assert read_filter(type=None, actor=(), words=None) == Filter()


def test_a_circle_is_three_numbers():
    assert read_filter(near="59.4,28.2,50").near == Near(59.4, 28.2, 50.0)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"since": "2024-02-30"}, "since must be a day as YYYY-MM-DD"),
        ({"since": "2024-03-02", "until": "2024-03-01"}, "exchange the two"),
        ({"type": "RIOT"}, "no type 'RIOT'; there are AGREE, CONSULT"),
        ({"quad": 5}, "no quad 5; there are 1, 2, 3, 4"),
        ({"auxiliary": "maybe"}, "there are actual, negation"),
        ({"sector": "XXX"}, "no sector 'XXX'; there are"),
        ({"country": "Norway"}, "code of three letters"),
        ({"near": "1,2"}, "near must be latitude,longitude,kilometres"),
        ({"near": (1, 2, -3)}, "more than 0 kilometres"),
        ({"near": (91, 2, 3)}, "latitude from -90 to 90"),
        ({"near": ("nan", 2, 3)}, "latitude from -90 to 90"),
        ({"actor": "…"}, "actor must be words of a name"),
        ({"min_score": 1.5}, "from 0 to 1"),
        ({"min_score": "nan"}, "from 0 to 1"),
        ({"limit": 0}, "whole number from 1"),
        ({"disputed": "yes"}, "true or false"),
        ({"colour": "red"}, "no filter 'colour'; there are since, until"),
    ],
)
def test_a_wrong_value_is_refused_with_what_is_allowed(values, message):
    with pytest.raises(UsageError, match=message):
        read_filter(**values)
