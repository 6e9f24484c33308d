"""A story that tells more than any news story does is set aside, not looked up for minutes."""

from __future__ import annotations

import pytest

from dragoman.coding.bounds import (
    MOST_MENTIONS,
    MOST_TRIGGERS,
    MOST_VOICES,
    require_bounded,
)
from dragoman.errors import StoryError
from dragoman.types import Attribution, Mention, MentionKind, Span, Tagging, Trigger

SPAN = Span(0, 6)


def tagging(triggers: int = 0, mentions: int = 0, voices: int = 0) -> Tagging:
    return Tagging(
        triggers=(Trigger(SPAN, "COERCE"),) * triggers,
        mentions=(Mention(SPAN, MentionKind.OTHER),) * mentions,
        attributions=(Attribution(None, SPAN, ()),) * voices,
    )


def test_a_story_as_full_as_allowed_is_coded():
    require_bounded(tagging(MOST_TRIGGERS, MOST_MENTIONS, MOST_VOICES), "a story")


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (tagging(triggers=MOST_TRIGGERS + 1), "1,501 events, more than the 1,500"),
        (tagging(mentions=MOST_MENTIONS + 1), "6,001 names, more than the 6,000"),
        (tagging(voices=MOST_VOICES + 1), "3,001 attributions, more than the 3,000"),
    ],
)
def test_a_story_that_tells_more_is_set_aside(found, says):
    with pytest.raises(StoryError, match=says) as fault:
        require_bounded(found, "a story")
    assert fault.value.kind == "too-complex"
