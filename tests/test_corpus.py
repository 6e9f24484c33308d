"""The project's own annotated stories: whole, in their form, and about nobody real."""

import json
from pathlib import Path

import pytest

import dragoman
from dragoman.evaluation.gold import load_gold
from dragoman.ontology import load_ontology

STORIES = Path(__file__).parent.parent / "corpus" / "stories"
SIDES = ("actors", "recipients")
IDS = sorted(path.stem for path in (STORIES / "articles").glob("*.json"))


def part(folder, name):
    return json.loads((STORIES / folder / f"{name}.json").read_text(encoding="utf-8"))


def test_there_are_stories_and_the_training_list_names_only_them():
    assert IDS
    assert set(json.loads((STORIES / "train.json").read_text())) <= set(IDS)


def test_every_span_of_every_story_stands_in_its_sentence():
    stories = load_gold(STORIES, "all")
    assert [story.id for story in stories] == IDS
    for story in stories:
        assert all(event.trigger is not None for event in story.events), story.id
        assert all(one.span is not None for e in story.events for one in e.actors), story.id


@pytest.mark.parametrize("name", IDS)
def test_every_label_is_known(name):
    ontology = load_ontology()
    for event in part("annotations", name)["events"]:
        assert ontology.known(event["type"], event["mode"]), event


def real_people():
    """Everybody whom the package's tables of offices give a first and a last name."""
    resources = Path(dragoman.__file__).parent / "resources"
    names = set()
    for table in ("leaders.tsv", "persons.tsv"):
        lines = (resources / table).read_text(encoding="utf-8").splitlines()
        head, *rows = [line.split("\t") for line in lines if not line.startswith("#")]
        cells = [row[at] for row in rows for at, column in enumerate(head) if "name" in column]
        names |= {name.strip().casefold() for cell in cells for name in cell.split(";")}
    return {name for name in names if " " in name}


def test_nobody_in_a_story_is_a_person_in_office():
    real = real_people()
    assert len(real) > 1000
    for name in IDS:
        sides = [e[side] for e in part("annotations", name)["events"] for side in SIDES]
        named = {one["name"] for side in sides for one in side}
        named |= {v["source"]["name"] for v in part("voices", name)["voices"] if v["source"]}
        assert {one for one in named if one.casefold() in real} == set(), name
