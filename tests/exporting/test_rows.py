from datetime import date

import pytest

from dragoman.errors import SetupError
from dragoman.exporting.rows import clean, coordinate, day, joined, tab_line


@pytest.mark.parametrize(
    ("words", "cleaned"),
    [
        ("a\tb\r\nc", "a b c"),
        ('the "Tigers"', "the 'Tigers'"),
        ("one\x85two\u2028three", "one two three"),
        ("half \ud800 a pair", "half a pair"),
        ("Łódź", "Łódź"),
    ],
)
def test_a_cell_holds_nothing_that_breaks_a_line(words, cleaned):
    assert clean(words) == cleaned


def test_cells_stand_in_the_order_of_the_columns():
    assert tab_line(("a", "b", "c"), {"c": 3, "a": 1.5, "b": None}) == "1.5\t\t3\n"


def test_what_is_missing_is_written_as_the_format_says():
    assert tab_line(("a", "b"), {"a": "", "b": None}, missing="None") == "None\tNone\n"


@pytest.mark.parametrize("cells", [{"a": 1}, {"a": 1, "b": 2, "c": 3}, {"a": 1, "c": 2}])
def test_a_row_with_other_cells_than_the_columns_is_a_fault(cells):
    with pytest.raises(SetupError, match="a fault of dragoman"):
        tab_line(("a", "b"), cells)


def test_parts_are_joined_once_each_and_never_hold_the_separator():
    assert joined(["a; b", None, "c", "c", ""], "; ") == "a, b; c"


def test_nothing_to_join_is_missing():
    assert joined(["", None], "; ") is None


def test_a_day_of_an_early_year_has_four_digits():
    assert day(date(987, 1, 2)) == "0987-01-02"


def test_a_coordinate_is_as_fine_as_a_metre():
    assert coordinate(59.9133301234) == 59.91333
