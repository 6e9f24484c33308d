"""Every noun that crosses a module border, in the order in which a story meets them.

All are frozen; nothing changes what it was given.  Every span is half-open characters
into `Story.text`.  The words are those of docs/words.md.
"""

from dragoman.types.coded import (
    Actor,
    Coded,
    Count,
    EventDate,
    Numbers,
    Outcome,
    Place,
    Record,
    Voice,
)
from dragoman.types.story import (
    Basis,
    GivenText,
    Page,
    Published,
    SetAside,
    Span,
    Story,
)
from dragoman.types.tagged import (
    Arc,
    Attribution,
    Auxiliary,
    Link,
    Manner,
    Mention,
    MentionKind,
    Role,
    Tagger,
    Tagging,
    Trigger,
    VoiceVerb,
)

__all__ = [
    "Actor",
    "Arc",
    "Attribution",
    "Auxiliary",
    "Basis",
    "Coded",
    "Count",
    "EventDate",
    "GivenText",
    "Link",
    "Manner",
    "Mention",
    "MentionKind",
    "Numbers",
    "Outcome",
    "Page",
    "Place",
    "Published",
    "Record",
    "Role",
    "SetAside",
    "Span",
    "Story",
    "Tagger",
    "Tagging",
    "Trigger",
    "Voice",
    "VoiceVerb",
]
