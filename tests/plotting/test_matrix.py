import pytest

from dragoman.plotting.matrix import country_name, matrix_rows
from dragoman.store.filters import Filter
from tests.plotting.builders import a_drawn_store


@pytest.fixture(scope="module")
def store(shared_home):
    with a_drawn_store(shared_home) as store:
        yield store


def test_a_cell_counts_the_events_of_two_countries_with_their_mean_scale(store):
    [row] = matrix_rows(store, Filter())
    assert row == {
        "actor": "NOR",
        "recipient": "SWE",
        "count": 1,
        "scale": -3.5,
        "actor_name": "Norway",
        "actor_at": 0,
        "recipient_at": 1,
    }


def test_a_filter_empties_it(store):
    assert matrix_rows(store, Filter(type=("CONSULT",))) == []


@pytest.mark.parametrize(
    ("code", "name"), [("TUR", "Turkey"), ("EUR", "European Union body"), ("XXX", "XXX")]
)
def test_countries_have_names(code, name):
    assert country_name(code) == name
