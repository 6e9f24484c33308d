"""The figures of a coder on a folder of gold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypedDict

from dragoman.errors import StoryError, UsageError
from dragoman.evaluation.events import event_figures, score_events
from dragoman.evaluation.furniture import furniture_figures, score_furniture
from dragoman.evaluation.gold import GoldStory, fingerprint, load_gold
from dragoman.evaluation.intervals import Interval, intervals
from dragoman.evaluation.risk import Judged, Point, judged, risk_curve
from dragoman.evaluation.tally import Figures, Tally, total
from dragoman.evaluation.voices import score_voices, voice_figures
from dragoman.reading import read
from dragoman.types import Coded, GivenText, SetAside, Story

TEXT_CHANGED = "text-changed"


class Scores(TypedDict):
    """The figures of some answers; every part is ready for JSON."""

    stories: int
    sentences: int
    set_aside: list[dict[str, str]]
    events: Figures
    voices: Figures
    furniture: Figures
    risk: list[Point]
    intervals: dict[str, dict[str, Interval]]


class Report(Scores):
    """Scores with what they were measured on and by which coder."""

    gold: str
    split: str
    corpus: str
    coder: str


class CodesStories(Protocol):
    """Whatever turns a story into its records; the answer depends on the story alone."""

    def code(self, story: Story) -> Coded:
        """All that the story says happened."""
        ...


@dataclass(frozen=True, slots=True)
class Answer:
    """What a coder made of a gold story; a story it could not code counts as empty."""

    gold: GoldStory
    outcome: Coded | SetAside

    @property
    def coded(self) -> Coded | None:
        """The coded story, None where there is none."""
        return self.outcome if isinstance(self.outcome, Coded) else None


def evaluate(gold_dir: Path, coder: CodesStories, *, split: str) -> Report:
    """Events, voices and furniture against the gold, with 95 % intervals; ready for JSON.

    The coder is given the text as it stands and never sees the gold's own sentences.
    """
    stories = load_gold(gold_dir, split)
    if not stories:
        raise UsageError(f"no story in split {split!r} of {gold_dir}")
    answers = [_answer(story, coder) for story in stories]
    return {
        "gold": gold_dir.resolve().name,
        "split": split,
        "corpus": fingerprint(gold_dir, split),
        "coder": next((answer.coded.coder for answer in answers if answer.coded), ""),
        **score(answers),
    }


def score(answers: Sequence[Answer]) -> Scores:
    """The figures of answers that are there already."""
    with_voices = [answer for answer in answers if answer.gold.voices is not None]
    parts: dict[str, tuple[list[Tally], Callable[[Tally], Figures]]] = {
        "events": ([_events(answer) for answer in answers], event_figures),
        "voices": ([_voices(answer) for answer in with_voices], voice_figures),
        "furniture": ([_furniture(answer) for answer in answers], furniture_figures),
    }
    figures = {name: of(total(tallies)) for name, (tallies, of) in parts.items()}
    return {
        "stories": len(answers),
        "sentences": sum(len(answer.gold.sentences) for answer in answers),
        "set_aside": [fault for answer in answers for fault in _faults(answer.outcome)],
        "events": {"articles": len(answers), **figures["events"]},
        "voices": {"stories": len(with_voices), **figures["voices"]},
        "furniture": figures["furniture"],
        "risk": risk_curve([one for answer in answers for one in _judged(answer)]),
        "intervals": {name: intervals(tallies, of) for name, (tallies, of) in parts.items()},
    }


def _answer(gold: GoldStory, coder: CodesStories) -> Answer:
    given = GivenText(
        text=gold.text, id=gold.id, url=gold.url, title=gold.title, published=gold.published
    )
    try:
        coded = coder.code(read(given))
    except StoryError as error:
        return Answer(gold, SetAside(gold.id, error.kind, error.message, gold.url))
    if coded.story.text != gold.text:
        message = "the coded text is not the text given: its spans cannot be scored"
        return Answer(gold, SetAside(gold.id, TEXT_CHANGED, message, gold.url))
    return Answer(gold, coded)


def _events(answer: Answer) -> Tally:
    return score_events(answer.gold.events, answer.coded.records if answer.coded else ())


def _judged(answer: Answer) -> list[Judged]:
    return judged(answer.gold.events, answer.coded.records if answer.coded else ())


def _voices(answer: Answer) -> Tally:
    found = answer.coded.voices if answer.coded else ()
    return score_voices(answer.gold.text, answer.gold.voices or (), found)


def _furniture(answer: Answer) -> Tally:
    return score_furniture(answer.gold, answer.coded.furniture if answer.coded else ())


def _faults(outcome: Coded | SetAside) -> list[dict[str, str]]:
    if isinstance(outcome, Coded):
        return []
    return [{"id": outcome.id, "kind": outcome.kind, "message": outcome.message}]
