from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from dragoman.exporting.ids import DOUBLE_BITS, R_INTEGER_BITS, number_of, part_of_id


@given(st.text())
def test_a_number_is_one_that_r_and_doubles_can_hold(identity):
    assert 0 < number_of(identity, bits=R_INTEGER_BITS) < 2**31
    assert 0 < number_of(identity, bits=DOUBLE_BITS) < 2**53


def test_a_number_never_changes():
    assert number_of("r12", bits=R_INTEGER_BITS) == 520515386


def test_ten_thousand_ids_have_ten_thousand_numbers():
    assert len({number_of(f"r{n}", bits=DOUBLE_BITS) for n in range(10_000)}) == 10_000


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_part_of_an_id_holds_no_mark_between_parts_and_can_be_read_back(identity):
    part = part_of_id(identity)
    assert "_" not in part
    assert part.split() == ([part] if part else [])
    assert unquote(part) == identity
