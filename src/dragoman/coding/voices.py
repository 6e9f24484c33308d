"""Who says what: attributions with their sources looked up, and the chain over an event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dragoman.coding.quotations import manner_of
from dragoman.types import Actor, Attribution, Span, Voice


def build_voices(
    attributions: Iterable[Attribution], actor_by_span: Mapping[Span, Actor], text: str
) -> tuple[Voice, ...]:
    """The attributions as voices, in the order of their content."""
    voices = [_voice(attribution, actor_by_span, text) for attribution in attributions]
    return tuple(sorted(voices, key=_place_in_text))


def enclosing(voices: Iterable[Voice], trigger: Span) -> list[Voice]:
    """The voices whose content the trigger stands in, outermost first.

    The speaker is the last.  A trigger that reaches out of the content by a word still
    stands in it.
    """
    return outermost_first([voice for voice in voices if stands_in(trigger, voice)])


def stands_in(trigger: Span, voice: Voice) -> bool:
    """Whether the words at `trigger` are, at least in part, what the voice says."""
    for part in voice.content:  # noqa: SIM110, asked for every trigger and every voice
        if part.start < trigger.end and trigger.start < part.end:
            return True
    return False


def outermost_first(voices: Sequence[Voice]) -> list[Voice]:
    """Voices over one event: whose words hold the other's cue or source, or say more, comes first."""
    inner_to = {id(voice): sum(_relays(other, voice) for other in voices) for voice in voices}
    return sorted(
        voices, key=lambda voice: (inner_to[id(voice)], -_length(voice), voice.cue or _NO)
    )


_NO = Span(-1, -1)


def _relays(outer: Voice, inner: Voice) -> bool:
    """Whether `outer` tells that `inner` says it."""
    if outer is inner:
        return False
    said = inner.cue or (inner.source.span if inner.source is not None else None)
    return said is not None and any(part.overlaps(said) for part in outer.content)


def _length(voice: Voice) -> int:
    return sum(part.end - part.start for part in voice.content)


def _voice(attribution: Attribution, actor_by_span: Mapping[Span, Actor], text: str) -> Voice:
    source = None if attribution.source is None else actor_by_span[attribution.source]
    return Voice(
        source=source,
        cue=attribution.cue,
        content=attribution.content,
        manner=manner_of(attribution.content, text, cue=attribution.cue),
        verb=attribution.verb,
        score=attribution.score,
    )


def _place_in_text(voice: Voice) -> tuple[Span, int, Span]:
    return min(voice.content), -_length(voice), voice.cue or _NO
