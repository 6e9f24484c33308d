from dataclasses import replace

from dragoman.linking.merge import build_event
from dragoman.types import Basis
from tests.builders import an_actor
from tests.linking.builders import spoken, told


def count(*reports):
    return build_event(reports).corroboration


def test_each_publisher_that_asserts_it_counts_once():
    assert count(told("A"), told("A", hour=1), told("B"), told("C", voice=("The mayor",))) == 3


def test_denials_plans_doubts_and_nobody_named_do_not_count():
    nobody = told("F", voices=(spoken(None),))
    stranger = replace(spoken(), source=an_actor("The mayor", basis=Basis.NONE))
    others = [told("B", auxiliary=name) for name in ("negation", "future", "hypothetical")]
    assert count(told("A"), *others, nobody, told("G", voices=(stranger,))) == 1


def test_a_copied_text_counts_once_for_its_first_publisher():
    assert count(told("Wire", record="w"), told("A", copy_of="w"), told("B", copy_of="w")) == 1


def test_a_publisher_with_a_text_of_its_own_counts_beside_the_wire_that_it_copies():
    wire, copy = told("Wire", record="w"), told("A", copy_of="w")
    assert count(wire, copy, told("A", record="own")) == 2


def test_copies_whose_original_is_not_there_are_one_text():
    assert count(told("A", copy_of="gone"), told("B", copy_of="gone")) == 1
