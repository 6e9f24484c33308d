"""Who stands how to an event, and whether voices dispute it."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.linking.identity import name_key
from dragoman.linking.tellings import Telling
from dragoman.types import Stance, Stand


def stances(tellings: Sequence[Telling]) -> tuple[Stance, ...]:
    """The stance of each report, in their order."""
    return tuple(_stance(telling) for telling in tellings)


def disputed(tellings: Sequence[Telling]) -> bool:
    """Whether one voice asserts what another denies or doubts.

    A voice that also asserts the event disputes nothing: it has changed its mind, or reports
    both.  An outlet that tells of it as a possibility in its own voice does not doubt it.
    """
    asserting = {_voice(each) for each in tellings if each.stand is Stand.ASSERTS}
    against = {_voice(each) for each in tellings if _opposes(each)}
    return bool(asserting) and bool(against - asserting)


def _opposes(telling: Telling) -> bool:
    if telling.stand is Stand.DOUBTS:
        return telling.voice is not None
    return telling.stand is Stand.DENIES


def _stance(telling: Telling) -> Stance:
    story = telling.report.story
    return Stance(
        stand=telling.stand,
        voice=telling.voice,
        record=telling.record.id,
        story=story.id,
        publisher=story.publisher,
        auxiliary=telling.record.auxiliary,
    )


def _voice(telling: Telling) -> tuple[str, str]:
    """Who speaks: a source that several stories name is one voice, a nameless one the story's."""
    voice = telling.voice
    if voice is None:
        return "outlet", telling.teller
    if voice.source is None:
        return "nobody named", telling.report.copy_of
    return name_key(voice.source)
