import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.coding.quantities import quantities
from dragoman.types import Span


def read(text):
    """Words, value, least and most of every quantity in a text."""
    found = quantities(Span(0, len(text)), text)
    return [(one.text, one.value, one.least, one.most) for one in found]


@pytest.mark.parametrize(
    ("words", "value", "least", "most"),
    [
        ("20", 20, 20, 20),
        ("1,200", 1200, 1200, 1200),
        ("1.5 million", 1_500_000, 1_500_000, 1_500_000),
        ("twenty-five", 25, 25, 25),
        ("two hundred and six", 206, 206, 206),
        ("three hundred thousand", 300_000, 300_000, 300_000),
        ("35 thousand", 35_000, 35_000, 35_000),
        ("a dozen", 12, 12, 12),
        ("half a dozen", 6, 6, 6),
        ("two dozen", 24, 24, 24),
        ("half a million", 500_000, 500_000, 500_000),
        ("at least 20", 20, 20, None),
        ("20 or more", 20, 20, None),
        ("more than 1,000", 1000, 1001, None),
        ("up to 50", 50, None, 50),
        ("fewer than 50", 50, None, 49),
        ("nearly 300", 300, 270, 299),
        ("about 300", 300, 270, 330),
        ("200-odd", 200, 180, 220),
        ("at least another 12", 12, 12, None),
        ("between 20 and 30", None, 20, 30),
        ("20 to 25", None, 20, 25),
        ("20-25", None, 20, 25),
        ("four or five", None, 4, 5),
        ("dozens", None, 24, None),
        ("hundreds", None, 200, None),
        ("tens of thousands", None, 20_000, None),
        ("several hundred", None, 300, None),
        ("no one", 0, 0, 0),
    ],
)
def test_a_quantity_is_a_figure_or_a_range(words, value, least, most):
    assert read(f"There were {words} there.") == [(words, value, least, most)]


@pytest.mark.parametrize(
    "words", ["12th", "$12", "F-16", "12%", "12:30", "3.5", "12-year-old", "2-1", "1" * 5000]
)
def test_what_is_no_count_is_passed_over(words):
    assert read(f"There were {words} there.") == []


@given(st.integers(1, 999_999_999))
def test_figures_come_back_with_and_without_commas(number):
    assert read(f"{number} people")[0][1] == number
    assert read(f"{number:,} people")[0][1] == number


@given(st.text("12 ,.-twenyfiv", max_size=60))
def test_every_quantity_says_its_own_words(text):
    for count in quantities(Span(0, len(text)), text):
        assert count.span.of(text) == count.text
        assert count.least is None or count.most is None or count.least <= count.most
