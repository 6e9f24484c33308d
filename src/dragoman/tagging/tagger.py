"""The tagger: a story's windows through the session, and the answers decoded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.tagging.bundle import Bundle, open_bundle
from dragoman.tagging.decode import (
    Arrays,
    TaggedTrigger,
    WindowDecoder,
    furniture_scores,
    story_contexts,
)
from dragoman.tagging.labels import SAME_ACTOR, SAME_EVENT, Labels
from dragoman.tagging.onnx import Session, open_session
from dragoman.tagging.relation import type_scores
from dragoman.tagging.windows import Window, cut_windows
from dragoman.tagging.words import Words, split_words
from dragoman.types import (
    Arc,
    Attribution,
    Link,
    Mention,
    MentionKind,
    Span,
    Story,
    Tagging,
    Trigger,
)


@dataclass(frozen=True)
class OnnxTagger:
    """A model folder at work."""

    bundle: Bundle
    session: Session

    @property
    def version(self) -> str:
        """The model's name, from its labels."""
        return self.bundle.labels.version

    def tag(self, story: Story) -> Tagging:
        """What the model marks in this story."""
        words = self.words(story)
        answers = [self.session(window) for window in self.windows(words)]
        return decode_story(story.sentences, words, answers, self.bundle.labels)

    def relation(self, story: Story, first: Span, second: Span) -> dict[str, float]:
        """For each type how well it stands between two given parties of the story, 0 to 1."""
        words = self.words(story)
        answers = [self.session(window) for window in self.windows(words)]
        return type_scores(answers, words, self.bundle.labels, (first, second))

    def words(self, story: Story) -> Words:
        """The story's words with their sentences."""
        rare_name = self.bundle.labels.rare_name
        return split_words(self.bundle.tokenizer, story.text, story.sentences, rare_name=rare_name)

    def windows(self, words: Words) -> list[Window]:
        """The windows that the model reads."""
        return cut_windows(words, self.bundle.tokenizer, self.bundle.labels.room)


def load_tagger(folder: Path) -> OnnxTagger:
    """The tagger of a model folder."""
    bundle = open_bundle(folder)
    return OnnxTagger(bundle, open_session(bundle.graph))


def decode_story(
    sentences: Sequence[Span], words: Words, answers: list[Arrays], labels: Labels
) -> Tagging:
    """One Tagging from the answers for all windows of a story."""
    if not answers:
        return Tagging()
    decoders = [WindowDecoder(words, arrays, labels) for arrays in answers]
    triggers = [trigger for decoder in decoders for trigger in decoder.triggers()]
    attributions = tuple(voice for decoder in decoders for voice in decoder.attributions())
    mentions = _mentions(triggers, attributions)
    scores = furniture_scores(answers, words, labels)
    first = [words.word_at(mention.span.start) for mention in mentions]
    return Tagging(
        mentions=mentions,
        triggers=tuple(_trigger(trigger) for trigger in triggers),
        arcs=tuple(_arcs(triggers, mentions)),
        attributions=attributions,
        furniture=tuple(
            sentence
            for sentence, score in zip(sentences, scores.tolist(), strict=False)
            if score >= labels.thresholds.furniture
        ),
        same_actor=_links(SAME_ACTOR, first, decoders),
        same_event=_links(SAME_EVENT, [trigger.word for trigger in triggers], decoders),
        contexts=story_contexts(answers, labels),
    )


def _links(
    relation: str, words: Sequence[int], decoders: Sequence[WindowDecoder]
) -> tuple[Link, ...]:
    """All pairs that a relation joins, window by window."""
    found = (link for decoder in decoders for link in decoder.linked(relation, words))
    return tuple(sorted(Link(*link) for link in found))


def _mentions(
    triggers: Sequence[TaggedTrigger], attributions: Sequence[Attribution]
) -> tuple[Mention, ...]:
    """Every argument and every source once, in text order; the surest reading of each."""
    best: dict[Span, Mention] = {}
    found = [
        Mention(argument.span, argument.kind, argument.score)
        for trigger in triggers
        for argument in trigger.arguments
    ]
    sources = [
        Mention(voice.source, MentionKind.OTHER, voice.score)
        for voice in attributions
        if voice.source is not None
    ]
    for mention in (*sources, *found):
        known = best.get(mention.span)
        if known is None or known.kind is MentionKind.OTHER or mention.score > known.score:
            best[mention.span] = mention
    return tuple(best[span] for span in sorted(best))


def _trigger(tagged: TaggedTrigger) -> Trigger:
    return Trigger(
        tagged.span, tagged.type, tagged.auxiliary, tagged.mode, tagged.score, tagged.vector
    )


def _arcs(triggers: Sequence[TaggedTrigger], mentions: Sequence[Mention]) -> Iterable[Arc]:
    number = {mention.span: i for i, mention in enumerate(mentions)}
    for i, trigger in enumerate(triggers):
        for argument in trigger.arguments:
            yield Arc(i, number[argument.span], argument.role, argument.score)
