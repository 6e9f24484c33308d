"""The ruler of linking: figures of links and events, and the baselines beside them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import SetupError
from dragoman.evaluation.episodes import Episodes, read_episodes
from dragoman.evaluation.link_pool import inside_stories, pool_of
from dragoman.evaluation.links import LinkGold, alone, figures, simple_links
from tests.builders import a_date, a_record, a_report, a_story

FURTHER = Path(__file__).parents[2] / "corpus" / "dispatches"
GOLD = LinkGold(
    events={"a": "E1", "b": "E1", "c": "E1", "d": "E2"},
    stories={"a": "s1", "b": "s2", "c": "s2", "d": "s3"},
    episodes={"s1": "X", "s2": "X"},
)


def a_wire(story, **changes):
    return a_report(replace(a_record(), id=f"{story} r", **changes), a_story(id=story))


def test_the_gold_itself_scores_a_hundred():
    found = figures(GOLD, [("a", "b", "c"), ("d",)])
    assert (found["link pair F1"], found["CoNLL F1"], found["B-cubed F1"]) == (100, 100, 100)


def test_links_inside_a_story_are_no_link_pairs():
    assert figures(GOLD, [("b", "c")])["links"] == 0


def test_a_link_to_a_story_that_nobody_compared_counts_but_not_among_the_judged():
    found = figures(GOLD, [("a", "b", "c", "d")])
    assert (found["link pair precision"], found["judged link pair precision"]) == (40, 100)


def test_a_record_that_was_not_found_counts_against_recall():
    assert figures(GOLD, [("a", "b")])["link pair recall"] == 50


def test_records_that_match_none_of_the_gold_are_not_scored():
    assert figures(GOLD, [("a", "b", "c", "other")]) == figures(GOLD, [("a", "b", "c")])


def test_every_record_alone_links_nothing():
    assert figures(GOLD, alone([a_wire("s1")]))["link pair F1"] == 0


def test_the_simple_rule_asks_for_type_countries_and_days():
    later = a_date(date(2024, 4, 1))
    reports = [a_wire("s1"), a_wire("s2"), a_wire("s3", type="AID"), a_wire("s4", date=later)]
    assert simple_links(reports) == {("s1 r", "s2 r")}


def test_only_records_of_different_stories_are_candidates():
    pool = pool_of([a_wire("s1"), a_wire("s1"), a_wire("s2")])
    assert sorted(zip(pool.left.tolist(), pool.right.tolist(), strict=True)) == [(0, 2), (1, 2)]


def test_the_coder_joins_records_of_one_story():
    one, other = a_wire("s1"), replace(a_wire("s1"), record=replace(a_record(), id="r2"))
    assert inside_stories([one, other, a_wire("s2")]) == [("s1 r", "r2", 1.0)]


def test_an_episode_is_left_out_as_a_whole():
    folds = Episodes({"a": "X", "b": "X", "c": "Y"}).folds(["a", "b", "c", "d", "e"])
    assert folds["a"] == folds["b"] != folds["c"]


def test_events_of_an_episode_have_names_in_common(tmp_path):
    path = tmp_path / "stories.jsonl"
    path.write_text('{"story": "S1", "article": "a", "events": {"E1": "X2"}}\n')
    assert read_episodes([path]).names == {"a": {"E1": "S1 X2"}}


def test_a_story_with_two_lines_is_refused(tmp_path):
    path = tmp_path / "stories.jsonl"
    path.write_text('{"story": "S1", "article": "a", "events": {"E1": "X2"}}\n')
    with pytest.raises(SetupError, match="a has two lines"):
        read_episodes([path, path])


def test_the_further_labels_of_the_corpus_are_ids_alone():
    for path in FURTHER.glob("*.jsonl"):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            assert row.keys() == {"story", "article", "events"}
            ids = [row["story"], row["article"], *row["events"], *row["events"].values()]
            assert all(re.fullmatch(r"dp-[A-F]-\d{3}|[ESTXY]\d+", one) for one in ids)
            assert row["events"]


def test_each_event_of_the_further_labels_is_told_elsewhere():
    """New episodes label only what a second of their stories tells too."""
    episodes = read_episodes(FURTHER.glob("*.jsonl"))
    for story, names in episodes.names.items():
        others = {
            name
            for other, told in episodes.names.items()
            if other != story
            for name in told.values()
        }
        assert {name for name in names.values() if name.startswith("T")} <= others
