"""How well the attributions found in a story agree with the gold's.

Characters (spaces left out) that are marked source, cue or content at all; and whole
voices, matched one to one by greatest content overlap, at least half of the union.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.evaluation.gold import GoldVoice
from dragoman.evaluation.tally import Figures, Tally, counts, hits, rate, row, same_name, total
from dragoman.types import Span, Voice

BY_CONTENT = "voices by content"
BY_SOURCE = "voices by content and source"
MANNER_RATE = "manner accuracy, on matched voices"
NAME_RATE = "source name accuracy, on matched voices"
TASKS = ("source characters", "cue characters", "content characters", BY_CONTENT, BY_SOURCE)

Pair = tuple[GoldVoice, Voice]


def score_voices(text: str, gold: Sequence[GoldVoice], voices: Sequence[Voice]) -> Tally:
    """The counts of one story."""
    pairs = match(text, gold, voices)
    both = sum(_same_source(*pair) for pair in pairs)
    whole = [
        counts(task, right=n, extra=len(voices) - n, missed=len(gold) - n)
        for task, n in ((BY_CONTENT, len(pairs)), (BY_SOURCE, both))
    ]
    return total([*_score_characters(text, gold, voices), *whole, *map(_rates_of, pairs)])


def voice_figures(tally: Tally) -> Figures:
    """Every task's row and the rates, under the names that reports use."""
    figures: Figures = {task: row(tally, task) for task in TASKS}
    figures[MANNER_RATE] = rate(tally, "manner")
    figures[NAME_RATE] = rate(tally, "source name")
    return figures


def match(text: str, gold: Sequence[GoldVoice], voices: Sequence[Voice]) -> list[Pair]:
    """Pairs one to one, the greatest overlap of content first."""
    gold_marked = [characters(text, voice.content) for voice in gold]
    marked = [characters(text, voice.content) for voice in voices]
    options = sorted(
        (-len(one & other) / len(one | other), i, j)
        for i, one in enumerate(gold_marked)
        for j, other in enumerate(marked)
        if one & other and 2 * len(one & other) >= len(one | other)
    )
    taken_i, taken_j, pairs = set[int](), set[int](), list[Pair]()
    for _, i, j in options:
        if i not in taken_i and j not in taken_j:
            taken_i.add(i)
            taken_j.add(j)
            pairs.append((gold[i], voices[j]))
    return pairs


def characters(text: str, spans: Iterable[Span | None]) -> set[int]:
    """The positions inside the spans that are no white space."""
    inside = {at for span in spans if span is not None for at in range(span.start, span.end)}
    return {at for at in inside if not text[at].isspace()}


def _score_characters(
    text: str, gold: Sequence[GoldVoice], voices: Sequence[Voice]
) -> Iterable[Tally]:
    sources = [voice.source.span for voice in voices if voice.source is not None]
    marked: tuple[tuple[str, list[Span | None], list[Span | None]], ...] = (
        ("source", [voice.source for voice in gold], [*sources]),
        ("cue", [voice.cue for voice in gold], [voice.cue for voice in voices]),
        ("content", [*_contents(gold)], [*_contents(voices)]),
    )
    for part, gold_spans, spans in marked:
        one, other = characters(text, gold_spans), characters(text, spans)
        right = len(one & other)
        yield counts(
            f"{part} characters", right=right, extra=len(other) - right, missed=len(one) - right
        )


def _contents(voices: Iterable[GoldVoice | Voice]) -> Iterable[Span]:
    return (span for voice in voices for span in voice.content)


def _same_source(gold: GoldVoice, voice: Voice) -> bool:
    if gold.source is None or voice.source is None:
        return gold.source is None and voice.source is None
    return gold.source.overlaps(voice.source.span)


def _rates_of(pair: Pair) -> Tally:
    gold, voice = pair
    manner = hits("manner", int(gold.manner == voice.manner), 1)
    if gold.source is None:
        return manner
    name = voice.source.name if voice.source is not None else None
    return total([manner, hits("source name", int(same_name(gold.name, name)), 1)])
