"""How well page furniture is told from the story, over the gold's own sentences."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.evaluation.gold import GoldStory
from dragoman.evaluation.tally import Figures, Tally, counts, hits, rate, row, total
from dragoman.evaluation.voices import characters
from dragoman.types import Span

FURNITURE = "furniture"
STORY_LOST = "story sentences lost"
EVENTS_LOST = "event sentences lost"


def score_furniture(story: GoldStory, marked: Sequence[Span]) -> Tally:
    """The counts of one story; one not annotated for furniture only tells of lost events."""
    inside = characters(story.text, marked)
    lost = {sentence for sentence in story.sentences if _is_marked(story.text, sentence, inside)}
    told = {event.sentence for event in story.events}
    events_lost = hits(EVENTS_LOST, len(told & lost), len(told))
    if story.furniture is None:
        return events_lost
    return total([events_lost, *_score_annotated(story, lost)])


def furniture_figures(tally: Tally) -> Figures:
    """Precision and recall of furniture, and the shares of sentences wrongly lost, in percent.

    Where no story was annotated for furniture only the lost events are known.
    """
    figures: Figures = {EVENTS_LOST: rate(tally, EVENTS_LOST)}
    if not tally[STORY_LOST, "of"]:
        return figures
    return {FURNITURE: row(tally, FURNITURE), STORY_LOST: rate(tally, STORY_LOST), **figures}


def _score_annotated(story: GoldStory, marked: set[Span]) -> list[Tally]:
    furniture = set(story.furniture or ())
    right = len(marked & furniture)
    extra = len(marked) - right
    return [
        counts(FURNITURE, right=right, extra=extra, missed=len(furniture) - right),
        hits(STORY_LOST, extra, len(story.sentences) - len(furniture)),
    ]


def _is_marked(text: str, sentence: Span, marked: set[int]) -> bool:
    """Whether at least half of a sentence's characters are marked.

    Half, because our own sentences need not be cut where the gold's are.
    """
    own = characters(text, [sentence])
    return bool(own) and 2 * len(own & marked) >= len(own)
