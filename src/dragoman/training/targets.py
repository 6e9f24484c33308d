"""Annotated stories as numbers: what the tagger should answer for every word and pair."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence

from tokenizers import Tokenizer

from dragoman.tagging.labels import (
    BARE,
    CUE_RELATIONS,
    NONE,
    SAME_ACTOR,
    SAME_EVENT,
    TRIGGER_RELATIONS,
    Labels,
)
from dragoman.tagging.words import split_words
from dragoman.training.gold import GoldEvent, GoldStory, GoldVoice
from dragoman.training.kinds import kind_of
from dragoman.training.space import UNASKED, Draft, Targets, tagger_space
from dragoman.types import Auxiliary, MentionKind, Role, Span, VoiceVerb

#: Columns asked of every word, and those asked only where a trigger, mention or cue stands.
EVERYWHERE = ("type", "kind", "verb", "content", "furniture")
THERE = ("trigger_begin", "auxiliary", "mode", "mention_begin", "cue_begin")


def training_labels(
    version: str,
    modes: Sequence[str],
    types: Sequence[str],
    contexts: Sequence[str] = (),
    *,
    rare_name: str = "",
) -> Labels:
    """The label space that gold stories can teach."""
    return Labels(
        version=version,
        types=(NONE, *types),
        auxiliaries=tuple(Auxiliary),
        modes=tuple(modes),
        kinds=(NONE, *MentionKind),
        verbs=(NONE, *VoiceVerb, BARE),
        contexts=tuple(contexts),
        rare_name=rare_name,
    )


def story_targets(story: GoldStory, labels: Labels, tokenizer: Tokenizer) -> Targets:
    """What the model should answer for one story."""
    draft = _StoryDraft(story, labels, tokenizer)
    for event in story.events:
        draft.mark_event(event)
    for event in story.events:
        draft.mark_mentions(event)
    for voice in story.voices:
        draft.mark_voice(voice)
    draft.mark_furniture()
    draft.mark_same()
    return draft.draft.finished()


class _StoryDraft:
    def __init__(self, story: GoldStory, labels: Labels, tokenizer: Tokenizer) -> None:
        self.story, self.labels = story, labels
        words = split_words(tokenizer, story.text, story.sentences, rare_name=labels.rare_name)
        self.draft = Draft(story.id, words, tagger_space(labels))
        for name in EVERYWHERE:
            self.draft.open(name, 0)
        for name in THERE:
            self.draft.open(name, UNASKED)
        self.draft.contexts = tuple(int(name in story.contexts) for name in labels.contexts)

    def at(self, span: Span) -> tuple[int, int]:
        return self.draft.at(span.start, span.end)

    def mark_event(self, event: GoldEvent) -> None:
        low, high = self.at(event.trigger)
        self.draft.mark("type", "trigger_begin", (low, high), self.labels.types.index(event.type))
        self.draft.columns["auxiliary"][low] = self.labels.auxiliaries.index(event.auxiliary)
        mode = event.type if event.mode is None else f"{event.type} {event.mode}"
        self.draft.columns["mode"][low] = self.labels.modes.index(mode)
        for relation in TRIGGER_RELATIONS:
            self.draft.ask(relation, low)
        for argument in event.arguments:
            self.draft.pair(argument.role.value, low, range(*self.at(argument.span)))

    def mark_mentions(self, event: GoldEvent) -> None:
        for argument in event.arguments:
            if argument.role is Role.SAID:
                continue
            kind = self.labels.kinds.index(kind_of(argument, self.story.text))
            self.draft.mark("kind", "mention_begin", self.at(argument.span), kind)

    def mark_voice(self, voice: GoldVoice) -> None:
        anchor = voice.cue if voice.cue is not None else voice.content[0]
        verb = voice.verb if voice.cue is not None else BARE
        low, high = self.at(anchor)
        high = high if voice.cue is not None else low + 1
        self.draft.mark("verb", "cue_begin", (low, high), self.labels.verbs.index(verb))
        for relation in CUE_RELATIONS:
            self.draft.ask(relation, low)
        if voice.source is not None:
            self.draft.pair("source", low, range(*self.at(voice.source)))
        for part in voice.content:
            self.draft.pair("content", low, range(*self.at(part)))
            self.draft.columns["content"][slice(*self.at(part))] = 1

    def mark_furniture(self) -> None:
        for number in self.story.furniture:
            self.draft.columns["furniture"][self.draft.words.sentence == number] = 1

    def mark_same(self) -> None:
        """Mentions of one actor, and triggers of one event, each from first word to first word."""
        self._join(SAME_ACTOR, self._named())
        triggers = [(event.event, event.trigger) for event in self.story.events]
        self._join(SAME_EVENT, triggers)
        for event, trigger in triggers:
            key = event if " " in event else f"{self.story.id} {event}"
            self.draft.events.append((self.at(trigger)[0], zlib.crc32(key.encode())))

    def _named(self) -> Iterator[tuple[str, Span]]:
        for event in self.story.events:
            for part in event.arguments:
                if part.name and part.role in {Role.ACTOR, Role.RECIPIENT, Role.SAID}:
                    yield part.name, part.span
        for voice in self.story.voices:
            if voice.name and voice.source is not None:
                yield voice.name, voice.source

    def _join(
        self, relation: str, named: Iterator[tuple[str, Span]] | list[tuple[str, Span]]
    ) -> None:
        words_by_name: dict[str, set[int]] = defaultdict(set)
        for name, span in named:
            words_by_name[name].add(self.at(span)[0])
        for words in words_by_name.values():
            for word in words:
                self.draft.ask(relation, word)
                for other in words - {word}:
                    self.draft.pair(relation, word, range(other, other + 1))
