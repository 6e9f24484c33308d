"""The linker: pairs scored alone and in either order, with reasons that add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import exp

import numpy as np
import pytest

from dragoman.linking.linker import Linker
from dragoman.types import Auxiliary
from tests.builders import a_place, a_record, a_report, a_story, an_actor, figures


def a_wire(story="s1", **changes):
    """A report of the arrest in Oslo by another outlet."""
    return a_report(replace(a_record(), id=f"{story}r", **changes), a_story(id=story))


def judged(linker, pairs):
    """The answers for these pairs of reports, None for those that nobody needs to look at."""
    reports = [report for pair in pairs for report in pair]
    numbers = np.arange(len(reports))
    found = dict(linker.judge(linker.faces_of(reports), numbers[::2], numbers[1::2]))
    assert all(one.score >= linker.unsure for one in found.values())
    return [found.get(at) for at in range(len(pairs))]


@pytest.fixture(name="linker", scope="module")
def _linker():
    return Linker()


def test_two_outlets_that_tell_the_same_are_linked(linker):
    assert judged(linker, [(a_wire("s1"), a_wire("s2"))])[0].score > linker.same


def test_acts_of_another_kind_are_not_linked(linker):
    other = a_wire("s2", type="AID", quad=2, mode=None)
    assert judged(linker, [(a_wire("s1"), other)]) == [None]


def test_a_denial_is_of_the_event_that_it_denies(linker):
    denial = a_wire("s2", auxiliary=Auxiliary.NEGATION)
    same, denied = judged(linker, [(a_wire("s1"), a_wire("s2")), (a_wire("s1"), denial)])
    assert denied.score == same.score


def test_either_order_gives_the_same_answer(linker):
    one, other = a_wire("s1"), a_wire("s2", place=None, numbers=figures(arrested=9))
    there, back = judged(linker, [(one, other), (other, one)])
    assert there == back


def test_a_country_in_one_record_and_a_town_of_its_name_in_the_other_are_told_the_same(linker):
    town = a_wire("s1", place=a_place("Oslo", name="Norway", feature="PPL"))
    country = a_wire("s2", place=a_place("Oslo", name="Norway", feature="PCLI"))
    there, back = judged(linker, [(town, country), (country, town)])
    assert there == back


def test_company_changes_no_answer(linker):
    pair = (a_wire("s1"), a_wire("s2", mode=None))
    company = (a_wire("s3"), a_wire("s4", type="AID"))
    assert judged(linker, [company, pair])[1] == judged(linker, [pair])[0]


def test_reasons_and_the_constant_add_up_to_the_score(linker):
    answer = judged(linker, [(a_wire("s1"), a_wire("s2"))])[0]
    odds = linker.table.constant + sum(reason.weight for reason in answer.reasons)
    assert 1 / (1 + exp(-odds)) == pytest.approx(answer.score, abs=1e-3)


def test_records_of_one_story_are_one_event_where_their_coder_says_so(linker):
    one, same = a_wire("s1"), a_wire("s1")
    other = a_wire("s1", event="e2")
    sure, apart = judged(linker, [(one, same), (one, other)])
    assert (round(sure.score), apart) == (1, None)


def keys(linker, *reports):
    """The keys of each report; they are of one story."""
    return [set(several) for several in linker.keys_of(reports)]


def test_outlets_that_tell_the_same_share_a_key(linker):
    later = a_report(a_record(), a_story(id="s2"))
    assert keys(linker, a_wire())[0] & keys(linker, later)[0]


def test_keys_are_signed_numbers_of_64_bits(linker):
    assert all(-(2**63) <= key < 2**63 for key in keys(linker, a_wire())[0])


def test_reports_of_other_months_share_no_key(linker):
    story = a_story(id="s2", published=date(2024, 6, 8))
    later = replace(a_record().date, first=date(2024, 6, 8), last=date(2024, 6, 8))
    other = a_report(replace(a_record(), date=later), story)
    assert not keys(linker, a_wire())[0] & keys(linker, other)[0]


def test_a_record_without_a_country_is_looked_for_where_its_story_is_set(linker):
    bare = a_report(replace(a_record(), actors=(), recipients=(), place=None), a_story(id="s2"))
    elsewhere = a_report(
        replace(a_record(), actors=(an_actor("Police", country="KEN"),), recipients=(), place=None),
        a_story(id="s2"),
    )
    there, alone, abroad = keys(linker, a_wire()), keys(linker, bare), keys(linker, bare, elsewhere)
    assert not there[0] & alone[0]
    assert keys(linker, bare, a_report(a_record(), a_story(id="s2")))[0] & there[0]
    assert not abroad[0] & there[0]
