"""How many were killed, hurt, arrested or took part, as the trigger's sentence counts them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.coding.count_words import Counter, load_count_words
from dragoman.coding.counting import Counted, counted
from dragoman.types import Count, Numbers, Span, Story, Trigger

CLAUSES_END = ";"
NEAR = 2  # triggers to either side of a count that can be the nearest


def numbers_by_trigger(triggers: Sequence[Trigger], story: Story) -> list[Numbers]:
    """The counts of each trigger of a story, in the order of the triggers."""
    numbers = [Numbers()] * len(triggers)
    for sentence, inside in _by_sentence(triggers, story.sentences):
        found = numbers_of([triggers[number] for number in inside], sentence, story.text)
        for number, one in zip(inside, found, strict=True):
            numbers[number] = one
    return numbers


def _by_sentence(
    triggers: Sequence[Trigger], sentences: Sequence[Span]
) -> Iterator[tuple[Span, list[int]]]:
    """Every sentence that holds triggers, with their numbers."""
    starts = [sentence.start for sentence in sentences]
    inside: dict[int, list[int]] = {}
    for number, trigger in enumerate(triggers):
        place = bisect_right(starts, trigger.span.start) - 1
        if place >= 0 and sentences[place].holds(trigger.span):
            inside.setdefault(place, []).append(number)
    return ((sentences[place], numbers) for place, numbers in inside.items())


def numbers_of(triggers: Sequence[Trigger], sentence: Span, text: str) -> list[Numbers]:
    """The counts that a sentence gives for each of its triggers.

    A count belongs to the nearest trigger of a type that can have it, with no semicolon in
    between.  Of two counts of one field the one that the trigger's own words state is taken,
    else none.
    """
    rivals = {one.field: _Rivals.of(one, triggers) for one in load_count_words().counters}
    tied: list[dict[str, list[Counted]]] = [{} for _ in triggers]
    for one in counted(sentence, text) if any(each.spans for each in rivals.values()) else ():
        for number in rivals[one.field].nearest(one.where, text):
            tied[number].setdefault(one.field, []).append(one)
    return [_numbers(counts, each.span) for counts, each in zip(tied, triggers, strict=True)]


def _numbers(counts: dict[str, list[Counted]], trigger: Span) -> Numbers:
    chosen = {field: _only(found, trigger) for field, found in counts.items()}
    return Numbers({field: count for field, count in chosen.items() if count is not None})


def _only(found: Sequence[Counted], trigger: Span) -> Count | None:
    """The one count, or of several the one whose words hold the trigger."""
    own = found if len(found) == 1 else [one for one in found if one.where.overlaps(trigger)]
    return own[0].count if len(own) == 1 else None


@dataclass(frozen=True, slots=True)
class _Rivals:
    """The triggers that may have one field's counts, by where they begin, with their numbers."""

    spans: Sequence[tuple[Span, int]]

    @classmethod
    def of(cls, counter: Counter, triggers: Sequence[Trigger]) -> _Rivals:
        """Those of the counter's types; where there are none, of those that may have it, too."""
        for types in (counter.types, counter.also):
            numbered = enumerate(triggers)
            spans = sorted((one.span, number) for number, one in numbered if one.type in types)
            if spans:
                return cls(spans)
        return cls(())

    def nearest(self, where: Span, text: str) -> Iterator[int]:
        """The trigger closest to the stretch with no semicolon in between; of twins all."""
        near = [
            (_gap(where, span), span, number)
            for span, number in self._around(where)
            if text.find(CLAUSES_END, min(where.end, span.end), max(where.start, span.start)) < 0
        ]
        closest = min(near, default=None)
        yield from (number for _, span, number in near if closest and span == closest[1])

    def _around(self, where: Span) -> Sequence[tuple[Span, int]]:
        """The triggers inside the stretch and next to it."""
        first = bisect_left(self.spans, (Span(where.start, where.start), 0))
        last = bisect_left(self.spans, (Span(where.end, where.end), 0))
        return self.spans[max(first - NEAR, 0) : last + NEAR]


def _gap(one: Span, other: Span) -> int:
    return 0 if one.overlaps(other) else max(one.start - other.end, other.start - one.end)
