"""Annotated stories as numbers: what the model should answer for every word and pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dragoman.tagging.labels import BARE, NONE, Labels
from dragoman.tagging.windows import Words, split_words
from dragoman.training.gold import GoldEvent, GoldStory, GoldVoice
from dragoman.training.kinds import kind_of
from dragoman.types import Auxiliary, MentionKind, Role, Span, VoiceVerb

Integers = NDArray[np.int64]
#: A word for which a column has no right answer.
UNASKED = -1


@dataclass(frozen=True, slots=True)
class Targets:
    """A story's words with the right answer in each column, UNASKED where there is none.

    `pairs` has rows (relation, from word, to word); `triggers` and `cues` are the words from
    which pairs are asked.
    """

    story: str
    words: Words
    columns: dict[str, Integers]
    pairs: Integers
    triggers: Integers
    cues: Integers


def training_labels(version: str, modes: Sequence[str], types: Sequence[str]) -> Labels:
    """The label space that gold stories can teach."""
    return Labels(
        version=version,
        types=(NONE, *types),
        auxiliaries=tuple(Auxiliary),
        modes=tuple(modes),
        kinds=(NONE, *MentionKind),
        verbs=(NONE, *VoiceVerb, BARE),
    )


def story_targets(story: GoldStory, labels: Labels, tokenizer: Tokenizer) -> Targets:
    """What the model should answer for one story."""
    draft = _Draft(story, labels, split_words(tokenizer, story.text, story.sentences))
    for event in story.events:
        draft.mark_event(event)
    for event in story.events:
        draft.mark_mentions(event)
    for voice in story.voices:
        draft.mark_voice(voice)
    for number in story.furniture:
        draft.column["furniture"][draft.words.sentence == number] = 1
    return draft.finished()


class _Draft:
    def __init__(self, story: GoldStory, labels: Labels, words: Words) -> None:
        self.story, self.labels, self.words = story, labels, words
        self.column = {
            name: np.zeros(len(words), dtype=np.int64)
            for name in ("type", "kind", "verb", "content", "furniture")
        }
        for name in ("trigger_begin", "auxiliary", "mode", "mention_begin", "cue_begin"):
            self.column[name] = np.full(len(words), UNASKED, dtype=np.int64)
        self.pairs: set[tuple[int, int, int]] = set()
        self.triggers: set[int] = set()
        self.cues: set[int] = set()

    def at(self, span: Span) -> tuple[int, int]:
        """The words that a span touches."""
        low = int(np.searchsorted(self.words.end, span.start, side="right"))
        high = int(np.searchsorted(self.words.start, span.end, side="left"))
        return low, high

    def mark_event(self, event: GoldEvent) -> None:
        low, high = self.at(event.trigger)
        self._mark("type", "trigger_begin", (low, high), self.labels.types.index(event.type))
        self.column["auxiliary"][low] = self.labels.auxiliaries.index(event.auxiliary)
        mode = event.type if event.mode is None else f"{event.type} {event.mode}"
        self.column["mode"][low] = self.labels.modes.index(mode)
        self.triggers.add(low)
        for argument in event.arguments:
            self._pair(argument.role.value, low, argument.span)

    def mark_mentions(self, event: GoldEvent) -> None:
        for argument in event.arguments:
            if argument.role is Role.SAID:
                continue
            kind = self.labels.kinds.index(kind_of(argument, self.story.text))
            self._mark("kind", "mention_begin", self.at(argument.span), kind)

    def mark_voice(self, voice: GoldVoice) -> None:
        anchor = voice.cue if voice.cue is not None else voice.content[0]
        verb = voice.verb if voice.cue is not None else BARE
        low, high = self.at(anchor)
        high = high if voice.cue is not None else low + 1
        self._mark("verb", "cue_begin", (low, high), self.labels.verbs.index(verb))
        self.cues.add(low)
        if voice.source is not None:
            self._pair("source", low, voice.source)
        for part in voice.content:
            self._pair("content", low, part)
            self.column["content"][slice(*self.at(part))] = 1

    def _mark(self, column: str, begin: str, at: tuple[int, int], label: int) -> None:
        low, high = at
        self.column[column][low:high] = label
        self.column[begin][low + 1 : high] = 0
        self.column[begin][low] = 1

    def _pair(self, relation: str, word: int, span: Span) -> None:
        number = self.labels.relations.index(relation)
        low, high = self.at(span)
        self.pairs.update((number, word, other) for other in range(low, high))

    def finished(self) -> Targets:
        return Targets(
            story=self.story.id,
            words=self.words,
            columns=self.column,
            pairs=np.array(sorted(self.pairs), dtype=np.int64).reshape(-1, 3),
            triggers=np.array(sorted(self.triggers), dtype=np.int64),
            cues=np.array(sorted(self.cues), dtype=np.int64),
        )
