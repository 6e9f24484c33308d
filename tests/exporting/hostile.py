"""Events whose every text is as an enemy would choose it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from tests.builders import a_place, a_record, a_report, a_story, a_voice, an_actor, an_event_view

#: Tabs, breaks, quotes, separators, markup, control characters, halves of pairs, other scripts.
PIECES = [
    *("a", " ", "\t", "\n", "\r\n", "\x85", "\u2028", '"', "'", ";", ",", "|", "_", "%", "#"),
    *("<b>", "&", "]]>", "\x00", "\x1b", "\ud800", "\ufffe", "é", "Łódź", "Київ", "北京", "=1"),
]
words = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), min_size=1, max_size=5).map("".join)


@st.composite
def hostile_events(draw):
    """One event that one story tells."""
    one = replace(an_actor(), name=draw(words), office=draw(words), country=draw(words))
    other = replace(an_actor(), name=draw(words), sectors=(draw(words),), wikidata=draw(words))
    place = replace(a_place(), name=draw(words), province=draw(words), country=draw(words))
    story = a_story(id=draw(words), url=draw(words), publisher=draw(words), title=draw(words))
    voices = (a_voice(),)
    record = a_record(actors=(one,), recipients=(other,), place=place, voices=voices)
    return an_event_view(a_report(replace(record, contexts=("legal", draw(words))), story))
