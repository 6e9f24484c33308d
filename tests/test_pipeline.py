from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from dragoman.build import load
from dragoman.coding.source import code_source
from dragoman.errors import SetupError
from dragoman.pipeline import run
from dragoman.settings import Settings
from dragoman.types import Coded, GivenText, Page, SetAside
from tests.builders import a_given_text

TINY = Settings(model=str(Path(__file__).parent / "tiny_model"))
TEXTS = [
    "Police arrested ten people in Oslo on Friday. The mayor said talks had failed.",
    "The court met in Narva and the minister denied that any deal had been signed.",
]


@dataclass(frozen=True)
class BreaksOn:
    """A coder that fails on one word, as a bug would."""

    word: str

    def code(self, story):
        if self.word in story.text:
            raise ZeroDivisionError("by accident")
        return Coded(story, (), (), (), "test")


def outcomes(sources, **options):
    return list(run(sources, partial(load, TINY), **options))


def test_every_source_has_one_outcome_in_order():
    fault = SetAside("gone.html", "unreadable", "gone.html: no such file")
    sources = [GivenText(TEXTS[0], id="a"), fault, Page(b"", "b.html"), GivenText(TEXTS[1], id="c")]
    kinds = [
        outcome.kind if isinstance(outcome, SetAside) else outcome.story.id
        for outcome in outcomes(sources)
    ]
    assert kinds == ["a", "unreadable", "empty", "c"]


def test_the_number_of_workers_changes_nothing():
    sources = [GivenText(TEXTS[n % 2] * (1 + n % 3), id=str(n)) for n in range(20)]
    sources[7] = SetAside("x", "json", "line 8 is no JSON")
    assert outcomes(sources, workers=2) == outcomes(sources, workers=1)


def test_a_surprise_in_one_story_costs_only_that_story():
    sources = [a_given_text(id="a"), GivenText(TEXTS[1], id="b")]
    first, second = run(sources, lambda: BreaksOn("Narva"))
    assert isinstance(first, Coded)
    assert (second.kind, second.message) == ("internal", "ZeroDivisionError: by accident")


def test_an_id_that_stood_on_another_text_is_set_aside_and_the_same_text_is_not():
    sources = [
        GivenText(TEXTS[0], id="a"),
        GivenText(TEXTS[1], id="a"),
        GivenText(TEXTS[0], id="a"),
    ]
    kinds = [getattr(one, "kind", "coded") for one in outcomes(sources)]
    assert kinds == ["coded", "duplicate-id", "coded"]


def test_what_is_done_gives_no_outcome_but_its_ids_are_known():
    sources = [GivenText(TEXTS[0], id="a"), GivenText(TEXTS[1], id="b"), GivenText("X.", id="a")]
    [outcome] = outcomes(sources, done=2)
    assert (outcome.id, outcome.kind) == ("a", "duplicate-id")
    assert outcomes(sources, done=1) == outcomes(sources)[1:]
    assert outcomes(sources, done=4) == []


def test_a_model_that_is_not_there_stops_the_run(tmp_path):
    with pytest.raises(SetupError, match="no model"):
        list(run([a_given_text()], partial(load, Settings(model=str(tmp_path)))))


def test_a_story_in_another_language_names_the_reason():
    text = "Die Polizei hat am Freitag in Oslo zehn Menschen festgenommen, sagte der Minister. " * 3
    outcome = code_source(GivenText(text, id="de"), load(TINY))
    assert (outcome.id, outcome.kind) == ("de", "language")
