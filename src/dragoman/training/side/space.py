"""What the side lessons ask, and a text of theirs as it is read from a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from tokenizers import Tokenizer

from dragoman.tagging.labels import SAME_ACTOR
from dragoman.tagging.words import split_words
from dragoman.training.space import UNASKED, Draft, Space, Targets
from dragoman.types import Span

#: predicate: a verb, noun or adjective with arguments; noun: a noun that tells of an event;
#: fact: how sure the text is that it happened; name: a named entity; saying: words of a clause
#: that attributes.
SIDE_SPACE = Space(
    columns={"predicate": 1, "noun": 1, "fact": 3, "name": 5, "name_begin": 1, "saying": 1},
    relations=("arg0", "arg1", "arg2", "time", "location", "negation", "modal", SAME_ACTOR),
    wide=frozenset({SAME_ACTOR}),
)
NAMES = ("none", "person", "organisation", "place", "other")
#: Below and above these the UDS factuality (-3 to 3) is "no" and "yes"; between them "unsure".
NOT_FACT, FACT = -1.0, 1.5


@dataclass(frozen=True)
class SideText:
    """A text with some columns and relations.

    `labels` maps a column to spans with a label; `open` names the columns that are asked of all
    words.  `pairs` maps a relation to (from span, to span); each `asks` span is asked for it.
    """

    id: str
    text: str
    sentences: Sequence[Span]
    open: frozenset[str] = frozenset()
    labels: Mapping[str, Sequence[tuple[Span, int]]] = field(default_factory=dict)
    asks: Mapping[str, Sequence[Span]] = field(default_factory=dict)
    pairs: Mapping[str, Sequence[tuple[Span, Span]]] = field(default_factory=dict)


def side_targets(text: SideText, tokenizer: Tokenizer) -> Targets:
    """What a model should answer for one text of a side lesson."""
    words = split_words(tokenizer, text.text, text.sentences)
    draft = Draft(text.id, words, SIDE_SPACE)
    for name in SIDE_SPACE.columns:
        draft.open(name, 0 if name in text.open else UNASKED)
    for name, marked in text.labels.items():
        for span, label in marked:
            low, high = draft.at(span.start, span.end)
            draft.columns[name][low:high] = label
            if name == "name":
                draft.columns["name_begin"][low:high] = 0
                draft.columns["name_begin"][low : low + 1] = 1
    _relate(draft, text)
    return draft.finished()


def _relate(draft: Draft, text: SideText) -> None:
    count = len(draft.words)
    for relation, spans in text.asks.items():
        for span in spans:
            low, _ = draft.at(span.start, span.end)
            if low < count:
                draft.ask(relation, low)
    for relation, both in text.pairs.items():
        for left, right in both:
            low, _ = draft.at(left.start, left.end)
            first, last = draft.at(right.start, right.end)
            if relation == SAME_ACTOR:
                last = min(first + 1, count)
            if low < count:
                draft.pair(relation, low, range(first, last))


def joined(sentences: Sequence[Sequence[str]]) -> tuple[str, list[Span], list[list[Span]]]:
    """Tokens as one text with spaces, the sentences' spans, and each token's span."""
    parts = [" ".join(tokens) for tokens in sentences]
    starts = np.cumsum([0, *(len(part) + 1 for part in parts)]).tolist()
    spans = [Span(at, at + len(part)) for at, part in zip(starts, parts, strict=False)]
    tokens = []
    for start, words in zip(starts, sentences, strict=False):
        ends = np.cumsum([len(word) + 1 for word in words]).tolist()
        tokens.append(
            [
                Span(start + end - len(w) - 1, start + end - 1)
                for end, w in zip(ends, words, strict=True)
            ]
        )
    return " ".join(parts), spans, tokens
