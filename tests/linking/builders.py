"""Reports of one event by several outlets, made from a few words."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from dragoman.types import Auxiliary, Basis, EventDate, VoiceVerb
from tests.builders import DAY, a_record, a_report, a_story, a_voice

NOON = datetime(2024, 3, 9, 12)


def told(by="Larn Herald", *, record=None, day=0, hour=0, copy_of=None, **changes):
    """A report by an outlet: `day` counts from the publication day, `hour` from when it came in.

    A `voice` is the speaker's words and verb, as ("The mayor", "denial").
    """
    name = record or f"{by} {day} {hour}"
    voice = changes.pop("voice", None)
    if voice is not None:
        changes["voices"] = (spoken(*voice),)
    if "auxiliary" in changes:
        changes["auxiliary"] = Auxiliary(changes["auxiliary"])
    story = a_story(id=f"story {name}", publisher=by, published=DAY + timedelta(day))
    return a_report(
        a_record(id=name, **changes),
        story,
        added=NOON + timedelta(hours=hour),
        copy_of=copy_of and f"story {copy_of}",
    )


def spoken(source="The mayor", verb="statement", **changes):
    """A voice: its source in words of the text, or None."""
    return a_voice(source, verb=VoiceVerb(verb), **changes)


def on(first: int, last: int | None = None, basis=Basis.EXACT):
    """A date in March 2024."""
    days = date(2024, 3, first), date(2024, 3, last or first)
    return EventDate(None, None, *days, "day", basis)
